"""A form counts once: its number is taken in the transaction of the first act that it leads to.

Every act that changes anything writes its entry of the log in its own transaction, so this is where the number is
taken: an act that is undone gives it back, and one that is committed has taken it with the same commit, whatever ends
the process a moment later. Two requests with one number meet at the table's key; the later one waits for the earlier
and breaks off here with all that it did. Which request carries a number is said from above (`given`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from samakki.access.models import AuditEntry, Sending
from samakki.access.models.together import insert_all
from samakki.kernel.refusals import SamakkiError

UNCOUNTED: Final = frozenset(
    {
        # To look is not to do, and a page that does something looks first.
        "compare_with_source", "export_audit", "fetch_export", "note_opened", "prove_receipt",
        "read_break_glass_reason", "read_file", "read_record",
        # The same twice is the same once, and must never be held up.
        "change_language", "sign_in", "sign_out", "sign_out_everywhere", "unlock",
    }
)  # fmt: skip
"""Acts that leave an entry and do not make a form count."""


class AlreadySent(SamakkiError):
    """A form counted before, or while this request ran. Nothing of this request stays; no rule was broken."""


@dataclass(slots=True)
class Numbered:
    """What was sent, while its request runs.

    Attributes:
        number: 64 hexadecimal digits, the same for each time this form is sent.
        content: of what was typed in it.
        place, words: of the browser and address, and of what was typed; empty where the same may come again.
        officer: code of who sends it; what the node does by itself in the same request does not count.
        request: of this one time.
        was_tried: an act of this request asked for the number.
        is_taken: an act of this request was committed with it.
    """

    number: str
    content: str
    officer: str
    place: str = ""
    words: str = ""
    request: UUID = field(default_factory=uuid4)
    was_tried: bool = False
    is_taken: bool = False


_given: ContextVar[Numbered | None] = ContextVar("samakki_form_given", default=None)


@contextmanager
def given(form: Numbered | None) -> Iterator[None]:
    """Acts of this block were asked for by this form; None where nothing carries a number."""
    before = _given.set(form)
    try:
        yield
    finally:
        _given.reset(before)


def give(form: Numbered) -> None:
    """As `given`, until the block around this ends."""
    _given.set(form)


def take(entries: Sequence[AuditEntry]) -> None:
    """Take the number of the form that led to these entries, in the transaction that writes them.

    Raises:
        AlreadySent: another request has it.
    """
    form = _given.get()
    if form is None or form.is_taken or not any(_counts(one, form) for one in entries):
        return
    form.was_tried = True
    mine = Sending.objects.filter(number=form.number, request=form.request)
    if mine.exists():  # the second entry of one transaction
        return
    row = Sending(
        number=form.number, content=form.content, place=form.place, words=form.words, request=form.request,
        sent_at=timezone.now(),
    )  # fmt: skip
    # Waits here while another request with this number is at work. No error of the database, which would leave the
    # transaction unusable before it is known why.
    insert_all(Sending, [row], ignores_conflicts=True)
    if not mine.exists():
        raise AlreadySent
    transaction.on_commit(lambda: _set_taken(form))


def _set_taken(form: Numbered) -> None:
    form.is_taken = True


def _counts(entry: AuditEntry, form: Numbered) -> bool:
    return entry.actor == form.officer and entry.outcome == "done" and entry.action not in UNCOUNTED
