"""What must be known of a sender's key before anything it signed is believed; the trust list answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SenderKey:
    """A signing key as its country lists it.

    Attributes:
        node: name of the node, "KH/POL"; of an officer's key, the node of the officer's desk.
        key_id: ``signing_key_id`` of `public`.
        public: 32 bytes, Ed25519.
        valid_from: messages are dated from then on.
        valid_to: messages are dated before then; None: no end is known yet.
        revoked_at: from then on somebody else may have signed; None: not revoked.
    """

    node: str
    key_id: str
    public: bytes
    valid_from: datetime
    valid_to: datetime | None = None
    revoked_at: datetime | None = None


class SenderKeys(Protocol):
    """The trust list as this node has it."""

    def node_key(self, desk: str, key_id: str) -> SenderKey | None:
        """The key of that id, if it belongs to a node that its country lists as serving this desk, now or earlier.

        This is where it is held that no country speaks for another.
        """

    def officer_key(self, desk: str, key_id: str) -> SenderKey | None:
        """The key of that id with which this desk, or an officer of it, signs formal requests."""

    def was_seen_before(self, digest: str, moment: datetime) -> bool:
        """Whether this very message was witnessed before `moment`: received here, or in a cosigned checkpoint."""
