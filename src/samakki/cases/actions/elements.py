"""Elements of the crimes: assessing one, linking what supports it; and notes."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.queries import Officer
from samakki.cases.actions.indexing import index_case
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain.elements import (
    ELEMENTS,
    LONGEST_WORDS,
    SUPPORT_PREFIXES,
    Element,
    Standing,
    refusals_to_assess,
)
from samakki.cases.domain.vocabulary import NoteKind, Offence
from samakki.cases.models import ElementFinding, ElementSupport, Note
from samakki.cases.queries.describing import described_references
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import InvalidValue, Refusal

LONGEST_NOTE = 20_000


def assess_element(
    *,
    by: Officer,
    case: str,
    offence: Offence,
    element: Element,
    standing: Standing,
    forms: Sequence[str],
    words: str,
) -> None:
    """Say how far an element is shown, in which form, and why. Earlier assessments stay.

    Raises:
        Refused: "not-found", or what is wrong with the assessment.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            reasons += refusals_to_assess(offence, element, standing, forms=forms, words=words)
            if not reasons:
                ElementFinding.objects.create(
                    case=row,
                    offence=offence.value,
                    element=element.value,
                    standing=standing.value,
                    forms=",".join(dict.fromkeys(forms)),
                    words=words.strip(),
                    at=timezone.now(),
                    by=by.code,
                )
                touch(row)
                index_case(row)
                facts = {"what": element.value, "finding": standing.value}
                audit.record(by, "assess_element", case, facts=facts)
                return
    raise logged_refusal(by, "assess_element", case, reasons)


def support_element(
    *, by: Officer, case: str, element: Element, reference: str, words: str, is_against: bool = False
) -> None:
    """Link something that speaks for or against an element.

    Args:
        by: who links it.
        case: reference of the case.
        element: of one of the two crimes.
        reference: of an entity, an exhibit, an event, a report or an item of one, that `by` may see.
        words: what it shows.
        is_against: it speaks against the element; kept as carefully as what speaks for it.

    Raises:
        Refused: "not-found", "support-not-available", "support-linked-already", "words-too-long".
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            found = _readable(by, reference)
            if not found:
                reasons.append(Refusal("support-not-available"))
            if len(words) > LONGEST_WORDS:
                reasons.append(Refusal("words-too-long", {"longest": LONGEST_WORDS}))
            live = row.element_supports.filter(element=element.value, reference=found, withdrawn_at=None)
            if found and live.exists():
                reasons.append(Refusal("support-linked-already"))
            if not reasons:
                ElementSupport.objects.create(
                    case=row,
                    offence=_offence_of(element).value,
                    element=element.value,
                    reference=found,
                    is_against=is_against,
                    words=words.strip(),
                    at=timezone.now(),
                    by=by.code,
                )
                touch(row)
                audit.record(by, "support_element", case, facts={"what": element.value, "record": found})
                return
    raise logged_refusal(by, "support_element", case, reasons)


def withdraw_support(*, by: Officer, case: str, support: int) -> None:
    """Take back a link between a thing and an element; the log and the table keep that it was there.

    Raises:
        Refused: "not-found", "support-not-linked".
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            found = row.element_supports.select_for_update().filter(pk=support, withdrawn_at=None).first()
            if found is not None:
                found.withdrawn_at, found.withdrawn_by = timezone.now(), by.code
                found.save(update_fields=["withdrawn_at", "withdrawn_by"])
                touch(row)
                facts = {"what": found.element, "record": found.reference}
                audit.record(by, "withdraw_support", case, facts=facts)
                return
            reasons.append(Refusal("support-not-linked"))
    raise logged_refusal(by, "withdraw_support", case, reasons)


def add_note(*, by: Officer, case: str, kind: NoteKind, text: str, corrects: int | None = None) -> None:
    """Write a note that says what it is. A correction stands beside what it corrects; notes go into closed cases too.

    Raises:
        Refused: "not-found", "note-length", "note-not-correctable".
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case, even_closed=True)
        if row is not None:
            before = row.notes.filter(pk=corrects, corrected_by=None).first() if corrects is not None else None
            if not 1 <= len(text.strip()) <= LONGEST_NOTE:
                reasons.append(Refusal("note-length", {"longest": LONGEST_NOTE}))
            if corrects is not None and before is None:
                reasons.append(Refusal("note-not-correctable"))
            if not reasons:
                Note.objects.create(
                    case=row, kind=kind.value, text=text.strip(), corrects=before, at=timezone.now(), by=by.code
                )
                touch(row)
                index_case(row)
                audit.record(by, "add_note", case, facts={"what": kind.value})
                return
    raise logged_refusal(by, "add_note", case, reasons)


def _offence_of(element: Element) -> Offence:
    return next(offence for offence, elements in ELEMENTS.items() if element in elements)


def _readable(by: Officer, reference: str) -> str:
    """The reference in its right form if `by` may see what it stands for, else ""."""
    try:
        found = parse_reference(reference)
    except InvalidValue:
        return ""
    if found.partition("-")[0] not in SUPPORT_PREFIXES:
        return ""
    return found if found in described_references(by, [found]) else ""
