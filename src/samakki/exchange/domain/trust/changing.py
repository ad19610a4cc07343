"""Changes to what a country states: a new value each time, which its own keys then sign."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from samakki.exchange.domain.trust.errors import CeremonyWrong
from samakki.exchange.domain.trust.publication import Publication
from samakki.exchange.domain.trust.statement import ListedAgency, ListedDesk, ListedKey, ListedNode, Statement
from samakki.kernel.addresses import DeskAddress


def with_agency(stated: Statement, code: str, kind: str, names: Mapping[str, str]) -> Statement:
    """The statement with an agency added, or in place of what it said of that one."""
    others = tuple(one for one in stated.agencies if one.code != code)
    agencies = (*others, ListedAgency(code, kind, MappingProxyType(dict(names))))
    return replace(stated, agencies=tuple(sorted(agencies, key=lambda one: one.code)))


def with_node(stated: Statement, offer: Publication) -> Statement:
    """The statement with a node as it publishes itself: new, or with its keys and addresses brought up to date.

    Keys that the node no longer names stay until they end, as what they signed must be told from a forgery. Desks get
    the node's keys where they are in the statement already; others are added with ``with_desk``.
    """
    before = next((one for one in stated.nodes if one.name == offer.node), None)
    node = ListedNode(
        name=offer.node,
        endpoints=offer.endpoints,
        pins=offer.pins,
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


def with_key_revoked(stated: Statement, holder: str, key_id: str, moment: datetime) -> Statement:
    """The statement with a key of a node or desk revoked from a moment on.

    Raises:
        CeremonyWrong: the holder lists no such key.
    """
    found = False

    def ended(keys: tuple[ListedKey, ...]) -> tuple[ListedKey, ...]:
        nonlocal found
        found = found or any(one.id == key_id for one in keys)
        return tuple(replace(one, revoked_at=moment) if one.id == key_id else one for one in keys)

    nodes = tuple(replace(one, keys=ended(one.keys)) if str(one.name) == holder else one for one in stated.nodes)
    desks = tuple(
        replace(one, keys=ended(one.keys), cosigning=ended(one.cosigning)) if str(one.address) == holder else one
        for one in stated.desks
    )
    if not found:
        message = f"{holder} lists no key {key_id:.40}. `samakki trust show` prints the keys."
        raise CeremonyWrong(message)
    return replace(stated, nodes=nodes, desks=desks)


def _together(had: tuple[ListedKey, ...], new: tuple[ListedKey, ...]) -> tuple[ListedKey, ...]:
    """Both, each key once. What the country said of a key stands: when it began, and that it was revoked."""
    known = {one.id for one in had}
    keys = (*had, *(one for one in new if one.id not in known))
    return tuple(sorted(keys, key=lambda one: (one.valid_from, one.id)))
