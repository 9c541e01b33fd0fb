"""Walking through the small conversation event by event, and what is seen on the way."""

from flows.effects import Show, Toast
from flows.events import Counted, Handed, Pressed, Said, Verb, verb_value
from flows.position import here, place_name
from flows.turn import begin, turn
from tests.flows.small_flow import a_small_flow

FLOW = a_small_flow()


def walk(*events, session=None, flow=FLOW):
    session = session or begin(flow, "s1")
    effects = ()
    for event in events:
        made = event(session) if callable(event) else event
        session, effects = turn(flow, session, made)
    return session, effects


def press(value):
    return lambda session: Pressed(session.revision, value)


def do(verb, argument=""):
    return press(verb_value(verb, argument))


EVERY_STEP = (
    press("company"),
    press("bank"),
    Said("12"),
    Said("by night"),
    Counted("roster", {"office": 3}),
    do(Verb.DONE),
    Handed("file-1"),
)


def standing(session, flow=FLOW):
    return place_name(here(flow, session))


def shown(effects):
    (show,) = [effect for effect in effects if isinstance(effect, Show)]
    return show.screen


def toasts(effects):
    return [effect.text.key for effect in effects if isinstance(effect, Toast)]
