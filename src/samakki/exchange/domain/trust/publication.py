"""What a node hands to whoever signs for its country: public keys alone, in a file that can be read aloud and carried.

It proves nothing by itself. The person who takes it compares the digest by telephone with whoever runs the node.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samakki.exchange.domain.trust import reading
from samakki.exchange.domain.trust.statement import KeyKind, ListedKey
from samakki.exchange.domain.trust.strict import At, read_json
from samakki.exchange.domain.trust.writing import write_key
from samakki.kernel.addresses import DeskAddress, NodeName

FORMAT = "samakki-publication-1"


@dataclass(frozen=True, slots=True)
class DeskOffer:
    """Keys of one desk."""

    address: DeskAddress
    keys: tuple[ListedKey, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A node's own public keys and what it can do."""

    node: NodeName
    endpoints: tuple[str, ...]
    keys: tuple[ListedKey, ...]
    types: Mapping[str, tuple[str, ...]]
    desks: tuple[DeskOffer, ...] = ()
    pins: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """The file."""
        document: dict[str, Any] = {
            "format": FORMAT,
            "node": str(self.node),
            "endpoints": list(self.endpoints),
            "pins": list(self.pins),
            "keys": [write_key(one) for one in self.keys],
            "types": {name: list(versions) for name, versions in self.types.items()},
            "desks": [
                {"address": str(one.address), "keys": [write_key(key) for key in one.keys]} for one in self.desks
            ],
        }
        return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def read_publication(raw: bytes) -> Publication:
    """What a node published.

    Raises:
        StatementWrong: the file is not of this form.
    """
    top = read_json(raw, most=reading.MOST_BYTES).fields(
        ("format", "node", "endpoints", "pins", "keys", "types", "desks")
    )
    top["format"].one_of((FORMAT,))
    name = top["node"].parsed(NodeName.parse, most=24)
    # A node's part of it has the form it will have in the country's statement.
    stated = {part: top[part].value for part in ("endpoints", "pins", "keys", "types")} | {"name": str(name)}
    node = reading.EntryReader(name.country).node(top["node"].moved(stated, "the file"))
    offers = top["desks"].each(
        lambda one: _offer(reading.EntryReader(name.country), one.fields(("address", "keys"))),
        most=reading.MOST_DESKS,
    )
    return Publication(name, node.endpoints, node.keys, node.types, offers, node.pins)


def _offer(reader: reading.EntryReader, given: Mapping[str, At]) -> DeskOffer:
    kinds = (KeyKind.DESK_X25519, KeyKind.DESK_HYBRID)
    keys = given["keys"].each(lambda one: reading.key(one, kinds), most=reading.MOST_KEYS, least=1)
    return DeskOffer(reader.desk_address(given["address"]), keys)


def digest_of(raw: bytes) -> str:
    """What two people read to each other by telephone: SHA-256, in eight groups of eight."""
    digest = hashlib.sha256(raw).hexdigest()
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
