"""Using what a call brought: receipts, envelopes, ranges of chunks, and what is said of what was given."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from samakki.exchange.actions import gathering, incoming_chunks
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.finishing import finish_waiting
from samakki.exchange.actions.receipts import settle, take_receipt
from samakki.exchange.actions.receiving import Taken, take_envelope
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.frames import Bad, Head, Part
from samakki.exchange.models import Outbox
from samakki.sealing.canonical import sha256
from samakki.sealing.envelopes import envelope_digest
from samakki.sealing.errors import EnvelopeError

PUT_OFF = timedelta(minutes=10)
QUOTA = "quota"
TOGETHER = 20  # one wait for the disk instead of twenty; a page waits a fifth of a second for its turn at most
log = logging.getLogger(__name__)


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


def use(at: Station, peer: str, head: Head, parts: Sequence[Part], *, is_over_quota: bool, now: datetime) -> Used:
    """Use a call that was proved to be from `peer`. A few things share a commit; each can fail without the others."""
    settle(peer, head.got, now)
    for one in head.bad:
        _refused(peer, one, now)
    for one in head.later:
        _put_off(peer, one, now)
    used = Used()
    small = [part for part in parts if part.kind != "chunk"]
    for start in range(0, len(small), TOGETHER):
        some = small[start : start + TOGETHER]
        try:
            with transaction.atomic():
                used = _all_of(used, at, some, peer, is_over_quota=is_over_quota)
        except Exception:
            log.exception("several things of a call could not be used together", extra={"node": peer})
            for part in some:  # what breaks one of them must not keep the others out
                used = _all_of(used, at, [part], peer, is_over_quota=is_over_quota)
    for part in parts:
        if part.kind == "chunk" and incoming_chunks.store(at, part):
            finish_waiting(at, part.chunk, now=now)
    return used


def _all_of(used: Used, at: Station, parts: Sequence[Part], peer: str, *, is_over_quota: bool) -> Used:
    for part in parts:
        if part.kind == "envelope":
            used = _with(used, at, part.content, peer, is_over_quota=is_over_quota)
        elif take_receipt(at, part.content):
            used = replace(used, got=(*used.got, sha256(part.content)))
    return used


def _with(used: Used, at: Station, raw: bytes, peer: str, *, is_over_quota: bool) -> Used:
    """Take one envelope, and note what there is to say of it."""
    taken = Taken(later=QUOTA) if is_over_quota else take_envelope(at, raw, carrier=peer)
    bad = (Bad(_digest(raw), taken.bad),) if taken.bad else ()
    later = (Bad(_digest(raw), taken.later),) if taken.later else ()
    return Used((*used.receipts, *taken.receipts), used.got, (*used.bad, *bad), (*used.later, *later))


def _refused(peer: str, told: Bad, now: datetime) -> None:
    """The other node could not even say whose it is: sending it again changes nothing."""
    with transaction.atomic():
        row = Outbox.objects.select_for_update().filter(node=peer, message__digest=told.digest).first()
        if row is not None:
            gathering.park(row, told.code, now)
            raise_alarm(peer, told.code, row.message.reference)


def _put_off(peer: str, told: Bad, now: datetime) -> None:
    rows = Q(node=peer, message__digest=told.digest)
    gathering.release(rows, now, reason=told.code, due=now + PUT_OFF)


def _digest(raw: bytes) -> str:
    """What an envelope is known by; of bytes that are none, their own hash."""
    try:
        return envelope_digest(raw)
    except EnvelopeError:
        return sha256(raw)
