from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.codes import REGION_COUNTRIES, Country
from samakki.kernel.phones import Phone, PhoneKind, PhoneNote, Validity, could_be_same, read_phone
from samakki.kernel.refusals import InvalidValue

LOCAL_ZEROS = "០๐໐၀০０"


def read(text: str, region: str = "") -> Phone:
    return read_phone(text, region=Country(region) if region else None)


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("012 345 678", "KH", "+85512345678"),
        ("០១២ ៣៤៥ ៦៧៨", "KH", "+85512345678"),
        ("+855 (0)12-345-678", "TH", "+85512345678"),
        ("(+855) 12 345 678", "KH", "+85512345678"),
        ("＋８５５ １２ ３４５ ６７８", "", "+85512345678"),
        ("00855 12 345 678", "TH", "+85512345678"),
        ("001 855 12 345 678", "TH", "+85512345678"),
        ("๐๘๑-๒๓๔-๕๖๗๘", "TH", "+66812345678"),
        ("၀၉ ၄၅ဝ ၁၂၃ ၄၅၆", "MM", "+959450123456"),
        ("020 5555 1234", "LA", "+8562055551234"),
        ("0912 345 678", "VN", "+84912345678"),
        ("138 0013 8000", "CN", "+8613800138000"),
        ("০১৭১২৩৪৫৬৭৮", "BD", "+8801712345678"),
        ("0917 123 4567", "PH", "+639171234567"),
        ("'0812345678", "TH", "+66812345678"),
        ("เบอร์แม่ 081-234-5678", "TH", "+66812345678"),
        ("012345678 Max", "KH", "+85512345678"),
        ("+39 06 1234567", "", "+39061234567"),  # Italy keeps its zero
    ],
)
def test_a_number_is_completed_by_the_country_of_the_reporter(text: str, region: str, e164: str) -> None:
    phone = read(text, region)
    assert (phone.e164, phone.validity, phone.notes) == (e164, Validity.VALID, ())
    assert phone.as_told == text


def test_the_same_digits_are_other_numbers_in_other_countries() -> None:
    khmer, burmese = read("09 780 123 456", "KH"), read("09 780 123 456", "MM")
    assert burmese.e164 == "+959780123456"
    assert khmer.e164 != burmese.e164
    assert not could_be_same(khmer, burmese)


def test_a_national_number_of_an_unknown_country_stays_open() -> None:
    phone = read("012 345 678")
    assert (phone.e164, phone.notes) == (None, (PhoneNote.REGION_NOT_KNOWN,))
    assert phone.keys == {"-:012345678"}
    assert not could_be_same(phone, read("012 345 678", "KH"))


@pytest.mark.parametrize(("text", "region"), [("12345678", "KH"), ("812345678", "TH"), ("1712345678", "BD")])
def test_a_zero_that_a_spreadsheet_dropped_is_suspected(text: str, region: str) -> None:
    phone = read(text, region)
    assert phone.notes == (PhoneNote.ZERO_MAY_BE_LOST,)
    assert could_be_same(phone, read("0" + text, region))


def test_a_zero_is_not_missed_where_nobody_dials_one() -> None:
    assert read("91234567", "SG").notes == ()
    assert read("13800138000", "CN").notes == ()


@pytest.mark.parametrize("region", ["KH", "TH", ""])
def test_a_country_code_without_plus_is_read_and_noted(region: str) -> None:
    phone = read("85512345678.0", region)
    assert phone.e164 == "+85512345678"
    assert phone.notes == (PhoneNote.PLUS_MISSING,)


def test_a_text_that_is_a_number_in_two_countries_says_so() -> None:
    phone = read("81234567890", "ID")
    assert phone.e164 == "+6281234567890"
    assert phone.other_readings == ("+81234567890",)
    assert PhoneNote.SEVERAL_READINGS in phone.notes
    assert could_be_same(phone, read("+81 234567890"))
    assert could_be_same(phone, read("081234567890", "ID"))


@pytest.mark.parametrize("text", ["8.55123E+10", "8,55123e10", "'8.55123E+10"])
def test_a_rounded_number_is_lost_and_equals_nothing(text: str) -> None:
    phone = read(text, "KH")
    assert (phone.e164, phone.notes, phone.keys) == (None, (PhoneNote.DIGITS_LOST,), frozenset())
    assert not could_be_same(phone, phone)


@pytest.mark.parametrize(
    "text",
    [
        "012 345 678 / 098 765 432",
        "012345678/9",
        "012345678, 098765432",
        "012 345 678 or 098 765 432",
        "012345678\n023 1",
    ],
)
def test_several_numbers_in_one_text_are_not_joined_into_one(text: str) -> None:
    phone = read(text, "KH")
    assert (phone.e164, phone.notes, phone.keys) == (None, (PhoneNote.SEVERAL_NUMBERS,), frozenset())


def test_a_stroke_between_groups_of_one_number_is_only_punctuation() -> None:
    assert read("012/345/678", "KH").e164 == "+85512345678"


