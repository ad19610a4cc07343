import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.digits import ascii_digits


@pytest.mark.parametrize("zero", ["០", "๐", "໐", "၀", "႐", "০", "٠", "०", "０"])
def test_digits_of_every_script_of_the_region_read_as_ascii(zero: str) -> None:
    assert ascii_digits("".join(chr(ord(zero) + step) for step in range(10))) == "0123456789"


@pytest.mark.parametrize(
    ("written", "read"),
    [("ဝ၉၄၅၁", "09451"), ("၂ဝဝ၈", "2008"), ("၁၀ဝဝ", "1000"), ("ဝင်း ၅", "ဝင်း 5"), ("၅ဝါး", "5ဝါး")],
)
def test_burmese_wa_is_a_zero_only_among_digits(written: str, read: str) -> None:
    assert ascii_digits(written) == read


@given(st.text())
def test_reading_digits_twice_changes_nothing_more(text: str) -> None:
    once = ascii_digits(text)
    assert ascii_digits(once) == once
    assert len(once) == len(text)


@given(st.text(st.characters(exclude_categories=["Nd"], exclude_characters="\u101d")))
def test_text_without_digits_stays_as_written(text: str) -> None:
    assert ascii_digits(text) == text
    assert not any(unicodedata.category(character) == "Nd" for character in text)
