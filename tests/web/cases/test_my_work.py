"""My work: every number is the length of its list, and no row tells of what its reader may not see."""

import dataclasses
import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samakki.access import actions as access
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.models import Officer
from samakki.cases import actions, queries, registries
from samakki.cases.domain.tasks import NewTask
from samakki.cases.registries import Tab, WorkRow
from samakki.matching import queries as waiting
from samakki.matching.actions import judging as matching
from samakki.matching.domain.vocabulary import Judgement, Reason
from tests.support import judged as judged_world
from tests.support.my_work import shown_lists
from tests.support.people import FIELD, People
from tests.support.sign_in import signed_in
from tests.web.cases.world import World

ADDRESSES = {"To do": "/", "Incoming": "/incoming/", "Watching": "/watching/"}
ROW = '<li class="govuk-task-list__item'


def numbers(client: Client) -> dict[str, int]:
    html = client.get("/").content.decode()
    return {tab: int(found) for tab, found in re.findall(r">(To do|Incoming|Watching) \((\d+)\)<", html)}


def test_every_number_is_the_length_of_its_list(world: World) -> None:
    for kind in world.officers:
        client = world.client(kind)
        lists = {tab: client.get(address).content.decode().count(ROW) for tab, address in ADDRESSES.items()}
        assert numbers(client) == lists, kind


def test_each_row_says_what_why_and_by_when_and_the_late_ones_come_first(world: World) -> None:
    rows = world.client("investigator").get("/").context["rows"]
    assert (rows[0].title, rows[0].reference, str(rows[0].why)) == ("ឡានខៀវ Blue lorry", world.task, "Given to you")
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    assert "overdue by 2 days" in world.client("investigator").get("/").content.decode()


def test_a_prosecutor_finds_the_check_and_the_police_do_not(world: World) -> None:
    words = "Say whether a presumed victim may be punished"
    assert words in world.client("prosecutor").get("/").content.decode()
    assert words not in world.client("investigator").get("/").content.decode()


def test_a_stranger_has_no_row_of_the_case_in_any_list(world: World) -> None:
    client = world.client("stranger")
    for address in (*ADDRESSES.values(), "/cases/", "/cases/?words=Blue", f"/cases/?words={world.case}"):
        answer = client.get(address).content.decode()
        assert "ឡានខៀវ" not in answer
        assert f"/cases/{world.case}/" not in answer
    assert queries.cases(world.officers["stranger"], queries.CaseFilter()).count == 0


def test_a_filter_tells_nothing_of_a_case_that_shows_by_reference_alone(world: World) -> None:
    supervisor = world.officers["supervisor"]
    assert queries.cases(supervisor, queries.CaseFilter(words="blue")).count == 1
    assert queries.cases(world.officers["stranger"], queries.CaseFilter(words="blue")).count == 0
    assert queries.cases(supervisor, queries.CaseFilter(only_mine=True)).count == 0


def test_a_number_does_not_tell_an_excluded_desk_of_its_task(world: World) -> None:
    client = world.client("field")
    before = numbers(client)
    access.exclude(by=world.officers["supervisor"], reference=world.case, reason=ExclusionReason.SUSPECTED, desk=FIELD)
    after = numbers(client)
    assert before["Incoming"] - after["Incoming"] == 2  # the task, and the notice about the team
    assert after["To do"] == 0
    actions.add_task(
        by=world.officers["investigator"],
        case=world.case,
        new=NewTask("For that desk", owner_desk=FIELD, assigned=world.officers["field"].code),
    )
    assert numbers(client) == after


