"""Elements of the crimes of a case with what supports each and what is missing; and its notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samakki.access import queries as access
from samakki.access.queries import Officer
from samakki.cases.domain.elements import (
    ELEMENTS,
    NEEDED,
    Element,
    ElementFacts,
    Gap,
    Standing,
    Support,
    gaps,
    is_means_needed,
)
from samakki.cases.domain.people import is_treated_as_child
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, NoteKind, Offence
from samakki.cases.models import CasePerson, ElementFinding, ElementSupport, Note
from samakki.cases.queries.describing import described_references


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One thing linked to an element.

    Attributes:
        support: number of the link.
        reference: of the thing.
        described: in words; empty where the thing is not open to the reader.
        words: what it shows, by who linked it.
        is_against: it speaks against the element.
        at: when it was linked.
        by: officer code.
    """

    support: int
    reference: str
    described: str
    words: str
    is_against: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element as it stands now."""

    offence: Offence
    element: Element
    standing: Standing
    forms: tuple[str, ...]
    words: str
    at: datetime | None
    by: str
    supports: tuple[SupportRow, ...]
    gaps: tuple[Gap, ...]
    is_needed: bool
    times_assessed: int


@dataclass(frozen=True, slots=True)
class Victims:
    """How many presumed victims a case has, by whether they are treated as children."""

    adults: int
    children: int


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note."""

    note: int
    kind: NoteKind
    text: str
    at: datetime
    by: str
    by_name: str
    corrects: int | None
    is_corrected: bool


def elements(by: Officer, case: str, offences: tuple[Offence, ...] = tuple(Offence)) -> tuple[ElementRow, ...]:
    """Elements of the crimes a case may be about. Checks as ``queries.tasks``: the page opened the case file."""
    findings: dict[tuple[str, str], list[ElementFinding]] = {}
    for finding in ElementFinding.objects.filter(case__reference=case).order_by("at", "pk"):
        findings.setdefault((finding.offence, finding.element), []).append(finding)
    links = list(ElementSupport.objects.filter(case__reference=case, withdrawn_at=None).order_by("at", "pk"))
    described = described_references(by, {link.reference for link in links})
    victims = victims_of(case)
    return tuple(
        _row(offence, element, findings.get((offence.value, element.value), []), links, described, victims)
        for offence in offences
        for element in ELEMENTS[offence]
    )


def victims_of(case: str) -> Victims:
    """Presumed victims of a case as numbers, for the rule on means."""
    ages = CasePerson.objects.filter(
        case__reference=case, categories__category=DataSubjectCategory.VICTIM.value, categories__until=None
    ).values_list("age", flat=True)
    children = sum(is_treated_as_child(AgeStatus(age)) for age in ages)
    return Victims(len(ages) - children, children)


def has_child(case: str) -> bool:
    """Whether anybody in a case is treated as a child."""
    ages = (AgeStatus.CHILD.value, AgeStatus.IN_DOUBT.value)
    return CasePerson.objects.filter(case__reference=case, age__in=ages).exists()


def notes(case: str, kind: NoteKind | None = None) -> tuple[NoteRow, ...]:
    """Notes of a case, newest first. Checks as `elements`."""
    rows = Note.objects.filter(case__reference=case).order_by("-at", "-pk")
    corrected = set(rows.filter(corrects__isnull=False).values_list("corrects_id", flat=True))
    shown = list(rows.filter(kind=kind.value) if kind else rows)
    names = access.names_of(row.by for row in shown)
    return tuple(
        NoteRow(
            row.pk,
            NoteKind(row.kind),
            row.text,
            row.at,
            row.by,
            names.get(row.by, ""),
            row.corrects_id,
            is_corrected=row.pk in corrected,
        )
        for row in shown
    )


def _row(
    offence: Offence,
    element: Element,
    findings: list[ElementFinding],
    links: list[ElementSupport],
    described: Mapping[str, str],
    victims: Victims,
) -> ElementRow:
    last = findings[-1] if findings else None
    own = [link for link in links if link.element == element.value]
    facts = ElementFacts(
        element,
        Standing(last.standing) if last else Standing.NOT_LOOKED,
        tuple(code for code in last.forms.split(",") if code) if last else (),
        tuple(Support(link.reference, is_against=link.is_against) for link in own),
    )
    is_needed = element in NEEDED
    if element is Element.MEANS:
        is_needed = is_means_needed(adults=victims.adults, children=victims.children)
    return ElementRow(
        offence,
        element,
        facts.standing,
        facts.forms,
        last.words if last else "",
        last.at if last else None,
        last.by if last else "",
        tuple(
            SupportRow(
                link.pk,
                link.reference,
                described.get(link.reference, ""),
                link.words,
                link.is_against,
                link.at,
                link.by,
            )
            for link in own
        ),
        gaps(facts, is_needed=is_needed),
        is_needed,
        len(findings),
    )
