"""What another state owns and did not allow in court stands in no print of a case; the page leads to its owner."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samakki.cases import actions as cases
from samakki.cases.domain.disclosure import DisclosureKind
from samakki.cases.domain.events import NewEvent
from samakki.cases.models import Edition
from samakki.entities.models import Entity
from samakki.intelligence import actions
from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.models import Holding, ReceivedDisclosure, ReleaseRequest, ReportItem
from samakki.kernel.dates import PartialDate
from tests.actions.intelligence.world_of_disclosures import Abroad, accepted
from tests.support.casework import a_case
from tests.support.pages import pseudo_language, untranslated
from tests.support.sign_in import signed_in
from tests.web.intelligence.test_disclosures import abroad, report_with_desks

__all__ = ["abroad", "report_with_desks"]  # fixtures of the pages beside these

ZONE, WORDS = "Asia/Bangkok", "FOREIGNWORDS of the driver"


@pytest.fixture
def filed(abroad: Abroad) -> tuple[str, str]:
    """A Thai case on a Cambodian report: an event that rests on it, one that names its person, and the list."""
    _reference, _there, report = accepted(abroad)
    case = a_case(abroad.thai)
    actions.file_in_case(by=abroad.thai, reference=report, case=case)
    item, person = ReportItem.objects.get(report__reference=report), Entity.objects.get(source__reference=report)
    cases.add_person(by=abroad.thai, case=case, entity=person.reference)
    day = PartialDate("2026-02-20")
    cases.add_event(by=abroad.thai, case=case, new=NewEvent(WORDS, day, ZONE, source=item.reference, in_summary=True))
    own = NewEvent("Our own watch", day, ZONE, source_words="Watch log", entities=(person.reference,))
    cases.add_event(by=abroad.thai, case=case, new=own)
    cases.list_for_disclosure(by=abroad.thai, case=case, kind=DisclosureKind.REPORT, reference=report)
    return case, person.reference


def printed(client: Client, case: str, paper: str) -> str:
    assert client.post(f"/cases/{case}/papers/{paper}/").status_code == 302
    row = Edition.objects.latest("pk")
    answer = client.get(f"/files/{row.data.reference}/")
    return json.dumps(json.loads(b"".join(answer.streaming_content)), ensure_ascii=False)  # type: ignore[attr-defined]  # a stream


def allow(abroad: Abroad) -> None:
    """The owner allows use in court."""
    there = ReceivedDisclosure.objects.get()
    day = timezone.localdate() + timedelta(days=5)
    actions.ask_release(
        by=abroad.thai, reference=there.reference, items=(), use=Use.COURT, why="The hearing is in May.", reply_by=day
    )
    abroad.wire.deliver_all()
    asked = ReleaseRequest.objects.get(disclosure__isnull=False)
    actions.answer_release(
        by=abroad.desk.supervisor,
        reference=there.originator_reference,
        request=asked.reference,
        answer=ReleaseState.APPROVED,
    )
    abroad.wire.deliver_all()


def test_a_print_leaves_out_what_its_owner_did_not_allow_and_has_it_once_it_is_allowed(
    abroad: Abroad, filed: tuple[str, str]
) -> None:
    case, person = filed
    client = signed_in(abroad.thai, confirmed=True)
    data = printed(client, case, "timeline")
    assert "FOREIGNWORDS" not in data
    assert "Our own watch" in data
    page = client.get(f"/cases/{case}/papers/").content.decode()
    assert f"/received/{ReceivedDisclosure.objects.get().reference}/ask/" in page
    summary = printed(client, case, "case_summary")
    assert ("Chan Lek" in summary, person in summary) == (False, True)
    allow(abroad)
    assert "FOREIGNWORDS" in printed(client, case, "timeline")
    assert "Left out of every print" not in client.get(f"/cases/{case}/papers/").content.decode()


def test_the_list_for_the_defence_keeps_the_row_without_its_words(abroad: Abroad, filed: tuple[str, str]) -> None:
    case, _person = filed
    client = signed_in(abroad.thai, confirmed=True)
    data = printed(client, case, "disclosure_list")
    (report,) = ReceivedDisclosure.objects.values_list("report__reference", flat=True)
    assert str(report) in data
    assert "has not allowed their use in court" in data


def test_a_page_for_paper_leaves_it_out_too_and_says_so(abroad: Abroad, filed: tuple[str, str]) -> None:
    case, _person = filed
    client = signed_in(abroad.thai, confirmed=True)
    page = client.get(f"/cases/{case}/events/print/").content.decode()
    assert "FOREIGNWORDS" not in page
    assert "Ask its owner for a release" in page
    Holding.objects.update(state="restricted")
    assert "FOREIGNWORDS" not in client.get(f"/cases/{case}/events/print/").content.decode()
    with pseudo_language():
        shown = [client.get(f"/cases/{case}/{one}/").content.decode() for one in ("events/print", "papers")]
    assert [untranslated(one, as_is=("20 February 2026",)) for one in shown] == [[], []]
