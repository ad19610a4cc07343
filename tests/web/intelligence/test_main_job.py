"""The program that plays the main job for measurements and trials fills the forms that the pages have."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samakki.intelligence.models import Disclosure
from samakki.matching.actions import comparing
from samakki.matching.models import Judgement
from tests.actions.intelligence.conftest import Desk
from tests.actions.intelligence.world_of_disclosures import Abroad, build
from tests.support.people import POLICE, SUPPORT, People
from tests.support.sign_in import PASSWORD, past_first_steps
from tests.support.wire import THAI, stretch
from tools.trial.main_job import ABROAD, AT_HOME, has_come, sign_in_abroad, was_accepted
from tools.trial.main_job_play import Play, SignIn, Told, played
from tools.trial.screen import Screen
from tools.trial.visitor import Answer


class ScreenWithin(Screen):
    """A screen whose requests stay in this process; tokens against forged requests are asked for as elsewhere."""

    def __init__(self) -> None:
        super().__init__(0, "testserver")
        self.client = Client(enforce_csrf_checks=True)

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        if body is None:
            got = self.client.get(path)
        else:
            got = self.client.post(path, body, content_type="application/x-www-form-urlencoded")
        headers = {name.lower(): value for name, value in got.headers.items()}
        text = "" if got.streaming else got.content.decode()
        self._spent += 0.001
        return Answer(urlsplit(path).path, got.status_code, headers, text, 0.001)


@pytest.fixture
def abroad(people: People, monkeypatch: pytest.MonkeyPatch) -> Abroad:
    """The report that `build` wrote knows the person of the play already."""
    desk = Desk(
        people,
        writer=people.officer("investigator", desk=POLICE),
        colleague=people.officer("investigator", desk=POLICE),
        supervisor=people.officer("supervisor", desk=POLICE),
        worker=people.officer("social_worker", desk=SUPPORT),
        support_lead=people.officer("support_lead", desk=SUPPORT),
    )
    built = build(desk)
    built.wire = stretch(monkeypatch, own={POLICE: None})
    return built


@pytest.fixture
def play(abroad: Abroad) -> Play:
    three = (abroad.desk.writer, abroad.desk.supervisor, abroad.thai)
    people = [SignIn(one.username, PASSWORD, past_first_steps(one)) for one in three]
    told = Told("The play: a broker and a house", "Chan Lek", "ចាន់ ឡេក", "012 345 007")
    return Play(told, ScreenWithin(), ScreenWithin(), ScreenWithin(), (people[0], people[1], people[2]), THAI)


def test_every_step_is_taken_by_the_forms_of_the_pages_and_can_be_asked_for(abroad: Abroad, play: Play) -> None:
    sign_in_abroad(play)
    done, asked = [], {}
    for step, seconds in played(play, AT_HOME):
        assert seconds > 0
        assert step.took is None or step.took(play), step.name
        done.append(step.name)
        if step.name in {"add-items", "capture"}:
            with CaptureQueriesContext(connection) as queries:
                play.officer.open(play.report_path)
            asked[step.name] = len(queries)
        if step.name == "capture":
            comparing.compare_waiting(iter([True, False]).__next__)
    assert done == [step.name for step in AT_HOME]
    assert Judgement.objects.count() == 1
    assert asked["capture"] <= asked["add-items"] + 3, "the report's page asks once for all that was captured"
    assert not has_come(play)
    Disclosure.objects.filter(reference=play.disclosure).update(held_until=timezone.now() - timedelta(seconds=1))
    abroad.wire.deliver_all()
    assert has_come(play)
    assert not was_accepted(play)
    assert [step.name for step, _ in played(play, ABROAD)] == ["accept", "what-it-knows"]
    abroad.wire.deliver_all()
    assert was_accepted(play)
