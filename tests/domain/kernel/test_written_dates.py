from contextlib import suppress
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.calendars import Calendar
from samakki.kernel.codes import PAGE_LANGUAGES
from samakki.kernel.dates import PartialDate, could_be_same
from samakki.kernel.month_names import MONTH_NAMES
from samakki.kernel.refusals import InvalidValue, Refusal
from samakki.kernel.written_dates import DayOrder, parse_as_written
from tests.domain.kernel.strategies import PARTIAL_DATES, PRECISE_ISO

GREGORIAN, THAI, LAO, KHMER = Calendar
BUDDHIST = [THAI, LAO, KHMER]
LOCAL_ZEROS = "០๐໐၀০０"


def read(text: str, calendar: Calendar | None = None, gregorian_year: int | None = None) -> str:
    return parse_as_written(text, calendar=calendar, gregorian_year=gregorian_year).iso


def refused(text: str, calendar: Calendar | None = None, gregorian_year: int | None = None) -> Refusal:
    with pytest.raises(InvalidValue) as raised:
        read(text, calendar, gregorian_year)
    return raised.value.refusal


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2008", "2008"),
        ("5/2008", "2008-05"),
        ("2008-05", "2008-05"),
        ("17/5/2008", "2008-05-17"),
        ("17.05.2008", "2008-05-17"),
        ("17-5-2008", "2008-05-17"),
        ("2008/05/17", "2008-05-17"),
        (" 17　／ 5 ／ 2008 ", "2008-05-17"),
        ("AD 2008", "2008"),
        ("17th of May, 2008", "2008-05-17"),
        ("May 17 2008", "2008-05-17"),
        ("Sept. 2008", "2008-09"),
        ("17 Mei 2008", "2008-05-17"),
        ("17 hb Ogos 2008", "2008-08-17"),
        ("ika-17 ng Mayo 2008", "2008-05-17"),
        ("ngày 17 tháng 5 năm 2008", "2008-05-17"),
        ("Tháng 12 năm 2008", "2008-12"),
        ("2008年5月17日", "2008-05-17"),
        ("២០០៨", "2008"),
        ("ថ្ងៃទី១៧ ខែឧសភា ឆ្នាំ២០០៨", "2008-05-17"),
        ("ວັນທີ 17 ເດືອນພຶດສະພາ 2008", "2008-05-17"),
        ("၂၀၀၈ ခုနှစ် မေလ ၁၇ ရက်", "2008-05-17"),
        ("১৭ মে ২০০৮", "2008-05-17"),
        ("ค.ศ. 2008", "2008"),
    ],
)
def test_gregorian_papers_of_the_region(text: str, iso: str) -> None:
    assert read(text) == iso


@pytest.mark.parametrize(
    ("text", "calendar", "iso"),
    [
        ("17/5/2551", THAI, "2008-05-17"),
        ("17 พฤษภาคม 2551", THAI, "2008-05-17"),
        ("๑๗ พ.ค. ๒๕๕๑", THAI, "2008-05-17"),
        ("17 พค 2551", THAI, "2008-05-17"),
        ("วันที่ 17 เดือนพฤษภาคม พ.ศ. 2551", None, "2008-05-17"),
        ("พศ.2551", None, "2008"),
        ("พุทธศักราช 2551", THAI, "2008"),
        ("B.E. 2551", THAI, "2008"),
        ("be 2551", KHMER, "2007-04/2008-05"),
        ("B.E. พ.ศ. 2551", None, "2008"),
        # Before 1941 the Thai year began on 1 April.
        ("2480", THAI, "1937-04/1938-03"),
        ("2483", THAI, "1940-04/1940-12"),
        ("2484", THAI, "1941"),
        ("1 ม.ค. 2480", THAI, "1938-01-01"),
        ("31/12/2480", THAI, "1937-12-31"),
        # The Lao year turns in January or in April.
        ("ພ.ສ. 2551", None, "2008-01/2009-04"),
        ("17/5/2551", LAO, "2008-05-17"),
        ("12/2/2561", LAO, "[2018-02-12,2019-02-12]"),
        ("2/2561", LAO, "[2018-02,2019-02]"),
        ("29/2/2551", LAO, "2008-02-29"),
        # The Khmer year turns at Visak Bochea, in April or May.
        ("ព.ស. ២៥៥១", None, "2007-04/2008-05"),
        ("១៧ ឧសភា ២៥៥១", KHMER, "[2007-05-17,2008-05-17]"),
        ("5/2551", KHMER, "[2007-05,2008-05]"),
        ("1/6/2551", KHMER, "2007-06-01"),
        ("31/3/2551", KHMER, "2008-03-31"),
    ],
)
def test_buddhist_years_are_converted_once(text: str, calendar: Calendar | None, iso: str) -> None:
    assert read(text, calendar) == iso


