"""Keys of desks: what others seal to, in epochs of 90 days, and what this node opens with.

An older key stays as long as messages sealed to it may still be on their way or must be opened again; then its private
half is destroyed and the epoch is closed: what was recorded on the line stays closed for whoever takes the node later.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from samakki.kernel.moments import read_moment, write_moment
from samakki.kernel.refusals import InvalidValue
from samakki.sealing.canonical import b64, canonical, read_canonical, unb64
from samakki.sealing.errors import EnvelopeMalformed, SealBroken
from samakki.sealing.fields import open_field, seal_field
from samakki.sealing.keyring import Keyring
from samakki.sealing.suites import SEED_BYTES, PrivateKey, Suite, private_key, public_bytes

EPOCH: Final = timedelta(days=90)
_STORED = {"table": "desk-keys", "column": "private"}
_MOST_STORED: Final = 1024


@dataclass(frozen=True, slots=True)
class Recipient:
    """One key of one desk that an envelope is sealed to.

    Attributes:
        desk: its address, "TH/POL/AHTD/duty". A desk may be given several times with different keys, such as a
            country's recovery key.
        key_id: as the trust list has it.
        public: as the trust list has it.
        suite: as the trust list has it.
    """

    desk: str
    key_id: str
    public: bytes
    suite: Suite


@dataclass(frozen=True, slots=True)
class DeskKey:
    """A key pair of a desk of this node. Its text form holds nothing secret.

    Attributes:
        desk: address.
        suite: how others wrap for it.
        valid_from: first moment at which others should seal to it.
        valid_to: first moment at which they should not any more; it opens for longer.
        public: the half that the trust list names.
        id: 32 hexadecimal digits that follow from suite and public half.
    """

    desk: str
    suite: Suite
    valid_from: datetime
    valid_to: datetime
    seed: bytes = field(repr=False)
    public: bytes = field(init=False, repr=False)
    id: str = field(init=False)
    private: PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Derive everything from the seed once: reading an ML-KEM key costs more than opening with it."""
        public = public_bytes(self.suite, self.seed)
        object.__setattr__(self, "public", public)
        object.__setattr__(self, "id", desk_key_id(self.suite, public))
        object.__setattr__(self, "private", private_key(self.suite, self.seed))

    @property
    def recipient(self) -> Recipient:
        """The half that others seal to."""
        return Recipient(self.desk, self.id, self.public, self.suite)

    def __reduce__(self) -> str | tuple[object, ...]:
        """Never into a cache, a queue or another process by accident."""
        message = "a desk key is stored by seal_desk_key and in no other way"
        raise TypeError(message)


class DeskKeys:
    """The keys with which this node opens, by desk and id."""

    def __init__(self, keys: Iterable[DeskKey], *, closed: Collection[tuple[str, str]] = ()) -> None:
        """Take the keys of this node.

        Args:
            keys: of any desks and epochs.
            closed: (desk, key id) of keys whose private half was destroyed.
        """
        self._keys = {(key.desk, key.id): key for key in keys}
        self._closed = frozenset(closed)

    def key(self, desk: str, key_id: str) -> DeskKey | None:
        """The key that opens what was sealed to this id of this desk."""
        return self._keys.get((desk, key_id))

    def is_closed(self, desk: str, key_id: str) -> bool:
        """Whether this node held the key and destroyed it."""
        return (desk, key_id) in self._closed

    def current(self, desk: str, *, at: datetime) -> DeskKey | None:
        """The newest key of the desk that others should seal to at this moment."""
        valid = [key for key in self._keys.values() if key.desk == desk and key.valid_from <= at < key.valid_to]
        return max(valid, key=lambda key: key.valid_from, default=None)


def new_desk_key(desk: str, *, suite: Suite, valid_from: datetime, valid_to: datetime | None = None) -> DeskKey:
    """A key pair that is nowhere yet; ``seal_desk_key`` makes it fit to be stored.

    Args:
        desk: address.
        suite: the hybrid unless the country has a reason.
        valid_from: with a time zone.
        valid_to: 90 days later unless given.
    """
    return DeskKey(desk, suite, valid_from, valid_to or valid_from + EPOCH, secrets.token_bytes(SEED_BYTES))


@lru_cache(maxsize=1024)  # asked for every key at every sealing
def desk_key_id(suite: Suite, public: bytes) -> str:
    """What a wrap calls its key. Whoever looks a key up under its id proves the two belong together by this."""
    return hashlib.sha256(f"samakki desk key 1\n{suite.value}\n".encode() + public).hexdigest()[:32]


def seal_desk_key(key: DeskKey, keyring: Keyring) -> bytes:
    """Both halves and the times, sealed by the node's ring, to be stored in a row or a file."""
    content = canonical(
        {
            "seed": b64(key.seed),
            "suite": key.suite.value,
            "valid_from": write_moment(key.valid_from),
            "valid_to": write_moment(key.valid_to),
        }
    )
    return seal_field(content, keyring=keyring, row=f"{key.desk} {key.id}", **_STORED)


def open_desk_key(sealed: bytes, keyring: Keyring, *, desk: str, key_id: str) -> DeskKey:
    """The key pair that ``seal_desk_key`` sealed for this desk under this id.

    Raises:
        KeyMissing: sealed with a key that is not on the ring.
        SealBroken: changed, or of another desk or id.
    """
    content = open_field(sealed, keyring=keyring, row=f"{desk} {key_id}", **_STORED)
    try:
        stored = read_canonical(content, most=_MOST_STORED)
        return DeskKey(
            desk,
            Suite(stored["suite"]),
            read_moment(stored["valid_from"]),
            read_moment(stored["valid_to"]),
            unb64(stored["seed"]),
        )
    except (KeyError, ValueError, InvalidValue, EnvelopeMalformed) as error:
        message = f"The sealed key {key_id} of {desk} holds something else."
        raise SealBroken(message, desk=desk, key=key_id) from error
