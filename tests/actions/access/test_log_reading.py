import pytest

from samakki.access import actions, audit, queries
from samakki.access.actions import audit_export
from samakki.access.models import AuditEntry
from tests.support.people import People
from tests.support.refusing import refused_attempt

pytestmark = pytest.mark.django_db


def test_taking_entries_out_is_an_entry_itself(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        audit.record("console", "test_entry")
    taken = actions.export_audit(by=people.overseer, action="test_entry")
    assert len(taken) == 5
    entry = AuditEntry.objects.get(action="export_audit")
    assert (entry.actor, entry.facts) == (people.overseer.code, {"count": 5})
    monkeypatch.setattr(audit_export, "PAGE", 2)
    assert len(actions.export_audit(by=people.overseer, action="test_entry")) == 5
    monkeypatch.setattr(audit_export, "MOST_ROWS", 3)
    assert len(actions.export_audit(by=people.overseer, action="test_entry")) == 3


def test_only_who_reads_the_log_takes_entries_out_or_sees_how_long_it_is(people: People) -> None:
    dara = people.officer("supervisor")
    with refused_attempt("export_audit", dara.code, "duty-not-held"):
        actions.export_audit(by=dara)
    assert queries.log_state(dara) is None


def test_the_state_of_the_log_says_what_waits_and_what_is_signed(people: People) -> None:
    before = queries.log_state(people.overseer)
    assert before is not None
    assert (before.checkpoint_size, before.checkpoint_at) == (0, None)
    assert before.waiting == AuditEntry.objects.count() - before.size


def test_comings_and_goings_are_logged_by_code_and_a_wrong_name_goes_nowhere(people: People) -> None:
    dara = people.officer("investigator")
    actions.note_sign_in(by=dara, method="password")
    actions.note_sign_out(by=dara)
    actions.note_unlock(by=dara, method="passkey")
    actions.note_second_factor(by=dara, change="add_second_factor", factor="totp")
    actions.note_wrong_try(username=dara.username.upper(), method="password")
    actions.note_wrong_try(username="correct horse battery staple", method="password")

    rows = AuditEntry.objects.order_by("at").values_list("actor", "action", "outcome", "facts")
    assert list(rows)[-6:] == [
        (dara.code, "sign_in", "done", {"method": "password"}),
        (dara.code, "sign_out", "done", {}),
        (dara.code, "unlock", "done", {"method": "passkey"}),
        (dara.code, "add_second_factor", "done", {"method": "totp"}),
        ("nobody", "sign_in", "failed", {"method": "password", "officer": dara.code}),
        ("nobody", "sign_in", "failed", {"method": "password"}),
    ]
