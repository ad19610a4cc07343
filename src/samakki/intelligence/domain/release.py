"""Rules a report has to pass on its way to being shown outside its team. Each gives every reason at once."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samakki.intelligence.domain.grading import ItemGrade
from samakki.intelligence.domain.states import State, Step, refusals_to_take
from samakki.kernel.handling import Handling, reasons_not_usable
from samakki.kernel.refusals import Refusal

LONGEST_FEEDBACK_DAYS = 366


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item as the rules see it: no text, only whether there is one.

    Attributes:
        reference: "I-…".
        number: place in the report, from 1.
        has_text: something was written.
        has_sanitised: there is a text that may leave.
        grade: None while nobody graded it.
        handling: its conditions.
        has_victim_basis: consent or vital interest is recorded.
    """

    reference: str
    number: int
    has_text: bool
    has_sanitised: bool
    grade: ItemGrade | None
    handling: Handling
    has_victim_basis: bool = False


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report as the rules see it.

    Attributes:
        state: where it stands.
        writers: codes of every officer who wrote any of its texts, grades or conditions.
        items: those that were not taken out.
        open_warnings: how many warnings nobody answered.
        is_zawgyi_asked: the question about its letters is open.
        is_used: it stands in a case, or something was captured from it.
        held: how many of its people nothing may leave about, because a prosecutor has to answer first.
    """

    state: State
    writers: frozenset[str]
    items: tuple[ItemFacts, ...]
    open_warnings: int = 0
    is_zawgyi_asked: bool = False
    is_used: bool = False
    held: int = 0


def refusals_to_grade(report: ReportFacts) -> tuple[Refusal, ...]:
    """Why the report does not count as graded yet."""
    reasons = list(refusals_to_take(report.state, Step.GRADE))
    if report.is_zawgyi_asked:
        reasons.append(Refusal("letters-not-settled"))
    if not report.items:
        reasons.append(Refusal("report-without-items"))
    for item in report.items:
        if not item.has_text:
            reasons.append(Refusal("item-empty", {"number": item.number}))
        if item.grade is None:
            reasons.append(Refusal("item-grade-missing", {"number": item.number}))
        reasons += [Refusal("item-conditions", {"number": item.number, "condition": one.code}) for one in _faults(item)]
    return tuple(reasons)


def refusals_to_sanitise(report: ReportFacts) -> tuple[Refusal, ...]:
    """Why the report may not go to its second person yet."""
    reasons = list(refusals_to_take(report.state, Step.SANITISE))
    leaving = [item for item in report.items if item.has_sanitised]
    if not leaving:
        reasons.append(Refusal("nothing-to-release"))
    if report.open_warnings:
        reasons.append(Refusal("warnings-open", {"count": report.open_warnings}))
    reasons += [*_refusals_of_items(leaving), *_refusals_of_people(report)]
    return tuple(reasons)


def refusals_to_authorise(
    report: ReportFacts, *, by: str, has_duty: bool, feedback_due: date | None, today: date
) -> tuple[Refusal, ...]:
    """Why `by` may not allow the report to be shown outside.

    Both grades and the conditions of each item that leaves are complete, nobody allows what they wrote, and there is a
    day on which whoever gets it says what came of it.

    Args:
        report: as it stands.
        by: code of who would authorise.
        has_duty: whether a role of theirs has the duty.
        feedback_due: day by which feedback is due.
        today: local day.
    """
    reasons = list(refusals_to_take(report.state, Step.AUTHORISE))
    if not has_duty:
        reasons.append(Refusal("release-needs-duty"))
    if by in report.writers:
        reasons.append(Refusal("author-does-not-authorise"))
    leaving = [item for item in report.items if item.has_sanitised]
    if not leaving:
        reasons.append(Refusal("nothing-to-release"))
    if report.open_warnings:
        reasons.append(Refusal("warnings-open", {"count": report.open_warnings}))
    reasons += [*_refusals_of_items(leaving), *_refusals_of_people(report)]
    reasons += _refusals_of_due(feedback_due, today)
    return tuple(reasons)


def refusals_to_destroy(report: ReportFacts, *, is_held: bool) -> tuple[Refusal, ...]:
    """Why a report may not be destroyed: it is in use as a draft, or a case that still runs holds it.

    Args:
        report: as it stands.
        is_held: it is filed in a case that is not closed.
    """
    reasons = list(refusals_to_take(report.state, Step.DESTROY))
    if is_held:
        reasons.append(Refusal("report-held-by-case"))
    return tuple(reasons)


def _refusals_of_people(report: ReportFacts) -> list[Refusal]:
    return [Refusal("held-back", {"count": report.held})] if report.held else []


def _refusals_of_items(leaving: Collection[ItemFacts]) -> list[Refusal]:
    reasons = []
    for item in leaving:
        if item.grade is None:
            reasons.append(Refusal("item-grade-missing", {"number": item.number}))
        reasons += [Refusal("item-conditions", {"number": item.number, "condition": one.code}) for one in _faults(item)]
        if (item.handling.has_victim_data or item.handling.has_child_data) and not item.has_victim_basis:
            reasons.append(Refusal("item-victim-basis-missing", {"number": item.number}))
    return reasons


def _refusals_of_due(feedback_due: date | None, today: date) -> list[Refusal]:
    if feedback_due is None:
        return [Refusal("feedback-due-missing")]
    if feedback_due <= today or (feedback_due - today).days > LONGEST_FEEDBACK_DAYS:
        return [Refusal("feedback-due-out-of-range", {"days": LONGEST_FEEDBACK_DAYS})]
    return []


def _faults(item: ItemFacts) -> tuple[Refusal, ...]:
    return reasons_not_usable(item.handling)


def digest_of(parts: object) -> str:
    """SHA-256 of what was authorised, in one canonical form; a later change of any part gives another.

    Args:
        parts: lists, texts and numbers that JSON has.
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
