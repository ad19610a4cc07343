import pytest

from samakki.access import actions
from samakki.access.domain.vocabulary import Duty
from samakki.access.models import AuditEntry
from tests.support.people import People
from tests.support.refusing import refused_attempt

pytestmark = pytest.mark.django_db


def test_who_has_the_duty_passes_unlogged(people: People) -> None:
    actions.require_duty(by=people.overseer, duty=Duty.READ_AUDIT)
    assert not AuditEntry.objects.filter(action="require_duty").exists()


def test_who_has_not_is_refused_and_logged(people: People) -> None:
    dara = people.officer("investigator")
    with refused_attempt("require_duty", dara.code, "duty-not-held", about=""):
        actions.require_duty(by=dara, duty=Duty.READ_AUDIT)
    assert AuditEntry.objects.get(action="require_duty").facts["duty"] == "read_audit"
