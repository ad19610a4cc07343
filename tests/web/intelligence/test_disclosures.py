"""Pages of disclosures: each step works without script, says every reason, and shows what would leave."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.models import Statement
from samakki.exchange.domain.delivery import Sent
from samakki.intelligence import actions
from samakki.intelligence.actions.disclosing import name_digest
from samakki.intelligence.domain.emergencies import FIELDS
from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.models import Disclosure, Emergency, Holding, ReceivedDisclosure, ReleaseRequest
from samakki.intelligence.queries.packaging import names_to_answer
from samakki.intelligence.web import disclosure_page
from tests.actions.intelligence.conftest import Desk
from tests.actions.intelligence.world_of_disclosures import Abroad, build
from tests.support.pages import OPEN, pseudo_language, untranslated
from tests.support.people import POLICE, SUPPORT, People
from tests.support.shared import shared
from tests.support.sign_in import signed_in
from tests.support.wire import THAI, stretch

LINES = dict.fromkeys(FIELDS, "a few words")


@shared
def report_with_desks(people: People) -> Abroad:
    return build(
        Desk(
            people,
            writer=people.officer("investigator", desk=POLICE),
            colleague=people.officer("investigator", desk=POLICE),
            supervisor=people.officer("supervisor", desk=POLICE),
            worker=people.officer("social_worker", desk=SUPPORT),
            support_lead=people.officer("support_lead", desk=SUPPORT),
        )
    )


@pytest.fixture
def abroad(report_with_desks: Abroad, monkeypatch: pytest.MonkeyPatch) -> Abroad:
    report_with_desks.wire = stretch(monkeypatch, own={POLICE: None})
    return report_with_desks


@pytest.fixture
def writer(abroad: Abroad) -> Client:
    return signed_in(abroad.desk.writer, confirmed=True)


def test_from_the_report_to_the_hold_and_back_by_undo(abroad: Abroad, writer: Client) -> None:
    started = writer.post(f"/reports/{abroad.report}/disclose/")
    contents = started.headers["Location"]
    reference = contents.split("/")[2]
    empty = writer.post(contents, {"part": "whole", "to": [THAI]})
    assert (empty.status_code, "Nothing is ticked." in empty.content.decode()) == (400, True)
    ((person, numbers),) = abroad.ticks().items()
    ticked = {"items": [abroad.item], "to": [THAI], "part": "whole", f"of-{person}": [str(one) for one in numbers]}
    questions = writer.post(contents, ticked).headers["Location"]
    page = writer.post(questions, {"words": ""})
    assert page.status_code == 400
    assert "3 questions about danger are not answered" in page.content.decode()
    (name,) = names_to_answer(Disclosure.objects.get(reference=reference))
    answers = {f"{one}-TH": "no" for one in ("ill_treatment", "danger", "officials")}
    shown = writer.post(questions, {**answers, f"name-{name_digest(name.key)}": Whose.SUSPECT.value}, follow=True)
    words = shown.content.decode()
    assert "A man drives a van to the river." in words
    assert "Chan Lek" in words
    assert f"Desk {THAI}" in words
    for secret in ("SECRETRAW", "UNTICKED"):
        assert secret not in words
    digest = Disclosure.objects.get(reference=reference).package_digest
    unread = writer.post(f"/disclosures/{reference}/send/", {"seen": digest})
    assert (unread.status_code, "Tick the box when you have read it" in unread.content.decode()) == (400, True)
    held = writer.post(f"/disclosures/{reference}/send/", {"seen": digest, "read": "on"}, follow=True)
    assert "It leaves in less than 5 minutes." in held.content.decode()
    assert "you can still undo it" in writer.get("/watching/").content.decode()
    undone = writer.post(f"/disclosures/{reference}/undo/", follow=True)
    assert "Undone. Nobody has seen anything of it." in undone.content.decode()
    assert abroad.wire.posted == []


def test_the_second_person_reads_the_same_page_on_a_summary_and_lets_it_go(abroad: Abroad, writer: Client) -> None:
    from samakki.intelligence.domain.disclosure_answers import RiskAnswer, RiskQuestion  # noqa: PLC0415  (only here)

    risky = {"TH": dict.fromkeys(RiskQuestion, RiskAnswer.UNKNOWN)}
    reference = abroad.built(answers=risky, words="Her brother works there.")
    actions.freeze_disclosure(by=abroad.desk.writer, reference=reference)
    assert "It takes a second person" in writer.get(f"/disclosures/{reference}/").content.decode()
    writer.post(f"/disclosures/{reference}/hand-over/")
    supervisor = signed_in(abroad.desk.supervisor, confirmed=True)
    assert f"/disclosures/{reference}/" in supervisor.get("/").content.decode()
    page = supervisor.get(f"/disclosures/{reference}/").content.decode()
    assert "Her brother works there." in page
    supervisor.post(f"/disclosures/{reference}/conditions/", {"conditions": ["no_contact"], "note": ""})
    assert "Nobody approaches a person in it" in supervisor.get(f"/disclosures/{reference}/").content.decode()
    seen = Disclosure.objects.get(reference=reference).package_digest
    supervisor.post(f"/disclosures/{reference}/send/", {"seen": seen, "read": "on"})
    assert len(abroad.wire.posted) == 1


def test_the_other_desk_accepts_and_sees_whose_it_is_on_every_page(abroad: Abroad) -> None:
    _reference, there = abroad.delivered()
    thai = signed_in(abroad.thai, confirmed=True)
    assert f"/received/{there}/" in thai.get("/incoming/").content.decode()
    offer = thai.get(f"/received/{there}/").content.decode()
    assert "A man drives a van to the river." in offer
    report = thai.post(f"/received/{there}/accept/", follow=True).content.decode()
    assert "It belongs to" in report
    assert "Sealed, because" not in report  # nothing came but items: there is no original that could be sealed
    assert f"/received/{there}/" in report
    supervisor = signed_in(abroad.others[f"{THAI} supervisor"], confirmed=True)
    summary = supervisor.get(f"/received/{there}/").content.decode()
    assert "drives a van" not in summary
    assert signed_in(abroad.desk.colleague, confirmed=True).get(f"/received/{there}/").status_code == 404


def test_a_desk_that_has_not_answered_shows_how_far_the_message_came_and_its_telephone(
    abroad: Abroad, writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference, _there = abroad.delivered()
    way = SimpleNamespace(desks={THAI: (Sent.OPENED, "")})
    monkeypatch.setattr(disclosure_page, "standing", lambda _message: way)
    page = writer.get(f"/disclosures/{reference}/").content.decode()
    assert "Opened there" in page
    assert "tel:+66 2 000 0000" in page
    assert "What was sent, exactly" in page


def test_declining_wants_a_reason_and_asking_wants_its_fields(abroad: Abroad) -> None:
    _reference, there = abroad.delivered()
    thai = signed_in(abroad.thai, confirmed=True)
    assert thai.post(f"/received/{there}/decline/", {"note": ""}).status_code == 400
    thai.post(f"/received/{there}/accept/")
    used = thai.post(f"/received/{there}/use/", {"item": "1", "ground": "charge"})
    assert (used.status_code, "Its owner did not allow this use" in used.content.decode()) == (400, True)
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    asked = {"use": "court", "why": "The hearing is in May.", "reply_by": day}
    wrong = thai.post(f"/received/{there}/ask/", {**asked, "to": "nowhere"})
    assert wrong.status_code == 400
    thai.post(f"/received/{there}/ask/", asked)
    assert ReleaseRequest.objects.get().use == "court"
    ReleaseRequest.objects.update(state=ReleaseState.REFUSED.value, answered_at=timezone.now())
    assert "The owner answered: see what you may do" in thai.get("/incoming/").content.decode()


def test_the_board_says_who_holds_it_and_an_erasure_waits_for_two(abroad: Abroad, writer: Client) -> None:
    reference, there = abroad.delivered()
    actions.accept_offer(by=abroad.thai, reference=there)
    abroad.wire.deliver_all()
    assert "Holds it" in writer.get(f"/disclosures/{reference}/holders/").content.decode()
    form = {"scope": "erase", "reason": "wrong_desk", "note": "It was meant for another."}
    assert writer.post(f"/disclosures/{reference}/recall/", {**form, "note": ""}).status_code == 400
    waiting = writer.post(f"/disclosures/{reference}/recall/", form, follow=True).content.decode()
    assert "Waits for a second person. Nothing is erased yet." in waiting
    supervisor = signed_in(abroad.desk.supervisor, confirmed=True)
    recall = Disclosure.objects.get(reference=reference).recalls.get().reference
    assert recall in supervisor.get("/").content.decode()
    supervisor.post(f"/disclosures/{reference}/recall/{recall}/", {})
    abroad.wire.deliver_all()
    assert set(Holding.objects.values_list("state", flat=True)) == {"erased"}
    board = writer.get(f"/disclosures/{reference}/holders/").content.decode()
    assert "Does not hold it" in board


def test_life_at_risk_shows_the_telephone_and_is_looked_back_at(abroad: Abroad, writer: Client) -> None:
    assert writer.post("/emergencies/new/", {"first": THAI}).status_code == 400
    page = writer.post(
        "/emergencies/new/", {**LINES, "first": THAI, "reason": "She calls for help now."}, follow=True
    ).content.decode()
    assert "+66 2 000 0000" in page
    reference = Emergency.objects.get().reference
    assert f"/emergencies/{reference}/" in writer.get("/disclosures/").content.decode()
    abroad.wire.deliver_all()
    there = ReceivedDisclosure.objects.get().reference
    thai = signed_in(abroad.thai, confirmed=True)
    assert "We act on it" in thai.get(f"/received/{there}/").content.decode()
    thai.post(f"/received/{there}/accept/")
    abroad.wire.deliver_all()
    assert "They act on it" in writer.get(f"/emergencies/{reference}/").content.decode()
    supervisor = signed_in(abroad.desk.supervisor, confirmed=True)
    supervisor.post(f"/emergencies/{reference}/review/", {"finding": "right"})
    assert Emergency.objects.get().finding == "right"


def test_every_page_is_translated_and_names_nobody_in_its_title(abroad: Abroad, writer: Client) -> None:
    reference, there = abroad.delivered()
    draft = abroad.built()
    frozen = abroad.built()
    actions.freeze_disclosure(by=abroad.desk.writer, reference=frozen)
    emergency = actions.send_emergency(
        by=abroad.desk.writer, texts=LINES, desks=[THAI], reason="She calls for help now."
    )
    abroad.wire.posted.clear()
    actions.accept_offer(by=abroad.thai, reference=there)
    actions.ask_release(
        by=abroad.thai,
        reference=there,
        items=(),
        use=Use.COURT,
        why="The hearing is in May.",
        reply_by=timezone.localdate() + timedelta(days=5),
    )
    abroad.wire.deliver_all()
    release = ReleaseRequest.objects.get(disclosure__isnull=False).reference
    actions.recall_disclosure(
        by=abroad.desk.writer,
        reference=reference,
        scope=RecallScope.ERASE,
        reason=RecallReason.WRONG,
        note="It is not true at all.",
    )
    thai, supervisor = signed_in(abroad.thai, confirmed=True), signed_in(abroad.desk.supervisor, confirmed=True)
    pages = {
        writer: (
            "/disclosures/",
            f"/disclosures/{reference}/",
            f"/disclosures/{draft}/",
            f"/disclosures/{draft}/contents/",
            f"/disclosures/{draft}/questions/",
            f"/disclosures/{frozen}/",
            f"/disclosures/{reference}/recall/",
            f"/disclosures/{reference}/holders/",
            f"/emergencies/{emergency}/",
            "/emergencies/new/",
        ),
        supervisor: (
            f"/disclosures/{reference}/",
            f"/disclosures/{reference}/releases/{release}/",
            f"/emergencies/{emergency}/",
            "/protection-checks/P-7K3QX/",
        ),
        thai: (f"/received/{there}/", f"/received/{there}/ask/", f"/received/{there}/use/"),
    }
    for client, addresses in pages.items():
        for address in addresses:
            with pseudo_language():
                answer = client.get(address)
            assert answer.status_code == 200, address
            page = answer.content.decode()
            assert untranslated(page) == [], address
            assert OPEN in page
            assert "Chan Lek" not in page.partition("</title>")[0]


def test_that_a_number_is_a_telephones_goes_along_and_is_not_ticked_by_itself(abroad: Abroad, writer: Client) -> None:
    capture = f"/reports/{abroad.report}/items/{abroad.item}/capture/"
    writer.post(capture, {"words": "012 345 007", "kind": "phone", "person_words": "name"})
    number = Statement.objects.get(prop="number")
    thing = number.entity
    contents = writer.post(f"/reports/{abroad.report}/disclose/").headers["Location"]
    assert "Service" not in writer.get(contents).content.decode()
    ticked = {"items": [abroad.item], "to": [THAI], "part": "whole", f"of-{thing.reference}": [str(number.pk)]}
    assert writer.post(contents, ticked).status_code == 302
    row = Disclosure.objects.get(reference=contents.split("/")[2])
    service = Statement.objects.get(entity=thing, prop="service")
    assert row.statements == {thing.reference: sorted([number.pk, service.pk])}


def test_a_request_that_nobody_answers_is_asked_again_or_withdrawn(abroad: Abroad, writer: Client) -> None:
    reference, there = abroad.delivered()
    actions.accept_offer(by=abroad.thai, reference=there)
    asked = actions.ask_release(
        by=abroad.thai,
        reference=there,
        items=(),
        use=Use.COURT,
        why="The hearing is in May.",
        reply_by=timezone.localdate() + timedelta(days=5),
    )
    abroad.wire.deliver_all()
    ReleaseRequest.objects.update(reply_by=timezone.localdate() - timedelta(days=1))
    at_home = ReleaseRequest.objects.get(disclosure__isnull=False).reference
    thai, supervisor = signed_in(abroad.thai, confirmed=True), signed_in(abroad.desk.supervisor, confirmed=True)
    pages = {thai: f"/received/{there}/", writer: f"/disclosures/{reference}/"}
    for client, address in pages.items():
        assert "No answer by its day" in client.get(address).content.decode()
    assert "You can still answer." in supervisor.get(f"/disclosures/{reference}/releases/{at_home}/").content.decode()
    again = f"/received/{there}/releases/{asked}/again/"
    with pseudo_language():
        for address in (again, f"/received/{there}/"):
            assert untranslated(thai.get(address).content.decode()) == []
    assert thai.get(f"/received/{there}/releases/RR-00000/again/").status_code == 404
    assert thai.post(again, {"reply_by": str(timezone.localdate())}).status_code == 400
    later = str(timezone.localdate() + timedelta(days=3))
    shown = thai.post(again, {"reply_by": later}, follow=True).content.decode()
    assert "Asked again with a later day." in shown
    newest = ReleaseRequest.objects.get(instead_of=asked).reference
    shown = thai.post(f"/received/{there}/releases/{newest}/withdraw/", follow=True).content.decode()
    assert "Withdrawn. An answer that comes later allows nothing." in shown
    shown = thai.post(f"/received/{there}/releases/{newest}/withdraw/", follow=True).content.decode()
    assert "This request waits for no answer" in shown