def test_rows_of_other_subjects_stand_in_the_same_lists(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = WorkRow(Tab.INCOMING, "R-7K3QX", title="A report", next_step="Read it", why="Filed in a case", url="/x/")
    given = registries.WorkList(Tab.INCOMING, lambda by: [row], lambda by: 1)
    monkeypatch.setitem(registries.work_lists, "test", given)
    client = world.client("stranger")
    before = client.get("/incoming/").content.decode()
    assert "Filed in a case" in before
    assert numbers(client)["Incoming"] == before.count(ROW)


def test_an_empty_list_says_what_will_appear_and_who_can_send_it(world: World) -> None:
    page = world.client("stranger").get("/").content.decode()
    assert "Nothing waits for you." in page
    assert "A colleague on the team of a case can give you a task." in page


def test_watching_ends_where_it_began(world: World) -> None:
    client = world.client("supervisor")
    assert numbers(client)["Watching"] == 1
    client.post(f"/cases/{world.case}/watch/", {"stop": "1"})
    assert numbers(client)["Watching"] == 0


# Judgements that wait for a second agency


@pytest.fixture
def judged(people: People) -> tuple[judged_world.World, Officer, str]:
    """A judgement on records of two agencies, with an officer of the other agency who sees both."""
    world = judged_world.build(people)
    other = judged_world.of_another_agency(people)
    here, there = world.person("សុខ សុភា"), world.person("Sok Sophea", by=other)
    world.show(there, world.officer)
    world.show(here, other)
    code = matching.judge(by=world.officer, a=here, b=there, judgement=Judgement.POSITIVE, reason=Reason.SEEN)
    return world, other, code


def test_a_judgement_waits_on_the_page_of_the_other_agency(judged: tuple[judged_world.World, Officer, str]) -> None:
    world, other, code = judged
    client = signed_in(other)
    page = client.get("/").content.decode()
    assert f'href="/judgements/{code}/confirm/"' in page
    assert "says “Same” of" in page
    assert "សុខ សុភា" not in page
    assert numbers(client)["To do"] == page.count(ROW) == 1
    mine = signed_in(world.officer)
    assert numbers(mine)["Watching"] == mine.get("/watching/").content.decode().count(ROW) == 1
    assert code not in mine.get("/").content.decode()


def test_a_judgement_that_was_answered_waits_no_more(judged: tuple[judged_world.World, Officer, str]) -> None:
    world, other, code = judged
    matching.confirm(by=other, code=code)
    assert numbers(signed_in(other))["To do"] == 0
    assert numbers(signed_in(world.officer))["Watching"] == 0


def test_nobody_is_told_of_a_judgement_on_what_they_do_not_see(
    judged: tuple[judged_world.World, Officer, str], people: People
) -> None:
    _world, _other, code = judged
    third = people.officer("investigator", desk=judged_world.OTHER_DESK)
    client = signed_in(third)
    assert (numbers(client)["To do"], numbers(client)["Watching"]) == (0, 0)
    assert code not in client.get("/").content.decode()


def test_what_waits_is_what_may_be_confirmed(judged: tuple[judged_world.World, Officer, str]) -> None:
    world, other, code = judged
    assert [row.code for row in waiting.to_confirm(other)] == [code]
    assert waiting.to_confirm(world.officer) == ()
    assert waiting.to_confirm(world.colleague) == ()


# How much is asked of the database


def test_lists_that_are_not_shown_are_counted_and_not_made(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(name: str, given: registries.WorkList) -> registries.WorkList:
        def rows(by: Officer) -> Sequence[WorkRow]:
            made.append(name)
            return given.rows(by)

        return dataclasses.replace(given, rows=rows)

    for name, given in registries.work_lists.items():
        monkeypatch.setitem(registries.work_lists, name, noted(name, given))
    world.client("supervisor").get("/watching/")
    watched = {name for name, one in registries.work_lists.items() if one.tab is Tab.WATCHING}
    assert "cases: watched" in made
    assert set(made) <= watched


def test_a_list_that_is_not_asked_would_have_been_empty(world: World) -> None:
    assert shown_lists(world.officers.values()) >= {"cases: tasks", "cases: watched"}


def test_every_list_has_a_sign_of_its_own_or_is_made_for_everybody(world: World) -> None:
    """A page with nothing on it asks for all lists at once."""
    client = world.client("stranger")
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert [name for name, one in registries.work_lists.items() if one.sign is None] == []
    assert len(asked) < len(registries.work_lists)


def test_ten_tasks_cost_what_one_costs(world: World) -> None:
    client = world.client("investigator")
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for number in range(10):
        new = NewTask(f"Task {number}", assigned=world.officers["investigator"].code)
        actions.add_task(by=world.officers["investigator"], case=world.case, new=new)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few)


def test_who_has_nothing_to_do_is_offered_what_they_may_begin(people: People) -> None:
    """Buttons open for their reader alone: an overseer begins nothing."""
    offered = {
        role: {path for path in ("/reports/new/", "/cases/open/", "/community/new/") if f'href="{path}"' in html}
        for role in ("investigator", "social_worker", "overseer")
        for html in [signed_in(people.officer(role)).get("/").content.decode()]
    }
    assert offered == {
        "investigator": {"/reports/new/", "/cases/open/"},
        "social_worker": {"/community/new/"},
        "overseer": set(),
    }
