"""What became of a form that was sent: whether it counted before, and where its answer went."""

import hashlib
import hmac
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from samakki.access.audit.once import AlreadySent, Numbered, give, given
from samakki.access.models import Sending

__all__ = [
    "AlreadySent",
    "Earlier",
    "Numbered",
    "clear_sendings",
    "digest_of",
    "earlier",
    "give",
    "given",
    "keep_answer",
    "same_words",
]

LONGEST_ANSWER: Final = 500
REFUSED, FAULT = 400, 500
RUNS_FOR: Final = timedelta(seconds=10)
"""After so long without an answer nobody waits for one: its process ended, or it is at something large."""

SAME_FOR: Final = timedelta(hours=1)
"""So long the same words to the same address are asked about."""

LOOK_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Earlier:
    """The time a form counted.

    Attributes:
        content: digest of what was in it then.
        answer: address the browser was sent to, or reference that a program got; empty where it is not known.
        is_running: it was taken a moment ago and has no answer yet.
    """

    content: str
    answer: str
    is_running: bool


def digest_of(secret: str, parts: Iterable[bytes]) -> str:
    """64 hexadecimal digits for these parts, which nobody can try out who has not the secret.

    Args:
        secret: at random and kept nowhere: the token of one form of one page, or of a program.
        parts: in order; where one ends counts.
    """
    made = hmac.new(secret.encode("utf-8", "surrogatepass"), digestmod=hashlib.sha256)
    for part in parts:
        made.update(len(part).to_bytes(8))
        made.update(part)
    return made.hexdigest()


def earlier(number: str, *, waits: bool = False) -> Earlier | None:
    """The time the form with this number counted; None where it did not.

    Args:
        number: of the form.
        waits: for at most `RUNS_FOR`, while the answer of a request that counted is not known yet.
    """
    while True:
        row = Sending.objects.filter(number=number).first()
        if row is None:
            return None
        is_running = row.answered_at is None and row.sent_at > timezone.now() - RUNS_FOR
        if not (waits and is_running):
            return Earlier(row.content, row.answer, is_running)
        time.sleep(LOOK_SECONDS)


def same_words(form: Numbered) -> Earlier | None:
    """The time another form said the same, where that is the last thing that went to its address; else None.

    A browser that goes back fetches the page anew, and with it a form with another number, and may put back what was
    typed. Only the last counts: who changes a text and changes it back means both.
    """
    if not form.words:
        return None
    recent = Sending.objects.filter(place=form.place, sent_at__gt=timezone.now() - SAME_FOR)
    row = recent.exclude(number=form.number).order_by("-sent_at").first()
    return Earlier(row.content, row.answer, is_running=False) if row is not None and row.words == form.words else None


def keep_answer(form: Numbered, *, answer: str, status: int) -> bool:
    """Keep where the answer went; whether this request is the one that counted.

    A request that did something and is then refused gives its number back: there is something to correct and to send.

    Args:
        form: with whose number acts were done, or tried.
        answer: an address of this node, or a reference; what is too long is not kept.
        status: of the answer.
    """
    if not form.was_tried:
        return False
    rows = Sending.objects.filter(number=form.number, request=form.request)
    if REFUSED <= status < FAULT:
        return bool(rows.delete()[0])
    kept = answer if len(answer) <= LONGEST_ANSWER else ""
    return bool(rows.update(answer=kept, answered_at=timezone.now()))


def clear_sendings(*, sent_before: datetime) -> int:
    """Forget forms that counted before a moment; how many. Their numbers would count again."""
    return Sending.objects.filter(sent_at__lt=sent_before).delete()[0]
