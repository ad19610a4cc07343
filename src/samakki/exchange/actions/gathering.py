"""What there is to give to another node: receipts, envelopes by lane, ranges of chunks it asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from samakki.exchange.actions import outgoing_chunks
from samakki.exchange.actions.quotas import CODE as QUOTA
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.delivery import Sent
from samakki.exchange.domain.frames import LARGEST_RECEIPT, MOST_PARTS, Part, Want
from samakki.exchange.domain.quotas import LONGEST_WAIT
from samakki.exchange.domain.retrying import LEASE, LONGEST_DUE
from samakki.exchange.models import Addressee, Message, Outbox, ReceiptMade

LEAST_PIECES = MOST_PARTS // 10  # of chunks, however much else waits
MOST_ENVELOPES = 90  # the answer then has room for two receipts of each
LEAST_ENVELOPES = 50  # however many receipts wait
MOST_ASKED = 4 * 1024 * 1024
JUST_GIVEN = timedelta(seconds=5)
IN_ANSWER = "a:"  # beginning of `given_in` of what went in an answer: nobody says whether it came

IN_REQUESTS = ~Q(given_in__startswith=IN_ANSWER)
"""What is on the line in a call that this node made: over, where the process that made it has ended."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What goes in one call.

    Attributes:
        parts: in the order in which they go: what is small and urgent first.
        rows: primary keys of the outbox rows among them.
        receipts: digests of receipts among them.
        has_more: not all fitted.
    """

    parts: tuple[Part, ...]
    rows: tuple[int, ...]
    receipts: tuple[str, ...]
    has_more: bool


def gather(
    at: Station, node: str, *, call: str, again: Sequence[bytes] = (), wants: Sequence[Want], budget: int, now: datetime
) -> Gathered:
    """Take what is due for a node and mark the envelopes among it as on the line.

    Args:
        at: this node.
        node: who gets it.
        call: id under which envelopes are marked; what is marked is not given a second time meanwhile.
        again: receipts to be given whether or not they were settled before.
        wants: ranges of chunks that the node asked for.
        budget: bytes; a single envelope may go beyond it, and what was asked for, whose size the asker chose.
        now: by this node's clock.
    """
    is_due = _due(node, now, locks=False).exists()  # most calls have nothing to give: no lock for them
    most = MOST_PARTS - LEAST_PIECES - (LEAST_ENVELOPES if is_due else 0)
    unsettled = ReceiptMade.objects.filter(was_not_just_given(now), node=node, settled_at__isnull=True)
    unsettled = unsettled.order_by("made_at", "kind")
    receipts = {bytes(one.signed): one.digest for one in unsettled[: most + 1]}
    has_more = len(receipts) > most
    signed = list(dict.fromkeys([*again, *receipts]))[:most]
    parts = [Part("receipt", one) for one in signed]
    left = budget - len(signed) * LARGEST_RECEIPT // 4
    taken: list[Outbox] = []
    if is_due:
        most = min(MOST_PARTS - LEAST_PIECES - len(signed), MOST_ENVELOPES)
        with transaction.atomic():
            rows = list(_due(node, now)[: most + 1])
            for row in rows[:most]:
                if taken and row.envelope.size > left:
                    break
                left -= row.envelope.size
                taken.append(row)
            has_more = has_more or len(taken) < len(rows)
            mark(taken, call, now)
    parts += [Part("envelope", bytes(row.envelope.sealed)) for row in taken]
    pieces = outgoing_chunks.pieces(at, node, wants, budget=MOST_ASKED, most=MOST_PARTS - len(parts))
    return Gathered(
        (*parts, *pieces),
        tuple(row.pk for row in taken),
        tuple(receipts[one] for one in signed if one in receipts),
        has_more,
    )


def was_not_just_given(now: datetime) -> Q:
    """Which receipts are not in an answer that may still be in use: the call after the next says that they came.

    A time that only a clock set back explains does not count.
    """
    return Q(given_at__isnull=True) | Q(given_at__lte=now - JUST_GIVEN) | Q(given_at__gt=now)


def is_waiting(node: str, now: datetime) -> bool:
    """Whether anything is due for a node."""
    return (
        _due(node, now, locks=False).exists() or ReceiptMade.objects.filter(node=node, settled_at__isnull=True).exists()
    )


def is_waiting_at_all() -> bool:
    """Whether anything at all is held or on its way to another node, or a receipt not confirmed."""
    return (
        Message.objects.filter(held_until__isnull=False).exists()
        or Outbox.objects.exclude(state=Sent.PARKED.value).exists()
        or ReceiptMade.objects.filter(settled_at__isnull=True).exists()
    )


def mark(rows: Sequence[Outbox], call: str, now: datetime) -> None:
    """Note that envelopes are on the line in a call."""
    keys = [row.pk for row in rows]
    Outbox.objects.filter(pk__in=keys).update(
        state=Sent.SENDING.value, given_in=call, lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    _move_desks(rows, Sent.QUEUED, Sent.SENDING, now)


def release(rows: Q, now: datetime, *, reason: str = "", due: datetime | None = None) -> None:
    """Envelopes that were on the line wait again.

    Trap: what chooses `rows` should name the node or keys; there may be a hundred thousand rows of others.
    """
    if not Outbox.objects.filter(rows, state=Sent.SENDING.value).exists():
        return
    with transaction.atomic():
        found = list(Outbox.objects.select_for_update().filter(rows, state=Sent.SENDING.value))
        Outbox.objects.filter(pk__in=[row.pk for row in found]).update(
            state=Sent.QUEUED.value, given_in="", lease_until=None, reason=reason, due=due or now
        )
        _move_desks(found, Sent.SENDING, Sent.QUEUED, now)


def park(row: Outbox, reason: str, now: datetime) -> None:
    """Waiting does not mend this one: it stays until somebody says that it should be tried again."""
    Outbox.objects.filter(pk=row.pk).update(state=Sent.PARKED.value, given_in="", lease_until=None, reason=reason)
    desks = Addressee.objects.filter(
        message_id=row.message_id, node=row.node, state__in=[Sent.QUEUED.value, Sent.SENDING.value]
    )
    desks.update(state=Sent.PARKED.value, reason=reason, changed_at=now)


def _move_desks(rows: Sequence[Outbox], before: Sent, after: Sent, now: datetime) -> None:
    for node in {row.node for row in rows}:
        messages = [row.message_id for row in rows if row.node == node]
        Addressee.objects.filter(message_id__in=messages, node=node, state=before.value).update(
            state=after.value, changed_at=now
        )


def may_go(now: datetime) -> Q:
    """Which rows may go to their nodes: free, and in their time.

    Times that only a wrong clock can have set do not count. What is beyond another node's quota waits longer
    than anything else, as that node says.
    """
    far = now + LEASE * 2
    is_free = Q(state=Sent.QUEUED.value) | Q(state=Sent.SENDING.value, lease_until__lte=now)
    is_free |= Q(state=Sent.SENDING.value, lease_until__gt=far)
    is_time = Q(due__lte=now) | Q(due__gt=now + LONGEST_WAIT * 2)
    is_time |= Q(due__gt=now + LONGEST_DUE * 2) & ~Q(reason=QUOTA)
    return is_free & is_time


def _due(node: str, now: datetime, *, locks: bool = True) -> QuerySet[Outbox]:
    """Rows that may go, the most urgent first."""
    rows = Outbox.objects.filter(may_go(now), node=node).order_by("lane", "pk")
    if not locks:
        return rows
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.select_related("envelope").only("node", "message", "envelope__size", "envelope__sealed")
