"""What a recall does to a copy, drawn again by hand; what a copy may be used for; the clock of an emergency."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.intelligence.domain.emergencies import (
    FIELDS,
    EmergencyFacts,
    is_call_due,
    next_desk,
    refusals_to_alarm,
    refusals_to_review,
)
from samakki.intelligence.domain.holdings import (
    DeclineReason,
    Grant,
    HoldingState,
    OfferState,
    ReleaseState,
    Use,
    granted_desks,
    is_free,
    refusals_to_answer_offer,
    refusals_to_answer_release,
    refusals_to_ask,
    refusals_to_print,
    refusals_to_use,
)
from samakki.intelligence.domain.recalls import (
    STILL_HELD,
    CopyFacts,
    KeepGround,
    RecallResult,
    RecallScope,
    due_scope,
    outcome_of,
    refusals_to_agree,
    refusals_to_recall,
)
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import Action, EvidentialUse, Handling, HandlingCode, Onward

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
H, R, S, G = HoldingState, RecallResult, RecallScope, KeepGround
TH = "TH/POL/AHTD/duty"
FREE = Handling(
    codes=frozenset({HandlingCode.H0}),
    onward=Onward.OPEN,
    evidential_use=EvidentialUse.YES,
    action=Action.OVERT,
)


def codes(reasons: tuple[object, ...]) -> list[str]:
    return [one.code for one in reasons]  # type: ignore[attr-defined]  # refusals


TABLE = """
    scope    | copy       | used       | passed | afterwards | answer     | words
    withdraw | held       |            |        | withdrawn  | done       | away
    withdraw | held       |            | yes    | withdrawn  | passed_on  | away
    withdraw | held       | charge     |        | kept       | kept       |
    withdraw | offered    |            |        | withdrawn  | done       | away
    withdraw | restricted |            |        | withdrawn  | done       | away
    withdraw | erased     |            |        | erased     | done       |
    withdraw | erased     |            | yes    | erased     | passed_on  |
    withdraw | declined   |            |        | declined   | done       |
    withdraw | none       |            |        | none       | not_found  |
    correct  | held       |            |        | held       | done       | other
    correct  | held       | charge     |        | held       | done       | other
    correct  | held       |            | yes    | held       | passed_on  | other
    correct  | offered    |            |        | offered    | done       | other
    correct  | restricted |            |        | held       | done       | other
    correct  | withdrawn  |            |        | held       | done       | other
    correct  | kept       | charge     |        | kept       | done       | other
    correct  | erased     |            |        | erased     | done       |
    correct  | none       |            |        | none       | not_found  |
    restrict | held       |            |        | restricted | restricted |
    restrict | held       |            | yes    | restricted | restricted |
    restrict | offered    |            |        | restricted | restricted |
    restrict | withdrawn  |            |        | withdrawn  | restricted |
    restrict | kept       | arrest     |        | kept       | restricted |
    restrict | erased     |            |        | erased     | done       |
    erase    | held       |            |        | erased     | done       | gone
    erase    | withdrawn  |            |        | erased     | done       | gone
    erase    | held       | arrest     |        | kept       | kept       |
    erase    | held       | charge     |        | kept       | kept       |
    erase    | held       | request    |        | kept       | kept       |
    erase    | held       | court_file |        | kept       | kept       |
    erase    | held       | defence    |        | kept       | kept       |
    erase    | held       | released   |        | erased     | done       | gone
    erase    | kept       | released   | yes    | erased     | passed_on  | gone
    erase    | none       |            |        | none       | not_found  |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize(("scope", "copy", "used", "passed", "afterwards", "answer", "words"), ROWS)
def test_what_a_recall_does_to_a_copy(
    scope: str, copy: str, used: str, passed: str, afterwards: str, answer: str, words: str
) -> None:
    grounds = frozenset({G.CHARGE}) if used == "released" else frozenset({G(used)} if used else ())
    facts = CopyFacts(
        None if copy == "none" else H(copy),
        grounds,
        frozenset({TH} if passed else ()),
        is_released=used == "released",
    )
    found = outcome_of(S(scope), facts)
    assert found.state is (None if afterwards == "none" else H(afterwards))
    assert found.result is R(answer)
    done = (found.is_erased, found.is_put_away, found.takes_words)
    assert done == (words == "gone", words == "away", words == "other")
    assert (found.ground is None) is (answer != "kept")


