"""Conditions of an item as they are stored: the canonical handling object, to and from ``kernel.handling``.

Names of the object's parts are those of the reference: ``code``, ``purpose_limit``, ``recipients``, ``onward``,
``evidential_use``, ``action``, ``sanitise``, ``victim_data``, ``child_data``, ``review_on``, ``destroy_on``,
``originators``. What is missing is the strictest.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from typing import Any

from samakki.kernel.handling import (
    Action,
    CrimeArea,
    EvidentialUse,
    Handling,
    HandlingCode,
    Onward,
    Originator,
    Sanitising,
    stricter,
)

NOTHING: Mapping[str, Any] = {}


def stored(handling: Handling) -> dict[str, Any]:
    """The canonical object, ready for JSON; sets stand in order, so that equal conditions are equal text."""
    return {
        "code": sorted(one.value for one in handling.codes),
        "purpose_limit": sorted(one.value for one in handling.purposes),
        "recipients": sorted(handling.recipients),
        "onward": handling.onward.value,
        "evidential_use": handling.evidential_use.value,
        "action": handling.action.value,
        "sanitise": handling.sanitising.value,
        "restrictions": handling.restrictions,
        "victim_data": handling.has_victim_data,
        "child_data": handling.has_child_data,
        "review_on": handling.review_on.isoformat() if handling.review_on else "",
        "destroy_on": handling.destroy_on.isoformat() if handling.destroy_on else "",
        "originators": [{"agency": one.agency, "reference": one.reference} for one in sorted(handling.originators)],
    }


def read(held: Mapping[str, Any]) -> Handling:
    """The conditions of a stored object. An empty one has no code, and is usable nowhere."""
    return Handling(
        codes=frozenset(HandlingCode(one) for one in held.get("code", ())),
        purposes=frozenset(CrimeArea(one) for one in held.get("purpose_limit", ())),
        recipients=frozenset(held.get("recipients", ())),
        onward=Onward(held.get("onward", Onward.NONE.value)),
        evidential_use=EvidentialUse(held.get("evidential_use", EvidentialUse.NO.value)),
        action=Action(held.get("action", Action.NONE.value)),
        sanitising=Sanitising(held.get("sanitise", Sanitising.CONSULT_ORIGINATOR.value)),
        restrictions=held.get("restrictions", ""),
        has_victim_data=bool(held.get("victim_data")),
        has_child_data=bool(held.get("child_data")),
        review_on=_day(held.get("review_on", "")),
        destroy_on=_day(held.get("destroy_on", "")),
        originators=frozenset(Originator(one["agency"], one["reference"]) for one in held.get("originators", ())),
    )


def codes_of(all_conditions: Iterable[Handling]) -> frozenset[HandlingCode]:
    """Every code that any item carries: what the report as a whole carries. H0 where no item says more."""
    return frozenset(code for one in all_conditions for code in one.codes) or frozenset({HandlingCode.H0})


def together(all_conditions: Iterable[Handling]) -> Handling | None:
    """The conditions under which all items may be used together; None where there are none."""
    found = list(all_conditions)
    return reduce(stricter, found) if found else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
