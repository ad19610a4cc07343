"""Which codes a message concerns, and which states may not be told of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.intelligence.domain.protection_checks import (
    CheckedFor,
    ProtectedOrigin,
    codes_in,
    refusals_to_check,
    refusals_to_leave,
)
from samakki.kernel.references import new_reference

HERS = new_reference("P", b"\x01\x02\x03\x04")
OTHER = new_reference("P", b"\x05\x06\x07\x08")


def known(*states: str, checked: tuple[str, ...] = ()) -> dict[str, ProtectedOrigin]:
    return {HERS: ProtectedOrigin(HERS, frozenset(states), frozenset(checked))}


@pytest.mark.parametrize(
    ("content", "subjects", "expected"),
    [
        (b"nothing", (), ()),
        (f"about {HERS}.".encode(), (), (HERS,)),
        (f'{{"text":"{HERS}"}}'.encode(), ("D-1",), (HERS,)),
        (b"", (HERS, OTHER, HERS), tuple(sorted({HERS, OTHER}))),
        (f"XP-{HERS[2:]} and {HERS}Z".encode(), (), ()),  # part of another word is no code
        (b"P-00000000 P-", ("P-", "P-nonsense"), ()),
        (b"\xff\xfe", (), ()),
    ],
)
def test_a_code_is_found_wherever_it_stands(
    content: bytes, subjects: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert codes_in(content, subjects) == expected


@pytest.mark.parametrize(
    ("origins", "countries", "refused"),
    [
        (known("MM"), ["TH"], []),
        (known("MM"), ["MM"], ["MM"]),
        (known("MM"), ["TH", "MM"], ["MM"]),
        (known("MM", checked=("MM",)), ["MM"], []),
        (known("MM", checked=("TH",)), ["MM"], ["MM"]),
        (known(), ["TH", "VN"], ["TH", "VN"]),  # nobody knows: every state may be hers
        (known(checked=("TH",)), ["TH", "VN"], ["VN"]),
        ({}, ["TH"], ["TH"]),  # a code of another node
        (known("MM"), ["XR"], ["XR"]),  # a body of several states may be hers too
        (known("KH"), ["KH"], []),  # what stays in the node's own state
    ],
)
def test_her_own_state_is_told_nothing_unchecked(
    origins: dict[str, ProtectedOrigin], countries: list[str], refused: list[str]
) -> None:
    found = refusals_to_leave([HERS], origins, countries, own="KH")
    assert [(one.code, one.facts["country"]) for one in found] == [("protection-check-missing", one) for one in refused]


@given(st.frozensets(st.sampled_from(["TH", "VN", "MM"])), st.frozensets(st.sampled_from(["TH", "VN", "MM", "XR"])))
def test_checking_more_never_closes_and_knowing_less_never_opens(states: frozenset[str], to: frozenset[str]) -> None:
    few = refusals_to_leave([HERS], {HERS: ProtectedOrigin(HERS, states)}, to, own="KH")
    more = refusals_to_leave([HERS], {HERS: ProtectedOrigin(HERS, states, frozenset({"TH"}))}, to, own="KH")
    unknown = refusals_to_leave([HERS], {HERS: ProtectedOrigin(HERS, frozenset())}, to, own="KH")
    assert set(more) <= set(few) <= set(unknown)


def test_a_check_is_whole_and_made_by_who_may_decide() -> None:
    whole = set(CheckedFor)
    assert refusals_to_check(is_open=True, has_duty=True, looked_at=whole, words="read with her lawyer") == ()
    wrong = refusals_to_check(is_open=True, has_duty=False, looked_at=(), words=" ")
    assert [one.code for one in wrong] == ["disclosure-needs-duty", "check-incomplete", "check-words"]
    hidden = refusals_to_check(is_open=False, has_duty=True, looked_at=whole, words="read with her lawyer")
    assert [one.code for one in hidden] == ["not-found"]
