"""The list of what the defence may have to be shown: putting something on it, and deciding."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import as_logged, logged_refusal
from samakki.access.domain.vocabulary import Compartment
from samakki.access.queries import Officer
from samakki.cases import queries
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain.disclosure import DisclosureChoice, DisclosureKind, refusals_to_decide
from samakki.cases.models import DisclosureDecision, DisclosureItem, Exhibit
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import Refusal


def list_for_disclosure(*, by: Officer, case: str, kind: DisclosureKind, reference: str, words: str = "") -> None:
    """Put a report, statement or document on the list, by its reference.

    Not checked here: whether there is such a record. Saying so would tell who may not know of it.

    Raises:
        Refused: "not-found"; "case-closed"; "disclosure-listed-already".
        InvalidValue: the reference is not written like one.
    """
    written = parse_reference(reference)
    with transaction.atomic():
        row, reasons = opened_for_work(by, case, Compartment.EXHIBITS)
        if row is not None:
            if _is_listed(row.pk, written):
                reasons = [Refusal("disclosure-listed-already")]
            else:
                DisclosureItem.objects.create(
                    case=row,
                    kind=kind.value,
                    reference=written,
                    words=words.strip()[:300],
                    added_at=timezone.now(),
                    added_by=by.code,
                )
                touch(row)
                folder = queries.folder(case, Compartment.EXHIBITS)
                audit.record(by, "list_for_disclosure", folder, facts={"record": written})
                return
    raise logged_refusal(by, "list_for_disclosure", case, reasons)


def decide_disclosure(*, by: Officer, case: str, reference: str, choice: DisclosureChoice) -> None:
    """Decide whether something on the list may help the defence, and whether it was shown.

    Decisions are added; the last one counts and every earlier one can be read.

    Raises:
        Refused: "not-found"; "disclosure-not-listed"; see ``domain.disclosure.refusals_to_decide``.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case, Compartment.EXHIBITS, even_closed=True)
        if row is not None:
            reasons += refusals_to_decide(choice)
            if not _is_listed(row.pk, reference):
                reasons.append(Refusal("disclosure-not-listed"))
            if not reasons:
                DisclosureDecision.objects.create(
                    case=row,
                    reference=reference,
                    helps=choice.helps.value,
                    state=choice.state.value,
                    reason=choice.reason.strip(),
                    at=timezone.now(),
                    by=by.code,
                )
                touch(row)
                folder = queries.folder(case, Compartment.EXHIBITS)
                facts = {"record": as_logged(reference), "finding": choice.helps.value, "step": choice.state.value}
                audit.record(by, "decide_disclosure", folder, facts=facts)
                return
    raise logged_refusal(by, "decide_disclosure", case, reasons)


def _is_listed(case: int, reference: str) -> bool:
    is_exhibit = Exhibit.objects.filter(case_id=case, reference=reference).exists()
    return is_exhibit or DisclosureItem.objects.filter(case_id=case, reference=reference).exists()
