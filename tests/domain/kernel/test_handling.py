from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.handling import (
    Action,
    CrimeArea,
    EvidentialUse,
    Handling,
    HandlingCode,
    Onward,
    Originator,
    Sanitising,
    reasons_not_usable,
    stricter,
)
from samakki.kernel.refusals import InvalidValue

USABLE = Handling(
    codes=frozenset({HandlingCode.H0}),
    purposes=frozenset({CrimeArea.TRAFFICKING_IN_PERSONS}),
    recipients=frozenset({"TH/POL"}),
    review_on=date(2027, 3, 1),
    originators=frozenset({Originator("KH/POL", "R-1")}),
)
H1 = frozenset({HandlingCode.H1})
H2 = frozenset({HandlingCode.H2})
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1))
HANDLINGS = st.builds(
    Handling,
    codes=st.frozensets(st.sampled_from(HandlingCode)),
    purposes=st.frozensets(st.sampled_from(CrimeArea)),
    recipients=st.frozensets(st.sampled_from(["TH/POL", "VN/POL", "LA/POL"])),
    onward=st.sampled_from(Onward),
    evidential_use=st.sampled_from(EvidentialUse),
    action=st.sampled_from(Action),
    sanitising=st.sampled_from(Sanitising),
    restrictions=st.sampled_from(["", "Not to the press", "Call first\nNot to the press"]),
    has_victim_data=st.booleans(),
    has_child_data=st.booleans(),
    review_on=DAYS,
    destroy_on=DAYS,
    originators=st.frozensets(st.sampled_from([Originator("KH/POL", "R-1"), Originator("TH/POL", "7")])),
)


def codes(handling: Handling) -> list[str]:
    return [reason.code for reason in reasons_not_usable(handling)]


def test_complete_conditions_are_usable() -> None:
    assert reasons_not_usable(USABLE) == ()


@pytest.mark.parametrize(
    ("handling", "code"),
    [
        (replace(USABLE, codes=frozenset()), "handling-code-missing"),
        (replace(USABLE, purposes=frozenset()), "handling-purpose-missing"),
        (replace(USABLE, originators=frozenset()), "handling-originator-missing"),
        (replace(USABLE, review_on=None), "handling-end-missing"),
        (replace(USABLE, destroy_on=date(2027, 2, 28)), "handling-review-after-destruction"),
        (replace(USABLE, codes=H1, evidential_use=EvidentialUse.YES), "handling-h1-forbids-court"),
        (replace(USABLE, codes=H2, onward=Onward.LAW_ENFORCEMENT), "handling-h2-forbids-onward"),
        (replace(USABLE, codes=frozenset({HandlingCode.H3})), "handling-h3-needs-words"),
        (replace(USABLE, has_victim_data=True, onward=Onward.OPEN), "handling-protected-forbids-onward"),
        (replace(USABLE, has_child_data=True, onward=Onward.LAW_ENFORCEMENT), "handling-protected-forbids-onward"),
    ],
)
def test_each_fault_is_named(handling: Handling, code: str) -> None:
    assert codes(handling) == [code]


def test_permission_of_the_originator_satisfies_h1_and_h2() -> None:
    handling = replace(
        USABLE,
        codes=H1 | H2,
        evidential_use=EvidentialUse.WITH_CONSENT,
        onward=Onward.WITH_CONSENT,
    )
    assert codes(handling) == []


def test_all_faults_are_told_at_once() -> None:
    assert len(codes(Handling(codes=frozenset()))) == 4


def test_what_is_left_out_is_the_strictest() -> None:
    bare = Handling(codes=H1)
    free = Handling(codes=H1, onward=Onward.OPEN, evidential_use=EvidentialUse.YES, action=Action.OVERT)
    assert stricter(bare, free) == bare


@given(HANDLINGS, HANDLINGS, HANDLINGS)
def test_tightening_does_not_depend_on_order(one: Handling, two: Handling, three: Handling) -> None:
    assert stricter(one, two) == stricter(two, one)
    assert stricter(stricter(one, two), three) == stricter(one, stricter(two, three))
    assert stricter(stricter(one, two), one) == stricter(one, two)


@given(HANDLINGS, HANDLINGS)
def test_the_result_is_never_freer_than_either(one: Handling, other: Handling) -> None:
    both = stricter(one, other)
    for side in (one, other):
        assert both.codes >= side.codes
        assert both.purposes <= side.purposes
        assert both.recipients <= side.recipients
        assert both.originators >= side.originators
        assert both.onward <= side.onward
        assert both.evidential_use <= side.evidential_use
        assert both.action <= side.action
        assert both.sanitising <= side.sanitising
        assert both.has_victim_data >= side.has_victim_data
        assert both.has_child_data >= side.has_child_data
        assert set(both.restrictions.splitlines()) >= set(side.restrictions.splitlines())
        for mine, theirs in ((both.review_on, side.review_on), (both.destroy_on, side.destroy_on)):
            assert theirs is None or (mine is not None and mine <= theirs)


def test_every_condition_takes_part_in_tightening() -> None:
    free = Handling(
        codes=frozenset(HandlingCode),
        purposes=frozenset(CrimeArea),
        recipients=frozenset({"TH/POL"}),
        onward=Onward.OPEN,
        evidential_use=EvidentialUse.YES,
        action=Action.OVERT,
        sanitising=Sanitising.DELEGATED,
        restrictions="Call first",
        has_victim_data=True,
        has_child_data=True,
        review_on=date(2027, 1, 1),
        destroy_on=date(2028, 1, 1),
        originators=frozenset({Originator("KH/POL", "R-1")}),
    )
    assert stricter(free, free) == free  # a field that `stricter` forgot would fall back to its default


def test_scales_of_different_things_cannot_be_compared() -> None:
    with pytest.raises(TypeError):
        assert Onward.NONE < Action.OVERT


@pytest.mark.parametrize(
    ("agency", "reference", "code"), [("KH", "1", "address-form"), ("KH/POL", " ", "originator-reference-empty")]
)
def test_an_originator_needs_an_agency_and_a_reference(agency: str, reference: str, code: str) -> None:
    with pytest.raises(InvalidValue) as raised:
        Originator(agency, reference)
    assert raised.value.refusal.code == code
