"""A form that an officer sends twice counts once, and nobody loses what they typed."""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone

from samakki.access import actions
from samakki.access.actions import sending
from samakki.access.actions.sending import Earlier
from samakki.access.models import AuditEntry, Officer, Sending
from samakki.access.web import kept
from samakki.access.web.numbers import words_of
from samakki.intelligence.models import Report, ReportItem
from tests.support.people import POLICE, People
from tests.support.shared import shared
from tests.support.sign_in import PASSWORD, signed_in

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w{64})"')
NEW = "/reports/new/"
TOLD = {
    "text": "A man drives a white van.", "headline": "Van", "purpose": "investigate_trafficking", "urgency": "low",
    "source_kind": "unknown", "obtained_how": "told",
}  # fmt: skip
SENT = "This form has already been sent"
SAME = "You sent the same words here before"


@shared
def writer(people: People) -> Officer:
    return people.officer("investigator", desk=POLICE)


@pytest.fixture
def client(writer: Officer) -> Client:
    return signed_in(writer)


def tokens(client: Client, path: str) -> list[str]:
    return TOKEN.findall(client.get(path).content.decode())


def fields(client: Client, path: str = NEW, **typed: str) -> dict[str, str]:
    """What a browser would send of the form of a page: the last one on it."""
    return {**TOLD, **typed, "csrfmiddlewaretoken": tokens(client, path)[-1]}


def number_in(kept_page: str) -> str:
    found = re.search(r'id="send".*?value="(\w{64})"', kept_page, re.DOTALL)
    assert found
    return found[1]


def sent_with(kept_page: str) -> str:
    """Name of the field that says: once more, on purpose."""
    assert 'name="samakki_once_more"' in kept_page
    return "samakki_once_more"


def end_before_the_answer() -> None:
    """What stands when the process ended between the act and its answer, a minute ago."""
    Sending.objects.update(answered_at=None, answer="", sent_at=timezone.now() - timedelta(minutes=1))


def send(client: Client, sent: Mapping[str, str], path: str = NEW) -> tuple[int, str, str]:
    answer = client.post(path, sent)
    return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()


def test_every_form_of_a_page_carries_a_token_of_its_own(client: Client) -> None:
    found = tokens(client, NEW)
    assert len(found) > 1
    assert len(set(found)) == len(found)


def test_a_form_that_comes_twice_counts_once_and_shows_what_it_did(client: Client) -> None:
    sent = fields(client)
    first, second = send(client, sent), send(client, sent)
    assert first[0] == second[0] == 302
    assert first[1] == second[1] == f"/reports/{Report.objects.get().reference}/"
    assert "This form came twice and was done once" in client.get(second[1]).content.decode()


def test_a_form_opened_anew_counts_anew(client: Client) -> None:
    for words in ("A man drives a white van.", "The van is blue.", "A man drives a white van."):
        assert send(client, fields(client, text=words))[0] == 302
    assert Report.objects.count() == 3


def test_the_same_words_in_a_form_opened_anew_are_asked_about_and_can_be_meant(client: Client) -> None:
    _status, made, _page = send(client, fields(client))
    status, _location, page = send(client, fields(client))
    assert (status, Report.objects.count()) == (409, 1)
    assert SAME in page
    assert f'href="{made}"' in page
    offered = client.get("/locked/kept/").content.decode()
    assert TOLD["text"] in offered
    assert "<li>Low</li>" in offered, "a choice in its words, which may stand beside a colour"
    again = {**TOLD, sent_with(offered): "1", "csrfmiddlewaretoken": number_in(offered)}
    assert send(client, again)[0] == 302
    assert Report.objects.count() == 2
    assert SAME in send(client, fields(client))[2], "the next time is asked about again"


def test_the_same_words_count_after_an_hour_from_another_browser_and_at_another_address(
    client: Client, writer: Officer
) -> None:
    other = signed_in(writer)
    made = [send(client, fields(client)), send(other, fields(other))]
    Sending.objects.update(sent_at=timezone.now() - timedelta(minutes=61))
    made.append(send(client, fields(client)))
    for _status, report, _page in made:
        sent = {"raw": "He drives a white van.", "csrfmiddlewaretoken": tokens(client, report)[-1]}
        assert send(client, sent, f"{report}items/add/")[0] == 302
    assert Report.objects.count() == ReportItem.objects.count() == 3


def test_buttons_codes_and_files_may_come_again(rf: RequestFactory) -> None:
    def words(typed: Mapping[str, object]) -> str:
        request = rf.post(NEW, {"csrfmiddlewaretoken": "t" * 64, **typed})
        request.META["CSRF_COOKIE"] = "s" * 32
        return words_of(request)

    for typed in ({}, {"follow": "on"}, {"report": "R-7K3QX", "digest": "0a" * 32}, {"name": "Sok D"}):
        assert words(typed) == ""
    for written in ("He drives", "ក្រុមគេត្រូវបាន", "他们住在寺庙后面的房子", "Nguyễn Thị"):
        assert words({"text": written}) not in ("", words({"text": f"{written}!"}))
        assert words({"text": written, "file": SimpleUploadedFile("a.txt", b"a")}) == ""


