from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samakki.entities.domain import schemata
from samakki.entities.domain.ages import age_of_value
from samakki.entities.domain.properties import OWN_PROPERTIES
from samakki.entities.domain.reading import (
    BurmeseTyping,
    Told,
    read,
    read_account,
    read_value,
    romanised,
    zawgyi_readings,
)
from samakki.entities.domain.statements import NewEntity, check_entity
from samakki.kernel.ages import AgeCounting
from samakki.kernel.calendars import Calendar
from samakki.kernel.refusals import InvalidValue

TODAY = date(2026, 3, 1)
ZAWGYI = "ေအာင္ဆန္း"


def value(schema: str, prop: str, text: str, **told: str) -> tuple[str, str]:
    statement = read_value(schema, prop, text, on=TODAY, **told)
    return statement.prop, statement.value


def refused(schema: str, prop: str, text: str, **told: str) -> str:
    with pytest.raises(InvalidValue) as caught:
        read_value(schema, prop, text, on=TODAY, **told)
    return caught.value.refusal.code


# --- names ---


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("សុខ ដារ៉ា", "km"),
        ("สมชาย ใจดี", "th"),
        ("ສົມສັກ", "lo"),
        ("အောင်ဆန်း", "my"),
        ("Nguyễn Văn Hùng", "vi"),
        ("陈明", "zh"),
        ("রহিম উদ্দিন", "bn"),
        ("Sok Dara", ""),
    ],
)
def test_a_name_stays_as_written_and_tells_its_language(text: str, language: str) -> None:
    statement = read_value("Person", "name", text, on=TODAY)
    assert (statement.value, statement.as_written, statement.language) == (text, "", language)


def test_spaces_and_unseen_marks_leave_the_value_and_stay_in_what_was_written() -> None:
    statement = read_value("Person", "weakAlias", " Bong\u200e  Lek\n", on=TODAY)
    assert (statement.value, statement.as_written) == ("Bong Lek", " Bong\u200e  Lek\n")


def test_zawgyi_is_asked_about_and_then_converted_or_kept() -> None:
    assert refused("Person", "name", ZAWGYI) == "text-may-be-zawgyi"
    told = read("Person", "name", ZAWGYI, told=Told(TODAY, encoding=BurmeseTyping.ZAWGYI)).statement
    assert (told.value, told.as_written) == (zawgyi_readings(ZAWGYI)[1], ZAWGYI)
    kept = read("Person", "name", ZAWGYI, told=Told(TODAY, encoding=BurmeseTyping.UNICODE)).statement
    assert kept.value == ZAWGYI


def test_a_name_in_another_script_has_a_reading_in_latin_letters_and_a_latin_one_has_none() -> None:
    assert romanised("陈明") == "Chen Ming"
    assert romanised("Sok Dara") == ""


# --- dates and ages ---


@pytest.mark.parametrize(
    ("text", "prop", "iso"),
    [
        ("១៧/៥/២០០៨", "birthDate", "2008-05-17"),
        ("17 พ.ค. 2551 พ.ศ.", "birthDate", "2008-05-17"),
        ("2008", "birthDate", "2008"),
        ("ព.ស. ២៥៥១", "samakki:birthDate", "2007-04/2008-05"),
        ("2007-04/2008-05", "samakki:birthDate", "2007-04/2008-05"),
        ("../2008-05", "samakki:birthDate", "../2008-05"),
    ],
)
def test_a_date_is_as_precise_as_it_was_told(text: str, prop: str, iso: str) -> None:
    assert value("Person", "birthDate", text) == (prop, iso)


def test_a_buddhist_year_without_its_era_is_asked_about() -> None:
    assert refused("Person", "birthDate", "2551") == "year-looks-buddhist"
    told = Told(TODAY, calendar=Calendar.BUDDHIST_THAI)
    assert read("Person", "birthDate", "2551", told=told).statement.value == "2008"


def test_day_and_month_stand_as_in_the_country_of_who_reports() -> None:
    assert value("Person", "birthDate", "5/6/2008", country="PH")[1] == "2008-05-06"
    assert value("Person", "birthDate", "5/6/2008", country="KH")[1] == "2008-06-05"


def test_the_first_of_january_is_remarked_on() -> None:
    (remark,) = read("Person", "birthDate", "1/1/2008", told=Told(TODAY)).remarks
    assert remark.code == "date-may-be-placeholder"


def test_an_age_is_a_span_with_its_day_and_wider_until_the_counting_is_known() -> None:
    assert value("Person", "samakki:age", "18") == ("samakki:age", "16..18@2026-03-01")
    told = Told(TODAY, counting=AgeCounting.COMPLETED)
    assert read("Person", "samakki:age", "១៦-១៨ ឆ្នាំ", told=told).statement.value == "16..18@2026-03-01"
    assert refused("Person", "samakki:age", "about sixteen") == "age-not-understood"


# --- telephones ---


@pytest.mark.parametrize(
    ("text", "country", "prop", "read_as"),
    [
        ("០១២ ៣៤៥ ៦៧៨", "KH", "number", "+85512345678"),
        ("+66 81 234 5678", "KH", "number", "+66812345678"),
        ("1300", "TH", "samakki:number", "TH:1300"),
        ("012 345 678", "", "samakki:number", "-:012345678"),
    ],
)
def test_a_telephone_number_is_completed_by_the_country_of_who_reports(
    text: str, country: str, prop: str, read_as: str
) -> None:
    assert value("UserAccount", "number", text, country=country) == (prop, read_as)


def test_a_number_that_a_spreadsheet_rounded_is_refused_and_two_are_asked_for_apart() -> None:
    assert refused("UserAccount", "number", "8.55123E+10", country="KH") == "phone-rounded"
    assert refused("UserAccount", "number", "012 345 678 / 011 222 333", country="KH") == "phone-several-numbers"


