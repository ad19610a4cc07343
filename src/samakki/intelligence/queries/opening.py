"""Rows as the rules see them, and whether an officer may change a record. For actions and queries of this subject."""

from collections.abc import Iterable

from samakki.entities.queries.holding import held_among, people_among
from samakki.entities.queries.seeing import may_change
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.grading import ItemGrade
from samakki.intelligence.domain.release import ItemFacts, ReportFacts, digest_of
from samakki.intelligence.domain.states import State
from samakki.intelligence.domain.vocabulary import Encoding
from samakki.intelligence.models import Report, ReportItem
from samakki.kernel.grades import GradeSystem, NativeGrade

__all__ = ["current_items", "facts_of", "grade_of", "item_facts", "may_change", "release_digest"]


def current_items(report: Report) -> list[ReportItem]:
    """Items that were not taken out, in their order."""
    return list(report.items.filter(taken_out_at__isnull=True).order_by("number"))


def facts_of(report: Report, items: Iterable[ReportItem] | None = None) -> ReportFacts:
    """A report as the rules see it."""
    found = current_items(report) if items is None else list(items)
    return ReportFacts(
        State(report.state),
        frozenset(report.writers),
        tuple(item_facts(item) for item in found),
        open_warnings=report.warnings.filter(answer="").count(),
        is_zawgyi_asked=report.encoding == Encoding.ZAWGYI_ASKED.value,
        is_used=report.filings.filter(taken_out_at__isnull=True).exists(),
        held=len(held_among(people_among(report.reference))),
    )


def item_facts(item: ReportItem) -> ItemFacts:
    """An item as the rules see it."""
    return ItemFacts(
        item.reference,
        item.number,
        has_text=bool(item.raw.strip()),
        has_sanitised=bool(item.sanitised.strip()),
        grade=grade_of(item),
        handling=conditions.read(item.handling),
        has_victim_basis=bool(item.victim_basis),
    )


def grade_of(item: ReportItem) -> ItemGrade | None:
    """The grade of an item, None while nobody gave one."""
    if not item.native_system:
        return None
    native = NativeGrade(
        GradeSystem(item.native_system), item.native_source, item.native_information, item.native_handling
    )
    return ItemGrade.of(native)


def release_digest(report: Report) -> str:
    """Digest of everything that may leave with a report: words, grades and conditions of its items."""
    return digest_of(
        [
            [item.reference, item.sanitised, item.basis, item.source_grade + item.information_grade, item.handling]
            for item in current_items(report)
            if item.sanitised.strip()
        ]
    )
