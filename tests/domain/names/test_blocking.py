"""Blocking keys: what must hold whatever was learned."""

import pytest

from samakki.names import keys
from tests.domain.names.test_comparing import SAME
from tests.domain.names.test_parsing import random_texts


@pytest.mark.parametrize(("a", "lang_a", "b", "lang_b"), SAME)
def test_spellings_of_one_name_share_a_key(a: str, lang_a: str, b: str, lang_b: str) -> None:
    assert keys(a, lang_a) & keys(b, lang_b)


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Daw Aung San Suu Kyi", "AUNG SAN SUU KYI"),
        ("Nguyễn Văn Hùng", "Nguye\u0302\u0303n Va\u0306n Hu\u0300ng"),
        ("ေအာင္ဆန္းစုၾကည္", "အောင်ဆန်းစုကြည်"),
        ("陳金德先生", "陈金德"),
        ("លោកស្រី សុខ សុភា", "សុខ សុភា"),
    ],
)
def test_titles_case_and_unicode_form_never_change_the_keys(written: str, also: str) -> None:
    assert keys(written) == keys(also)


def test_keys_are_few_short_and_ascii_and_rubbish_never_raises() -> None:
    for text in random_texts(3000):
        found = keys(text)
        assert len(found) < 100
        assert all(key.isascii() and key.isalnum() for key in found)
    assert keys("") == frozenset()
