"""What a node hands to whoever signs for its country: public keys alone, in a file that can be read aloud and carried.

It proves nothing by itself. The person who takes it compares the digest by telephone with whoever runs the node.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from samakki.exchange.domain.trust import reading
from samakki.exchange.domain.trust.errors import CeremonyWrong
from samakki.exchange.domain.trust.statement import KeyKind, ListedDesk, ListedKey, ListedNode, Statement
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

    def to_bytes(self) -> bytes:
        """The file."""
        document: dict[str, Any] = {
            "format": FORMAT,
            "node": str(self.node),
            "endpoints": list(self.endpoints),
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
    top = read_json(raw, most=reading.MOST_BYTES).fields(("format", "node", "endpoints", "keys", "types", "desks"))
    top["format"].one_of((FORMAT,))
    name = top["node"].parsed(NodeName.parse, most=24)
    # A node's part of it has the form it will have in the country's statement.
    stated = {name: top[name].value for name in ("endpoints", "keys", "types")} | {"name": str(name)}
    node = reading.EntryReader(name.country).node(top["node"].moved(stated, "the file"))
    offers = top["desks"].each(
        lambda one: _offer(reading.EntryReader(name.country), one.fields(("address", "keys"))),
        most=reading.MOST_DESKS,
    )
    return Publication(name, node.endpoints, node.keys, node.types, offers)


def _offer(reader: reading.EntryReader, given: Mapping[str, At]) -> DeskOffer:
    kinds = (KeyKind.DESK_X25519, KeyKind.DESK_HYBRID)
    keys = given["keys"].each(lambda one: reading.key(one, kinds), most=reading.MOST_KEYS, least=1)
    return DeskOffer(reader.desk_address(given["address"]), keys)


def digest_of(raw: bytes) -> str:
    """What two people read to each other by telephone: SHA-256, in eight groups of eight."""
    digest = hashlib.sha256(raw).hexdigest()
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def with_node(stated: Statement, offer: Publication) -> Statement:
    """The statement with a node as it publishes itself: new, or with its keys and addresses brought up to date.

    Keys that the node no longer names stay until they end, as what they signed must be told from a forgery. Desks get
    the node's keys where they are in the statement already; others are added with ``with_desk``.
    """
    before = next((one for one in stated.nodes if one.name == offer.node), None)
    node = ListedNode(
        name=offer.node,
        endpoints=offer.endpoints,
        pins=before.pins if before else (),
        keys=_together(before.keys if before else (), offer.keys),
        types=MappingProxyType(dict(offer.types)),
        messages_a_day=before.messages_a_day if before else 2000,
        megabytes_a_day=before.megabytes_a_day if before else 1000,
    )
    others = tuple(one for one in stated.nodes if one.name != offer.node)
    offered = {one.address: one.keys for one in offer.desks}
    desks = tuple(
        replace(one, keys=_together(one.keys, offered[one.address]))
        if one.address in offered and one.node == offer.node
        else one
        for one in stated.desks
    )
    return replace(stated, nodes=tuple(sorted((*others, node), key=lambda one: str(one.name))), desks=desks)


def with_desk(stated: Statement, desk: ListedDesk) -> Statement:
    """The statement with one desk added, or in place of what it said of that desk."""
    others = tuple(one for one in stated.desks if one.address != desk.address)
    return replace(stated, desks=tuple(sorted((*others, desk), key=lambda one: str(one.address))))


def without(stated: Statement, name: str) -> Statement:
    """The statement without a node and its desks, or without one desk.

    Raises:
        CeremonyWrong: nothing in it has that name.
    """
    nodes = tuple(one for one in stated.nodes if str(one.name) != name)
    desks = tuple(one for one in stated.desks if name not in {str(one.address), str(one.node)})
    if (nodes, desks) == (stated.nodes, stated.desks):
        message = f"{name} is neither a node nor a desk of {stated.country}."
        raise CeremonyWrong(message, name=name)
    return replace(stated, nodes=nodes, desks=desks)


def checked(stated: Statement, address: DeskAddress, *, on: date) -> Statement:
    """The statement with a desk said to be right as of a day.

    Raises:
        CeremonyWrong: there is no such desk.
    """
    found = next((one for one in stated.desks if one.address == address), None)
    if found is None:
        message = f"{address} is not a desk of {stated.country}."
        raise CeremonyWrong(message, name=str(address))
    return with_desk(stated, replace(found, verified_on=on))


def _together(had: tuple[ListedKey, ...], new: tuple[ListedKey, ...]) -> tuple[ListedKey, ...]:
    """Both, each key once. What the country said of a key stands: when it began, and that it was revoked."""
    known = {one.id for one in had}
    keys = (*had, *(one for one in new if one.id not in known))
    return tuple(sorted(keys, key=lambda one: (one.valid_from, one.id)))
