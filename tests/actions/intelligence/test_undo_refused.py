"""What a file brought is not taken back under a disclosure, a print that was issued, or an officer's judgement."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.cases.actions import NewEdition, issue_edition
from samakki.cases.domain.papers import Changes, Paper
from samakki.entities.actions import importing
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.models import Entity, Import
from samakki.intelligence import actions
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.models import Disclosure
from samakki.kernel.refusals import Refused
from samakki.matching.actions import judge, unjudge
from samakki.matching.domain.vocabulary import Judgement, Reason, WithdrawalReason
from samakki.ui.wording import worded
from tests.actions.intelligence.conftest import Desk
from tests.actions.intelligence.test_brought_in import brought, written
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.casework import a_case, a_report, an_item

pytestmark = pytest.mark.django_db


def refusals(desk: Desk, reference: str) -> list[tuple[str, object]]:
    """Codes and records of a refusal; each has words for the reader. Empty where it is undone."""
    try:
        importing.undo_import(by=desk.writer, reference=reference)
    except Refused as refused:
        for one in refused.reasons:
            said = worded(one)
            assert str(one.facts["records"]).split(", ")[0] in said.why
            assert said.now
        return [(one.code, one.facts["records"]) for one in refused.reasons]
    return []


def person() -> Entity:
    return Entity.objects.get(caption="Men Vuthei")


def test_a_disclosure_of_it_is_taken_back_first(abroad: Abroad) -> None:
    desk, by = abroad.desk, abroad.desk.writer
    abroad.report = a_report(by)
    abroad.item = an_item(by, abroad.report, raw="RAW he drives", sanitised="A man drives a van to the river.")
    _report, reference = brought(desk, abroad.report)
    actions.grade_report(by=by, reference=abroad.report)
    actions.sanitise_report(by=by, reference=abroad.report)
    due = timezone.localdate() + timedelta(days=30)
    actions.authorise_release(by=desk.supervisor, reference=abroad.report, feedback_due=due)
    abroad.person = entity = person().reference
    draft = abroad.built()
    assert refusals(desk, reference) == [("import-in-disclosure", draft)]
    actions.freeze_disclosure(by=desk.writer, reference=draft)
    actions.stop_disclosure(by=desk.writer, reference=draft)
    made, _there = abroad.delivered()
    assert entity in Disclosure.objects.get(reference=made).statements
    assert refusals(desk, reference) == [("import-in-disclosure", made)]
    actions.recall_disclosure(
        by=desk.writer, reference=made, scope=RecallScope.WITHDRAW, reason=RecallReason.WRONG, note="A wrong list."
    )
    assert refusals(desk, reference) == [("import-in-disclosure", made)], "the other desk has not answered"
    abroad.wire.deliver_all()
    assert refusals(desk, reference) == []


def test_a_judgement_on_it_is_taken_back_first(desk: Desk) -> None:
    _report, reference = brought(desk)
    first, second = person().reference, Entity.objects.get(caption="Chea Sophal").reference
    code = judge(by=desk.writer, a=first, b=second, judgement=Judgement.NEGATIVE, reason=Reason.CANNOT_BOTH_BE)
    assert refusals(desk, reference) == [("import-judged", ", ".join(sorted((first, second))))]
    unjudge(by=desk.writer, code=code, reason=WithdrawalReason.MISTAKEN)
    assert refusals(desk, reference) == []
    assert Import.objects.get().state != ImportState.ACCEPTED.value


def test_a_print_issued_since_keeps_what_it_shows(desk: Desk) -> None:
    case = a_case(desk.writer)
    reference = written(desk)
    importing.accept_import(by=desk.writer, reference=reference, into=case)
    new = NewEdition(Paper.CASE_SUMMARY, "", 1, "en", 1, b"%PDF-1.7\n", b"{}", {}, Changes())
    issue_edition(by=desk.writer, case=case, new=new)
    assert refusals(desk, reference) == [("import-in-court-file", case)]
