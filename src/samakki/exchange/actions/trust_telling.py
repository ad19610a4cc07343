"""Telling others at once that a key of this country was withdrawn. The signed list proves it; this makes them look."""

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.exchange.actions.own_keys import has_keys
from samakki.exchange.actions.queue import queue
from samakki.exchange.actions.station import NotInExchange, station
from samakki.exchange.domain.delivery import Lane
from samakki.exchange.models import KnownKey
from samakki.exchange.queries import directory
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.moments import write_moment
from samakki.kernel.refusals import Refused
from samakki.sealing.errors import SealingError

TYPE = "key.revoked@1.0"
KIND, PURPOSE = "key.revoked", "cooperate"
log = logging.getLogger(__name__)


def tell_revoked(revoked: Iterable[tuple[str, str]]) -> int:
    """Queue word of withdrawn keys of this node's own country to one desk of each other node; how many messages.

    In the transaction that takes the list. Where a node cannot be told, that is audited, and the list reaches it.

    Args:
        revoked: holder and id of each key.
    """
    name = getattr(settings, "SAMAKKI_EXCHANGE_NAME", "")
    own = NodeName.parse(name) if name else None
    ours = [(holder, key) for holder, key in revoked if own and holder.partition("/")[0] == own.country]
    if own is None or not ours or not has_keys():
        return 0
    try:
        sender = min(map(DeskAddress.parse, station().desks), key=str, default=None)
    except (NotInExchange, SealingError):
        log.warning("others could not be told of withdrawn keys", extra={"count": len(ours)})
        return 0
    if sender is None:
        return 0
    return sum(_tell(sender, desk, holder, key) for holder, key in ours for desk in _desks_to_tell(str(own)))


def _desks_to_tell(own: str) -> Sequence[DeskAddress]:
    """One desk of each other node that takes such messages: the first by address."""
    first: dict[str, DeskAddress] = {}
    for desk in directory.desks(may_receive=KIND):
        if str(desk.node) != own:
            first.setdefault(str(desk.node), desk.address)
    return tuple(first.values())


def _tell(sender: DeskAddress, to: DeskAddress, holder: str, key_id: str) -> bool:
    row = KnownKey.objects.filter(holder=holder, key_id=key_id).first()
    since = (row and (row.revoked_at or row.gone_at)) or timezone.now()
    try:
        with transaction.atomic():
            queue(
                by="node",
                sender=sender,
                to=[to],
                type=TYPE,
                body={"owner": holder, "key_id": key_id, "revoked_at": write_moment(since)},
                handling={"codes": ["H0"]},
                purpose=PURPOSE,
                thread=f"key-{key_id}",
                lane=Lane.URGENT,
                hold=timedelta(0),
            )
    except Refused as refused:
        facts = {"desk": str(to), "key": key_id, "reasons": ",".join(one.code for one in refused.reasons)}
        audit.record("node", "tell_revocation", "", outcome="failed", facts=facts)
        return False
    return True
