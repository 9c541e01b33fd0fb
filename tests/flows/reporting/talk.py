"""A conversation of reporters as they live it: words on a screen, buttons, typed replies."""

from bot.wording import load_texts
from flows.effects import Open, Show, Submit, Tell
from flows.events import Asked, Handed, Pressed, Said
from flows.language import Language
from flows.screens import screen
from flows.session import Session
from flows.turn import begin, turn

CODE = "2H4K-9QRT-0XYZ-7BCD-M3NP"


class Talk:
    """One person in one conversation, in Indonesian unless said otherwise."""

    def __init__(self, flow, language=Language.ID, session: Session | None = None):
        self.flow, self.language = flow, language
        self.before = self.session = session or begin(flow, "s")
        self.effects = ()

    def does(self, *deeds):
        """Tap what begins with ">", hand over what begins with "+", type everything else."""
        for deed in deeds:
            if deed.startswith(">"):
                self._takes(Pressed(self.session.revision, self._value_of(deed[1:])))
            else:
                self._takes(Handed(deed[1:]) if deed.startswith("+") else Said(deed))
        return self

    def asks(self, verb):
        """Use a command."""
        self._takes(Asked(verb))
        return self

    @property
    def seen(self):
        """What the screen says."""
        return self._say(self._screen.text)

    @property
    def buttons(self):
        """The answers that are offered, as one reads them; not what is always there."""
        return [self._say(choice.label) for choice in self._screen.choices]

    @property
    def looked_over(self):
        """The review, line by line."""
        return {self._say(line.label): self._say(line.answer) for line in self._screen.lines}

    @property
    def problem(self):
        """What was wrong with the last reply, as one reads it."""
        problems = [each.screen.problem for each in self.effects if isinstance(each, Show)]
        return "".join(self._say(problem) for problem in problems if problem)

    @property
    def told(self):
        """What was said in messages of their own."""
        return "".join(self._say(each.text) for each in self.effects if isinstance(each, Tell))

    @property
    def handed_in(self):
        """What was sent, if the last deed sent something."""
        return next((each for each in self.effects if isinstance(each, Submit)), None)

    @property
    def led_to(self):
        """The conversation that was opened."""
        return next((each.flow for each in self.effects if isinstance(each, Open)), None)

    @property
    def _screen(self):
        return screen(self.flow, self.session)

    def _takes(self, event):
        self.before = self.session
        self.session, self.effects = turn(self.flow, self.session, event)

    def _value_of(self, label):
        every = (*self._screen.choices, *self._screen.controls)
        return next(one.value for one in every if label in self._say(one.label))

    def _say(self, says):
        return load_texts().plain(says, self.language)
