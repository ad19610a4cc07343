"""What every verb on an import shares: finding it, and taking one step of the table. Inside an action's transaction."""

from django.utils import timezone

from samakki.access.domain.policy import NOT_FOUND
from samakki.access.models import Officer
from samakki.entities.domain.importing.states import TRANSITIONS, Act, ImportState, refusals_to_move
from samakki.entities.models import Import
from samakki.entities.queries.seeing import may_change
from samakki.kernel.refusals import Refusal


def import_to_move(by: Officer, reference: str, act: Act) -> tuple[Import | None, tuple[Refusal, ...]]:
    """The import, locked, where `by` may take this step; one answer for missing and not theirs.

    An import is its maker's until it is accepted; then it is of whoever may change its record.
    """
    found = (
        Import.objects.select_for_update(of=("self",))
        .select_related("resource", "source__resource", "file")
        .filter(reference=reference)
        .first()
    )
    record = found.source.resource.reference if found else reference
    if not may_change(by, record) or found is None or (found.source.is_draft and found.created_by != by.code):
        return None, (NOT_FOUND,)
    return found, refusals_to_move(ImportState(found.state), act)


def move(row: Import, act: Act) -> None:
    """Take one step, which the caller has asked for; the caller saves what else it changes."""
    row.state = TRANSITIONS[ImportState(row.state), act].value
    row.changed_at = timezone.now()
    row.save()


def begin(row: Import, act: Act) -> None:
    """Take the step into background work: what was counted before is counted anew."""
    row.rows_done = 0
    row.fault, row.fault_facts = "", {}
    move(row, act)
