"""Making a draft one of the node's own: into a case or report, or as a record of the desk."""

from django.db import transaction

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities.actions.importing.moving import begin, import_to_move
from samakki.entities.actions.importing.queue import queue_work
from samakki.entities.domain.importing.states import Act
from samakki.entities.queries.importing import targets
from samakki.entities.queries.seeing import may_change
from samakki.kernel.refusals import Refusal

OWN_RECORD = ""


def accept_import(*, by: Officer, reference: str, into: str = OWN_RECORD) -> None:
    """Accept a draft: everybody finds its entities who may see the record it goes into.

    Args:
        by: who made it.
        reference: of the import.
        into: reference of a case or report that `by` may write to; `OWN_RECORD` to leave it a record of its own.

    Raises:
        Refused: "not-found"; "import-not-now"; "import-target-not-available", for a record that is missing and for one
            that is not theirs alike.
    """
    with transaction.atomic():
        row, reasons = import_to_move(by, reference, Act.ACCEPT)
        record = _resource(by, into) if into else reference
        if row is not None and not reasons and record is None:
            reasons = (Refusal("import-target-not-available"),)
        if row is not None and not reasons and record is not None:
            row.accepted_into = into
            row.counts = {**row.counts, "record": record}
            begin(row, Act.ACCEPT)
            audit.record(by, "accept_import", reference, facts={"record": into or reference})
            queue_work(reference)
            return
    raise logged_refusal(by, "accept_import", reference, reasons)


def _resource(by: Officer, into: str) -> str | None:
    """Reference of the resource that stands for a record, where `by` may write there."""
    found = next((one.resource for one in targets(by) if one.reference == into), None)
    return found if found is not None and may_change(by, found) else None
