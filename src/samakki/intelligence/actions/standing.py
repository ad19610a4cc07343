"""Whether what is about to leave is still what was let go: asked when it is queued, and again when it is sealed.

A person may be protected, or a disclosure be made a draft again, between the yes and the moment it leaves.
"""

from collections.abc import Sequence

from samakki.access.registries import Departure
from samakki.intelligence.domain.disclosure_messages import OFFER, REST
from samakki.intelligence.domain.disclosures import DisclosureState
from samakki.intelligence.domain.recalls import RecallScope
from samakki.intelligence.models import Disclosure
from samakki.intelligence.queries.sealed import DISCLOSURE, brought_out
from samakki.kernel.refusals import Refusal

STANDS = frozenset(DisclosureState) - {DisclosureState.DRAFT, DisclosureState.STOPPED}
COLUMNS = {OFFER: "package", REST: "rest"}


def veto_stale(departure: Departure) -> Sequence[Refusal]:
    """Why an offer or its rest may not leave: it was taken back, or its bytes are not those that were let go."""
    column = COLUMNS.get(departure.type)
    row = Disclosure.objects.filter(reference__in=departure.subjects).first() if column else None
    if column is None or row is None:
        return ()
    if column == "rest" and _is_taken_back(row):
        return (Refusal("disclosure-changed-meanwhile"),)
    if DisclosureState(row.state) not in STANDS:
        return (Refusal("disclosure-not-in-state", {"disclosure_state": row.state}),)
    sealed = row.package_sealed if column == "package" else row.rest_sealed
    kept = brought_out(bytes(sealed), table=DISCLOSURE, row=row.reference, column=column)
    return () if kept == departure.body else (Refusal("disclosure-changed-meanwhile"),)


def _is_taken_back(row: Disclosure) -> bool:
    """Whether all of it was asked back for good: then the rest of it is not sent after that."""
    for_good = (RecallScope.WITHDRAW.value, RecallScope.ERASE.value)
    return row.recalls.filter(scope__in=for_good, items=[], is_waiting=False, refused_by="").exists()
