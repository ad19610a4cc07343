"""Forms of cases: what is done, what is refused beside its field, and what was typed stays."""

from samakki.access.models import Officer
from samakki.cases import queries
from samakki.cases.domain.vocabulary import Offence, Stage
from samakki.cases.models import Case, Note, Task, TaskList
from tests.support.people import FIELD
from tests.support.sign_in import signed_in
from tests.web.cases.world import REASON, World

NEW = {
    "nickname": "Red boat",
    "nickname_is_no_name": "on",
    "offences": ["smuggling"],
    "countries": ["VN"],
    "other_countries": "kr, jp",
    "handling": ["H0", "H2"],
    "purpose": "investigate_smuggling",
}


def test_a_case_is_opened_with_countries_ticked_and_typed(world: World) -> None:
    answer = world.client("investigator").post("/cases/open/", NEW)
    case = Case.objects.get(nickname="Red boat")
    assert answer.headers["Location"] == f"/cases/{case.reference}/"
    seen = queries.case(world.officers["investigator"], case.reference)
    assert seen is not None
    assert (seen.offences, seen.countries) == ((Offence.SMUGGLING,), ("VN", "KR", "JP"))


WRONG: tuple[tuple[dict[str, object], str], ...] = (
    ({"nickname_is_no_name": ""}, "Check the nickname, then tick the box"),
    ({"countries": [], "other_countries": ""}, "A case concerns at least one country."),
    ({"other_countries": "Korea"}, "At least one of these is no country code."),
    ({"offences": []}, "Choose at least one"),
)


def test_a_case_that_lacks_something_is_not_opened_and_keeps_what_was_typed(world: World) -> None:
    client = world.client("investigator")
    for changes, words in WRONG:
        answer = client.post("/cases/open/", {**NEW, **changes})
        html = answer.content.decode()
        assert answer.status_code == 400, changes
        assert words in html
        assert 'value="Red boat"' in html
    assert not Case.objects.filter(nickname="Red boat").exists()


def test_who_writes_no_case_file_is_told_who_does(world: World) -> None:
    worker: Officer = world.people.officer("social_worker")
    page = signed_in(worker).get("/cases/open/").content.decode()
    assert "None of your roles opens cases." in page


def test_a_refused_move_stands_beside_its_field(world: World) -> None:
    client = world.client("investigator")
    answer = client.post(f"/cases/{world.case}/stage/", {"to": "paused", "reason": REASON})
    assert answer.status_code == 400
    assert "A case is paused with the reasons why it does not move" in answer.content.decode()
    assert REASON in answer.content.decode()
    answer = client.post(f"/cases/{world.case}/stage/", {"to": "with_prosecutor", "reason": REASON})
    assert answer.status_code == 302
    assert Case.objects.get(reference=world.case).stage == Stage.WITH_PROSECUTOR.value


def test_a_person_nobody_can_name_is_described_and_one_of_whom_nothing_is_said_is_not(world: World) -> None:
    client, address = world.client("investigator"), f"/cases/{world.case}/people/describe/"
    before = len(queries.people(world.officers["investigator"], world.case))
    answer = client.post(address, {"description": "Tall, scar on the left hand", "alias": "Bong Lek"})
    assert answer.status_code == 302
    assert len(queries.people(world.officers["investigator"], world.case)) == before + 1
    assert "Write at least one thing that is known of the person." in client.post(address, {}).content.decode()
    wrong = client.post(address, {"name": "Hoa", "birth": "the day before"})
    assert wrong.status_code == 400
    assert 'value="Hoa"' in wrong.content.decode()


def test_the_police_cannot_answer_for_the_prosecutor(world: World) -> None:
    address = f"/cases/{world.case}/people/{world.both}/non-punishment/"
    answer = world.client("investigator").post(address, {"finding": "not_related", "reason": REASON})
    assert answer.status_code == 400
    assert "A prosecutor who works this case answers" in answer.content.decode()


def test_every_form_of_a_task_changes_it(world: World) -> None:
    client, base = world.client("investigator"), f"/cases/{world.case}/plan/{world.task}"
    steps = [
        ("assign", {"officer": ""}),
        ("day", {"due_on": "2026-04-01", "reason": REASON}),
        ("waiting", {"reference": ""}),
        ("hand-over", {"to_desk": FIELD, "reason": REASON}),
        ("finish", {"reason": "Twelve calls"}),
        ("reopen", {"reason": REASON}),
        ("cancel", {"reason": REASON}),
    ]
    for step, form in steps:
        assert client.post(f"{base}/{step}/", form).status_code == 302, step
    row = Task.objects.get(reference=world.task)
    assert (row.state, row.assigned, str(row.due_on), row.waiting_on) == ("cancelled", "", "2026-04-01", "")
    assert Task.objects.get(reference=world.task).with_desk.address == FIELD
    page = client.get(f"{base}/").content.decode()
    assert "Handed to another desk" in page


