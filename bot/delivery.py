"""What a channel brings to the desk, and what the desk gives back, in no channel's words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from bot.render import Message


@dataclass(frozen=True, slots=True)
class Typed:
    """The person typed a message."""

    text: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """The person sent a command, such as /status, perhaps with a word after it."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The person pressed a button under one of our messages."""

    data: str
    message: int
    callback: str


@dataclass(frozen=True, slots=True)
class SharedPhone:
    """The person shared a phone number; ``own`` if it is the number of this account."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """The person sent a file or a photo. ``size`` in bytes, 0 where the channel does not say.

    ``caption`` is what they wrote below it.
    """

    file: str
    name: str
    media_type: str
    size: int
    photo: bool = False
    caption: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is neither words nor a file: its kind, such as voice or sticker."""

    kind: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The person changed what they had sent before; it was read as it stood then."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """The assistant was spoken to in a group, where nothing personal may be said."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The person blocked the assistant, or let it in again."""

    reachable: bool


Sent: TypeAlias = Callable[[int], Awaitable[None]]
PRIVATE: Final = "private"  # data of a button: the channel lets it lead to the private chat

Content: TypeAlias = (
    Typed | Commanded | Tapped | SharedPhone | Attached | Unreadable | Edited | InGroup | Reached
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing that came in. ``update`` is the channel's own number of it, for idempotence."""

    update: int
    chat: int
    language: str | None
    content: Content
    message: int | None = None  # the number of what the person sent; a press has none


@dataclass(frozen=True, slots=True)
class Shown:
    """A message to show; in place of the pressed one where that is possible.

    What is shown ``apart`` stands beside the other screens of the chat: they keep their buttons,
    and only an earlier screen apart loses its own.
    """

    message: Message
    replaces: int | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A message beside the screen: the screen stays where it is, with its buttons."""

    message: Message


@dataclass(frozen=True, slots=True)
class Page:
    """A message whose buttons carry everything: it belongs to no session and outlives all.

    In place of the pressed one where there was one; it takes no other screen's place.
    """

    message: Message
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to hand over; a picture is shown in the chat itself."""

    name: str
    data: bytes
    caption: str = ""
    is_picture: bool = False


Reply: TypeAlias = Shown | Told | Page | Paper


@dataclass(frozen=True, slots=True)
class Answered:
    """What the desk answers to one delivery, sent only after everything was kept.

    ``sent`` is told the channel's number of each message that was brought. ``deletes`` are numbers
    of messages of both sides; they disappear before anything is said. ``deleted`` is told which of
    them are still there, and returns what is to be said instead.
    """

    replies: tuple[Reply, ...] = ()
    toast: str = ""
    sent: Sent | None = field(default=None, compare=False)
    deletes: tuple[int, ...] = ()
    deleted: Deleted | None = field(default=None, compare=False)


Deleted: TypeAlias = Callable[[tuple[int, ...]], Awaitable[Answered]]
Fetch: TypeAlias = Callable[[str], Awaitable[bytes]]  # a file's bytes by the channel's handle


class Receiver(Protocol):
    """Whoever answers deliveries."""

    async def receive(self, delivery: Delivery, fetch: Fetch) -> Answered:
        """Answer a delivery once it was kept.

        Raises:
            NotKept: it was not; the channel must bring it again.
        """
        ...

    def excuse(self, delivery: Delivery) -> Answered:
        """Say that a delivery could not be kept yet and will be answered."""
        ...


class NotKept(Exception):
    """The delivery could not be kept; it must come again."""


class Blocked(Exception):
    """The person does not let us write to them."""


class Later(Exception):
    """The channel asks us to wait ``seconds`` before writing to this person again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class NotFetched(Exception):
    """The channel did not give us the file."""
