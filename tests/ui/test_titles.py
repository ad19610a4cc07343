import pytest
from django.test import RequestFactory
from django.urls import ResolverMatch

from samakki.ui.titles import record_of


def title(**given: object) -> str:
    request = RequestFactory().get("/")
    request.resolver_match = ResolverMatch(lambda _request: None, (), given)
    return record_of(request)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reference": "R-7K3QR"}, "R-7K3QR"),
        ({"reference": "R-7K3QR", "item": "I-2H9TC"}, "R-7K3QR · I-2H9TC"),
        ({"reference": "C-7K3QR", "number": 4}, "C-7K3QR · 4"),
        ({"address": "KH/POL/AHTJPD/duty"}, "KH/POL/AHTJPD/duty"),
        ({}, ""),
    ],
)
def test_a_title_says_which_record_the_page_is_about(given: dict[str, object], told: str) -> None:
    assert title(**given) == told


@pytest.mark.parametrize("word", ["social_worker", "people", "Men Vuthei", "ម៉ែន វុទ្ធី"])
def test_words_of_an_address_are_no_part_of_a_title(word: str) -> None:
    assert title(code=word) == ""


def test_a_page_without_an_address_of_its_own_has_no_record() -> None:
    assert record_of(None) == ""
    assert record_of(RequestFactory().get("/")) == ""
