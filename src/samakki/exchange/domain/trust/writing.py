"""A country's statement as bytes: the same statement always gives the same ones."""

import json
from typing import Any

from samakki.exchange.domain.trust.duty import Duty
from samakki.exchange.domain.trust.reading import FORMAT
from samakki.exchange.domain.trust.statement import ListedDesk, ListedKey, ListedNode, Statement
from samakki.exchange.domain.trust.strict import write_octets
from samakki.kernel.moments import write_moment


def write_statement(given: Statement) -> bytes:
    """The bytes of a statement, which ``read_statement`` reads back."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "country": given.country,
        "reach": given.reach.value,
        "agencies": [{"code": one.code, "kind": one.kind, "names": dict(one.names)} for one in given.agencies],
        "nodes": [_node(one) for one in given.nodes],
        "desks": [_desk(one) for one in given.desks],
    }
    if given.contact_point:
        document["contact_point"] = str(given.contact_point)
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _node(one: ListedNode) -> dict[str, Any]:
    return {
        "name": str(one.name),
        "endpoints": list(one.endpoints),
        "pins": list(one.pins),
        "keys": [write_key(each) for each in one.keys],
        "types": {name: list(versions) for name, versions in one.types.items()},
        "messages_a_day": one.messages_a_day,
        "megabytes_a_day": one.megabytes_a_day,
    }


def _desk(one: ListedDesk) -> dict[str, Any]:
    return {
        "address": str(one.address),
        "node": str(one.node),
        "names": dict(one.names),
        "duty": write_duty(one.duty),
        "languages": list(one.languages),
        "may_receive": list(one.may_receive),
        "deals_with": [each.value for each in one.deals_with],
        "verified_on": one.verified_on.isoformat(),
        "keys": [write_key(each) for each in one.keys],
        "cosigning": [write_key(each) for each in one.cosigning],
    } | ({"phone": one.phone} if one.phone else {})


def write_key(one: ListedKey) -> dict[str, Any]:
    """A key as it stands in a statement."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "public": write_octets(one.public),
        "valid_from": write_moment(one.valid_from),
        "valid_to": write_moment(one.valid_to),
    } | ({"revoked_at": write_moment(one.revoked_at)} if one.revoked_at else {})


def write_duty(one: Duty) -> dict[str, Any]:
    """Duty hours as they stand in a statement."""
    if one.is_always:
        return {"zone": one.zone, "always": True}
    hours = [
        {"days": [day.value for day in shift.days], "from": f"{shift.start:%H:%M}", "to": f"{shift.end:%H:%M}"}
        for shift in one.shifts
    ]
    return {"zone": one.zone, "hours": hours}
