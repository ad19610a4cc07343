"""What templates of disclosures need besides the values: words for codes, in the reader's language."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.queries import Officer
from samakki.access.web.wording.vocabulary import PURPOSES
from samakki.entities.domain.kinds import PHONE_SERVICE, kind_of_entity
from samakki.entities.web.showing import value_words
from samakki.entities.web.wording.kinds import KINDS
from samakki.entities.web.wording.properties import property_words
from samakki.exchange.web.naming import agency_named, telephone
from samakki.intelligence import queries
from samakki.intelligence.domain.disclosure_items import SUMMARY, THINGS
from samakki.intelligence.domain.disclosure_messages import (
    Package,
    SentConditions,
    SentEntity,
    SentItem,
    from_bytes,
    unpacked,
)
from samakki.intelligence.domain.disclosures import DISCLOSURE_TURNS
from samakki.intelligence.domain.grading import ItemGrade
from samakki.intelligence.domain.holdings import USABLE, ReleaseState
from samakki.intelligence.domain.vocabulary import ItemBasis
from samakki.intelligence.queries import (
    AskedRelease,
    DisclosureDetail,
    DisclosureRow,
    EmergencyRow,
    ReceivedDetail,
    ReceivedRow,
)
from samakki.intelligence.queries.desks import listed
from samakki.intelligence.queries.received import Copy
from samakki.intelligence.web import showing
from samakki.intelligence.web.showing_emergencies import offer_words
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.intelligence.web.wording.values import BASES
from samakki.kernel.grades import GradeSystem, NativeGrade
from samakki.ui.templatetags.samakki import as_is, day
from samakki.ui.wording import Text

Words = dict[str, Any]
NUMBER = re.compile(r"\+[0-9]{7,15}")  # E.164
BEGINNING = 80  # letters of an item that tell it from others


def bar(detail: DisclosureDetail) -> Words:
    """What the identity bar of a disclosure says."""
    return {
        "reference": detail.reference,
        "state": words.STATES[detail.state][0],
        "turn": words.TURNS[DISCLOSURE_TURNS[detail.state]],
    }


def package(raw: bytes) -> Words:
    """What a desk will read, out of the very bytes that leave; empty for none."""
    return opened(unpacked(from_bytes(raw))) if raw else {}


def opened(found: Package) -> Words:
    """A package in words."""
    return {
        "package": found,
        "items": [item(one) for one in found.items],
        "things": things(found.entities),
        "conditions": conditions(found.conditions),
        "recipients": [listed(one) for one in found.recipients],
        "purpose": {one.value: said for one, said in PURPOSES.items()}.get(found.purpose, found.purpose),
    }


def item(one: SentItem) -> Words:
    """One item that travels."""
    bases = {basis.value: said for basis, said in BASES.items()}
    return {
        "item": one,
        "basis": bases.get(one.basis, bases[ItemBasis.FACT.value]),
        "grade": showing.grade(_grade(one)),
        "codes": " ".join(sorted(code.value for code in one.handling.codes)),
        "conditions": showing.conditions(one.handling),
        "restrictions": one.handling.restrictions,
    }


def things(found: Sequence[SentEntity]) -> list[Words]:
    """People and things that travel; what a value points to is named by its first words in the same message."""
    called = {one.id: _called(one) for one in found}
    return [
        {
            "kind": kind_words(one.schema, [(said.prop, said.value) for said in one.said]),
            "called": called[one.id],
            "rows": [
                {
                    "key": property_words(said.prop),
                    "value": called.get(said.target, "") or value_words(one.schema, said.prop, said.value),
                    "as_written": said.as_written,
                }
                for said in one.said
            ],
        }
        for one in found
    ]


def kind_words(schema: str, said: Sequence[tuple[str, str]]) -> Text:
    """What a person or thing is: a telephone too where its service did not travel and its number is one.

    Args:
        schema: of the entity.
        said: property and value of what is shown of it.
    """
    services = tuple(value for prop, value in said if prop == "service")
    if not services and any(NUMBER.fullmatch(value) for _prop, value in said):
        services = (PHONE_SERVICE,)
    return KINDS[kind_of_entity(schema, services)]


def conditions(held: SentConditions) -> Words:
    """Conditions on the whole."""
    handling = held.handling
    rows = showing.conditions(handling)
    if handling.review_on:
        rows.append({"key": _("Looked at again on"), "value": day(handling.review_on)})
    if handling.destroy_on:
        rows.append({"key": _("Every copy is destroyed on"), "value": day(handling.destroy_on)})
    owners = sorted({one.agency for one in handling.originators})
    if owners:
        rows.append({"key": _("Belongs to"), "value": as_is(", ".join(map(agency_named, owners)))})
    return {
        "rows": rows,
        "words": [words.SAFETY[one] for one in held.words],
        "note": held.note,
        "restrictions": held.handling.restrictions,
    }


def row(one: DisclosureRow) -> Words:
    """One disclosure of a list."""
    state, colour = words.STATES[one.state]
    return {
        "row": one,
        "state": state,
        "colour": colour,
        "turn": words.TURNS[DISCLOSURE_TURNS[one.state]],
        "recipients": ", ".join(one.recipients),
        "desks": [desk_words(desk) for desk in one.recipients],
    }


def received_row(one: ReceivedRow) -> Words:
    """One received disclosure of a list."""
    state, colour = offer_words(one.kind, one.state, is_taken=one.is_taken)
    return {
        "row": one,
        "state": state,
        "colour": colour,
        "from": desk_words(one.originator_desk),
        "is_emergency": one.kind == "emergency",
    }


def emergency_row(one: EmergencyRow) -> Words:
    """One emergency of a list."""
    state, colour = words.emergency_words(one.state, is_declined=one.is_declined)
    return {"row": one, "state": state, "colour": colour, "desk": desk_words(one.desk)}


def received(detail: ReceivedDetail) -> Words:
    """What came, in words."""
    state, colour = offer_words(detail.kind, detail.state, is_taken=bool(detail.others.acting))
    return {
        "state": state,
        "colour": colour,
        "from": (owner := listed(detail.originator_desk)),
        "from_words": desk_words(detail.originator_desk),
        "phone": telephone(owner.phone),
        "is_usable": any(one.state in USABLE for one in detail.copies),
        "copies": [copy(one) for one in detail.copies],
        "conditions": conditions(detail.conditions) if detail.conditions else None,
        "reason": dict(_pairs(words.DECLINES.items())).get(detail.reason, ""),
        "releases": [release(one) for one in detail.releases],
        "recalls": [
            {"recall": one, "scope": words.SCOPES[one.scope][0], "reason": words.RECALL_REASONS[one.reason]}
            for one in detail.recalls
        ],
    }


def release(one: AskedRelease) -> Words:
    """A request for a release, on either side."""
    state, colour = words.UNANSWERED if one.is_overdue else words.RELEASES[one.state]
    return {
        "release": one,
        "use": words.USES[one.use],
        "state": state,
        "colour": colour,
        "is_open": one.state is ReleaseState.ASKED,
    }


def came_with(by: Officer, report: str) -> Words:
    """What a report was made of, for its page: owner, conditions, and what its owner asked since. Empty for others."""
    detail = queries.received_with_report(report)
    if detail is None:
        return {}
    stopped = [copy(one) for one in detail.copies if one.state not in USABLE]
    lets_go = by.desk.agency.kind == AgencyKind.PROSECUTION.value
    return {"detail": detail, "stopped": stopped, "lets_go": lets_go, **received(detail)}


def taken_back(case: str) -> list[Words]:
    """Copies in a case that are not to be used."""
    return [
        {
            "report": report,
            "state": words.HOLDINGS[state][0],
            "colour": words.HOLDINGS[state][1],
            "received": reference,
        }
        for report, state, reference in queries.taken_back_in_case(case)
    ]


def copy(one: Copy) -> Words:
    """One copy, in words."""
    state, colour = words.HOLDINGS[one.state]
    return {
        "copy": one,
        "called": part_words(one.item),
        "owner": agency_named(one.originator),
        "passed_on": [desk_words(desk) for desk in one.released_to],
        "state": state,
        "colour": colour,
        "ground": words.GROUNDS[one.ground] if one.ground else "",
        "said": item(one.said) if one.said else None,
        "things": things(one.things),
    }


def desk_words(address: str) -> SafeString:
    """A desk by its name, with its address; by its address alone where the directory does not list it."""
    found = listed(address)
    if found.name == found.address:
        return as_is(found.address)
    return format_html("{} ({})", as_is(found.name), as_is(found.address))


def part_words(one: str, text: str = "") -> str:
    """What an id is called on pages; with its first words, where more than one stands beside it."""
    if one == SUMMARY:
        return _("Summary")
    if one == THINGS:
        return _("People and things")
    called = _("Item %(number)s") % {"number": one}
    return format_html("{}: {}", called, as_is(Truncator(text).chars(BEGINNING))) if text else called


def _called(one: SentEntity) -> str:
    names = [said.as_written or said.value for said in one.said if said.prop in {"name", "weakAlias", "alias"}]
    values = [said.as_written or said.value for said in one.said if not said.target]
    return next(iter([*names, *values]), "")


def _grade(one: SentItem) -> ItemGrade | None:
    try:
        native = NativeGrade(
            GradeSystem(one.native["system"]),
            one.native["source"],
            one.native["information"],
            one.native.get("handling", ""),
        )
        return ItemGrade.of(native)
    except (KeyError, ValueError):
        return None


def _pairs(items: Iterable[tuple[Any, Any]]) -> Iterable[tuple[str, Any]]:
    return ((one.value, said) for one, said in items)
