"""Forms of reports: what was typed is kept, mistakes stand beside their field, steps go where they should."""

from datetime import timedelta

from django.utils import timezone

from samakki.entities.web.showing import value_words
from samakki.intelligence.models import CommunityReport, Report, ReportItem, SourceIdentity
from tests.support.casework import a_report, an_item
from tests.support.people import POLICE
from tests.web.intelligence.world import World

HEAD = {"purpose": "investigate_trafficking", "urgency": "low", "source_kind": "unknown", "obtained_how": "told"}


def test_a_report_is_written_cut_graded_and_handed_on_by_forms_alone(world: World) -> None:
    client = world.client("investigator")
    text = "He drives.\n\nShe pays."
    wrong = client.post("/reports/new/", {**HEAD, "text": text, "obtained_on": "sometime"})
    assert (wrong.status_code, "She pays." in wrong.content.decode()) == (400, True)
    client.post("/reports/new/", {**HEAD, "text": text, "obtained_on": "17 พ.ค. พ.ศ. 2569", "headline": "Driver"})
    report = Report.objects.get(headline="Driver")
    assert (report.obtained_on, report.obtained_as_written) == ("2026-05-17", "17 พ.ค. พ.ศ. 2569")
    page = f"/reports/{report.reference}/"

    client.post(f"{page}items/cut/", {"pieces": text})
    first, second = ReportItem.objects.filter(report=report).order_by("number")
    sent = {
        "raw": first.raw,
        "basis": "fact",
        "sanitised": "A man drives.",
        "reliability": "B",
        "accuracy": "2",
        "codes": ["H0"],
        "purposes": ["trafficking_in_persons"],
        "onward": "none",
        "evidential_use": "no",
        "action": "none",
        "sanitising": "consult_originator",
        "review_on": (timezone.localdate() + timedelta(days=90)).isoformat(),
    }
    answer = client.post(f"{page}items/{first.reference}/", {**sent, "next": "yes"})
    assert answer.headers["Location"] == f"{page}items/{second.reference}/"
    wrong = client.post(f"{page}items/{second.reference}/", {**sent, "codes": ["H1"], "evidential_use": "yes"})
    assert wrong.status_code == 400
    native = {**sent, "raw": second.raw, "sanitised": "", "system": "5x5x5", "native": "b 2 4"}
    client.post(f"{page}items/{second.reference}/", native)
    assert ReportItem.objects.get(pk=second.pk).native_handling == "4"

    assert client.post(f"{page}grade/").headers["Location"] == f"{page}release/"
    client.post(f"{page}release/hand-over/")
    report.refresh_from_db()
    assert report.state == "sanitised"

    judge = world.client("supervisor")
    assert judge.post(f"{page}release/authorise/", {"feedback_due": ""}).status_code == 400
    due = (timezone.localdate() + timedelta(days=20)).isoformat()
    judge.post(f"{page}release/authorise/", {"feedback_due": due, "understood": "on"})
    report.refresh_from_db()
    assert report.state == "supervisor_authorised"


def test_a_refusal_on_the_way_is_told_at_the_top_of_the_page(world: World) -> None:
    client = world.client("investigator")
    answer = client.post(f"/reports/{world.draft}/grade/", follow=True)
    assert "Item 2 has no grade." in answer.content.decode()


def test_capture_answers_with_a_piece_of_the_page_or_a_whole_one(world: World) -> None:
    client, address = world.client("investigator"), f"/reports/{world.draft}/items/{world.item}/capture/"
    sent = {"words": "Bong Thom", "kind": "person", "person_words": "weakAlias", "more": "tall, scar"}
    piece = client.post(address, sent, headers={"HX-Request": "true"})
    assert (piece.status_code, "<html" in piece.content.decode()) == (200, False)
    assert "Bong Thom" in piece.content.decode()
    whole = client.post(address, {**sent, "words": "012 345 678", "kind": "phone"})
    assert whole.headers["Location"] == f"/reports/{world.draft}/#{world.item}"
    page = client.get(f"/reports/{world.draft}/").content.decode()
    assert "+85512345678" in page
    house = client.post(address, {**sent, "words": "near the pagoda after the bridge", "kind": "place"}, follow=True)
    assert "near the pagoda after the bridge" in house.content.decode()
    form = client.get(address).content.decode()
    assert '<option value="KH" selected' in form
    assert f'id="id_{world.item}_words"' in form  # those of several items may be open on one page
    client.post(address, {**sent, "words": "a hut behind the border market", "kind": "place", "where": "TH"})
    from samakki.entities.models import Place  # noqa: PLC0415  (only tests look across)

    assert set(Place.objects.values_list("country", flat=True)) == {"", "TH"}
    empty = client.post(address, {"kind": "person"}, headers={"HX-Request": "true"})
    assert empty.status_code == 400


