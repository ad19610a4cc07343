"""What follows when an officer reads what another desk sent, or wants the bytes of a text in a file."""

from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.models import Officer
from samakki.exchange.actions.opened import note_opened
from samakki.intelligence.models import ReceivedDisclosure, Report
from samakki.intelligence.queries.withheld import withheld_words
from samakki.kernel.refusals import Refusal


def original_of(*, by: Officer, reference: str) -> bytes:
    """The bytes of a text as they arrived, for a file that `by` takes away.

    Trap: asks no policy; for a view that opened the report in full.

    Raises:
        Refused: "export-withheld", where they came from another desk that has not allowed that they go anywhere.
    """
    if any(withheld_words(reference)):
        raise logged_refusal(by, "fetch_original", reference, [Refusal("export-withheld", {"count": 1})])
    return bytes(Report.objects.values_list("original_bytes", flat=True).get(reference=reference))


def note_read(*, by: Officer, reference: str) -> bool:
    """Sign for the sender that the desk opened it, where an officer of that desk sees all of it; whether that is new.

    Args:
        by: who reads.
        reference: "DR-…"; what does not exist, or is not theirs in full, is passed over: the page says that already.
    """
    row = ReceivedDisclosure.objects.filter(reference=reference, desk=by.desk.address).first()
    if row is None or not row.message:
        return False
    decision = officers.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    if decision.view is not View.FULL:
        return False
    return note_opened(by=by, message=row.message, sender=row.originator_desk)
