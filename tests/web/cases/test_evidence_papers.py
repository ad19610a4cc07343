"""Numbered prints of what a case has: issued from its pages, in editions."""

import json

import pytest

from samakki.access.models import AuditEntry
from samakki.cases import actions, queries
from samakki.cases.domain.events import NewEvent
from samakki.cases.domain.papers import Paper
from samakki.cases.domain.vocabulary import DataSubjectCategory
from samakki.cases.models import Edition
from samakki.cases.queries.editions import editions_of
from samakki.cases.web.views.papers import MAKERS
from samakki.kernel.dates import PartialDate
from tests.support.exhibits import ZONE
from tests.web.cases.evidence_world import Evidence
from tests.web.cases.world import REASON, someone

ISSUED = ("exhibit_list", "disclosure_list", "timeline", "case_summary")


@pytest.mark.parametrize("paper", ISSUED)
def test_every_print_is_issued_with_its_data_beside_it(evidence: Evidence, paper: str) -> None:
    client = evidence.client("prosecutor")
    client.post(f"/cases/{evidence.case}/papers/{paper}/")
    (row,) = editions_of(evidence.officers["prosecutor"], evidence.case)
    pdf, data = client.get(f"/files/{row.file}/"), client.get(f"/files/{row.data}/")
    assert pdf.getvalue().startswith(b"%PDF")
    assert pdf["Content-Type"] == "application/pdf"
    told = json.loads(data.getvalue())
    assert (told["paper"], told["edition"], told["case"]) == (paper, 1, evidence.case)
    assert told["rows"]
    assert AuditEntry.objects.filter(action="issue_edition", facts__record=row.file).count() == 1


def test_a_new_edition_says_what_changed_and_the_old_one_stays(evidence: Evidence) -> None:
    client, by = evidence.client("investigator"), evidence.officers["investigator"]
    address = f"/cases/{evidence.case}/papers/timeline/"
    client.post(address)
    first = Edition.objects.get()
    sent = {"reason": "It belongs to another case."}
    client.post(f"/cases/{evidence.case}/events/{evidence.event}/withdraw/", sent)
    client.post(address)
    client.post(address)
    third, second, again = editions_of(by, evidence.case)
    assert (again.number, again.file) == (1, first.file.reference)
    assert second.changes.gone == (evidence.event,)
    assert not third.changes


def test_a_custody_report_is_issued_from_the_page_of_the_exhibit(evidence: Evidence) -> None:
    client = evidence.client("prosecutor")
    client.post(f"/cases/{evidence.case}/exhibits/{evidence.outside}/report/")
    (row,) = editions_of(evidence.officers["prosecutor"], evidence.case)
    assert (row.about, row.number) == (evidence.outside, 1)
    data = client.get(f"/files/{row.data}/")
    assert evidence.outside in json.loads(data.getvalue())["rows"]


def test_a_print_names_no_presumed_victim(evidence: Evidence) -> None:
    by = evidence.officers["investigator"]
    found, suspect = someone(by, evidence.case, "มะลิ ทองดี"), someone(by, evidence.case, "ហេង សុខា")
    actions.categorise(by=by, case=evidence.case, person=found, category=DataSubjectCategory.VICTIM, reason="")
    actions.categorise(by=by, case=evidence.case, person=suspect, category=DataSubjectCategory.SUSPECT, reason=REASON)
    new = NewEvent("Seen together", PartialDate("2026-02-21"), ZONE, in_summary=True, entities=(found, suspect))
    actions.add_event(by=by, case=evidence.case, new=new)
    case = queries.case(by, evidence.case)
    assert case is not None
    for maker in (MAKERS[Paper.TIMELINE], MAKERS[Paper.CASE_SUMMARY]):
        told = repr(maker(by, case))
        assert "มะลิ" not in told
        assert found in told
        assert "ហេង សុខា" in told


def test_papers_that_are_not_offered_are_not_issued(evidence: Evidence) -> None:
    assert evidence.client("investigator").post(f"/cases/{evidence.case}/papers/custody_report/").status_code == 404
