"""Handing a message to the exchange, from one place: what every message of this subject has in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from samakki.access.models import Officer
from samakki.exchange.actions.queue import queue, undo
from samakki.exchange.domain.delivery import Lane
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode

NODE = "node"
NO_HOLD = timedelta(0)
H0 = frozenset({HandlingCode.H0})


@dataclass(frozen=True, slots=True)
class Route:
    """From where to where a message goes, and what it belongs to.

    Attributes:
        sender: own desk.
        to: the desk that reads it.
        thread: what belongs together: the originator's reference of the disclosure.
        purpose: as it travels.
        codes: of handling, for the header.
        subjects: references of what it is about, protected codes among them.
        reply_to: id of the message it answers; answering goes on when trust data is too old for sending anew.
    """

    sender: str
    to: str
    thread: str
    purpose: str
    codes: frozenset[HandlingCode] = H0
    subjects: tuple[str, ...] = ()
    reply_to: str = ""
    declines: bool = False  # what it answers is declined by it: the receipt says so


def post(
    by: Officer | str,
    kind: str,
    body: bytes | Mapping[str, Any],
    route: Route,
    *,
    hold: timedelta = NO_HOLD,
    is_urgent: bool = False,
) -> str:
    """Queue one message to one desk, in the caller's transaction. One desk each: every desk answers for itself.

    Args:
        by: who sends; the node itself answers recalls.
        kind: type with its version.
        body: exactly what leaves.
        route: from where to where.
        hold: how long it can be undone.
        is_urgent: goes before everything else.

    Returns:
        The exchange's reference of the message.

    Raises:
        Refused: a check before leaving said no, or the desk cannot be written to.
    """
    return queue(
        by=by,
        sender=DeskAddress.parse(route.sender),
        to=[DeskAddress.parse(route.to)],
        type=kind,
        body=body,
        handling={"codes": sorted(code.value for code in route.codes)},
        purpose=route.purpose,
        thread=route.thread,
        in_reply_to=route.reply_to or None,
        lane=Lane.URGENT if is_urgent else Lane.NORMAL,
        hold=hold,
        subjects=route.subjects,
        declines=route.declines,
    )


def take_back(by: Officer, message: str) -> None:
    """Undo a message that is still held; nothing of it stays.

    Raises:
        Refused: the hold is over.
    """
    undo(by=by, reference=message)
