"""What holds for every pair of records with a name: order, and that saying less of a birth never counts for more."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from samakki.kernel.dates import PartialDate
from samakki.matching.domain.definition import shipped
from samakki.matching.domain.levels import compare
from samakki.matching.domain.rarity import listed
from samakki.matching.domain.records import Named, Record
from samakki.matching.domain.weighing import Weighed, weigh

NAMES = some.sampled_from(
    (("សុខ សុភា", "km"), ("Sok Sophea", "en"), ("Nguyễn Văn Hùng", "vi"), ("Nguyen Van Hung", "en"), ("Md Rahman", "bn"))
)
DAYS = some.dates(date(1950, 1, 1), date(2015, 12, 31))


def person(name: tuple[str, str], born: str = "", sex: str = "") -> Record:
    """A person with a name, perhaps a date of birth and a sex."""
    known = {
        "name": (Named(*name),),
        "birth": (PartialDate(born),) if born else (),
        "sex": (sex,) if sex else (),
    }
    return Record("T-1", values={code: values for code, values in known.items() if values})


def weighed(a: Record, b: Record) -> Weighed:
    """The two, by the shipped definition and published rarities."""
    return weigh(shipped(), compare(shipped(), a, b), listed)


@given(NAMES, NAMES, DAYS, DAYS, some.sampled_from((4, 7, 10)), some.sampled_from((4, 7, 10)))
def test_the_order_of_two_records_makes_no_difference(
    one: tuple[str, str], other: tuple[str, str], mine: date, theirs: date, size: int, other_size: int
) -> None:
    a, b = person(one, mine.isoformat()[:size]), person(other, theirs.isoformat()[:other_size])
    assert weighed(a, b).weight == weighed(b, a).weight


@given(NAMES, DAYS, some.sampled_from((4, 7, 10)))
def test_a_less_precise_date_of_birth_never_raises_the_score_of_one_person(
    name: tuple[str, str], born: date, size: int
) -> None:
    exact = born.isoformat()
    told = [weighed(person(name, exact[:size]), person(name, exact[:less])).weight for less in (10, 7, 4)]
    assert told[0] >= told[1] >= told[2]
    assert told[2] >= weighed(person(name, exact[:size]), person(name)).weight or size < len(exact)


@given(NAMES, DAYS, DAYS)
def test_a_less_precise_date_of_birth_never_raises_the_score_where_days_agree_as_far_as_told(
    name: tuple[str, str], born: date, other: date
) -> None:
    """Two who are born in one year: the more is told of either, the more may count; never the less."""
    mine, theirs = born.isoformat(), other.replace(year=born.year, day=min(other.day, 28)).isoformat()
    same = weighed(person(name, mine), person(name, mine)).weight
    for size in (4, 7):
        assert weighed(person(name, mine), person(name, theirs[:size])).weight <= same


@given(NAMES, DAYS, some.sampled_from(("", "male", "female")))
def test_what_is_not_known_of_one_of_two_does_not_count(name: tuple[str, str], born: date, sex: str) -> None:
    known, unknown = person(name, born.isoformat(), sex), person(name)
    assert weighed(known, unknown).weight == weighed(unknown, unknown).weight


@given(NAMES, NAMES, some.sampled_from(("Dr. ", "Mr ", "Prof. ")))
def test_titles_never_change_the_weight_of_two_records(
    one: tuple[str, str], other: tuple[str, str], title: str
) -> None:
    titled = (title + one[0], one[1]) if one[1] in ("en", "vi") else one
    assert weighed(person(titled), person(other)).weight == weighed(person(one), person(other)).weight
