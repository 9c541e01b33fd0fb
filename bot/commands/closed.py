"""What keeps a service from running, in words: what it is, and where to mend it."""

from __future__ import annotations

from typing import Final

from bot.telegram_edge.edge import NoToken, Unreached
from storage.errors import Unavailable, Unsealable

NOT_SET: Final = "not set: the token from @BotFather, as STRP_TELEGRAM__TOKEN"
NOT_KNOWN: Final = "Telegram does not know it: compare STRP_TELEGRAM__TOKEN with @BotFather's"
NO_ENCODER: Final = (
    "ranking questions by meaning is wanted, and its packages are not here: install"
    " requirements/semantic.lock, or set questions.semantic (STRP_QUESTIONS__SEMANTIC) to false"
)
WRITES_TO_DISK: Final = (
    "the sessions of reports would be written to a disk: start the server behind"
    ' STRP_REPORTS__SESSIONS with --save "" --appendonly no'
)
WHY: Final = {  # what the client calls it
    "ClientConnectorDNSError": "its name was not found; is this machine on the network?",
    "ClientConnectorCertificateError": "its certificate is not trusted here",
    "ClientConnectorError": "no connection was taken; is it running there?",
    "Timed out": "it took too long",
}


def in_words(closed: Exception) -> str:
    """Word what is closed to us, in one line without anything secret."""
    match closed:
        case NoToken():
            return f"token: {NOT_KNOWN if closed.args else NOT_SET}"
        case Unreached(args=(address, why)):
            return f"Telegram does not answer at {address} (telegram.api): {WHY.get(why, why)}"
        case Unavailable():
            why = f" ({closed})" if closed.reference else ""
            return f"the database does not answer{why}: is it running, is its url right?"
        case Unsealable():
            return "what is kept was sealed with other keys: put back those of the data folder"
        case _:
            return str(closed) or type(closed).__name__
