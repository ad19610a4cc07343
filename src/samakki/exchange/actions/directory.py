"""Writes what countries state into the tables that the directory is read from. Called with verified statements only."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samakki.exchange.domain.trust.statement import ListedKey, Statement, Told
from samakki.exchange.domain.trust.writing import write_duty
from samakki.exchange.models import KnownDesk, KnownKey, KnownNode, Member


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different after a new list.

    Attributes:
        joined, left: countries.
        revoked: (holder, key id) of keys that are to be believed no longer.
    """

    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    revoked: tuple[tuple[str, str], ...] = ()


def replace_directory(
    told: Sequence[Told], *, members: Set[str], dated: datetime, at: datetime, problems: Mapping[str, str] | None = None
) -> Changed:
    """Make the directory say what the countries state now.

    What a country no longer lists is kept and marked as gone. A key that was revoked stays so, whatever is said later.

    Args:
        told: statements that are new or the same as before.
        members: every country that the list names, also those without a statement in `told`.
        dated: date of the trust data.
        at: now.
        problems: why the newest statement of a country was not taken; what it stated before goes on until it is 30
            days old.
    """
    with transaction.atomic():
        had = {one.country: one for one in Member.objects.filter(gone_at=None)}
        revoked = [key for one in told for key in _take(one, dated=dated, at=at)]
        for country, code in (problems or {}).items():
            Member.objects.filter(country=country).update(problem=code)
        left = sorted(had.keys() - members)
        for country in left:
            revoked += _let_go(had[country], at)
    joined = sorted({one.statement.country for one in told} - had.keys())
    return Changed(tuple(joined), tuple(left), tuple(sorted(set(revoked))))


def _take(told: Told, *, dated: datetime, at: datetime) -> list[tuple[str, str]]:
    stated = told.statement
    member, _ = Member.objects.update_or_create(
        country=stated.country,
        defaults={
            "version": told.version,
            "metadata": told.metadata,
            "statement": told.raw,
            "reach": stated.reach.value,
            "contact_point": str(stated.contact_point or ""),
            "agencies": [[one.code, one.kind, dict(one.names)] for one in stated.agencies],
            "confirmed": dated,
            "problem": "",
            "gone_at": None,
        },
    )
    _take_nodes(member, stated, at)
    _take_desks(member, stated, at)
    return _take_keys(member, stated, at)


def _take_nodes(member: Member, stated: Statement, at: datetime) -> None:
    for one in stated.nodes:
        details = {
            "endpoints": list(one.endpoints),
            "pins": list(one.pins),
            "types": {name: list(versions) for name, versions in one.types.items()},
            "messages_a_day": one.messages_a_day,
            "megabytes_a_day": one.megabytes_a_day,
        }
        KnownNode.objects.update_or_create(
            name=str(one.name), defaults={"member": member, "details": details, "gone_at": None}
        )
    listed = [str(one.name) for one in stated.nodes]
    KnownNode.objects.filter(member=member, gone_at=None).exclude(name__in=listed).update(gone_at=at)


def _take_desks(member: Member, stated: Statement, at: datetime) -> None:
    had = {one.address: one for one in KnownDesk.objects.filter(member=member)}
    for one in stated.desks:
        before = had.get(str(one.address))
        former = list(before.former_nodes) if before else []
        if before and before.node != str(one.node) and before.node not in former:
            former.append(before.node)
        KnownDesk.objects.update_or_create(
            address=str(one.address),
            defaults={
                "member": member,
                "node": str(one.node),
                "former_nodes": former,
                "verified_on": one.verified_on,
                "gone_at": None,
                "details": {
                    "names": dict(one.names),
                    "duty": write_duty(one.duty),
                    "languages": list(one.languages),
                    "phone": one.phone,
                    "may_receive": list(one.may_receive),
                    "deals_with": [topic.value for topic in one.deals_with],
                },
            },
        )
    listed = [str(one.address) for one in stated.desks]
    KnownDesk.objects.filter(member=member, gone_at=None).exclude(address__in=listed).update(gone_at=at)


def _take_keys(member: Member, stated: Statement, at: datetime) -> list[tuple[str, str]]:
    """Write all keys of a statement; the answer is which are to be believed no longer."""
    had = {(one.holder, one.key_id): one for one in KnownKey.objects.filter(member=member)}
    listed = {(holder, key.id): key for holder, key in _keys(stated)}
    ended = []
    for place, key in listed.items():
        before = had.get(place)
        revoked_at = min(filter(None, (key.revoked_at, before.revoked_at if before else None)), default=None)
        if revoked_at and not (before and before.revoked_at):
            ended.append(place)
        KnownKey.objects.update_or_create(
            holder=place[0],
            key_id=place[1],
            defaults={
                "member": member,
                "kind": key.kind.value,
                "public": key.public,
                "valid_from": key.valid_from,
                "valid_to": key.valid_to,
                "revoked_at": revoked_at,
                "gone_at": None,
            },
        )
    missing = [one for place, one in had.items() if place not in listed and one.gone_at is None]
    KnownKey.objects.filter(pk__in=[one.pk for one in missing]).update(gone_at=at)
    return ended + [(one.holder, one.key_id) for one in missing if one.valid_to > at]


def _keys(stated: Statement) -> Iterable[tuple[str, ListedKey]]:
    for node in stated.nodes:
        yield from ((str(node.name), key) for key in node.keys)
    for desk in stated.desks:
        yield from ((str(desk.address), key) for key in (*desk.keys, *desk.cosigning))


def _let_go(member: Member, at: datetime) -> list[tuple[str, str]]:
    """Mark a country as gone, with all that it stated."""
    ended = KnownKey.objects.filter(member=member, gone_at=None, valid_to__gt=at).values_list("holder", "key_id")
    revoked = list(ended)
    for rows in (member.nodes, member.desks, member.keys):
        rows.filter(gone_at=None).update(gone_at=at)
    Member.objects.filter(pk=member.pk).update(gone_at=at)
    return revoked
