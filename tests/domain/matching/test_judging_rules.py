"""When two entities may be judged, and when a second officer is needed."""

from dataclasses import replace

import pytest

from samakki.matching.domain.judging import (
    Side,
    needs_second,
    refusals_to_confirm,
    refusals_to_judge,
    refusals_to_withdraw,
)
from samakki.matching.domain.vocabulary import FITTING, Judgement, Reason

A = Side("E-1", "Person", "KH/POL", is_protected=False, is_link=False, is_draft=False)
B = replace(A, reference="E-2")
POSITIVE, NEGATIVE, UNSURE = Judgement


def codes(a: Side | None, b: Side | None, *, may_write: bool = True, are_of_a_kind: bool = True) -> list[str]:
    found = refusals_to_judge(a, b, POSITIVE, Reason.SEEN, may_write=may_write, are_of_a_kind=are_of_a_kind)
    return [one.code for one in found]


def test_every_judgement_has_reasons_and_every_reason_a_judgement() -> None:
    assert set(FITTING) == set(Judgement)
    assert {reason for reasons in FITTING.values() for reason in reasons} == set(Reason)


def test_all_reasons_are_given_at_once() -> None:
    odd = replace(B, is_protected=True, is_draft=True)
    assert codes(A, odd, are_of_a_kind=False) == ["protected-not-judged", "different-kinds", "draft-not-judged"]
    assert codes(A, replace(B, is_link=True), are_of_a_kind=False) == ["link-not-judged"]
    assert codes(A, B) == []


@pytest.mark.parametrize(("a", "b", "may_write"), [(None, B, True), (A, None, True), (A, B, False)])
def test_what_is_not_theirs_is_not_there(a: Side | None, b: Side | None, *, may_write: bool) -> None:
    assert codes(a, b, may_write=may_write) == ["not-found"]


@pytest.mark.parametrize(
    ("agencies", "judgement", "expected"),
    [
        (("KH/POL", "KH/POL"), POSITIVE, False),
        (("KH/POL", "KH/GEN"), POSITIVE, True),
        (("KH/GEN", "KH/GEN"), NEGATIVE, True),
        (("KH/POL", "KH/GEN"), UNSURE, False),
    ],
)
def test_records_of_another_agency_need_a_second_officer(
    agencies: tuple[str, str], judgement: Judgement, *, expected: bool
) -> None:
    a, b = replace(A, agency=agencies[0]), replace(B, agency=agencies[1])
    assert needs_second(a, b, judgement, officer_agency="KH/POL") is expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"is_visible": False, "is_waiting": False}, ["not-found"]),
        ({"is_waiting": False}, ["judgement-not-waiting"]),
        ({"is_protected": True}, ["protected-not-judged"]),
        ({"officer": "O-1"}, ["own-judgement"]),
        ({"agency": "KH/POL"}, ["same-agency-as-first"]),
    ],
)
def test_only_somebody_else_of_another_agency_confirms(given: dict[str, str | bool], expected: list[str]) -> None:
    usual = {"is_visible": True, "is_waiting": True, "is_protected": False}
    people = {"made_by": "O-1", "made_in": "KH/POL", "officer": "O-2", "agency": "KH/GEN"}
    found = refusals_to_confirm(**(usual | people | given))  # type: ignore[arg-type]  # one table for all arguments
    assert [one.code for one in found] == expected


def test_a_judgement_is_taken_back_once_by_who_sees_it() -> None:
    assert refusals_to_withdraw(is_visible=True, is_withdrawn=False) == ()
    assert [one.code for one in refusals_to_withdraw(is_visible=False, is_withdrawn=True)] == ["not-found"]
    assert [one.code for one in refusals_to_withdraw(is_visible=True, is_withdrawn=True)] == [
        "judgement-withdrawn-already"
    ]