def test_a_list_is_used_and_says_when_nothing_was_missing(world: World) -> None:
    client, address = world.client("investigator"), f"/cases/{world.case}/plan/list/"
    assert (
        "13 tasks were put on the plan."
        in client.post(address, {"code": "trafficking_adult"}, follow=True).content.decode()
    )
    again = client.post(address, {"code": "trafficking_adult"}, follow=True).content.decode()
    assert "The case had every task of this list already." in again


def test_a_supervisor_writes_a_list_and_changes_one_that_came_along(world: World) -> None:
    client = world.client("supervisor")
    new = {
        "name": "Fishing boats",
        "step-TOTAL_FORMS": "3",
        "step-INITIAL_FORMS": "0",
        "step-0-title": "Count the crew",
        "step-0-days": "1",
        "step-1-title": "",
        "step-2-title": "Ask each one alone",
        "step-2-after": "1",
        "step-2-protects": "on",
    }
    assert client.post("/task-lists/add/", new).status_code == 302
    steps = TaskList.objects.get(name="Fishing boats").steps
    assert [(step["title"], step["after"]) for step in steps] == [
        ("Count the crew", []),
        ("Ask each one alone", ["s1"]),
    ]
    backwards = {**new, "step-0-after": "3"}
    assert (
        "A task can only wait for one that stands above it"
        in client.post("/task-lists/add/", backwards).content.decode()
    )
    page = client.get("/task-lists/child/edit/")
    sent = {"name": "A child here", "step-TOTAL_FORMS": "10", "step-INITIAL_FORMS": "7"}
    for number, line in enumerate(page.context["lines"].initial_forms):
        for name in ("key", "title", "days", "after"):
            value = line.initial[name]
            sent[f"step-{number}-{name}"] = "" if value is None else str(value)
    assert client.post("/task-lists/child/edit/", sent).status_code == 302
    assert TaskList.objects.get(code="child").steps[0]["key"] == "child_guardian"
    assert client.post("/task-lists/child/retire/").status_code == 302
    assert client.get("/task-lists/child/retire/").status_code == 404


def test_a_note_is_written_and_corrected(world: World) -> None:
    client, address = world.client("investigator"), f"/cases/{world.case}/notes/"
    assert client.post(address, {"kind": "legal", "text": "Ask for a warrant"}).status_code == 302
    note = Note.objects.get(kind="legal")
    assert client.post(f"{address}{note.pk}/correct/", {"kind": "legal", "text": "No warrant"}).status_code == 302
    assert "Corrected" in client.get(f"{address}?kind=legal").content.decode()
    assert client.get(f"{address}99999/correct/").status_code == 302


def test_the_team_changes_by_its_page(world: World) -> None:
    client, base = world.client("supervisor"), f"/cases/{world.case}/team"
    stranger = world.officers["stranger"]
    form = {"officer": stranger.code, "purpose": "investigate_trafficking"}
    assert client.post(f"{base}/add/", form).status_code == 302
    lead = world.client("investigator")
    assert lead.post(f"{base}/lead/", {"officer": stranger.code}).status_code == 302
    refused = client.post(f"{base}/{stranger.code}/end/")
    assert "This officer leads the case." in refused.content.decode()
    assert client.post(f"{base}/{world.officers['investigator'].code}/end/").status_code == 302
    assert lead.get(f"/cases/{world.case}/").status_code == 404


def test_a_case_is_handed_over_and_taken_on(world: World) -> None:
    client = world.client("investigator")
    form = {"to_desk": FIELD, "reason": REASON}
    assert client.post(f"/cases/{world.case}/hand-over/", form).status_code == 302
    field = world.client("field")
    page = field.get(f"/cases/{world.case}/")
    (waiting,) = page.context["hand_overs"]
    assert field.post(f"/cases/{world.case}/hand-over/{waiting.hand_over}/accept/").status_code == 302
    assert "handed this case" not in field.get(f"/cases/{world.case}/").content.decode()


NOWHERE = (
    "/cases/{case}/offences/arson/",
    "/cases/{case}/elements/motive/",
    "/cases/{case}/elements/motive/support/",
    "/cases/{case}/people/E-7K3QX/",
    "/cases/{case}/people/{suspect}/category/guilty/end/",
    "/cases/{case}/people/{suspect}/role/victim/end/",
    "/cases/{case}/plan/T-7K3QX/",
    "/cases/C-7K3QX/",
)


def test_what_is_not_there_is_not_there(world: World) -> None:
    client = world.client("investigator")
    found = {address: client.get(address.format(**world.addresses())).status_code for address in NOWHERE}
    assert set(found.values()) == {404}
    assert world.client("supervisor").get("/task-lists/nothing/edit/").status_code == 404
