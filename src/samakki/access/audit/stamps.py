"""Stamps of the sequencer: proof, to the holder of the node's key, that it put an entry where it is.

Without them only a checkpoint tells a changed log, and then only that something before it changed. A stamp names the
place. The key is outside the database, so that whoever can write to the database alone can neither make a stamp for
another place nor use one there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest

from samakki.access.domain.merkle import Edge
from samakki.sealing.signing import SigningKey


def place_content(position: int, leaf_hash: bytes) -> bytes:
    """What is stamped for a place. The entry's id is in its leaf."""
    return b"samakki audit place\n" + position.to_bytes(8, "big") + leaf_hash


def edge_content(edge: Edge) -> bytes:
    """What is stamped for the edge row."""
    return b"samakki audit edge\n" + edge.size.to_bytes(8, "big") + edge.to_bytes()


@dataclass(slots=True)
class Stamps:
    """Checks stamps in the order of places. Once a later key has begun, earlier ones are not believed any more."""

    keys: Sequence[SigningKey]
    since: int = 0  # index of the key that made the last stamp

    def fit(self, content: bytes, stamp: bytes) -> bool:
        """Whether the sequencer stamped this content."""
        for index in range(self.since, len(self.keys)):
            if compare_digest(self.keys[index].stamp(content), stamp):
                self.since = index
                return True
        return False
