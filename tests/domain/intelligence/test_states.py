"""The table of transitions, and what may be read off it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.intelligence.domain.states import (
    TRANSITIONS,
    TURNS,
    State,
    Step,
    Turn,
    after,
    refusals_to_take,
    steps_from,
)
from samakki.intelligence.web.wording.acts import ACTS
from samakki.intelligence.web.wording.values import STATES, STEPS
from samakki.intelligence.web.wording.values import TURNS as TURN_WORDS

REFERENCE = (
    "draft, graded, sanitised, supervisor_authorised, disseminated, acknowledged, accepted, declined, actioned, "
    "feedback, reviewed, retained, re_graded, destroyed"
)


def test_every_state_of_the_reference_is_in_the_table_and_no_other() -> None:
    named = {one.start.value for one in TRANSITIONS} | {one.end.value for one in TRANSITIONS}
    assert named == set(REFERENCE.split(", ")) == {state.value for state in State}


def test_every_state_says_whose_turn_it_is() -> None:
    assert set(TURNS) == set(State)
    assert [state for state, turn in TURNS.items() if turn is Turn.NOBODY] == [State.DESTROYED]


def test_an_arrow_stands_once() -> None:
    arrows = [(one.start, one.step) for one in TRANSITIONS]
    assert len(arrows) == len(set(arrows))


def test_every_state_is_reached_from_a_draft() -> None:
    reached: set[State] = {State.DRAFT}
    before: set[State] = set()
    while reached != before:
        before = set(reached)
        reached |= {one.end for one in TRANSITIONS if one.start in reached}
    assert reached == set(State)


def test_every_state_leads_to_destruction_but_destruction_itself() -> None:
    ends: set[State] = {State.DESTROYED}
    before: set[State] = set()
    while ends != before:
        before = set(ends)
        ends |= {one.start for one in TRANSITIONS if one.end in ends}
    assert ends == set(State)
    assert steps_from(State.DESTROYED, with_exchange=True) == ()


def test_steps_that_need_another_node_are_offered_by_nobody_here() -> None:
    exchange = {one.step for one in TRANSITIONS if one.needs_exchange} - {Step.NOTE_FEEDBACK}
    assert exchange == {Step.DISSEMINATE, Step.ACKNOWLEDGE, Step.ACCEPT, Step.DECLINE, Step.ACT_ON}
    for state in State:
        assert exchange.isdisjoint(steps_from(state))


def test_what_was_allowed_ends_when_a_report_is_opened_again() -> None:
    assert {after(state, Step.REOPEN) for state in State if Step.REOPEN in steps_from(state)} == {State.DRAFT}


def test_every_state_step_and_turn_has_words_and_every_step_an_act() -> None:
    assert set(STATES) == set(State)
    assert set(STEPS) == set(Step)
    assert set(TURN_WORDS) == set(Turn)
    assert {step.value for step in Step} <= set(ACTS)


@pytest.mark.parametrize("state", list(State))
def test_a_step_is_refused_exactly_where_the_table_has_no_arrow(state: State) -> None:
    for step in Step:
        assert (refusals_to_take(state, step) == ()) == (step in steps_from(state))


@given(st.lists(st.sampled_from(list(Step)), max_size=30))
def test_no_sequence_of_steps_reaches_a_state_that_the_table_does_not_allow(steps: list[Step]) -> None:
    state, allowed = State.DRAFT, {(one.start, one.end) for one in TRANSITIONS}
    for step in steps:
        if refusals_to_take(state, step):
            continue
        before, state = state, after(state, step)
        assert (before, state) in allowed
    assert state in {State.DRAFT} | {one.end for one in TRANSITIONS if not one.needs_exchange}
