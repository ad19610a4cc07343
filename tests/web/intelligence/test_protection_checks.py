"""From a refusal for want of a protection check to the page that records it, and from the menu."""

import pytest
from django.test import RequestFactory

from samakki.access.queries import Officer
from samakki.entities.actions import protect_person
from samakki.entities.models import Entity
from samakki.entities.queries import Caption
from samakki.intelligence import actions
from samakki.intelligence.domain.emergencies import FIELDS
from samakki.intelligence.domain.protection_checks import CheckAnswer, CheckedFor
from samakki.intelligence.models import Disclosure, ProtectionCheck
from samakki.intelligence.web.starting import check_panel
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.pages import pseudo_language, untranslated
from tests.support.sign_in import signed_in
from tests.support.wire import THAI
from tests.web.intelligence.test_disclosures import abroad, report_with_desks

__all__ = ["abroad", "report_with_desks"]  # fixtures of the pages beside these


@pytest.fixture
def code(abroad: Abroad) -> str:
    """A protected person of a record of the desk; nobody knows of which state she is."""
    protect_person(by=abroad.desk.writer, entity=abroad.person)
    abroad.wire.posted.clear()
    return str(Entity.objects.get(reference=abroad.person).protected_code)


def emergency(code: str) -> dict[str, str]:
    lines = dict.fromkeys(FIELDS, "a few words")
    return {**lines, "who": f"{code} calls us", "first": THAI, "reason": "She calls for help now."}


def test_the_refusal_leads_a_supervisor_to_the_check_and_tells_others_who_records_it(abroad: Abroad, code: str) -> None:
    address = f"/protection-checks/{code}/?country=TH"
    writer, supervisor = signed_in(abroad.desk.writer), signed_in(abroad.desk.supervisor)
    refused = writer.post("/emergencies/new/", emergency(code))
    assert refused.status_code == 400
    shown = refused.content.decode()
    assert "A protection check is missing" in shown
    assert address not in shown
    assert '<option value="TH" selected' in supervisor.get(address).content.decode()


def test_a_second_person_who_is_stopped_by_a_newer_check_is_led_to_it(abroad: Abroad, code: str) -> None:
    by = abroad.desk.supervisor
    looked_at, words = list(CheckedFor), "She said so, and nobody there looks for her."
    actions.record_check(
        by=by, code=code, country="TH", answer=CheckAnswer.SAFE_TO_TELL, looked_at=looked_at, words=words
    )
    reference = abroad.built()
    actions.freeze_disclosure(by=abroad.desk.writer, reference=reference)
    actions.hand_over_disclosure(by=abroad.desk.writer, reference=reference)
    actions.record_check(by=by, code=code, country="TH", answer=CheckAnswer.NOT_SAFE, looked_at=looked_at, words=words)
    seen = Disclosure.objects.get(reference=reference).package_digest
    sent = signed_in(by).post(f"/disclosures/{reference}/send/", {"seen": seen, "read": "on"}, follow=True)
    assert f'href="/protection-checks/{code}/?country=TH"' in sent.content.decode()


def test_a_supervisor_finds_the_code_in_the_menu_records_the_check_and_sees_it(abroad: Abroad, code: str) -> None:
    supervisor = signed_in(abroad.desk.supervisor)
    assert 'href="/protection-checks/"' in supervisor.get("/").content.decode()
    assert f"/protection-checks/{code}/" in supervisor.get("/protection-checks/").content.decode()
    form = {
        "country": "TH",
        "answer": "safe_to_tell",
        "looked_at": [one.value for one in CheckedFor],
        "words": "She said so, and nobody there looks for her.",
    }
    wrong = supervisor.post(f"/protection-checks/{code}/", {**form, "country": ""})
    assert (wrong.status_code, "Choose the state" in wrong.content.decode()) == (400, True)
    page = supervisor.post(f"/protection-checks/{code}/", form, follow=True).content.decode()
    assert "That state may be told" in page
    assert ProtectionCheck.objects.get().country == "TH"
    sent = signed_in(abroad.desk.writer).post("/emergencies/new/", emergency(code))
    assert sent.status_code == 302


def test_the_page_of_the_person_leads_there_and_others_have_no_list(abroad: Abroad, code: str) -> None:
    writer = signed_in(abroad.desk.writer)
    assert writer.get("/protection-checks/").status_code == 403
    assert 'href="/protection-checks/"' not in writer.get("/").content.decode()
    assert f"/protection-checks/{code}/" in panel_for(abroad.desk.supervisor, code)
    assert panel_for(abroad.desk.writer, code) == ""


def panel_for(officer: Officer, code: str) -> str:
    """What stands on the page of a protected person for this officer."""
    client = signed_in(officer)  # past the first steps
    request = RequestFactory().get("/")
    request.user, request.session = officer, client.session
    return check_panel(request, Caption("E-7K3QXZZZZ", code, "Person", protected=True))


def test_who_knows_nobody_is_told_so(abroad: Abroad, code: str) -> None:
    from tests.support.people import FIELD  # noqa: PLC0415  (only here)

    elsewhere = signed_in(abroad.desk.people.officer("supervisor", desk=FIELD))
    page = elsewhere.get("/protection-checks/").content.decode()
    assert code not in page
    assert "You know of no protected person" in page


def test_every_word_is_offered_for_translation(abroad: Abroad, code: str) -> None:
    supervisor = signed_in(abroad.desk.supervisor)
    with pseudo_language():
        shown = [
            supervisor.get("/protection-checks/"),
            supervisor.get(f"/protection-checks/{code}/"),
            signed_in(abroad.desk.writer).post("/emergencies/new/", emergency(code)),
        ]
    assert [untranslated(one.content.decode()) for one in shown] == [[], [], []]
