"""This node's own keys in the exchange: one that signs what it sends, and one of every desk for 90 days at a time.

The private halves never leave the machine but in a sealed backup. What others need goes into a publication, a file that
the operator hands to whoever signs for the country; until the trust list names a new key, nobody seals to it. So a
desk's next key is made while the present one still has a month, and the old one goes on opening for a while.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from samakki.access import audit
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Desk, Officer
from samakki.exchange.domain.trust.publication import DeskOffer, Publication
from samakki.exchange.domain.trust.statement import KeyKind, ListedKey
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.sealing.deskfile import (
    add_desk_keys,
    create_desk_file,
    destroy_desk_keys,
    load_desk_keys,
    newest_end,
    seal_desk_file_again,
)
from samakki.sealing.desks import DeskKey, DeskKeys, new_desk_key
from samakki.sealing.keyfiles import destroy_key_file
from samakki.sealing.keyring import Keyring, load_keyring
from samakki.sealing.signing import SigningKey
from samakki.sealing.suites import Suite

SIGNING_FILE, DESK_FILE, RING_FILE = "exchange.key", "desks.json", "fields.json"
RENEW_BEFORE = timedelta(days=30)  # time to carry the publication, have it signed, and reach everybody
OPENS_AFTER = timedelta(days=60)  # a message may be 30 days on its way, and its sender's list 30 days old
SIGNS_FOR = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Renewed:
    """What ``renew`` made and ended.

    Attributes:
        made: addresses of desks with a new key.
        ended: how many private halves were destroyed.
        signing: id of the key that signs.
    """

    made: tuple[str, ...]
    ended: int
    signing: str


def signing() -> SigningKey:
    """The key that signs what this node sends.

    Raises:
        KeyMissing, KeyExposed, KeyFileBroken: the file is not as it should be.
    """
    return _signing(*_stamp(SIGNING_FILE))


def desk_keys() -> DeskKeys:
    """The keys this node opens with.

    Raises:
        KeyMissing, KeyExposed, KeyFileBroken, SealBroken: the file is not as it should be.
    """
    return _desk_keys(*_stamp(DESK_FILE))[1]


def field_ring() -> Keyring:
    """The ring that seals what waits here.

    Raises:
        KeyMissing, KeyExposed, KeyFileBroken: the file is not as it should be.
    """
    return _ring(*_stamp(RING_FILE))


def has_keys() -> bool:
    """Whether this node has keys for the exchange at all."""
    return (_folder() / SIGNING_FILE).exists() and (_folder() / DESK_FILE).exists()


def renew(*, by: Officer | str, desks: Iterable[DeskAddress], suite: Suite = Suite.MLKEM768_X25519) -> Renewed:
    """Make what is missing: the signing key, and a key for each desk whose newest one ends within a month.

    The first key of a desk begins now, each further one when the one before ends. Private halves that nothing can be
    on its way to any more are destroyed.

    Args:
        by: who asks; "console" or "node" too.
        desks: addresses that live on this node.
        suite: of new keys.
    """
    now, folder = timezone.now().replace(microsecond=0), _folder()
    if not (folder / SIGNING_FILE).exists():
        SigningKey.create(folder / SIGNING_FILE)
    if not (folder / DESK_FILE).exists():
        create_desk_file(folder / DESK_FILE)
    ring = load_keyring(folder / RING_FILE)
    had, _ = load_desk_keys(folder / DESK_FILE, ring)
    made = [
        new_desk_key(str(desk), suite=suite, valid_from=max(end, now) if (end := newest_end(had, str(desk))) else now)
        for desk in desks
        if (newest_end(had, str(desk)) or now) <= now + RENEW_BEFORE
    ]
    if made:
        add_desk_keys(folder / DESK_FILE, made, ring)
    ended = [(key.desk, key.id) for key in had if key.valid_to + OPENS_AFTER <= now]
    if ended:
        destroy_desk_keys(folder / DESK_FILE, ended)
    renewed = Renewed(tuple(key.desk for key in made), len(ended), signing().id)
    if made or ended:
        audit.record(by, "renew_desk_keys", facts={"count": len(made), "key": renewed.signing})
    return renewed


def rotate_signing(*, by: Officer | str) -> SigningKey:
    """Make a new signing key, which signs from now on.

    Trap: others believe it once the trust list names it. Publish it, and let the old one be revoked there if somebody
    else may have it.
    """
    key = SigningKey.rotate(_folder() / SIGNING_FILE)
    audit.record(by, "rotate_keys", facts={"what": "exchange", "key": key.id})
    return key


def publication(
    name: NodeName,
    *,
    endpoints: tuple[str, ...] = (),
    pins: tuple[str, ...] = (),
    types: Mapping[str, tuple[str, ...]],
) -> Publication:
    """What to give to whoever signs for the country: the public halves of everything that is or will be in use."""
    now = timezone.now().replace(microsecond=0)
    ring = load_keyring(_folder() / RING_FILE)
    keys, _ = load_desk_keys(_folder() / DESK_FILE, ring)
    by_desk: dict[str, list[ListedKey]] = {}
    for key in keys:
        if key.valid_to + OPENS_AFTER > now:
            by_desk.setdefault(key.desk, []).append(_listed(key))
    signs = signing()
    return Publication(
        node=name,
        endpoints=endpoints,
        keys=(ListedKey(signs.id, KeyKind.SIGNING, signs.public, now, now + SIGNS_FOR),),
        types=types,
        pins=pins,
        desks=tuple(DeskOffer(DeskAddress.parse(desk), tuple(held)) for desk, held in sorted(by_desk.items())),
    )


def destroy_all(*, by: Officer | str) -> int:
    """Destroy the private halves of every key of the exchange, for a node that has left; how many files went.

    Nobody can write to its desks any more, and nothing that comes late is opened.
    """
    gone = sum(destroy_key_file(_folder() / name) for name in (SIGNING_FILE, DESK_FILE))
    audit.record(by, "leave_network", facts={"count": gone})
    return gone


def seal_again() -> int:
    """Seal the stored desk keys with the ring's present key; the answer is how many."""
    path = _folder() / DESK_FILE
    return seal_desk_file_again(path, load_keyring(_folder() / RING_FILE)) if path.exists() else 0


