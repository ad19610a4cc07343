"""Gaps found in random chains are exactly those that were planted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.cases.domain.custody import (
    NOBODY,
    Answer,
    CustodyKind,
    NewReply,
    Party,
    Reply,
    SealState,
    Step,
    holding,
    is_same_seal,
    refusals_to_answer,
    refusals_to_move,
    refusals_to_take_over,
)
from samakki.cases.domain.gaps import GapCode, gaps

SEIZED_AT = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
OFFICERS = [Party(officer=f"O-{number}") for number in range(5)]
OUTSIDE = [Party(outside=f"Dr. {number}, forensic office") for number in range(2)]
PARTIES = [*OFFICERS, *OUTSIDE]
HOUR = timedelta(hours=1)

Planted = list[tuple[int, GapCode]]


def seizure() -> Step:
    return Step(
        1, CustodyKind.SEIZED, SEIZED_AT, SEIZED_AT + HOUR, receiver=OFFICERS[0], seal_after="KH-1",
        seal_state=SealState.NONE,
    )  # fmt: skip


def good_hand_over(number: int, at: datetime, giver: Party, receiver: Party, seal: str) -> Step:
    reply = Reply(Answer.CONFIRMED, receiver.officer, at + HOUR / 2, at + HOUR / 4, seal, SealState.INTACT)
    both_officers = bool(giver.officer and receiver.officer)
    return Step(
        number, CustodyKind.HANDED_OVER, at, at + HOUR, giver=giver, receiver=receiver, seal_before=seal,
        seal_after=seal, seal_state=SealState.INTACT, has_paper=not both_officers,
        reply=reply if both_officers else None,
    )  # fmt: skip


def late_confirmation(step: Step) -> Step:
    assert step.reply is not None
    return replace(step, reply=replace(step.reply, received_at=step.at + 43 * HOUR))


def no_answer(step: Step) -> Step:
    return replace(step, reply=None)


def dispute(step: Step) -> Step:
    assert step.reply is not None
    return replace(step, reply=replace(step.reply, answer=Answer.DISPUTED, received_at=None))


def other_seal_found_by_receiver(step: Step) -> Step:
    assert step.reply is not None
    return replace(step, reply=replace(step.reply, seal_found=f"{step.seal_after}9"))


def other_seal_found_by_giver(step: Step) -> Step:
    return replace(step, seal_before=f"{step.seal_before}8")


def broken_seal(step: Step) -> Step:
    return replace(step, seal_state=SealState.BROKEN)


def missing_seal(step: Step) -> Step:
    return replace(step, seal_state=SealState.NONE, seal_before="")


def other_giver(step: Step) -> Step:
    other = next(party for party in OFFICERS if party not in {step.giver, step.receiver})
    return replace(step, giver=other)


def recorded_late(step: Step) -> Step:
    return replace(step, recorded_at=step.at + timedelta(days=4))


def no_paper(step: Step) -> Step:
    return replace(step, has_paper=False)


BETWEEN_OFFICERS = {
    late_confirmation: GapCode.NOBODY_HELD,
    no_answer: GapCode.NOT_CONFIRMED,
    dispute: GapCode.DISPUTED,
    other_seal_found_by_receiver: GapCode.SEAL_DIFFERS,
    other_giver: GapCode.NO_HAND_OVER,
}
ANY = {
    other_seal_found_by_giver: GapCode.SEAL_DIFFERS,
    broken_seal: GapCode.SEAL_BROKEN,
    missing_seal: GapCode.SEAL_MISSING,
    recorded_late: GapCode.RECORDED_LATE,
}


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Step], Planted]:
    """A chain that is right but for what was planted, at most one thing at each hand-over."""
    steps, planted = [seizure()], Planted()
    holder, seal, at = OFFICERS[0], "KH-1", SEIZED_AT
    for number in range(2, draw(st.integers(2, 9))):
        at += timedelta(days=5)
        if holder.officer and draw(st.integers(0, 4)) == 0:
            new_seal = f"KH-{number}"
            step = Step(
                number, CustodyKind.RESEALED, at, at + HOUR, seal_before=seal, seal_after=new_seal,
                seal_state=SealState.INTACT,
            )  # fmt: skip
            steps.append(step)
            seal = new_seal
            continue
        receiver = draw(st.sampled_from([party for party in PARTIES if party != holder]))
        step = good_hand_over(number, at, holder, receiver, seal)
        faults = ANY | (BETWEEN_OFFICERS if step.needs_reply else {no_paper: GapCode.PAPER_MISSING})
        fault = draw(st.sampled_from([None, *faults]))
        if fault is not None:
            step = fault(step)
            planted.append((number, faults[fault]))
        steps.append(step)
        if fault is not dispute:
            holder = receiver
        if fault is other_seal_found_by_receiver:
            seal = f"{seal}9"
    return steps, planted


@given(chains())
def test_the_gaps_found_are_exactly_those_planted(chain: tuple[list[Step], Planted]) -> None:
    steps, planted = chain
    found = gaps(steps, now=steps[-1].recorded_at + timedelta(days=30))
    assert [(gap.number, gap.code) for gap in found] == planted


@given(chains())
def test_a_hand_over_that_was_taken_back_leaves_no_trace_in_the_chain(chain: tuple[list[Step], Planted]) -> None:
    steps, _ = chain
    last = steps[-1]
    mistake = replace(
        good_hand_over(last.number + 1, last.at + HOUR, OFFICERS[3], OFFICERS[4], "wrong"),
        reply=Reply(Answer.TAKEN_BACK, OFFICERS[3].officer, last.at + 2 * HOUR),
    )
    now = last.recorded_at + timedelta(days=30)
    assert gaps([*steps, mistake], now=now) == gaps(steps, now=now)
    assert holding([*steps, mistake]) == holding(steps)


def test_a_hand_over_that_still_waits_is_no_gap_on_the_first_day() -> None:
    step = no_answer(good_hand_over(2, SEIZED_AT + HOUR, OFFICERS[0], OFFICERS[1], "KH-1"))
    assert gaps([seizure(), step], now=step.recorded_at + 23 * HOUR) == ()
    assert holding([seizure(), step]).holder == OFFICERS[0]
    assert holding([seizure(), step]).waiting == step


def test_taking_over_tells_the_time_in_which_nobody_is_recorded() -> None:
    step = Step(2, CustodyKind.TAKEN_OVER, SEIZED_AT + 43 * HOUR, SEIZED_AT + 44 * HOUR, receiver=OFFICERS[2])
    (gap,) = gaps([seizure(), step], now=SEIZED_AT + 50 * HOUR)
    assert (gap.code, gap.since, gap.until) == (GapCode.NO_HAND_OVER, SEIZED_AT, step.at)
    assert (gap.giver, gap.receiver) == (OFFICERS[0], OFFICERS[2])
    assert holding([seizure(), step]).holder == OFFICERS[2]


def test_time_that_runs_back_is_told() -> None:
    early = good_hand_over(2, SEIZED_AT - HOUR, OFFICERS[0], OFFICERS[1], "KH-1")
    assert [gap.code for gap in gaps([seizure(), early], now=SEIZED_AT)] == [GapCode.TIME_RUNS_BACK]


def test_a_seal_is_read_the_same_in_any_digits() -> None:
    assert is_same_seal("๐๔๕ A-1", "045a1")
    assert not is_same_seal("KH-1", "KH-11")


def test_after_a_return_nobody_holds_it() -> None:
    back = Step(2, CustodyKind.RETURNED, SEIZED_AT + HOUR, SEIZED_AT + HOUR, giver=OFFICERS[0])
    held = holding([seizure(), back])
    assert (held.holder, held.ended) == (NOBODY, CustodyKind.RETURNED)
    reasons = refusals_to_move(
        held, by="O-0", giver=OFFICERS[0], receiver=OFFICERS[1], at=SEIZED_AT, now=SEIZED_AT + HOUR
    )
    assert "custody-ended" in {reason.code for reason in reasons}


@pytest.mark.parametrize(
    ("by", "giver", "receiver", "codes"),
    [
        ("O-0", OFFICERS[0], OFFICERS[1], set()),
        ("O-0", OFFICERS[0], OUTSIDE[0], set()),
        ("O-1", OFFICERS[0], OFFICERS[1], {"custody-not-the-holder"}),
        ("O-1", OFFICERS[1], OFFICERS[2], {"custody-not-the-holder"}),
        ("O-0", OFFICERS[0], OFFICERS[0], {"custody-receiver-is-giver"}),
        ("O-1", OUTSIDE[0], OFFICERS[1], {"custody-held-by-officer"}),
        ("O-2", OUTSIDE[0], OFFICERS[1], {"custody-held-by-officer", "custody-receiver-records"}),
    ],
)
def test_who_holds_it_hands_it_over(by: str, giver: Party, receiver: Party, codes: set[str]) -> None:
    held = holding([seizure()])
    reasons = refusals_to_move(held, by=by, giver=giver, receiver=receiver, at=SEIZED_AT, now=SEIZED_AT)
    assert {reason.code for reason in reasons} == codes


def test_while_one_hand_over_waits_no_other_is_recorded() -> None:
    step = no_answer(good_hand_over(2, SEIZED_AT, OFFICERS[0], OFFICERS[1], "KH-1"))
    held = holding([seizure(), step])
    reasons = refusals_to_move(held, by="O-0", giver=OFFICERS[0], receiver=OFFICERS[2], at=SEIZED_AT, now=SEIZED_AT)
    assert [reason.code for reason in reasons] == ["custody-hand-over-waits"]
    assert [one.code for one in refusals_to_take_over(held, by="O-1", at=SEIZED_AT, now=SEIZED_AT)] == [
        "custody-answer-first"
    ]
    assert refusals_to_take_over(held, by="O-3", at=SEIZED_AT, now=SEIZED_AT) == ()


def test_nothing_is_recorded_of_the_future() -> None:
    held = holding([seizure()])
    reasons = refusals_to_take_over(held, by="O-1", at=SEIZED_AT + HOUR, now=SEIZED_AT)
    assert [reason.code for reason in reasons] == ["custody-time-in-future"]


@pytest.mark.parametrize(
    ("by", "answer", "code"),
    [
        ("O-1", Answer.CONFIRMED, ""),
        ("O-1", Answer.DISPUTED, ""),
        ("O-0", Answer.TAKEN_BACK, ""),
        ("O-0", Answer.CONFIRMED, "custody-not-yours-to-answer"),
        ("O-1", Answer.TAKEN_BACK, "custody-not-yours-to-answer"),
        ("O-2", Answer.CONFIRMED, "custody-not-yours-to-answer"),
    ],
)
def test_the_receiver_answers_and_the_giver_takes_back(by: str, answer: Answer, code: str) -> None:
    step = no_answer(good_hand_over(2, SEIZED_AT, OFFICERS[0], OFFICERS[1], "KH-1"))
    reply = NewReply(answer, SEIZED_AT if answer is Answer.CONFIRMED else None, remark="This was a mistake of mine.")
    found = refusals_to_answer(step, reply, by=by, now=SEIZED_AT)
    assert [reason.code for reason in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (NewReply(Answer.CONFIRMED), "custody-received-when"),
        (NewReply(Answer.CONFIRMED, SEIZED_AT - HOUR), "custody-received-before-given"),
        (NewReply(Answer.CONFIRMED, SEIZED_AT + HOUR), "custody-time-in-future"),
        (NewReply(Answer.DISPUTED, remark="no"), "custody-say-why"),
    ],
)
def test_an_answer_says_when_or_why(reply: NewReply, code: str) -> None:
    step = no_answer(good_hand_over(2, SEIZED_AT, OFFICERS[0], OFFICERS[1], "KH-1"))
    assert [reason.code for reason in refusals_to_answer(step, reply, by="O-1", now=SEIZED_AT)] == [code]


def test_what_was_answered_is_not_answered_again() -> None:
    step = good_hand_over(2, SEIZED_AT, OFFICERS[0], OFFICERS[1], "KH-1")
    reply = NewReply(Answer.CONFIRMED, SEIZED_AT)
    found = refusals_to_answer(step, reply, by="O-1", now=SEIZED_AT)
    assert [reason.code for reason in found] == ["custody-nothing-to-answer"]
