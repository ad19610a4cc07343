import pytest

from samakki.entities.domain.numbers_in_text import forms_of, replace_numbers, spans_of

CODE = "P-7K3QX"
PHONE = forms_of("phone", ["+85512345678"])


@pytest.mark.parametrize(
    "written",
    [
        "+85512345678",
        "+855 12 345 678",
        "00855 12345678",
        "+855 (0)12-345-678",
        "012 345 678",
        "012.345.678",
        "០១២ ៣៤៥ ៦៧៨",
        "๐๑๒๓๔๕๖๗๘",
        "012\u200b345\u200b678",
        "12 345 678",
    ],
)
def test_a_telephone_is_found_however_it_is_dialled_and_typed(written: str) -> None:
    assert replace_numbers(f"call {written}.", PHONE, CODE) == f"call {CODE}."


@pytest.mark.parametrize("written", ["1012345678", "0123456789", "012 34 56", "12 345", "2012-345"])
def test_another_number_stays(written: str) -> None:
    assert replace_numbers(written, PHONE, CODE) == written


def test_letters_beside_a_number_do_not_hide_it() -> None:
    assert replace_numbers("tel012345678x", PHONE, CODE) == f"tel_{CODE}_x"
    assert replace_numbers("លេខ012345678ទេ", PHONE, CODE) == f"លេខ{CODE}ទេ"


def test_a_paper_an_account_and_an_address_are_found_as_a_whole() -> None:
    paper = forms_of("passportNumber", ["N 0123456"])
    assert replace_numbers("passport n-0123456, N01234567", paper, CODE) == f"passport {CODE}, N01234567"
    mail = forms_of("email", ["sok.lim@example.org"])
    assert replace_numbers("wrote Sok.Lim@Example.org twice", mail, CODE) == f"wrote {CODE} twice"
    home = forms_of("full", ["ផ្ទះលេខ ១២ ភូមិ ព្រែក"])
    assert replace_numbers("នៅផ្ទះលេខ 12 ភូមិព្រែក ជិតវត្ត", home, CODE) == f"នៅ{CODE} ជិតវត្ត"


def test_what_is_too_short_to_be_told_from_other_signs_is_not_looked_for() -> None:
    assert forms_of("number", ["12"]) == forms_of("username", ["sok"]) == forms_of("phone", ["117"]) == ()


def test_twice_changes_nothing_and_nothing_overlaps() -> None:
    once = replace_numbers("012345678 / 85512345678 / 012345678", PHONE, CODE)
    assert once == replace_numbers(once, PHONE, CODE) == " / ".join([CODE] * 3)
    assert spans_of("", PHONE) == spans_of("012345678", ()) == []


def test_a_number_dialled_in_one_country_is_found_without_its_first_zero() -> None:
    assert replace_numbers("+66 81 234 5678", forms_of("phone", ["TH:0812345678"]), CODE).endswith(CODE)