@pytest.mark.parametrize("behind", ["ext 12", ", ext. 12", "x12", "#12", "ต่อ 12", "转12", "máy lẻ 12"])
def test_an_extension_is_kept_beside_the_number(behind: str) -> None:
    phone = read(f"02 123 4567 {behind}", "TH")
    assert (phone.e164, phone.extension, phone.kind) == ("+6621234567", "12", PhoneKind.FIXED)
    assert could_be_same(phone, read("02 123 4567", "TH"))


@pytest.mark.parametrize(
    ("text", "region", "validity"),
    [("117", "KH", Validity.VALID), ("1300", "TH", Validity.POSSIBLE), ("111", "VN", Validity.POSSIBLE)],
)
def test_a_hotline_belongs_to_its_country_and_has_no_international_form(
    text: str, region: str, validity: Validity
) -> None:
    phone = read(text, region)
    assert (phone.e164, phone.kind, phone.validity) == (None, PhoneKind.SHORT, validity)
    assert phone.keys == {f"{region}:{text}"}


def test_a_hotline_that_the_plan_does_not_know_is_kept_by_its_digits() -> None:
    phone = read("1362", "LA")
    assert (phone.e164, phone.validity, phone.keys) == (None, Validity.NOT_A_NUMBER, frozenset({"LA:1362"}))
    assert read("1343", "PH").e164 is None


def test_a_number_of_an_older_plan_is_possible_but_not_valid() -> None:
    phone = read("0162 912 3456", "VN")  # Viet Nam shortened these in 2018
    assert (phone.e164, phone.validity, phone.kind) == ("+841629123456", Validity.POSSIBLE, PhoneKind.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "region"), [("999999999999999", "TH"), ("+999 123 456 789", "TH"), ("02 123 4567", "AQ"), ("+1", "")]
)
def test_what_no_plan_knows_is_kept_as_told(text: str, region: str) -> None:
    phone = read(text, region)
    assert (phone.as_told, phone.e164, phone.validity) == (text, None, Validity.NOT_A_NUMBER)
    assert could_be_same(phone, read(text, region))


def test_where_two_readings_are_as_good_none_is_chosen() -> None:
    phone = read("49561186", "IT")  # a number of Padua without its zero, or a German one without its plus
    assert (phone.e164, phone.notes) == (None, (PhoneNote.SEVERAL_READINGS,))
    assert phone.keys == {"+49561186", "+39049561186"}


def test_a_zero_that_belongs_to_the_number_is_put_back() -> None:
    phone = read("212345678", "IT")
    assert (phone.e164, phone.notes) == ("+390212345678", (PhoneNote.ZERO_MAY_BE_LOST,))


def test_a_zero_is_not_put_back_to_make_a_call_abroad() -> None:
    assert read("33299634511", "SG").e164 == "+33299634511"


def test_a_number_written_with_a_prefix_the_plan_replaces_is_noted() -> None:
    phone = read("011 15 2345 6789", "AR")  # Argentina writes 15 where the international number has 9 in front
    assert phone.e164 == "+5491123456789"
    assert phone.notes == (PhoneNote.DIGITS_NOT_READ,)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+85512345678", PhoneKind.MOBILE),
        ("+66212345678", PhoneKind.UNKNOWN),
        ("+12025550123", PhoneKind.FIXED_OR_MOBILE),
        ("+18002345678", PhoneKind.FREE),
        ("+19002345678", PhoneKind.PAID),
        ("+447012345678", PhoneKind.OTHER),
    ],
)
def test_the_kind_of_line_comes_from_the_plan(text: str, kind: PhoneKind) -> None:
    assert read(text).kind is kind


@pytest.mark.parametrize("text", ["", "   ", "LINE: dara", "ไม่มี"])
def test_a_text_without_digits_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="phone-without-digits"):
        read(text, "KH")


@given(st.sampled_from(REGION_COUNTRIES), st.text("0123456789", min_size=7, max_size=11), st.sampled_from(LOCAL_ZEROS))
def test_local_digits_and_punctuation_do_not_change_the_number(region: Country, digits: str, zero: str) -> None:
    plain = read_phone(digits, region=region)
    local = "".join(chr(ord(zero) + int(digit)) for digit in digits)
    assert read_phone(local, region=region).e164 == plain.e164
    assert read_phone(f" {digits[:3]}-{digits[3:6]}.{digits[6:]} ", region=region).e164 == plain.e164


@given(
    st.sampled_from(REGION_COUNTRIES), st.sampled_from(REGION_COUNTRIES), st.text("0123456789", min_size=8, max_size=11)
)
def test_the_international_form_means_the_same_everywhere(home: Country, abroad: Country, digits: str) -> None:
    phone = read_phone(digits, region=home)
    if phone.e164 is not None and phone.validity is Validity.VALID:
        again = read_phone(phone.e164, region=abroad)
        assert again.e164 == phone.e164
        assert could_be_same(phone, again)
        assert could_be_same(again, phone)


@given(st.text(st.sampled_from("+0123456789 ()-./,xe១๑ဝ"), max_size=20), st.sampled_from([None, *REGION_COUNTRIES]))
def test_any_typing_is_kept_or_refused(text: str, region: Country | None) -> None:
    with suppress(InvalidValue):
        phone = read_phone(text, region=region)
        assert phone.as_told == text
        assert (phone.validity is Validity.NOT_A_NUMBER) == (phone.e164 is None and phone.kind is not PhoneKind.SHORT)
