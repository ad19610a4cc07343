"""What of a report may be ticked, and why a ticked thing may not leave after all.

A disclosure is made from what was ticked and from nothing else: there is no step that takes things out of a whole.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import Handling, HandlingCode, reasons_not_usable
from samakki.kernel.refusals import Refusal

MOST_RECIPIENTS = 12
MOST_ITEMS = 60
LONGEST_SUMMARY = 1_000
SUMMARY, THINGS = "summary", "things"
"""Ids of what can be taken back by itself and is no item: the words at the head; people and things."""


class Part(Enum):
    """What leaves first."""

    WHOLE = "whole"
    SUMMARY = "summary"  # a few words first; the rest when the desk has accepted


@dataclass(frozen=True, slots=True)
class ItemToSend:
    """One item of a report as the rules of leaving see it.

    Attributes:
        reference: "I-…".
        number: in its report.
        has_sanitised: there are words that may leave.
        is_authorised: a second person allowed exactly these words, and the report was not changed since.
        handling: its conditions.
        granted: agencies and desks that the originators of a received item allow to read it; see `holdings`.
        is_received: it came from another node.
    """

    reference: str
    number: int
    has_sanitised: bool
    is_authorised: bool
    handling: Handling
    granted: frozenset[str] = frozenset()
    is_received: bool = False


def refusals_of_items(
    items: Collection[ItemToSend], to: Collection[DeskAddress], *, own_agency: str, today: date
) -> tuple[Refusal, ...]:
    """Why these items may not leave to these desks; empty means that they may.

    Args:
        items: ticked ones.
        to: every desk that will read them.
        own_agency: "KH/POL"; whose items are its own, and which may pass them on.
        today: local day.
    """
    reasons: list[Refusal] = []
    if len(items) > MOST_ITEMS:
        reasons.append(Refusal("disclosure-items-many", {"most": MOST_ITEMS}))
    for item in items:
        reasons += _refusals_of_item(item, to, own_agency, today)
    return tuple(reasons)


def _refusals_of_item(item: ItemToSend, to: Collection[DeskAddress], own_agency: str, today: date) -> Iterable[Refusal]:
    about = {"number": item.number}
    if not item.has_sanitised:
        yield Refusal("disclosure-item-no-words", about)
    if not item.is_authorised:
        yield Refusal("disclosure-item-not-authorised", about)
    if reasons_not_usable(item.handling):
        yield Refusal("disclosure-item-conditions", about)
    if item.handling.destroy_on is not None and item.handling.destroy_on <= today:
        yield Refusal("disclosure-item-past-its-day", about)
    for desk in to:
        if not may_read(item, desk, own_agency):
            yield Refusal("disclosure-item-not-for-desk", {**about, "desk": str(desk)})


def may_read(item: ItemToSend, desk: DeskAddress, own_agency: str) -> bool:
    """Whether the conditions of an item let a desk read it.

    H2 and originator control bind what is somebody else's: an item of another agency needs that agency's grant for this
    very desk. The recipients that an item names bind in any case; an item that names none leaves its own agency freely.
    """
    foreign = {one.agency for one in item.handling.originators} - {own_agency}
    if foreign or item.is_received:
        return bool({desk.agency_code, str(desk)} & item.granted)
    named = item.handling.recipients
    return not named or bool({desk.agency_code, str(desk)} & named)


@dataclass(frozen=True, slots=True)
class Contents:
    """What an officer ticked.

    Attributes:
        items: references of items.
        statements: numbers of single values, by reference of their entity. An entity without any is not in it.
        summary: words that leave first, or that head the whole.
        part: what leaves first.
    """

    items: tuple[str, ...] = ()
    statements: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    summary: str = ""
    part: Part = Part.WHOLE


def refusals_of_contents(contents: Contents) -> tuple[Refusal, ...]:
    """Why this is nothing to send."""
    reasons = []
    if not contents.items and not any(contents.statements.values()):
        reasons.append(Refusal("disclosure-empty"))
    if contents.part is Part.SUMMARY and not contents.summary.strip():
        reasons.append(Refusal("disclosure-summary-missing"))
    if len(contents.summary) > LONGEST_SUMMARY:
        reasons.append(Refusal("text-too-long", {"longest": LONGEST_SUMMARY}))
    return tuple(reasons)


def refusals_of_recipients(to: Collection[DeskAddress], *, own: Collection[str]) -> tuple[Refusal, ...]:
    """Why these desks are not whom a disclosure goes to.

    Args:
        to: chosen desks. An empty list means nobody; there is no "all".
        own: addresses of the node's own desks; what stays here is shared by other ways.
    """
    reasons = []
    if not to:
        reasons.append(Refusal("recipients-missing"))
    if len(to) > MOST_RECIPIENTS:
        reasons.append(Refusal("recipients-many", {"most": MOST_RECIPIENTS}))
    reasons += [Refusal("recipient-is-own", {"desk": str(desk)}) for desk in to if str(desk) in own]
    return tuple(reasons)


def strictest_codes(conditions: Iterable[Handling]) -> frozenset[HandlingCode]:
    """Every code that any part carries; H0 where none says more."""
    return frozenset(code for one in conditions for code in one.codes) or frozenset({HandlingCode.H0})
