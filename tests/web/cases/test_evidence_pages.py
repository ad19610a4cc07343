"""What every page of exhibits, events and prints has in common, and what a form takes and refuses."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samakki.cases.domain.events import WhenKind
from samakki.cases.models import CaseEvent, CustodyEvent, Exhibit
from samakki.cases.queries.exhibits import exhibit
from samakki.entities.actions import describe
from samakki.entities.domain.statements import NewEntity, NewStatement
from tests.support import hostile_files as files
from tests.support.pages import FIRST_VISIT_BYTES, page_weight, pseudo_language, untranslated
from tests.web.cases.evidence_world import Evidence

PAGES = {
    "/cases/{case}/exhibits/": "investigator",
    "/cases/{case}/exhibits/{held}/": "investigator",
    "/cases/{case}/exhibits/{waiting}/": "prosecutor",
    "/cases/{case}/exhibits/{outside}/": "investigator",
    "/cases/{case}/exhibits/{held}/checklist/": "investigator",
    "/cases/{case}/exhibits/{held}/file/": "investigator",
    "/cases/{case}/exhibits/{held}/hand-over/": "investigator",
    "/cases/{case}/exhibits/{held}/seal/": "investigator",
    "/cases/{case}/exhibits/{held}/end/": "investigator",
    "/cases/{case}/exhibits/{outside}/receive/": "prosecutor",
    "/cases/{case}/exhibits/{outside}/take-over/": "investigator",
    "/cases/{case}/exhibits/{waiting}/custody/{number}/answer/": "prosecutor",
    "/cases/{case}/exhibits/{waiting}/custody/{number}/take-back/": "investigator",
    "/cases/{case}/disclosure/": "prosecutor",
    "/cases/{case}/disclosure/?show=open": "prosecutor",
    "/cases/{case}/disclosure/add/": "prosecutor",
    "/cases/{case}/disclosure/{waiting}/": "prosecutor",
    "/cases/{case}/events/": "investigator",
    "/cases/{case}/events/?show=all": "investigator",
    "/cases/{case}/events/print/": "investigator",
    "/cases/{case}/events/{event}/": "investigator",
    "/cases/{case}/events/{event}/correct/": "investigator",
    "/cases/{case}/events/{event}/withdraw/": "investigator",
    "/cases/{case}/papers/": "investigator",
}
WRONG = {
    "/cases/{case}/exhibits/": "investigator",
    "/cases/{case}/exhibits/{held}/file/": "investigator",
    "/cases/{case}/exhibits/{held}/hand-over/": "investigator",
    "/cases/{case}/exhibits/{held}/seal/": "investigator",
    "/cases/{case}/exhibits/{held}/end/": "investigator",
    "/cases/{case}/exhibits/{outside}/receive/": "prosecutor",
    "/cases/{case}/exhibits/{outside}/take-over/": "investigator",
    "/cases/{case}/exhibits/{waiting}/custody/{number}/answer/": "prosecutor",
    "/cases/{case}/exhibits/{waiting}/custody/{number}/take-back/": "investigator",
    "/cases/{case}/disclosure/add/": "prosecutor",
    "/cases/{case}/disclosure/{waiting}/": "prosecutor",
    "/cases/{case}/events/": "investigator",
    "/cases/{case}/events/{event}/correct/": "investigator",
    "/cases/{case}/events/{event}/withdraw/": "investigator",
}
HAND_OVER = {
    "purpose": "court",
    "happened_on": "2026-02-28",
    "happened_time": "9.05",
    "zone": "Asia/Phnom_Penh",
    "seal_state": "none",
    "place": "Court",
}


def pages(evidence: Evidence) -> dict[str, str]:
    """Every page, read by somebody for whom it is full: address -> HTML."""
    clients = {kind: evidence.client(kind) for kind in evidence.officers}
    for paper in ("exhibit_list", "timeline"):
        clients["investigator"].post(f"/cases/{evidence.case}/papers/{paper}/")
    found = {}
    for address, kind in PAGES.items():
        answer = clients[kind].get(address.format(**evidence.addresses()))
        assert answer.status_code == 200, address
        found[address] = answer.content.decode()
    return found


def wrong_pages(evidence: Evidence) -> dict[str, str]:
    """Every form sent empty: address -> HTML with the mistakes."""
    clients = {kind: evidence.client(kind) for kind in evidence.officers}
    found = {}
    for address, kind in WRONG.items():
        answer = clients[kind].post(address.format(**evidence.addresses()), {})
        assert answer.status_code == 400, address
        found[f"{address}, wrong"] = answer.content.decode()
    return found


def test_every_word_on_every_page_goes_through_translation(evidence: Evidence) -> None:
    with pseudo_language():
        found = {**pages(evidence), **wrong_pages(evidence)}
    missed = {name: words for name, html in found.items() if (words := untranslated(html))}
    assert missed == {}, "\n".join(f"{name}: {words}" for name, words in missed.items())


def test_every_page_is_light_has_one_heading_and_no_name_in_address_or_title(evidence: Evidence) -> None:
    names = [*(officer.full_name for officer in evidence.officers.values()), "សម", "Blue lorry", "Sophea"]
    for name, html in pages(evidence).items():
        assert page_weight(html).total < FIRST_VISIT_BYTES, name
        assert html.count("<h1") == 1, name
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        assert title is not None, name
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', html)
        for person in names:
            assert person not in title[1], name
            assert not any(person in address for address in addresses), name


def test_an_officer_of_another_desk_finds_no_page(evidence: Evidence) -> None:
    client = evidence.client("stranger")
    addresses = [address.format(**evidence.addresses()) for address in PAGES]
    addresses += [f"/exhibits/{evidence.held}/", f"/events/{evidence.event}/"]
    found = {address: client.get(address).status_code for address in addresses}
    assert set(found.values()) == {404}
    posted = [f"/cases/{evidence.case}/papers/timeline/", f"/cases/{evidence.case}/exhibits/{evidence.held}/report/"]
    assert {client.post(address).status_code for address in posted} == {404}


def test_an_exhibit_of_another_case_is_not_shown_under_this_one(evidence: Evidence) -> None:
    client = evidence.client("investigator")
    assert client.get(f"/cases/{evidence.case}/exhibits/X-00000/").status_code == 404
    assert client.get(f"/cases/{evidence.case}/events/V-00000/").status_code == 404


def test_an_exhibit_is_added_from_the_page_of_the_case(evidence: Evidence) -> None:
    sent = {
        "kind": "phone",
        "description": "Nokia, grey",
        "seized_on": "2026-02-27",
        "seized_time": "១៤:០៥",
        "zone": "Asia/Bangkok",
        "seized_place": "Room 4",
        "seal": "TH-9",
        "photo": SimpleUploadedFile("IMG_1.jpg", files.png(), "image/jpeg"),
    }
    answer = evidence.client("investigator").post(f"/cases/{evidence.case}/exhibits/", sent, follow=True)
    assert "You are recorded as holding it" in answer.content.decode()
    added = Exhibit.objects.get(description="Nokia, grey")
    assert added.seized_at.isoformat() == "2026-02-27T07:05:00+00:00"
    assert added.is_time_known


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (files.WEB_PAGE, "Put it into a ZIP archive"),
        (b"", "The file has no content"),
        (files.PDF, "one of these types"),
    ],
)
def test_a_hostile_photo_is_refused_beside_its_field_and_what_was_typed_stays(
    evidence: Evidence, content: bytes, words: str
) -> None:
    sent = {
        "kind": "phone",
        "description": "Nokia, grey",
        "seized_on": "2026-02-27",
        "zone": "Asia/Bangkok",
        "seized_place": "Room 4",
        "photo": SimpleUploadedFile("x" * 300 + "\0.jpg", content, "image/jpeg"),
    }
    answer = evidence.client("investigator").post(f"/cases/{evidence.case}/exhibits/", sent)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert words in html
    assert "Nokia, grey" in html
    assert not Exhibit.objects.filter(description="Nokia, grey").exists()


def test_both_sides_of_a_hand_over_have_their_page(evidence: Evidence) -> None:
    prosecutor, investigator = evidence.client("prosecutor"), evidence.client("investigator")
    assert "Confirm that you received exhibit 2" in prosecutor.get("/incoming/").content.decode()
    address = f"/cases/{evidence.case}/exhibits/{evidence.waiting}/custody/{evidence.number}/answer/"
    assert investigator.get(address).status_code == 404
    sent = {
        "answer": "confirmed",
        "received_on": "2026-03-01",
        "received_time": "09:30",
        "zone": "Asia/Phnom_Penh",
        "seal_state": "intact",
        "seal_found": "KH-0451",
    }
    answer = prosecutor.post(address, sent, follow=True)
    assert "You are recorded as holding the exhibit." in answer.content.decode()
    assert "Confirm that you received" not in prosecutor.get("/incoming/").content.decode()
    assert prosecutor.get(address).status_code == 404


def test_a_hand_over_to_somebody_outside_needs_a_name(evidence: Evidence) -> None:
    client = evidence.client("investigator")
    address = f"/cases/{evidence.case}/exhibits/{evidence.held}/hand-over/"
    answer = client.post(address, {**HAND_OVER, "receiver": "outside"})
    assert "Write name and office of the person outside" in answer.content.decode()
    paper = SimpleUploadedFile("slip.pdf", files.PDF)
    answer = client.post(address, {**HAND_OVER, "receiver": "outside", "outside": "Court clerk", "paper": paper})
    assert answer.status_code == 302
    row = exhibit(evidence.officers["investigator"], evidence.held)
    assert row is not None
    assert row.held.holder.outside == "Court clerk"


def test_a_hand_over_in_the_future_is_refused_beside_the_day(evidence: Evidence) -> None:
    sent = {**HAND_OVER, "receiver": evidence.officers["prosecutor"].code, "happened_on": "2026-12-01"}
    answer = evidence.client("investigator").post(f"/cases/{evidence.case}/exhibits/{evidence.held}/hand-over/", sent)
    assert answer.status_code == 400
    assert "That time has not come yet." in answer.content.decode()
    assert not CustodyEvent.objects.filter(exhibit__reference=evidence.held, number=2).exists()


def test_people_and_things_are_described_from_an_exhibit(evidence: Evidence) -> None:
    client, by = evidence.client("investigator"), evidence.officers["investigator"]
    html = client.get(f"/cases/{evidence.case}/exhibits/{evidence.waiting}/").content.decode()
    assert f"/describe/{evidence.waiting}/" in html
    assert client.get(f"/describe/{evidence.waiting}/").status_code == 200
    phone = NewEntity("Person", (NewStatement("name", "Bong Lek"),))
    describe(by=by, source=evidence.waiting, entity=phone)
    assert "Bong Lek" in client.get(f"/cases/{evidence.case}/exhibits/{evidence.waiting}/").content.decode()


def test_gaps_stand_on_the_page_in_words(evidence: Evidence) -> None:
    html = evidence.client("investigator").get(f"/cases/{evidence.case}/exhibits/{evidence.outside}/").content.decode()
    assert "nobody is recorded as holding it" in html
    assert "The seal number differs: KH-0451 was left, KH-0457 was found" in html


def test_the_prosecutor_sees_what_is_still_open(evidence: Evidence) -> None:
    client = evidence.client("prosecutor")
    sent = {"helps": "may_help", "state": "shown", "reason": "Copy given on 1 March."}
    client.post(f"/cases/{evidence.case}/disclosure/{evidence.waiting}/", sent)
    html = client.get(f"/cases/{evidence.case}/disclosure/?show=open").content.decode()
    assert evidence.waiting not in html
    assert evidence.held in html


@pytest.mark.parametrize(
    ("sent", "iso"),
    [
        ({"when": "on", "first": "20 កុម្ភៈ 2026", "time": "8:05"}, "2026-02-20"),
        ({"when": "on", "first": "พ.ศ. 2569"}, "2026"),
        ({"when": "before", "first": "2/2026"}, "../2026-02"),
        ({"when": "between", "first": "2026-01-02", "last": "2026-02"}, "2026-01-02/2026-02"),
        ({"when": "season", "season": "cool", "season_year": "2025"}, "2025-11/2026-02"),
    ],
)
def test_an_event_is_dated_as_far_as_it_is_known(evidence: Evidence, sent: dict[str, str], iso: str) -> None:
    given = {"title": "Came to the house", "zone": "Asia/Phnom_Penh", **sent}
    answer = evidence.client("investigator").post(f"/cases/{evidence.case}/events/", given)
    assert answer.status_code == 302, answer.content.decode()
    assert CaseEvent.objects.get(title="Came to the house").date == iso


@pytest.mark.parametrize("kind", list(WhenKind))
def test_an_event_without_its_date_is_refused_beside_the_date(evidence: Evidence, kind: WhenKind) -> None:
    given = {"title": "Came to the house", "zone": "Asia/Phnom_Penh", "when": kind.value}
    answer = evidence.client("investigator").post(f"/cases/{evidence.case}/events/", given)
    assert answer.status_code == 400
    assert "Came to the house" in answer.content.decode()


def test_correcting_begins_with_what_stands(evidence: Evidence) -> None:
    client = evidence.client("investigator")
    address = f"/cases/{evidence.case}/events/{evidence.second_event}/correct/"
    html = client.get(address).content.decode()
    assert 'value="2025-04"' in html
    given = {"title": "Alleged promise of work", "zone": "Asia/Phnom_Penh", "when": "before", "first": "2025-05"}
    assert client.post(address, given).status_code == 302
    assert CaseEvent.objects.get(reference=evidence.second_event).replaced_by is not None


def test_a_hit_of_the_search_leads_to_its_page(evidence: Evidence) -> None:
    client = evidence.client("investigator")
    assert client.get(f"/exhibits/{evidence.held}/")["Location"] == f"/cases/{evidence.case}/exhibits/{evidence.held}/"
    assert client.get(f"/events/{evidence.event}/")["Location"] == f"/cases/{evidence.case}/events/{evidence.event}/"
