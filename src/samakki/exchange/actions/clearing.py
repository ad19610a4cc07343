"""What is forgotten of messages after 400 days: the sealed envelope and its chunks. Receipts and digests stay.

What stays is enough to know a message that comes again, and to prove what was sent, taken and answered. A clock that
runs ahead must not make a node forget, so no day counts that the trust list does not reach.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from samakki.access import audit
from samakki.exchange.actions import chunk_files
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.delivery import Arrived
from samakki.exchange.domain.trust.validity import LIMIT_AFTER
from samakki.exchange.models import Chunk, ChunkWanted, Envelope, Inbox, Outbox
from samakki.kernel.moments import write_moment
from samakki.kernel.refusals import Fact

KEPT = timedelta(days=400)
AT_ONCE = 500  # rows in one transaction: a page waits a moment at most
MOST = 20 * AT_ONCE
ENDED = (Arrived.DELIVERED, Arrived.OPENED, Arrived.CLOSED, Arrived.REJECTED)


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was forgotten."""

    envelopes: int = 0
    chunks: int = 0


def clear(at: Station, *, now: datetime) -> Cleared:
    """Forget envelopes and chunks that are past their 400 days, a few thousand at a time.

    What waits, is parked or set apart stays, however old: somebody has to decide about it first.

    Args:
        at: this node.
        now: by this node's clock.
    """
    dated = at.directory.freshness().dated
    if dated is None:
        return Cleared()
    before = min(now, dated + LIMIT_AFTER) - KEPT
    cleared = Cleared(_envelopes(before), _chunks(at, before))
    if cleared != Cleared():
        facts: dict[str, Fact] = {"count": cleared.envelopes + cleared.chunks, "until": write_moment(before)}
        audit.record("node", "clear_messages", facts=facts)
    return cleared


def _envelopes(before: datetime) -> int:
    count = 0
    ended = [state.value for state in ENDED]
    while count < MOST:
        with transaction.atomic():
            keys = list(_old(before, ended).values_list("digest", flat=True)[:AT_ONCE])
            Inbox.objects.filter(envelope_id__in=keys, state__in=ended).update(envelope=None)
            gone, _ = Envelope.objects.filter(digest__in=keys).delete()
        count += gone
        if not gone:
            break
    return count


def _old(before: datetime, ended: list[str]) -> QuerySet[Envelope]:
    """Envelopes that nobody waits for any more: sent and settled, or received and dealt with."""
    waits = Inbox.objects.filter(envelope=OuterRef("pk")).exclude(state__in=ended, first_seen__lt=before)
    goes = Outbox.objects.filter(envelope=OuterRef("pk"))
    return Envelope.objects.filter(~Exists(waits), ~Exists(goes), stored_at__lt=before).order_by("stored_at")


def _chunks(at: Station, before: datetime) -> int:
    wanted = ChunkWanted.objects.filter(chunk=OuterRef("pk"), message__state__in=[Arrived.STORED.value])
    count = 0
    while count < MOST:
        keys = list(
            Chunk.objects.filter(~Exists(wanted), stored_at__lt=before)
            .order_by("stored_at")
            .values_list("digest", flat=True)[:AT_ONCE]
        )
        if not keys:
            break
        _forget(at, keys)
        count += len(keys)
    return count


def _forget(at: Station, digests: Iterable[str]) -> None:
    """Rows first: a file without a row does no harm, a row without its file would."""
    digests = list(digests)
    with transaction.atomic():
        Chunk.objects.filter(digest__in=digests).delete()
    for digest in digests:
        chunk_files.forget(at.chunks, digest)