def test_words_and_calendar_are_kept() -> None:
    born = parse_as_written(" ๑๗ พ.ค. ๒๕๕๑", calendar=THAI)
    assert (born.as_written, born.calendar) == (" ๑๗ พ.ค. ๒๕๕๑", THAI)
    assert parse_as_written("ព.ស. ២៥៥១", calendar=None).calendar is KHMER
    assert parse_as_written("2008", calendar=None).calendar is GREGORIAN


def test_unknown_parts_printed_as_zeros_stay_unknown() -> None:
    assert read("00/00/2008") == "2008"
    assert read("00/05/2008") == "2008-05"
    assert read("2008-00-00") == "2008"
    assert refused("17/00/2008").code == "date-not-understood"


def test_the_gregorian_year_beside_settles_which_year_is_meant() -> None:
    assert read("១៧ ឧសភា ២៥៥១ (២០០៨)", KHMER) == "2008-05-17"
    assert read("17/5/2551", KHMER, gregorian_year=2007) == "2007-05-17"
    assert read("ព.ស. ២៥៦២ (គ.ស. ២០១៨)") == "2018-04/2018-12"
    assert read("ພ.ສ. 2551 (2009)") == "2009-01/2009-04"
    assert read("2551 (2008)", THAI) == "2008"
    assert read("2008 (2008)") == "2008"


@pytest.mark.parametrize(
    ("text", "calendar"),
    [("2551 (2010)", KHMER), ("1/6/2551 (2008)", KHMER), ("2551 (2009)", THAI), ("2008 (2009)", None)],
)
def test_two_years_that_disagree_are_asked_about(text: str, calendar: Calendar | None) -> None:
    assert refused(text, calendar).code == "years-disagree"


@pytest.mark.parametrize(
    ("text", "calendar", "code"),
    [
        ("", None, "date-empty"),
        (" \u3000", THAI, "date-empty"),
        ("2561", None, "year-looks-buddhist"),
        ("17/5/2561", GREGORIAN, "year-looks-buddhist"),
        ("2008", THAI, "year-looks-gregorian"),
        ("2008-05-17", KHMER, "year-looks-gregorian"),
        ("3104", THAI, "year-out-of-range"),
        ("2431", THAI, "year-out-of-range"),
        ("1387", None, "year-out-of-range"),
        ("17/5/51", THAI, "year-not-four-digits"),
        ("17 May", None, "year-not-four-digits"),
        ("17052008", None, "year-not-four-digits"),
        ("2007 2008", None, "year-not-four-digits"),
        ("5 2008 17", None, "date-not-understood"),
        ("1 2 3 2008", None, "date-not-understood"),
        ("May June 2008", None, "date-not-understood"),
        ("about 2008", None, "date-not-understood"),
        ("rainy season 2008", None, "date-not-understood"),
        ("៥កើត ខែពិសាខ ២៥៥១", KHMER, "date-not-understood"),
        ("2551 (2008) (2009)", THAI, "date-not-understood"),
        ("2551 (May)", THAI, "date-not-understood"),
        ("2008 (2551)", None, "date-not-understood"),
        ("5/17/2008", None, "date-no-such-month"),
        ("2008年13月", None, "date-no-such-month"),
        ("31/4/2008", None, "date-no-such-day"),
        ("29/2/2550", THAI, "date-no-such-day"),
        ("31/4/2551", KHMER, "date-no-such-day"),
        ("2/2483", THAI, "month-not-in-year"),
        ("B.E. 2551", None, "calendar-which-buddhist"),
        ("佛历2551年", None, "calendar-which-buddhist"),
        ("พ.ศ. 2551", KHMER, "calendar-differs"),
        ("B.E. 2551", GREGORIAN, "calendar-differs"),
        ("ค.ศ. 2008", THAI, "calendar-differs"),
    ],
)
def test_what_has_no_sure_meaning_is_asked_about(text: str, calendar: Calendar | None, code: str) -> None:
    assert refused(text, calendar).code == code


