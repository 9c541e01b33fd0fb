"""Taking up a conversation whose definition or rules changed while the person was away.

Every kept answer is carried through the named migrations and read again by today's reader.
What no longer reads is simply asked again; nothing else is lost. People are never held to
yesterday's law, nor thrown out for it.
"""

from __future__ import annotations

from dataclasses import replace

from flows.dialogue import Answers, Expects, Flow, Question, Unreadable, Value
from flows.position import CHOOSING, EMPTYING, answered, pruned
from flows.session import Closed, Session


def resume(flow: Flow, session: Session) -> Session:
    """Return the session as today's definition reads it; unchanged if it already fits.

    A session that changed gets a new revision, so that buttons of the old screen are told
    apart. Submitted conversations are history and stay as they were.
    """
    if session.closed is Closed.SUBMITTED:
        return session
    carried = _carried(flow, session)
    fitting = reread(flow, session, carried)
    fitted = pruned(
        flow, replace(session, answers=fitting, version=flow.version, policy=flow.policy)
    )
    fitted = replace(fitted, cursor=_cursor(flow, fitted))
    if fitted == session:
        return session
    return replace(fitted, revision=session.revision + 1, last=None)


def _carried(flow: Flow, session: Session) -> Answers:
    values: dict[str, Value] = dict(session.answers.values)
    for version in range(session.version, flow.version):
        migration = flow.migrations.get(version)
        values = migration(values) if migration else values
    return Answers(values)


def reread(flow: Flow, session: Session, answers: Answers) -> Answers:
    """Keep, along the path, each answer that today's reader would have given.

    A reader is asked with what was answered before its question, never with its own answer.
    """
    kept = Answers()
    for item in flow.items:
        if not isinstance(item, Question) or not answers.has(item.name):
            continue
        if item.relevant(kept) and _still_reads(item, session, answers.values[item.name], kept):
            kept = kept.put(item.name, answers.values[item.name])
    return kept


def _still_reads(question: Question, session: Session, value: Value, before: Answers) -> bool:
    if question.skippable and value == "":
        return True
    try:
        if question.expects is Expects.ROWS:
            return question.tally(session.counts.get(question.name, {}), before) == value
        return question.read(str(value), before) == value
    except Unreadable:
        return False


def _cursor(flow: Flow, session: Session) -> str | None:
    names = {question.name for question in answered(flow, session.answers)}
    if session.cursor == CHOOSING and not names:
        return None
    rows = {EMPTYING + name for name in session.counts}
    return session.cursor if session.cursor in names | rows | {CHOOSING} else None
