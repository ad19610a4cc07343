"""Using what a call brought: receipts, envelopes, ranges of chunks, and what is said of what was given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from samakki.exchange.actions import gathering, incoming_chunks
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.finishing import finish_waiting
from samakki.exchange.actions.quotas import CODE as QUOTA
from samakki.exchange.actions.quotas import Quota
from samakki.exchange.actions.receipts import settle
from samakki.exchange.actions.receiving import Taken, take_envelopes
from samakki.exchange.actions.station import Station
from samakki.exchange.actions.taking_receipts import take_receipts
from samakki.exchange.domain.frames import Bad, Head, Part
from samakki.exchange.domain.quotas import bounded_wait
from samakki.exchange.domain.retrying import LONGEST_DUE
from samakki.exchange.models import Outbox
from samakki.sealing.canonical import sha256
from samakki.sealing.envelopes import envelope_digest
from samakki.sealing.errors import EnvelopeError

PUT_OFF = timedelta(minutes=10)
TOGETHER = 90  # one wait for the disk instead of ninety; a page waits a fifth of a second for its turn at most
_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class Used:
    """What there is to say back.

    Attributes:
        receipts: about envelopes that came, also those on record of duplicates.
        got: digests of receipts that came and need not come again.
        bad: envelopes that could not be taken.
        later: envelopes that may be given again.
    """

    receipts: tuple[bytes, ...] = ()
    got: tuple[str, ...] = ()
    bad: tuple[Bad, ...] = ()
    later: tuple[Bad, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.receipts or self.got or self.bad or self.later)


def together(some: Sequence[Used]) -> Used:
    """What there is to say of several calls; a head takes as much of it as fits, and the rest comes up again."""
    return Used(
        tuple(chain.from_iterable(one.receipts for one in some)),
        tuple(chain.from_iterable(one.got for one in some)),
        tuple(chain.from_iterable(one.bad for one in some)),
        tuple(chain.from_iterable(one.later for one in some)),
    )


def use(at: Station, peer: str, head: Head, parts: Sequence[Part], *, quota: Quota, now: datetime) -> Used:
    """Use a call that was proved to be from `peer`. A few things share a commit; each can fail without the others."""
    at = at.remembering()
    settle(peer, head.got, now)
    for one in head.bad:
        _refused(peer, one, now)
    for one in head.later:
        _put_off(peer, one, now)
    receipts = [part.content for part in parts if part.kind == "receipt"]
    done = _each(receipts, partial(take_receipts, at))
    got = [sha256(raw) for raw, is_done in zip(receipts, done, strict=True) if is_done]
    envelopes = [part.content for part in parts if part.kind == "envelope"]
    waits = quota.waits(envelopes)
    now_taken = [raw for raw, wait in zip(envelopes, waits, strict=True) if not wait]
    new = iter(_each(now_taken, partial(take_envelopes, at, carrier=peer)))
    taken = [Taken(later=QUOTA, after=wait) if wait else next(new) for wait in waits]
    for part in parts:
        if part.kind == "chunk" and incoming_chunks.store(at, part):
            finish_waiting(at, part.chunk, now=now)
    return _said(envelopes, taken, got)


def _each(given: Sequence[bytes], take: Callable[[Sequence[bytes]], Sequence[_Done]]) -> list[_Done]:
    """Take things a portion at a time: those of a portion share a commit, and none keeps the database for long."""
    return [one for start in range(0, len(given), TOGETHER) for one in take(given[start : start + TOGETHER])]


def _said(envelopes: Sequence[bytes], taken: Sequence[Taken], got: Sequence[str]) -> Used:
    bad, later = [], []
    for raw, one in zip(envelopes, taken, strict=True):
        if one.bad:
            bad.append(Bad(_digest(raw), one.bad))
        if one.later:
            later.append(Bad(_digest(raw), one.later, one.after))
    return Used(tuple(receipt for one in taken for receipt in one.receipts), tuple(got), tuple(bad), tuple(later))


def _refused(peer: str, told: Bad, now: datetime) -> None:
    """The other node could not even say whose it is: sending it again changes nothing."""
    with transaction.atomic():
        row = Outbox.objects.select_for_update().filter(node=peer, message__digest=told.digest).first()
        if row is not None:
            gathering.park(row, told.code, now)
            raise_alarm(peer, told.code, row.message.reference)


def _put_off(peer: str, told: Bad, now: datetime) -> None:
    wait = bounded_wait(told.after, usual=PUT_OFF)
    due = now + (wait if told.code == QUOTA else min(wait, LONGEST_DUE))
    gathering.release(Q(node=peer, message__digest=told.digest), now, reason=told.code, due=due)


def _digest(raw: bytes) -> str:
    """What an envelope is known by; of bytes that are none, their own hash."""
    try:
        return envelope_digest(raw)
    except EnvelopeError:
        return sha256(raw)
