"""What follows when an officer of a desk reads what another desk sent: the sender is told that the desk opened it."""

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.models import Officer
from samakki.exchange.actions.opened import note_opened
from samakki.intelligence.models import ReceivedDisclosure


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