@given(
    st.sampled_from([S.WITHDRAW, S.ERASE]),
    st.sampled_from([H.OFFERED, H.HELD, H.RESTRICTED, H.WITHDRAWN, H.KEPT]),
    st.frozensets(st.sampled_from(list(G)), min_size=1),
)
def test_what_a_court_may_need_is_never_erased(
    scope: RecallScope, state: HoldingState, grounds: frozenset[KeepGround]
) -> None:
    found = outcome_of(scope, CopyFacts(state, grounds))
    assert (found.state, found.is_erased, found.is_put_away) == (H.KEPT, False, False)
    assert found.ground in grounds


def test_every_answer_says_whether_it_is_still_held() -> None:
    assert set(STILL_HELD) == set(R)


@pytest.mark.parametrize(
    ("scope", "words", "wanted", "note", "out", "expected"),
    [
        (S.ERASE, {}, [], "it was the wrong desk", True, []),
        (S.CORRECT, {}, [], "it was the wrong desk", True, ["recall-words-missing"]),
        (S.CORRECT, {"1": "other"}, ["1"], "it was the wrong desk", True, []),
        (S.RESTRICT, {}, ["9"], "short", False, ["recall-nothing-out", "item-not-there", "recall-note"]),
    ],
)
def test_what_a_recall_needs(
    scope: RecallScope, words: dict[str, str], wanted: list[str], note: str, *, out: bool, expected: list[str]
) -> None:
    found = refusals_to_recall(scope, is_out=out, note=note, corrections=words, items=["1"], wanted=wanted)
    assert codes(found) == expected


def test_an_erasure_takes_two() -> None:
    wrong = refusals_to_agree(by="O-1", asked_by="O-1", has_duty=False, is_waiting=False)
    assert codes(wrong) == ["recall-not-waiting", "disclosure-needs-duty", "disclosure-own-work"]
    assert refusals_to_agree(by="O-2", asked_by="O-1", has_duty=True, is_waiting=True) == ()


@pytest.mark.parametrize(
    ("review", "destroy", "expected"),
    [(None, None, None), (TODAY, None, S.RESTRICT), (TODAY, TODAY, S.ERASE), (date(2026, 3, 2), None, None)],
)
def test_days_ask_by_themselves(review: date | None, destroy: date | None, expected: RecallScope | None) -> None:
    assert due_scope(review_on=review, destroy_on=destroy, today=TODAY) is expected


@pytest.mark.parametrize("use", list(Use))
def test_what_conditions_give_needs_no_question_and_everything_else_does(use: Use) -> None:
    strict = Handling(codes=frozenset({HandlingCode.H0}))
    assert is_free(FREE, use)
    assert refusals_to_use(H.HELD, FREE, use, to="", grants=(), today=TODAY) == ()
    (reason,) = refusals_to_use(H.HELD, strict, use, to="", grants=(), today=TODAY)
    assert (reason.code, reason.facts["copy_use"]) == ("copy-needs-release", use.value)
    assert refusals_to_use(H.HELD, strict, use, to="", grants=[Grant(use)], today=TODAY) == ()


def test_a_grant_is_for_one_use_one_desk_and_until_its_day() -> None:
    grant = Grant(Use.ONWARD, TH, TODAY)
    strict = Handling(codes=frozenset({HandlingCode.H2}))
    assert refusals_to_use(H.HELD, strict, Use.ONWARD, to=TH, grants=[grant], today=TODAY) == ()
    for use, to, day in (
        (Use.COURT, TH, TODAY),
        (Use.ONWARD, "VN/POL/C02/duty", TODAY),
        (Use.ONWARD, TH, TODAY + timedelta(days=1)),
    ):
        assert refusals_to_use(H.HELD, strict, use, to=to, grants=[grant], today=day)
    assert granted_desks([grant], [DeskAddress.parse(TH)], TODAY) == {TH}


@pytest.mark.parametrize("state", [one for one in H if one is not H.HELD])
def test_a_copy_that_was_taken_back_is_used_for_nothing(state: HoldingState) -> None:
    for use in Use:
        assert codes(refusals_to_use(state, FREE, use, to="", grants=[Grant(use)], today=TODAY)) == ["copy-not-usable"]


