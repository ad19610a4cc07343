"""The program that plays the main job for measurements and trials fills the forms that the pages have."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samakki.intelligence import actions
from samakki.intelligence.models import Disclosure, Emergency, EmergencyAct, Holding
from samakki.matching.actions import comparing
from samakki.matching.models import Judgement
from tests.actions.intelligence.conftest import Desk
from tests.actions.intelligence.world_of_disclosures import Abroad, build
from tests.support.people import POLICE, SUPPORT, People
from tests.support.screens import ScreenWithin, TwiceWithin
from tests.support.sign_in import PASSWORD, past_first_steps
from tests.support.wire import THAI, VIET, stretch
from tools.trial.main_job import ABROAD, AT_HOME, has_come, sign_in_abroad, was_accepted
from tools.trial.main_job_entire import STEPS
from tools.trial.main_job_long import LongPlay, Wish
from tools.trial.main_job_play import Play, SignIn, Told, played


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


@pytest.fixture
def long_play(abroad: Abroad, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> LongPlay:
    """Everybody signed in; what waits for something else from elsewhere has it delivered."""
    kind: type[ScreenWithin] = getattr(request, "param", ScreenWithin)

    def end_holds(_key: str) -> None:
        Disclosure.objects.filter(held_until__isnull=False).update(held_until=timezone.now() - timedelta(seconds=1))

    def let_nobody_answer() -> None:
        Emergency.objects.update(asked_at=timezone.now() - timedelta(minutes=16))
        actions.ask_next_desks()

    def look(_seconds: float) -> None:
        abroad.wire.deliver_all()

    monkeypatch.setattr("tools.trial.main_job_play.time.sleep", look)
    everybody = (
        abroad.desk.writer, abroad.desk.supervisor, abroad.thai, abroad.others[f"{THAI} supervisor"],
        abroad.others[VIET],
    )  # fmt: skip
    screens = [kind() for _ in everybody]
    for screen, one in zip(screens, everybody, strict=True):
        past_first_steps(one)
        screen.client.force_login(one)
    told = Told("The long play", "Chan Lek", "ចាន់ ឡេក", "012 345 007")
    nobody = SignIn("", PASSWORD, "")
    officer, second, thai, thai_second, viet = screens
    return LongPlay(
        told, officer, second, thai, (nobody, nobody, nobody), THAI, number=7, wishes=frozenset(),
        supervisor_abroad=thai_second, other=viet, third=viet, desks=(THAI,), other_desk=VIET, third_desk=VIET,
        end_holds=end_holds, let_nobody_answer=let_nobody_answer,
    )  # fmt: skip


@pytest.mark.parametrize("long_play", [TwiceWithin], indirect=True)
def test_every_form_of_the_main_job_counts_once(long_play: LongPlay) -> None:
    long_play.wishes = frozenset({Wish.LATE, Wish.FILE, Wish.CASE, Wish.OTHER_WORDS, Wish.CORRECTED})
    for step in STEPS:
        if step.wants(long_play):
            step.do(long_play)
    assert Emergency.objects.count() == 1
    assert isinstance(long_play.officer, TwiceWithin)
    assert long_play.officer.twice > 10


def test_every_step_goes_by_forms_and_can_be_asked_for(long_play: LongPlay) -> None:
    long_play.wishes = frozenset({Wish.LATE, Wish.FILE, Wish.CASE, Wish.OTHER_WORDS, Wish.CORRECTED})
    for step in STEPS:
        if step.wants(long_play):
            step.do(long_play)
            assert step.took is None or step.took(long_play), step.name
    assert {one.is_acting for one in EmergencyAct.objects.all()} == {True, False}
    assert set(Holding.objects.values_list("state", flat=True)) == {"held"}
