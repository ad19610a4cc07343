"""The one way in for every verb of a case: it is open to who acts, in full, and locked for the time of the change."""

from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Purpose, Surface, View
from samakki.access.queries import Officer
from samakki.cases import queries
from samakki.cases.domain.vocabulary import Stage
from samakki.cases.models import Case
from samakki.kernel.refusals import Refusal


def opened_for_work(
    by: Officer, reference: str, compartment: Compartment = Compartment.CASE_FILE, *, even_closed: bool = False
) -> tuple[Case | None, list[Refusal]]:
    """The case if `by` reads that folder of it in full, or why not.

    Args:
        by: who acts.
        reference: of the case; any text.
        compartment: the folder that the verb changes.
        even_closed: the verb is one for closed cases too.

    Returns:
        (the row, no reasons) or (None, reasons). The row is locked until the transaction ends.
    """
    folder = reference if compartment is Compartment.CASE_FILE else queries.folder(reference, compartment)
    decision = access.decide_record(by=by, reference=folder, purpose=None, surface=Surface.PAGE)
    found = Case.objects.select_for_update().select_related("resource", "with_desk").filter(reference=reference)
    row = found.first()
    if row is None or decision.view is not View.FULL:
        return None, [NOT_FOUND]
    if decision.basis is Basis.BREAK_GLASS:
        return None, [Refusal("urgent-access-reads-only")]  # danger is a reason to look, not to write
    if row.stage == Stage.CLOSED.value and not even_closed:
        return None, [Refusal("case-closed")]
    return row, []


def touch(row: Case) -> None:
    """Note that something in a case changed: lists show the last changed first, and a review asks what stands still."""
    row.changed_at = timezone.now()
    row.save(update_fields=["changed_at"])


def is_prosecution(by: Officer) -> bool:
    """Whether the officer's agency prosecutes."""
    return by.desk.agency.kind == AgencyKind.PROSECUTION.value


def works_as_prosecutor(by: Officer, case: str) -> bool:
    """Whether `by` is on the case for the prosecution, in an agency that prosecutes, with its people open in full."""
    folder = queries.folder(case, Compartment.SUSPECTS)
    decision = access.decide_record(by=by, reference=folder, purpose=Purpose.PROSECUTE, surface=Surface.PAGE)
    return is_prosecution(by) and decision.view is View.FULL
