"""What templates of reports need besides the values themselves: words for codes, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samakki.intelligence.domain.grading import ItemGrade, refusals_to_prompt
from samakki.intelligence.domain.states import Step, steps_from
from samakki.intelligence.queries import CaseReports, ItemDetail, ReportDetail, ReportRow, StepTaken, WarningDetail
from samakki.intelligence.web.wording.values import (
    ACCURACY,
    ACTIONS,
    AREAS,
    BASES,
    CODES,
    EVIDENCE,
    FILE_MARKS,
    ONWARD,
    REASONS,
    RELIABILITY,
    SANITISING,
    STATES,
    STEPS,
    TURNS,
    URGENCIES,
    VICTIM_BASES,
    WARNINGS,
)
from samakki.kernel.grades import MappedFlag
from samakki.kernel.handling import Handling
from samakki.ui.wording import worded

Words = dict[str, Any]
SOON_DAYS = 30


def row(one: ReportRow) -> Words:
    """One report of a list."""
    state, colour = STATES[one.state]
    urgency, urgency_colour = URGENCIES[one.urgency]
    return {
        "report": one,
        "state": state,
        "colour": colour,
        "turn": TURNS[one.turn],
        "urgency": urgency,
        "urgency_colour": urgency_colour,
        "codes": " ".join(sorted(code.value for code in one.handling)),
        "is_review_soon": one.review_on is not None and (one.review_on - timezone.localdate()).days <= SOON_DAYS,
    }


def bar(detail: ReportDetail) -> Words:
    """What the identity bar of a report says."""
    return {
        "reference": detail.reference,
        "headline": detail.received.headline if detail.received else "",
        "codes": " ".join(sorted(code.value for code in detail.handling)),
        "state": STATES[detail.state][0],
        "turn": TURNS[detail.turn],
    }


def grade(found: ItemGrade | None) -> Words:
    """A grade: its letters, what they mean, how it came about."""
    if found is None:
        return {}
    return {
        "letters": str(found.grade),
        "source": RELIABILITY[found.grade.source],
        "information": ACCURACY[found.grade.information],
        "native": f"{found.native.source}{found.native.information}{found.native.handling}" if found.is_mapped else "",
        "system": found.native.system.value,
        "is_mapped": found.is_mapped,
        "is_low": MappedFlag.LOW in found.flags,
        "limits": [worded(reason).why for reason in refusals_to_prompt(found)],
    }


def item(one: ItemDetail) -> Words:
    """One item."""
    return {
        "item": one,
        "basis": BASES[one.basis],
        "grade": grade(one.grade),
        "codes": " ".join(sorted(code.value for code in one.handling.codes)),
        "conditions": conditions(one.handling),
        "victim_basis": VICTIM_BASES[one.victim_basis] if one.victim_basis else "",
    }


def conditions(held: Handling) -> list[Mapping[str, object]]:
    """Conditions as rows of a summary list; what sets none is left out."""
    rows: list[Mapping[str, object]] = [
        {"key": _("Handling codes"), "value": "; ".join(str(CODES[one]) for one in sorted(held.codes, key=_value))},
        {"key": _("May be used for"), "value": "; ".join(str(AREAS[one]) for one in sorted(held.purposes, key=_value))},
        {"key": _("May be passed on"), "value": ONWARD[held.onward]},
        {"key": _("May be used in court"), "value": EVIDENCE[held.evidential_use]},
        {"key": _("What may be done"), "value": ACTIONS[held.action]},
        {"key": _("If it says too much"), "value": SANITISING[held.sanitising]},
    ]
    if held.has_victim_data:
        rows.append({"key": _("Concerns"), "value": _("A presumed or identified victim")})
    if held.has_child_data:
        rows.append({"key": _("Concerns"), "value": _("A person who may be under 18")})
    return rows


def warning(one: WarningDetail) -> Words:
    """One warning; what the file says is a code, and is put into words."""
    what, do = WARNINGS[one.code]
    return {"warning": one, "what": what, "do": do, "fragment": FILE_MARKS.get(one.fragment, ""), "is_words": False} | (
        {} if one.fragment in FILE_MARKS else {"fragment": one.fragment, "is_words": True}
    )


def taken(one: StepTaken) -> Words:
    """One step of a report's way, for the timeline."""
    return {"step": one, "title": STEPS[one.step], "reason": REASONS.get(one.reason, "")}


def next_steps(detail: ReportDetail) -> frozenset[str]:
    """Codes of what may come next on this node."""
    return frozenset(step.value for step in steps_from(detail.state))


def all_steps() -> Mapping[str, str]:
    """Codes of steps by name, so that a template need not spell them."""
    return {step.name.lower(): step.value for step in Step}


def in_case(found: CaseReports) -> Words:
    """What stands in a case."""
    return {
        "reports": [row(one) for one in found.reports],
        "items": [{**item(one.item), "report": one.report} for one in found.items],
    }


def _value(one: Any) -> str:  # noqa: ANN401  (any enum with texts)
    return str(one.value)