@pytest.mark.parametrize("state", list(H))
def test_a_print_takes_what_showing_it_in_court_takes_and_what_a_court_keeps_stays_printable(
    state: HoldingState,
) -> None:
    strict = Handling(codes=frozenset({HandlingCode.H0}))
    may = state in {H.HELD, H.KEPT}
    assert bool(refusals_to_print(state, FREE, grants=(), today=TODAY)) is not may
    assert bool(refusals_to_print(state, strict, grants=[Grant(Use.COURT)], today=TODAY)) is not may
    assert refusals_to_print(state, strict, grants=[Grant(Use.OVERT)], today=TODAY)


def test_codes_bind_whatever_else_the_conditions_say() -> None:
    for code, use in ((HandlingCode.H1, Use.COURT), (HandlingCode.H2, Use.ONWARD), (HandlingCode.H3, Use.OVERT)):
        bound = Handling(
            codes=frozenset({code}), onward=Onward.OPEN, evidential_use=EvidentialUse.YES, action=Action.OVERT
        )
        assert not is_free(bound, use)
    past = Handling(codes=frozenset({HandlingCode.H0}), destroy_on=TODAY)
    assert codes(refusals_to_use(H.HELD, past, Use.COURT, to="", grants=(), today=TODAY)) == ["copy-past-its-day"]


def test_asking_and_answering_a_release() -> None:
    ask = {"to": TH, "why": "the court hears it in May", "reply_by": date(2026, 3, 20), "today": TODAY}
    assert refusals_to_ask(H.HELD, Use.ONWARD, **ask) == ()  # type: ignore[arg-type]  # as named
    wrong = refusals_to_ask(H.KEPT, Use.COURT, to=TH, why="", reply_by=None, today=TODAY)
    assert codes(wrong) == ["copy-not-usable", "release-why", "release-desk", "release-day"]
    asked = ReleaseState.ASKED
    assert refusals_to_answer_release(asked, ReleaseState.APPROVED, texts=(), reason="") == ()
    assert codes(refusals_to_answer_release(asked, ReleaseState.APPROVED_SANITISED, texts=[" "], reason="")) == [
        "release-words-missing"
    ]
    assert codes(refusals_to_answer_release(ReleaseState.REFUSED, ReleaseState.REFUSED, texts=(), reason="")) == [
        "release-answered-already",
        "release-reason-missing",
    ]


def test_an_offer_is_answered_once_and_declined_with_a_reason() -> None:
    assert refusals_to_answer_offer(OfferState.OFFERED, is_accepted=True, reason=None) == ()
    assert refusals_to_answer_offer(OfferState.OFFERED, is_accepted=False, reason=DeclineReason.RISK) == ()
    assert codes(refusals_to_answer_offer(OfferState.OFFERED, is_accepted=False, reason=None)) == [
        "decline-reason-missing"
    ]
    assert codes(refusals_to_answer_offer(OfferState.ACCEPTED, is_accepted=True, reason=None)) == [
        "offer-answered-already"
    ]


@pytest.mark.parametrize(
    ("minutes", "asked", "taken", "call", "desk"),
    [(14, 1, False, False, ""), (15, 1, False, True, "VN"), (99, 1, True, False, ""), (15, 2, False, True, "")],
)
def test_nobody_waits_longer_than_a_quarter_of_an_hour(
    minutes: int, asked: int, *, taken: bool, call: bool, desk: str
) -> None:
    facts = EmergencyFacts(["TH", "VN"], asked, NOW - timedelta(minutes=minutes), is_taken=taken)
    assert (is_call_due(facts, NOW), next_desk(facts, NOW)) == (call, desk)


def test_an_emergency_needs_its_five_lines_a_desk_and_a_reason() -> None:
    lines = dict.fromkeys(FIELDS, "a line")
    assert refusals_to_alarm(lines, desks=[TH], reason="she is beaten now") == ()
    wrong = refusals_to_alarm({"who": "x" * 501}, desks=[TH, TH], reason="")
    assert codes(wrong) == ["emergency-fields", "text-too-long", "recipients-many", "emergency-reason"]
    assert codes(refusals_to_alarm(lines, desks=[], reason="she is beaten now")) == ["recipients-missing"]
    back = refusals_to_review(by="O-1", sent_by="O-1", has_duty=False, is_reviewed=True)
    assert codes(back) == ["emergency-reviewed-already", "disclosure-needs-duty", "disclosure-own-work"]