def desks_here() -> tuple[DeskAddress, ...]:
    """Addresses of the desks that work on this node; that of whoever runs the machine is written to by nobody."""
    rows = Desk.objects.filter(closed_at=None, agency__closed_at=None).exclude(agency__kind=AgencyKind.OPERATOR.value)
    return tuple(DeskAddress.parse(one) for one in rows.order_by("address").values_list("address", flat=True))


def ends_first() -> datetime | None:
    """When the first desk is left without a key that others may seal to; None without any."""
    keys, _ = load_desk_keys(_folder() / DESK_FILE, load_keyring(_folder() / RING_FILE))
    last = {key.desk: newest_end(keys, key.desk) for key in keys}
    return min((end for end in last.values() if end), default=None)


def _listed(key: DeskKey) -> ListedKey:
    return ListedKey(key.id, KeyKind(key.suite.value), key.public, key.valid_from, key.valid_to)


def _folder() -> Path:
    return Path(settings.SAMAKKI_KEYS)


def _stamp(name: str) -> tuple[Path, int]:
    """A file and when it was changed: what was read is kept until then, as every message needs it."""
    path = _folder() / name
    try:
        return path, path.stat().st_mtime_ns
    except FileNotFoundError:
        return path, 0


@lru_cache(maxsize=8)
def _signing(path: Path, _changed: int) -> SigningKey:
    return SigningKey.load(path)


@lru_cache(maxsize=8)
def _ring(path: Path, _changed: int) -> Keyring:
    return load_keyring(path)


@lru_cache(maxsize=8)
def _desk_keys(path: Path, _changed: int) -> tuple[tuple[DeskKey, ...], DeskKeys]:
    return load_desk_keys(path, load_keyring(path.parent / RING_FILE))