def test_nothing_that_was_typed_and_nobody_who_typed_it_is_kept_with_the_number(client: Client) -> None:
    send(client, fields(client))
    row = Sending.objects.get()
    assert {name for name in vars(row) if name != "_state"} == {
        "number", "content", "place", "words", "request", "sent_at", "answered_at", "answer",
    }  # fmt: skip
    assert "Van" not in row.answer


def test_where_the_process_ended_before_its_answer_the_page_says_that_it_was_done(client: Client) -> None:
    sent = fields(client)
    send(client, sent)
    end_before_the_answer()
    status, _location, page = send(client, sent)
    assert (status, Report.objects.count()) == (409, 1)
    assert SENT in page
    assert "It was done once; now nothing was done." in page
    assert re.search(r"E-\w+", page)


def test_other_words_in_a_form_that_counted_are_kept_and_offered(client: Client) -> None:
    sent = fields(client)
    first = send(client, sent)
    status, _location, page = send(client, {**sent, "text": "Another man drives a black van."})
    assert (status, Report.objects.count()) == (409, 1)
    assert SENT in page
    assert f'href="{first[1]}"' in page
    assert "black van" not in page
    offered = client.get("/locked/kept/").content.decode()
    assert "from a form that had been sent before" in offered
    assert "Another man drives a black van." in offered
    again = {**sent, "text": "Another man drives a black van.", "csrfmiddlewaretoken": number_in(offered)}
    assert send(client, again)[0] == 302
    assert Report.objects.count() == 2
    assert kept.kept(client.session) is None


def test_a_form_with_mistakes_can_be_corrected_and_sent_with_the_number_it_had(client: Client) -> None:
    sent = fields(client)
    assert send(client, {**sent, "text": ""})[0] == 400
    assert send(client, sent)[0] == 302
    assert Report.objects.count() == 1


def test_what_a_rule_refused_can_be_sent_again_with_the_number_it_had(people: People) -> None:
    client, newcomer = signed_in(people.officer("supervisor"), confirmed=True), people.officer(desk=POLICE)
    path, sent = f"/officers/{newcomer.code}/roles/investigator/confirm/", {"csrfmiddlewaretoken": "a" * 64}
    assert send(client, sent, path)[0] == 409
    actions.propose_role(by=people.officer("node_administrator"), officer=newcomer.code, role="investigator")
    assert send(client, sent, path)[:2] == (302, "/")
    assert send(client, sent, path)[:2] == (302, "/")
    assert AuditEntry.objects.filter(action="confirm_role", outcome="done", reference=newcomer.code).count() == 1


def test_an_export_of_the_log_may_be_asked_for_twice_from_one_page(people: People) -> None:
    client = signed_in(people.overseer)
    sent = {"csrfmiddlewaretoken": tokens(client, "/audit/")[-1]}
    assert [client.post("/audit/export/", sent).status_code for _time in range(2)] == [200, 200]
    assert AuditEntry.objects.filter(action="export_audit").count() == 2


def test_locking_and_signing_out_work_from_a_page_that_was_gone_back_to(client: Client) -> None:
    sent = {"csrfmiddlewaretoken": tokens(client, NEW)[0]}
    for _time in range(2):
        client.post("/locked/", sent)
        assert client.get(NEW).headers["Location"].startswith("/locked/")
        client.post("/locked/", {**sent, "password": PASSWORD})
        assert client.get(NEW).status_code == 200


def test_a_program_that_sends_the_bare_secret_or_no_token_is_not_bound(client: Client) -> None:
    for token in ("a" * 32, ""):
        for _time in range(2):
            assert send(client, {**TOLD, "csrfmiddlewaretoken": token})[0] == 302
    assert Report.objects.count() == 4


def test_what_was_done_already_is_not_offered_again_after_the_lock(client: Client) -> None:
    sent = fields(client)
    send(client, sent)
    client.post("/locked/")
    said = client.post(NEW, sent, follow=True).content.decode()
    assert kept.kept(client.session) is None
    assert "What you sent had been done already." in said
    client.post(NEW, {**sent, "text": "Something else."})
    assert kept.kept(client.session) is not None


def test_a_piece_of_a_page_gets_a_piece(client: Client) -> None:
    sent = fields(client)
    send(client, sent)
    end_before_the_answer()
    page = client.post(NEW, sent, headers={"HX-Request": "true"}).content.decode()
    assert SENT in page
    assert "<html" not in page


def test_who_was_slower_is_shown_what_the_quicker_did(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = fields(client)
    first = send(client, sent)
    quicker = Sending.objects.get()
    Sending.objects.all().delete()
    look = sending.earlier

    def only_later(number: str, *, waits: bool = False) -> Earlier | None:
        """The other request comes to its act after this one was looked up."""
        found = look(number, waits=waits)
        if found is None:
            quicker.save(force_insert=True)
        return found

    monkeypatch.setattr(sending, "earlier", only_later)
    assert send(client, sent)[:2] == first[:2]
    assert Report.objects.count() == 1
