from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samakki.cases.domain.reviews import LONGEST_PAUSE, StalledReason, is_review_due, refusals_to_review
from samakki.cases.domain.tasks import Circle, NewTask, refusals_to_write
from samakki.cases.domain.templates import DEFAULTS, Step, new_steps, refusals_of_list

TODAY = date(2026, 3, 1)
DESK, OTHER = "KH/POL/AHTJPD/duty", "KH/POL/AHTJPD/field"


def test_a_task_goes_to_the_team_alone() -> None:
    new = NewTask(" ", owner_desk=OTHER, assigned="O-1", after=("T-9",))
    wrong = refusals_to_write(new, desks={DESK}, officers={"O-1": DESK}, known={"T-1"})
    assert {one.code for one in wrong} == {
        "task-title-length",
        "desk-not-on-team",
        "officer-not-of-desk",
        "task-before-unknown",
    }


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30))
def test_no_task_ever_waits_for_itself(pairs: list[tuple[int, int]]) -> None:
    after: dict[str, set[str]] = {}
    for task, first in pairs:
        if not Circle(after).closes(str(task), str(first)):
            after.setdefault(str(task), set()).add(str(first))
    for start, firsts in after.items():
        seen, todo = set[str](), list(firsts)
        while todo:
            one = todo.pop()
            assert one != start
            if one not in seen:
                seen.add(one)
                todo.extend(after.get(one, ()))


def test_every_list_that_comes_along_is_in_order() -> None:
    for steps in DEFAULTS.values():
        named = [Step(step.key, step.days, step.after, protects=step.protects, title="x") for step in steps]
        assert refusals_of_list("x", named) == ()


def test_every_list_begins_by_protecting_somebody() -> None:
    assert all(steps[0].protects and steps[0].days == 0 for steps in DEFAULTS.values())


def test_a_list_says_what_is_wrong_with_it() -> None:
    assert {one.code for one in refusals_of_list(" ", [])} == {"list-name-length", "list-empty"}
    bad = [Step("a", 9999, ("b",), title="x"), Step("b", None, title=" ")] * 21
    assert {one.code for one in refusals_of_list("x", bad)} == {
        "list-too-long",
        "step-title-length",
        "step-days-range",
        "step-order",
    }


@given(st.sets(st.sampled_from([step.key for step in DEFAULTS["smuggling"]])))
def test_applying_again_adds_what_is_missing_and_nothing_twice(present: set[str]) -> None:
    keys = [step.key for step in new_steps(DEFAULTS["smuggling"], present)]
    assert len(keys) == len(set(keys))
    assert set(keys) | present == {step.key for step in DEFAULTS["smuggling"]}
    assert not set(keys) & present


def test_a_review_has_reasons_or_says_that_the_case_moves_on() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert refusals_to_review({StalledReason.LANGUAGE}, tomorrow, today=TODAY, moves_on=False) == ()
    assert refusals_to_review(set(), tomorrow, today=TODAY, moves_on=True) == ()
    wrong = refusals_to_review(set(), TODAY, today=TODAY, moves_on=False)
    assert {one.code for one in wrong} == {"stalled-or-not", "review-day-range"}
    wrong = refusals_to_review({StalledReason.SAFETY}, TODAY + LONGEST_PAUSE * 2, today=TODAY, moves_on=True)
    assert {one.code for one in wrong} == {"stalled-or-not", "review-day-range"}


def test_a_case_comes_up_on_its_day_or_when_nothing_changed_for_long() -> None:
    assert is_review_due(next_review_on=TODAY, last_change=TODAY, today=TODAY)
    assert not is_review_due(next_review_on=TODAY + timedelta(days=1), last_change=date(2020, 1, 1), today=TODAY)
    assert is_review_due(next_review_on=None, last_change=TODAY - timedelta(days=60), today=TODAY)
    assert not is_review_due(next_review_on=None, last_change=TODAY - timedelta(days=59), today=TODAY)
