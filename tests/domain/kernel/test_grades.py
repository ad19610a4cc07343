import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.grades import (
    MAPPING_VERSION,
    TABLES,
    Grade,
    GradeSystem,
    InformationAccuracy,
    MappedFlag,
    NativeGrade,
    SourceReliability,
)
from samakki.kernel.refusals import InvalidValue

FOUR, FIVE, THREE, SIX = GradeSystem
LOW, FALSE = MappedFlag


def native(system: GradeSystem) -> st.SearchStrategy[NativeGrade]:
    table = TABLES[system]
    return st.builds(
        NativeGrade,
        st.just(system),
        st.sampled_from(sorted(table.sources)),
        st.sampled_from(sorted(table.information)),
        st.sampled_from(["", *table.handling]),
    )


NATIVE_GRADES = st.sampled_from(GradeSystem).flatmap(native)


# The project's own mapping table, as its domain study states it; the code holds it in another shape.
@pytest.mark.parametrize(
    ("system", "text", "mapped", "flags"),
    [
        *((FOUR, letter + "1", letter + "1", set()) for letter in "ABCX"),
        *((FOUR, "A" + number, "A" + number, set()) for number in "1234"),
        (FIVE, "A1", "A1", set()),
        (FIVE, "B2", "B2", set()),
        (FIVE, "C3", "B3", {LOW}),
        (FIVE, "D4", "C4", set()),
        (FIVE, "E5", "X4", {FALSE}),
        (FIVE, "C5", "B4", {LOW, FALSE}),
        (THREE, "1A", "B2", set()),
        (THREE, "2B", "X3", set()),
        (THREE, "3C", "C4", set()),
        (THREE, "1D", "B4", set()),
        (THREE, "1E", "B4", {FALSE}),
        (SIX, "A1", "A3", set()),
        (SIX, "B2", "B2", set()),
        (SIX, "C3", "B4", set()),
        (SIX, "D4", "C4", set()),
        (SIX, "E5", "C4", set()),
        (SIX, "F6", "X4", set()),
    ],
)
def test_each_native_grade_maps_as_the_table_says(
    system: GradeSystem, text: str, mapped: str, flags: set[MappedFlag]
) -> None:
    result = NativeGrade.parse(text, system=system).mapped()
    assert (str(result.grade), result.flags) == (mapped, frozenset(flags))


@given(NATIVE_GRADES)
def test_a_mapped_grade_says_that_it_was_mapped_and_by_which_table(grade: NativeGrade) -> None:
    mapped = grade.mapped()
    is_foreign = grade.system is not FOUR
    assert (mapped.is_mapped, mapped.mapping_version) == (is_foreign, MAPPING_VERSION if is_foreign else 0)


@given(NATIVE_GRADES)
def test_mapping_never_makes_a_source_or_its_word_more_reliable(grade: NativeGrade) -> None:
    mapped = grade.mapped().grade
    assert mapped.source is not SourceReliability.A or grade.source == "A"
    if grade.system in {FIVE, THREE, SIX}:
        assert mapped.information is not InformationAccuracy.NOT_IN_DOUBT or (grade.system, grade.information) == (
            FIVE,
            "1",
        )


@given(NATIVE_GRADES)
def test_a_grade_is_read_back_from_its_letters(grade: NativeGrade) -> None:
    for between in ("", " ", "/", "-"):
        text = between.join(filter(None, (grade.source, grade.information, grade.handling)))
        assert NativeGrade.parse(text.lower(), system=grade.system) == grade


@given(NATIVE_GRADES)
def test_every_part_has_a_meaning(grade: NativeGrade) -> None:
    assert set(grade.meaning_codes) <= set(TABLES[grade.system].meaning_codes(grade.system))


def test_local_digits_are_read() -> None:
    assert str(Grade.parse("b២")) == "B2"
    assert NativeGrade.parse("E๔1", system=FIVE).information == "4"


@pytest.mark.parametrize(
    ("text", "handling"),
    [("2B P", "P"), ("2BC", "C"), ("2/B/C A1", "C A1"), ("2bca3s2", "C A3 S2"), ("2B C S1", "C S1")],
)
def test_conditions_of_3x5x2_are_kept(text: str, handling: str) -> None:
    grade = NativeGrade.parse(text, system=THREE)
    assert grade.handling == handling
    assert grade.meaning_codes[2:] == tuple(f"3x5x2-handling-{part}" for part in handling.split())


@pytest.mark.parametrize(
    ("system", "text", "code"),
    [
        (FOUR, "", "grade-form"),
        (FOUR, "B", "grade-form"),
        (FOUR, "D1", "grade-form"),
        (FOUR, "A5", "grade-form"),
        (FOUR, "2B", "grade-form"),
        (FOUR, "B24", "grade-handling-form"),
        (SIX, "B21", "grade-handling-form"),
        (FIVE, "B26", "grade-handling-form"),
        (FIVE, "B211", "grade-handling-form"),
        (THREE, "B2", "grade-form"),
        (THREE, "2BX", "grade-handling-form"),
        (THREE, "2BPA1", "grade-handling-form"),
        (THREE, "2BCA1A2", "grade-handling-form"),
        (THREE, "2BCS1A1", "grade-handling-form"),
        (THREE, "2BCA4", "grade-handling-form"),
        (THREE, "2BCA", "grade-handling-form"),
    ],
)
def test_letters_that_a_system_does_not_have_are_refused(system: GradeSystem, text: str, code: str) -> None:
    with pytest.raises(InvalidValue) as raised:
        NativeGrade.parse(text, system=system)
    assert raised.value.refusal.code == code
    assert raised.value.refusal.facts == {"system": system.value}


def test_a_stored_grade_is_checked_again() -> None:
    with pytest.raises(InvalidValue, match="grade-form"):
        NativeGrade(FIVE, "X", "1")
    with pytest.raises(InvalidValue, match="grade-form"):
        NativeGrade(FIVE, "A", "6")
    with pytest.raises(InvalidValue, match="grade-handling-form"):
        NativeGrade(THREE, "1", "A", "CA1")
    with pytest.raises(InvalidValue, match="grade-form"):
        Grade.parse("B22")


def test_every_letter_of_4x4_has_its_meaning_in_the_enums() -> None:
    assert {source.value for source in SourceReliability} == set(TABLES[FOUR].sources)
    assert {accuracy.value for accuracy in InformationAccuracy} == set(TABLES[FOUR].information)
