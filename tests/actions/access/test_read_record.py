import pytest

from samakki.access import actions
from samakki.access.domain.vocabulary import Basis, Surface, View
from samakki.access.models import AuditEntry
from tests.support.people import People, record

pytestmark = pytest.mark.django_db


def test_a_member_reads_in_full_and_the_look_is_logged(people: People) -> None:
    dara = people.officer("investigator")
    reference = record(by=dara)

    decision = actions.read_record(by=dara, reference=reference, surface=Surface.PAGE)

    assert (decision.view, decision.basis) == (View.FULL, Basis.TEAM)
    entry = AuditEntry.objects.get(action="read_record")
    assert (entry.actor, entry.reference, entry.outcome) == (dara.code, reference, "done")
    assert entry.facts["view"] == "full"
