"""What can go wrong with a report, and whose doing it is.

ReportingError
├── Busy             the gate: too many receipts are being computed, try again soon
├── NobodyToRead     the house: no inspector without a conflict is there to seal to
├── Unknown          nobody there: no case with this receipt, or not for this inspector
├── Tied             the rule: this inspector gave up what is about this employer
├── TooLate          the rule: the case has gone too far for this
├── NeedsAnother     the rule: this takes a second officer
├── AsksWho          the rule: nobody asks a reporter for a name
├── NotYet           the rule: what is known does not carry this step
├── Hunts            the rule: nobody is sent after a reporter
├── WrongDay         the order is for a day that is past or far off
└── Quotes           the order says what a reporter said
"""

from __future__ import annotations


class ReportingError(Exception):
    """Something about a report cannot be done."""


class Busy(ReportingError):
    """Too many receipts are being computed at once."""


class NobodyToRead(ReportingError):
    """No certified inspector is there who could open this report."""


class Unknown(ReportingError):
    """There is no such case, or it is not for this inspector: nobody is told which."""


class Tied(ReportingError):
    """This inspector has a tie to the employer, and gave up what is about it."""


class TooLate(ReportingError):
    """The case has gone too far for this."""


class NeedsAnother(ReportingError):
    """A second officer must do this."""


class AsksWho(ReportingError):
    """Something asks the reporter who they are."""


class NotYet(ReportingError):
    """What is known so far does not carry this step."""


class WrongDay(ReportingError):
    """The day of an order is past, or too far off for what was reported."""


class Hunts(ReportingError):
    """What is to leave the house speaks of who reported; ``words`` are the ones to take out."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words


class Quotes(ReportingError):
    """The order carries words of a reporter; ``words`` are the ones to take out."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words