def test_month_before_day_only_where_the_paper_says_so() -> None:
    philippine = parse_as_written("05/17/2008", calendar=GREGORIAN, order=DayOrder.MONTH_FIRST)
    assert philippine.iso == "2008-05-17"
    assert read("05/06/2008") == "2008-06-05"
    assert parse_as_written("2008-05-06", calendar=None, order=DayOrder.MONTH_FIRST).iso == "2008-05-06"


@given(PARTIAL_DATES, st.sampled_from([None, *Calendar]))
def test_reading_a_date_that_was_read_changes_nothing(value: PartialDate, calendar: Calendar | None) -> None:
    assert parse_as_written(value, calendar=calendar) is value


@given(PRECISE_ISO)
def test_an_iso_date_reads_as_itself(iso: str) -> None:
    assert read(iso) == read(iso, GREGORIAN) == iso


@given(PRECISE_ISO, st.sampled_from(BUDDHIST))
def test_a_converted_date_given_again_as_buddhist_is_refused(iso: str, calendar: Calendar) -> None:
    assert refused(iso, calendar).code == "year-looks-gregorian"


@given(PRECISE_ISO, st.sampled_from(BUDDHIST), st.sampled_from(LOCAL_ZEROS), st.sampled_from("/-. "))
def test_to_the_buddhist_year_and_back_keeps_the_date(iso: str, calendar: Calendar, zero: str, separator: str) -> None:
    value = PartialDate(iso)
    first, last = value.buddhist_years(calendar)
    assert first is not None
    assert last is not None
    for year in range(first, last + 1):
        written = separator.join([*reversed(iso.split("-")[1:]), str(year)])
        local = "".join(chr(ord(zero) + int(sign)) if sign.isdigit() else sign for sign in written)
        back = parse_as_written(local, calendar=calendar)
        assert could_be_same(back, value)
        assert refused(local).code == "year-looks-buddhist"
        assert first != last or back.iso == iso


@given(st.dates(date(1941, 1, 1), date(2100, 12, 31)))
def test_a_thai_day_since_1941_is_exactly_that_day(day: date) -> None:
    assert read(f"{day.day}/{day.month}/{day.year + 543}", THAI) == day.isoformat()


@given(st.text(st.sampled_from("0123456789/.- ()มคព.ສbemay年月")), st.sampled_from([None, *Calendar]))
def test_any_typing_gives_a_date_or_a_question(text: str, calendar: Calendar | None) -> None:
    with suppress(InvalidValue):
        value = parse_as_written(text, calendar=calendar)
        assert value == PartialDate(value.iso, text, value.calendar)


def test_the_months_are_those_that_the_pages_show() -> None:
    for language in MONTH_NAMES:
        shown = Locale.parse(language).months["format"]["wide"]
        for number, spellings in enumerate(MONTH_NAMES[language], start=1):
            assert shown[number] in spellings
    assert {language.tag for language in PAGE_LANGUAGES} - set(MONTH_NAMES) == {"vi", "zh"}


def test_every_month_name_means_one_month() -> None:
    for names in MONTH_NAMES.values():
        for number, spellings in enumerate(names, start=1):
            assert {read(f"{spelling} 2008") for spelling in spellings} == {f"2008-{number:02d}"}


@pytest.mark.parametrize("language", [language.tag for language in PAGE_LANGUAGES])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_as_the_pages_show_it_is_read_back(language: str, month: int) -> None:
    day = date(2008, month, 17)
    assert read(format_date(day, "long", locale=language)) == day.isoformat()
