import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.cases.domain.stages import BY_PROSECUTION, TRANSITIONS, StageFacts, reachable, refusals_to_move
from samakki.cases.domain.vocabulary import Stage

REASON = "The laboratory has answered."


def facts(stage: Stage, *, checks: int = 0, tasks: int = 0) -> StageFacts:
    return StageFacts(stage, open_npp_checks=checks, open_protection_tasks=tasks)


def codes(stage: Stage, to: Stage, **changes: object) -> set[str]:
    given_facts = facts(stage, checks=int(str(changes.pop("checks", 0))), tasks=int(str(changes.pop("tasks", 0))))
    said = {"reason": REASON, "is_prosecution": True, "has_review": True, **changes}
    return {one.code for one in refusals_to_move(given_facts, to, **said)}  # type: ignore[arg-type]  # changed one at a time


def test_every_stage_is_in_the_table_and_can_be_reached() -> None:
    assert set(TRANSITIONS) == set(Stage)
    assert reachable(Stage.ASSESSMENT) == set(Stage)


def test_every_step_of_the_prosecution_is_a_step_of_the_table() -> None:
    assert all(after in TRANSITIONS[before] for before, after in BY_PROSECUTION)


def test_no_stage_ends_a_case_for_ever() -> None:
    assert all(TRANSITIONS.values())


@pytest.mark.parametrize("before", Stage)
@pytest.mark.parametrize("after", Stage)
def test_only_the_table_says_what_follows(before: Stage, after: Stage) -> None:
    assert ("stage-not-next" not in codes(before, after)) == (after in TRANSITIONS[before])


@pytest.mark.parametrize(("before", "after"), sorted(BY_PROSECUTION, key=str))
def test_police_do_not_take_the_steps_of_the_prosecution(before: Stage, after: Stage) -> None:
    assert codes(before, after, is_prosecution=False) == {"stage-is-prosecutors"}


@pytest.mark.parametrize("reason", ["", "  too few ", "x" * 2001])
def test_a_move_needs_a_reason_in_words(reason: str) -> None:
    assert codes(Stage.ASSESSMENT, Stage.INVESTIGATION, reason=reason) == {"reason-length"}


def test_a_pause_needs_a_review() -> None:
    assert codes(Stage.INVESTIGATION, Stage.PAUSED, has_review=False) == {"pause-needs-review"}
    assert codes(Stage.INVESTIGATION, Stage.PAUSED) == set()


def test_a_case_does_not_close_over_an_open_check_or_a_task_that_protects() -> None:
    assert codes(Stage.INVESTIGATION, Stage.CLOSED, checks=1, tasks=2) == {"npp-check-open", "protection-task-open"}


@given(st.lists(st.sampled_from(Stage), max_size=12), st.booleans(), st.integers(0, 2), st.integers(0, 2))
def test_no_sequence_of_moves_reaches_what_the_table_does_not_allow(
    wanted: list[Stage], is_prosecution: bool, checks: int, tasks: int
) -> None:
    now = Stage.ASSESSMENT
    for to in wanted:
        refusals = refusals_to_move(
            facts(now, checks=checks, tasks=tasks),
            to,
            reason=REASON,
            is_prosecution=is_prosecution,
            has_review=True,
        )
        if not refusals:
            assert to in TRANSITIONS[now]
            assert is_prosecution or (now, to) not in BY_PROSECUTION
            assert to is not Stage.CLOSED or checks == tasks == 0
            now = to
    if not is_prosecution:
        assert now not in {Stage.IN_COURT, Stage.JUDGED}
