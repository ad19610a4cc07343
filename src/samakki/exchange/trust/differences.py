"""What a proposal would change, in lines that a person reads before signing it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tuf.api.metadata import Metadata, Root, Targets

from samakki.exchange.domain.trust.reading import read_statement
from samakki.exchange.domain.trust.statement import ListedDesk, ListedKey, ListedNode, Statement
from samakki.exchange.trust.folder import TrustFolder, holder_of
from samakki.exchange.trust.names import ROOT, TARGETS, TIMESTAMP


def differences(folder: TrustFolder, name: str) -> tuple[str, ...]:
    """What differs between what is published and what waits.

    Args:
        folder: with both.
        name: "root", "targets" or a country.
    """
    if name == ROOT:
        return tuple(_of_root(folder.root(), folder.proposed_root()))
    if name == TARGETS:
        return tuple(_of_members(_roles(folder.role(TARGETS)), _roles(folder.proposed(TARGETS))))
    before = folder.published_statement(name)
    raw = folder.read(f"waiting/{name}.country.json")
    return tuple(_of_statement(before, read_statement(raw, country=name))) if raw is not None else ()


def _of_root(before: Metadata[Root] | None, after: Metadata[Root] | None) -> Iterable[str]:
    if after is None:
        return
    for role, words in ((ROOT, "national key"), (TIMESTAMP, "key of the host")):
        old, new = (_holders(one, role) if one else {} for one in (before, after))
        yield from (f"+ {words} of {holder} ({key_id[:8]})" for key_id, holder in new.items() if key_id not in old)
        yield from (f"- {words} of {holder} ({key_id[:8]})" for key_id, holder in old.items() if key_id not in new)
    needed = after.signed.roles[ROOT].threshold
    if before is None or before.signed.roles[ROOT].threshold != needed:
        yield f"{needed} of {len(after.signed.roles[ROOT].keyids)} must sign from then on"


def _holders(root: Metadata[Root], role: str) -> Mapping[str, str]:
    keys = root.signed.keys
    return {one: holder_of(keys[one].unrecognized_fields, one) for one in sorted(root.signed.roles[role].keyids)}


def _roles(members: Metadata[Targets] | None) -> Mapping[str, str]:
    """Keys of each country as text."""
    given = members.signed.delegations if members else None
    if given is None:
        return {}
    return {
        country: f"{role.threshold} of "
        + ", ".join(f"{holder_of(given.keys[one].unrecognized_fields, one)} ({one[:8]})" for one in sorted(role.keyids))
        for country, role in (given.roles or {}).items()
    }


def _of_members(old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[str]:
    yield from (f"+ {country}, signing with {keys}" for country, keys in sorted(new.items()) if country not in old)
    yield from (f"- {country} is no member any more" for country in sorted(old) if country not in new)
    yield from (
        f"~ {country} signs with {keys}; before: {old[country]}"
        for country, keys in sorted(new.items())
        if country in old and old[country] != keys
    )


def _of_statement(before: Statement | None, after: Statement) -> Iterable[str]:
    old = before or replace(after, agencies=(), nodes=(), desks=())
    if before is not None and (before.reach, before.contact_point) != (after.reach, after.contact_point):
        yield f"~ written to: {after.reach.value} {after.contact_point or ''}".rstrip()
    yield from _entries("agency", {one.code: one for one in old.agencies}, {one.code: one for one in after.agencies})
    yield from _entries("node", {str(one.name): one for one in old.nodes}, {str(one.name): one for one in after.nodes})
    yield from _entries(
        "desk", {str(one.address): one for one in old.desks}, {str(one.address): one for one in after.desks}
    )


def _entries(words: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterable[str]:
    yield from (f"- {words} {name}" for name in old if name not in new)
    for name, entry in new.items():
        if entry != old.get(name):
            yield f"{'~' if name in old else '+'} {words} {name}"
            yield from (f"    {line}" for line in _keys(_held(old.get(name)), _held(entry)))


def _held(entry: object) -> Mapping[str, ListedKey]:
    keys: tuple[ListedKey, ...] = ()
    if isinstance(entry, ListedNode):
        keys = entry.keys
    elif isinstance(entry, ListedDesk):
        keys = (*entry.keys, *entry.cosigning)
    return {one.id: one for one in keys}


def _keys(old: Mapping[str, ListedKey], new: Mapping[str, ListedKey]) -> Iterable[str]:
    yield from (f"- key {one}" for one in old if one not in new)
    for key_id, key in new.items():
        if key_id not in old:
            yield f"+ key {key_id}, until {key.valid_to:%Y-%m-%d}"
        if key.revoked_at and not (key_id in old and old[key_id].revoked_at):
            yield f"! key {key_id} revoked from {key.revoked_at:%Y-%m-%d %H:%M} UTC"
