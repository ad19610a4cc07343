"""The life of a disclosure, what may be ticked, and what is asked before it leaves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.intelligence.domain.disclosure_answers import (
    RiskAnswer,
    RiskQuestion,
    read_answers,
    refusals_of_risk,
    stored_answers,
)
from samakki.intelligence.domain.disclosure_items import (
    Contents,
    ItemToSend,
    Part,
    refusals_of_contents,
    refusals_of_items,
    refusals_of_recipients,
)
from samakki.intelligence.domain.disclosures import (
    DISCLOSURE_TURNS,
    WAYS,
    DisclosureState,
    DisclosureStep,
    SecondReason,
    disclosure_after,
    disclosure_steps_from,
    refusals_to_confirm,
    refusals_to_step,
    second_reasons,
    standing_at,
)
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import CrimeArea, Handling, HandlingCode, Originator

NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)
TH, VN = DeskAddress.parse("TH/POL/AHTD/duty"), DeskAddress.parse("VN/POL/C02/duty")
S = DisclosureState


def conditions(agency: str = "KH/POL", **changes: object) -> Handling:
    wanted: dict[str, object] = {
        "codes": frozenset({HandlingCode.H0}),
        "purposes": frozenset({CrimeArea.TRAFFICKING_IN_PERSONS}),
        "review_on": date(2027, 1, 1),
        "originators": frozenset({Originator(agency, "R-1")}),
    }
    return Handling(**{**wanted, **changes})  # type: ignore[arg-type]  # as named


def item(handling: Handling | None = None, **changes: object) -> ItemToSend:
    wanted: dict[str, object] = {"has_sanitised": True, "is_authorised": True, "handling": handling or conditions()}
    return ItemToSend("I-1", 1, **{**wanted, **changes})  # type: ignore[arg-type]  # as named


def codes(reasons: tuple[object, ...]) -> list[str]:
    return [one.code for one in reasons]  # type: ignore[attr-defined]  # refusals


def test_every_state_has_a_turn_and_every_arrow_ends_in_a_state() -> None:
    assert set(DISCLOSURE_TURNS) == set(S)
    assert {way.start for way in WAYS} | {way.end for way in WAYS} == set(S)
    assert {way.step for way in WAYS} == set(DisclosureStep)


def test_nothing_leaves_without_having_been_frozen() -> None:
    reached_by = {way.start for way in WAYS if way.end is S.HELD}
    assert reached_by == {S.FROZEN, S.WAITING}
    assert {way.start for way in WAYS if way.end in {S.FROZEN}} == {S.DRAFT}


@given(st.lists(st.sampled_from(list(DisclosureStep)), max_size=20))
def test_no_row_of_steps_brings_back_what_is_out(steps: list[DisclosureStep]) -> None:
    state, was_out = S.DRAFT, False
    for step in steps:
        if not refusals_to_step(state, step):
            state = disclosure_after(state, step)
        was_out = was_out or state in {S.SENT, S.RECALLED}
        assert not was_out or state in {S.SENT, S.RECALLED}


def test_a_step_that_is_not_next_names_the_state() -> None:
    (reason,) = refusals_to_step(S.SENT, DisclosureStep.UNDO)
    assert (reason.code, reason.facts["disclosure_state"]) == ("disclosure-not-in-state", "sent")
    assert DisclosureStep.UNDO in disclosure_steps_from(S.HELD)


@pytest.mark.parametrize(("minutes", "expected"), [(-1, S.SENT), (0, S.SENT), (1, S.HELD)])
def test_a_hold_that_is_over_has_let_it_leave(minutes: int, expected: DisclosureState) -> None:
    assert standing_at(S.HELD, held_until=NOW + timedelta(minutes=minutes), now=NOW) is expected
    assert standing_at(S.DRAFT, held_until=None, now=NOW) is S.DRAFT


@pytest.mark.parametrize(
    ("countries", "codes_in_it", "risky", "expected"),
    [
        (["TH"], [], False, ()),
        (["TH", "TH"], [], False, ()),
        (["TH", "VN"], [], False, (SecondReason.COUNTRIES,)),
        (["TH"], ["P-1"], False, (SecondReason.PROTECTED,)),
        (["TH", "VN"], ["P-1"], True, tuple(SecondReason)),
    ],
)
def test_when_one_officer_is_not_enough(
    countries: list[str], codes_in_it: list[str], *, risky: bool, expected: tuple[SecondReason, ...]
) -> None:
    assert second_reasons(countries=countries, most_countries=1, codes=codes_in_it, is_risky=risky) == expected


def test_the_second_person_is_another_one_has_the_duty_and_saw_these_very_bytes() -> None:
    wrong = refusals_to_confirm(S.WAITING, by="O-1", writers={"O-1"}, has_duty=False, seen="old", digest="new")
    assert codes(wrong) == ["disclosure-needs-duty", "disclosure-own-work", "disclosure-changed-meanwhile"]
    assert refusals_to_confirm(S.WAITING, by="O-2", writers={"O-1"}, has_duty=True, seen="d", digest="d") == ()


NO = dict.fromkeys(RiskQuestion, RiskAnswer.NO)


@pytest.mark.parametrize(
    ("answers", "words", "expected"),
    [
        ({}, "", ["risk-not-answered"]),
        ({"TH": NO}, "", []),
        ({"VN": NO}, "", ["risk-not-answered"]),
        ({"TH": {**NO, RiskQuestion.DANGER: RiskAnswer.UNKNOWN}}, "", ["risk-words-missing"]),
        ({"TH": {**NO, RiskQuestion.DANGER: RiskAnswer.YES}}, "her brother lives there", []),
        ({"TH": NO}, "x" * 1001, ["text-too-long"]),
    ],
)
def test_every_question_is_answered_for_every_country(answers: object, words: str, expected: list[str]) -> None:
    assert codes(refusals_of_risk(["TH"], answers, words=words)) == expected  # type: ignore[arg-type]  # a table


def test_answers_come_back_as_they_were() -> None:
    said = {"TH": {**NO, RiskQuestion.OFFICIALS: RiskAnswer.UNKNOWN}}
    assert read_answers(stored_answers(said)) == said


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (item(), []),
        (item(has_sanitised=False), ["disclosure-item-no-words"]),
        (item(is_authorised=False), ["disclosure-item-not-authorised"]),
        (item(Handling(codes=frozenset())), ["disclosure-item-conditions"]),
        (item(conditions(destroy_on=TODAY, review_on=None)), ["disclosure-item-past-its-day"]),
        (item(conditions(codes=frozenset({HandlingCode.H2}))), []),  # its own: H2 binds whoever gets it
        (item(conditions(recipients=frozenset({"VN/POL"}))), ["disclosure-item-not-for-desk"]),
        (item(conditions(recipients=frozenset({"TH/POL"}))), []),
        (item(conditions("LA/POL")), ["disclosure-item-not-for-desk"]),
        (item(conditions("LA/POL"), granted=frozenset({str(VN)})), ["disclosure-item-not-for-desk"]),
        (item(conditions("LA/POL"), granted=frozenset({str(TH)})), []),
        (item(is_received=True), ["disclosure-item-not-for-desk"]),
    ],
)
def test_what_may_leave_to_whom(one: ItemToSend, expected: list[str]) -> None:
    assert codes(refusals_of_items([one], [TH], own_agency="KH/POL", today=TODAY)) == expected


def test_there_is_no_everybody_and_nothing_is_not_something() -> None:
    assert codes(refusals_of_recipients([], own=())) == ["recipients-missing"]
    assert codes(refusals_of_recipients([TH], own=[str(TH)])) == ["recipient-is-own"]
    assert codes(refusals_of_recipients([TH] * 13, own=())) == ["recipients-many"]
    assert codes(refusals_of_contents(Contents())) == ["disclosure-empty"]
    assert codes(refusals_of_contents(Contents(("I-1",), part=Part.SUMMARY))) == ["disclosure-summary-missing"]
    assert codes(refusals_of_contents(Contents((), {"E-1": ()}, "x" * 1001))) == ["disclosure-empty", "text-too-long"]
    assert codes(refusals_of_items([item()] * 61, [TH], own_agency="KH/POL", today=TODAY)) == ["disclosure-items-many"]
