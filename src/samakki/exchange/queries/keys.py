"""Keys of nodes and desks as the trust list vouches for them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from django.db.models import QuerySet

from samakki.exchange.domain.trust.statement import KeyKind
from samakki.exchange.domain.trust.validity import LIMIT_AFTER, UNKNOWN_KEY, KeyVerdict, verdict
from samakki.exchange.models import KnownDesk, KnownKey, TrustState
from samakki.exchange.queries.listed import listed
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.sealing.desks import Recipient
from samakki.sealing.senders import SenderKey
from samakki.sealing.suites import Suite

DESK_KINDS = frozenset({KeyKind.DESK_X25519.value, KeyKind.DESK_HYBRID.value})


def signing_key(name: NodeName | str, key_id: str, *, at: datetime) -> KeyVerdict:
    """What to make of a node's signing key at a moment; also of nodes and keys that are gone.

    Args:
        name: of the node.
        key_id: as the signature names it.
        at: when what was signed came in, by this node's clock.
    """
    row = _keys().filter(holder=str(name), key_id=key_id, kind=KeyKind.SIGNING.value).first()
    return UNKNOWN_KEY if row is None else _verdict(row, at, newest())


def recipients(addresses: Iterable[DeskAddress | str], *, at: datetime) -> tuple[Recipient, ...]:
    """The newest usable key of each desk, in the order given.

    Trap: a desk without one is left out. Whoever sends asks ``desk_key`` for each before.
    """
    wanted = [str(one) for one in addresses]
    best = _best_keys(wanted, at)
    return tuple(
        Recipient(one, best[one].key_id, bytes(best[one].public), Suite(best[one].kind))
        for one in wanted
        if one in best
    )


def desk_key(address: DeskAddress | str, *, at: datetime) -> KeyVerdict | None:
    """The verdict on the key that ``recipients`` would take; None where the desk has none that could be used."""
    row = _best_keys([str(address)], at).get(str(address))
    return None if row is None else _verdict(row, at, newest())


def newest() -> datetime:
    """Date of the trust data; the beginning of time where there is none."""
    return TrustState.objects.values_list("dated", flat=True).first() or datetime.min.replace(tzinfo=UTC)


class Senders:
    """Keys of senders, as ``sealing.senders.SenderKeys`` asks for them. Here no country speaks for another."""

    def __init__(self, was_seen_before: Callable[[str, datetime], bool] = lambda _digest, _moment: False) -> None:
        self._was_seen_before = was_seen_before

    def node_key(self, desk: str, key_id: str) -> SenderKey | None:
        """The key of that id, if a node has it that serves this desk or served it."""
        row = KnownDesk.objects.filter(address=desk).values_list("node", "former_nodes").first()
        if row is None:
            return None
        return self._key((row[0], *row[1]), key_id)

    def officer_key(self, desk: str, key_id: str) -> SenderKey | None:
        """The key of that id with which officers of this desk sign formal requests."""
        found = self._key((desk,), key_id)
        name = KnownDesk.objects.filter(address=desk).values_list("node", flat=True).first()
        return found and SenderKey(
            name or "", found.key_id, found.public, found.valid_from, found.valid_to, found.revoked_at
        )

    def was_seen_before(self, digest: str, moment: datetime) -> bool:
        """Whether this very message was witnessed before a moment."""
        return self._was_seen_before(digest, moment)

    def _key(self, holders: Sequence[str], key_id: str) -> SenderKey | None:
        row = _keys().filter(holder__in=holders, key_id=key_id, kind=KeyKind.SIGNING.value).first()
        if row is None:
            return None
        until = row.valid_to
        if row.member.confirmed < newest():  # its country's newer statement is withheld from this node
            until = min(until, row.member.confirmed + LIMIT_AFTER)
        left_out = row.gone_at if row.gone_at and row.gone_at < row.valid_to else None
        revoked = min(filter(None, (row.revoked_at, left_out)), default=None)
        return SenderKey(row.holder, row.key_id, bytes(row.public), row.valid_from, until, revoked)


def _verdict(row: KnownKey, at: datetime, newest: datetime) -> KeyVerdict:
    return verdict(listed(row), at=at, confirmed=row.member.confirmed, newest=newest, gone_at=row.gone_at)


def _keys() -> QuerySet[KnownKey]:
    return KnownKey.objects.select_related("member")


def _best_keys(addresses: Sequence[str], at: datetime) -> dict[str, KnownKey]:
    since, best = newest(), {}
    rows = _keys().filter(holder__in=addresses, gone_at=None, kind__in=DESK_KINDS).order_by("valid_from", "key_id")
    for row in rows:
        if _verdict(row, at, since).is_usable:
            best[row.holder] = row
    return best