def test_two_captured_things_are_linked_on_the_same_page(world: World) -> None:
    client, page = world.client("investigator"), f"/reports/{world.draft}/"
    sent = {"words": "012 345 678", "kind": "phone", "person_words": "name"}
    client.post(f"{page}items/{world.item}/capture/", sent)
    from samakki.entities.models import Entity  # noqa: PLC0415  (only tests look across)

    person = Entity.objects.get(schema="Person").reference
    phone = Entity.objects.get(schema="UserAccount").reference
    ends = {"first": person, "link": "uses", "second": phone, "item": world.item}
    answer = client.post(f"{page}link/", ends, headers={"HX-Request": "true"})
    assert "They are linked." in answer.content.decode()
    assert Entity.objects.filter(schema="UnknownLink").count() == 1
    wrong = client.post(f"{page}link/", {**ends, "second": person})
    assert wrong.status_code == 400


def test_a_warning_is_kept_for_a_reason_typed_beside_it(world: World) -> None:
    writer, client = world.officers["investigator"], world.client("investigator")
    report = a_report(writer)
    item = an_item(writer, report, sanitised="I saw him.")
    row = Report.objects.get(reference=report).warnings.get()
    address = f"/reports/{report}/release/"
    wrong = client.post(f"{address}warnings/{row.pk}/", {f"{row.pk}-reason": "no"})
    assert (wrong.status_code, "5 to 300 characters" in wrong.content.decode()) == (400, True)
    client.post(f"{address}items/{item}/", {f"{item}-text": "A man was there."})
    row.refresh_from_db()
    assert row.answer == "changed"


def test_a_source_is_sealed_and_its_page_closed_to_its_writer(world: World) -> None:
    client = world.client("investigator")
    client.post("/sources/new/", {"kind": "person", "names": "Keo Pisey\nကေအို", "phones": "011 222 333"})
    source = SourceIdentity.objects.latest("pk").reference
    assert source in client.get("/sources/").content.decode()
    assert client.get(f"/sources/{source}/").status_code == 404


def test_a_community_report_becomes_a_lead_by_forms_alone(world: World) -> None:
    worker, judge = world.client("social_worker"), world.client("support_lead")
    told = {"told": "A woman takes girls away.", "concern": "recruitment", "obtained_how": "told", "country": "KH"}
    places = worker.post("/community/new/", {**told, "province": "KH-1", "places": "show"})
    assert "KH.0102" in places.content.decode()
    assert "A woman takes girls away." in places.content.decode()
    worker.post("/community/new/", {**told, "province": "KH-1", "district": "KH.0102", "exact_place": "the blue house"})
    row = CommunityReport.objects.latest("pk")
    page = f"/community/{row.reference}/"
    worker.post(f"{page}decide/", {"use": "own_use"})
    text = "Somebody of the blue house knows a recruiter."
    asked = worker.post(f"{page}lead/", {"text": text, "desk": POLICE})
    assert (asked.status_code, "An exact time and place" in asked.content.decode()) == (400, True)
    keep = {"keep-0": "The police know the house.", "about-0": "exact_time_and_place:the blue house"}
    worker.post(f"{page}lead/", {"text": text, "desk": POLICE, **keep})
    assert "It stays because:" in judge.get(page).content.decode()
    judge.post(f"{page}lead/send/")
    row.refresh_from_db()
    assert row.use == "lead_sent"
    assert "Arrived" in worker.get("/community/").content.decode()
    report = row.lead.report.reference
    supervisor = world.client("supervisor").get(f"/reports/{report}/").content.decode()
    assert "Choose who works on it" in supervisor
    assert "Mongkol Borey" in supervisor
    assert "blue house" not in supervisor


def test_my_work_says_what_waits(world: World) -> None:
    supervisor = world.client("supervisor").get("/").content.decode()
    assert "Read and authorise its release" in supervisor
    lead = world.client("support_lead").get("/").content.decode()
    assert "let it go to the police" in lead


def test_an_empty_list_says_what_will_appear(world: World) -> None:
    page = world.client("colleague").get("/reports/").content.decode()
    assert "There is no report yet that you may know of." in page
    page = world.client("social_worker").get("/reports/new/").content.decode()
    assert "None of your roles writes reports." in page


def test_the_service_of_a_telephone_is_said_in_words() -> None:
    assert (value_words("UserAccount", "service", "phone"), value_words("UserAccount", "service", "Zalo-like")) == (
        "Telephone",
        "Zalo-like",
    )
