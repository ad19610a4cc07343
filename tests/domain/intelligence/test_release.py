"""What a report has to pass before it may be shown outside."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.intelligence.domain.grading import ItemGrade, refusals_to_prompt
from samakki.intelligence.domain.release import (
    ItemFacts,
    ReportFacts,
    digest_of,
    refusals_to_authorise,
    refusals_to_destroy,
    refusals_to_grade,
    refusals_to_sanitise,
)
from samakki.intelligence.domain.states import State
from samakki.kernel.grades import GradeSystem, NativeGrade
from samakki.kernel.handling import CrimeArea, Handling, HandlingCode, Originator

TODAY = date(2026, 3, 1)
DUE = date(2026, 4, 1)
GOOD = Handling(
    codes=frozenset({HandlingCode.H0}),
    purposes=frozenset({CrimeArea.TRAFFICKING_IN_PERSONS}),
    review_on=date(2027, 3, 1),
    originators=frozenset({Originator("KH/POL", "R-1")}),
)


def grade(text: str, system: GradeSystem = GradeSystem.FOUR_BY_FOUR) -> ItemGrade:
    return ItemGrade.of(NativeGrade.parse(text, system=system))


ITEM = ItemFacts("I-1", 1, has_text=True, has_sanitised=True, grade=grade("B2"), handling=GOOD)
WAITING = ReportFacts(State.SANITISED, frozenset({"O-1"}), (ITEM,))


def authorise(report: ReportFacts, *, by: str = "O-2", has_duty: bool = True, due: date | None = DUE) -> list[str]:
    found = refusals_to_authorise(report, by=by, has_duty=has_duty, feedback_due=due, today=TODAY)
    return [one.code for one in found]


def test_a_whole_report_is_authorised_by_a_second_person() -> None:
    assert authorise(WAITING) == []


@pytest.mark.parametrize(
    ("report", "asked", "codes"),
    [
        (WAITING, {"by": "O-1"}, ["author-does-not-authorise"]),
        (WAITING, {"has_duty": False}, ["release-needs-duty"]),
        (WAITING, {"due": None}, ["feedback-due-missing"]),
        (WAITING, {"due": TODAY}, ["feedback-due-out-of-range"]),
        (WAITING, {"due": TODAY + timedelta(days=400)}, ["feedback-due-out-of-range"]),
        (replace(WAITING, state=State.GRADED), {}, ["report-not-in-state"]),
        (replace(WAITING, items=()), {}, ["nothing-to-release"]),
        (replace(WAITING, open_warnings=2), {}, ["warnings-open"]),
        (replace(WAITING, items=(replace(ITEM, grade=None),)), {}, ["item-grade-missing"]),
        (replace(WAITING, items=(replace(ITEM, has_sanitised=False),)), {}, ["nothing-to-release"]),
        (replace(WAITING, items=(replace(ITEM, handling=replace(GOOD, codes=frozenset())),)), {}, ["item-conditions"]),
        (
            replace(WAITING, items=(replace(ITEM, handling=replace(GOOD, has_child_data=True)),)),
            {},
            ["item-victim-basis-missing"],
        ),
        (
            replace(
                WAITING,
                items=(replace(ITEM, handling=replace(GOOD, has_victim_data=True), has_victim_basis=True),),
            ),
            {},
            [],
        ),
    ],
)
def test_a_release_is_refused_for_every_reason(report: ReportFacts, asked: dict[str, object], codes: list[str]) -> None:
    assert authorise(report, **asked) == codes  # type: ignore[arg-type]  # the table's own values


def test_all_reasons_come_at_once() -> None:
    report = ReportFacts(State.DRAFT, frozenset({"O-1"}), (replace(ITEM, grade=None),), open_warnings=1)
    assert set(authorise(report, by="O-1", has_duty=False, due=None)) == {
        "report-not-in-state",
        "release-needs-duty",
        "author-does-not-authorise",
        "warnings-open",
        "item-grade-missing",
        "feedback-due-missing",
    }


@given(
    state=st.sampled_from(list(State)),
    writers=st.frozensets(st.sampled_from(["O-1", "O-2"]), min_size=1),
    warnings=st.integers(0, 2),
    graded=st.booleans(),
    sanitised=st.booleans(),
    has_duty=st.booleans(),
)
def test_nobody_ever_authorises_what_they_wrote_or_what_is_incomplete(
    state: State, writers: frozenset[str], warnings: int, graded: bool, sanitised: bool, has_duty: bool
) -> None:
    item = replace(ITEM, grade=grade("B2") if graded else None, has_sanitised=sanitised)
    report = ReportFacts(state, writers, (item,), open_warnings=warnings)
    if authorise(report, by="O-2", has_duty=has_duty) == []:
        assert "O-2" not in writers
        assert state is State.SANITISED
        assert graded
        assert sanitised
        assert has_duty
        assert warnings == 0


def test_grading_needs_items_texts_grades_and_conditions() -> None:
    draft = ReportFacts(State.DRAFT, frozenset({"O-1"}), ())
    assert [one.code for one in refusals_to_grade(draft)] == ["report-without-items"]
    bare = replace(ITEM, has_text=False, grade=None, handling=Handling(codes=frozenset()))
    codes = {one.code for one in refusals_to_grade(replace(draft, items=(bare,), is_zawgyi_asked=True))}
    assert codes == {"letters-not-settled", "item-empty", "item-grade-missing", "item-conditions"}
    assert refusals_to_grade(replace(draft, items=(ITEM,))) == ()


def test_sanitising_waits_for_answers_to_every_warning() -> None:
    graded = ReportFacts(State.GRADED, frozenset({"O-1"}), (ITEM,), open_warnings=1)
    (reason,) = refusals_to_sanitise(graded)
    assert (reason.code, reason.facts["count"]) == ("warnings-open", 1)


def test_a_report_that_a_case_holds_is_not_destroyed() -> None:
    reviewed = ReportFacts(State.REVIEWED, frozenset({"O-1"}), (ITEM,))
    assert refusals_to_destroy(reviewed, is_held=False) == ()
    assert [one.code for one in refusals_to_destroy(reviewed, is_held=True)] == ["report-held-by-case"]


@pytest.mark.parametrize(
    ("text", "system", "codes"),
    [
        ("B2", GradeSystem.FOUR_BY_FOUR, []),
        ("B25", GradeSystem.FIVE_BY_FIVE, []),
        ("E2", GradeSystem.FIVE_BY_FIVE, ["item-source-untried"]),
        ("B5", GradeSystem.FIVE_BY_FIVE, ["item-suspected-false"]),
        ("E5", GradeSystem.FIVE_BY_FIVE, ["item-suspected-false", "item-source-untried"]),
        ("1E", GradeSystem.THREE_BY_FIVE, ["item-suspected-false"]),
        ("E3", GradeSystem.SIX_BY_SIX, ["item-source-untried"]),
    ],
)
def test_untried_and_false_items_prompt_nothing(text: str, system: GradeSystem, codes: list[str]) -> None:
    assert [one.code for one in refusals_to_prompt(grade(text, system))] == codes


def test_an_ungraded_item_prompts_nothing() -> None:
    assert [one.code for one in refusals_to_prompt(None)] == ["item-not-graded"]


def test_a_native_grade_stays_beside_its_translation() -> None:
    found = grade("C24", GradeSystem.FIVE_BY_FIVE)
    assert (found.native.source, found.native.information, found.native.handling) == ("C", "2", "4")
    assert (str(found.grade), found.is_mapped, found.mapping_version) == ("B2", True, 1)


def test_a_digest_changes_with_any_part() -> None:
    assert digest_of(["a", {"b": 1}]) == digest_of(["a", {"b": 1}])
    assert digest_of(["a", {"b": 1}]) != digest_of(["a", {"b": 2}])