def test_a_lost_zero_is_remarked_on() -> None:
    remarks = read("UserAccount", "number", "12345678", told=Told(TODAY, country="KH")).remarks
    assert [one.code for one in remarks] == ["phone-zero-may-be-lost"]


@pytest.mark.parametrize(
    ("text", "kept"), [("ends …678", None), ("…678", "*678"), ("012*", "012*"), ("67?8", "*67?8*")]
)
def test_remembered_digits_say_where_they_stand(text: str, kept: str | None) -> None:
    if kept:
        assert value("UserAccount", "samakki:partialPhone", text) == ("samakki:partialPhone", kept)
    assert refused("UserAccount", "samakki:partialPhone", "8") == "partial-too-short"


# --- numbers and accounts ---


@pytest.mark.parametrize(
    ("schema", "prop", "text", "read_as"),
    [
        ("BankAccount", "accountNumber", "១២៣-៤-៥៦៧៨៩-០", "1234567890"),
        ("CryptoWallet", "publicKey", "bc1qXy z", "bc1qXyz"),
        ("Vehicle", "registrationNumber", "១កខ-១២៣៤", "1កខ-1234"),
        ("Vehicle", "registrationNumber", "1กข 1234", "1กข 1234"),
        ("Passport", "number", "n 012-3456", "N0123456"),
        ("Vessel", "registrationNumber", "kg-99999-ts", "KG-99999-TS"),
        ("Person", "height", "1.70 m", "170"),
        ("Person", "gender", "ប្រុស", "male"),
        ("Person", "nationality", "KH", "kh"),
        ("Person", "spokenLanguage", "km", "khm"),
        ("Person", "email", "boss@example.com", "boss@example.com"),
    ],
)
def test_a_number_that_names_a_thing_has_one_form(schema: str, prop: str, text: str, read_as: str) -> None:
    assert value(schema, prop, text) == (prop, read_as)


def test_a_language_that_the_other_vocabulary_lacks_goes_to_the_twin() -> None:
    assert value("Person", "spokenLanguage", "shn") == ("samakki:spokenLanguage", "shn")


@pytest.mark.parametrize(
    ("text", "service", "found"),
    [
        ("https://www.facebook.com/Sok.Dara?ref=x", "", ("facebook", "sok.dara")),
        ("facebook.com/profile.php?id=100012345", "", ("facebook", "100012345")),
        ("https://line.me/ti/p/~Boss88", "", ("line", "Boss88")),
        ("t.me/Boss_88", "", ("telegram", "boss_88")),
        ("@Boss_88", "telegram", ("telegram", "boss_88")),
        ("LINE ID: boss88", "", ("line", "boss88")),
        ("https://wa.me/85512345678", "", ("whatsapp", "85512345678")),
        ("https://www.tiktok.com/@shop.kh", "", ("tiktok", "shop.kh")),
        ("บอสเล็ก", "facebook", ("facebook", "บอสเล็ก")),
    ],
)
def test_a_social_account_is_a_service_and_a_name(text: str, service: str, found: tuple[str, str]) -> None:
    account = read_account(text, service)
    assert (account.service, account.username) == found


def test_a_handle_alone_asks_for_its_service() -> None:
    with pytest.raises(InvalidValue, match="account-service-needed"):
        read_account("@boss")


# --- properties ---

READABLE = [
    (schema, prop)
    for schema in ("Person", "UserAccount", "Address", "Vehicle", "Passport", "Call", "CryptoWallet", "Message")
    for prop in (
        *(name for name, one in schemata.properties(schema).items() if one.kind != "entity"),
        *(name for name, own in OWN_PROPERTIES.items() if own.kind != "entity" and schema in own.schemata),
    )
]
TYPED = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=("Nd", "Pd", "Po", "Zs", "Mn", "Lo")), max_size=40),
    st.from_regex(r"[+0-9 ()/x.,-]{1,30}", fullmatch=True),
    st.from_regex(r"https?://[a-z.]{1,20}\.(com|me)/[a-z0-9@~?=&%/]{0,20}", fullmatch=True),
    st.text("\u1000\u1031\u1039\u103a\u103b\ufeff\u200b\0\ud800 ", max_size=12),
)


@given(which=st.sampled_from(READABLE), text=TYPED, country=st.sampled_from(["", "KH", "TH", "VN", "PH"]))
@example(which=("Address", "samakki:placeKind"), text="0", country="")
def test_reading_raises_nothing_but_an_invalid_value_and_keeps_what_was_written(
    which: tuple[str, str], text: str, country: str
) -> None:
    schema, prop = which
    try:
        statement = read_value(schema, prop, text, country=country, on=TODAY)
    except InvalidValue:
        return
    assert (statement.as_written or statement.value) == text
    check_entity(NewEntity(schema, (statement,)))  # whatever is read can be written


@given(text=TYPED)
def test_reading_a_name_twice_gives_the_same(text: str) -> None:
    try:
        once = read_value("Person", "name", text, on=TODAY).value
        assert read_value("Person", "name", once, on=TODAY).value == once
    except InvalidValue as error:
        assert error.refusal.code in {"value-empty", "value-not-text", "text-may-be-zawgyi"}  # noqa: PT017  (one test for both ends: what is refused, and what is not)


@given(low=st.integers(0, 130), width=st.integers(0, 20))
def test_an_age_comes_back_as_it_was_kept(low: int, width: int) -> None:
    high = min(low + width, 130)
    told = Told(TODAY, counting=AgeCounting.COMPLETED)
    kept = age_of_value(read("Person", "samakki:age", f"{low}-{high}", told=told).statement.value)
    assert (kept.low, kept.high, kept.said_on) == (low, high, TODAY)
