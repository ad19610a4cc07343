"""Every code that `samakki.names` gives as a reason has words, in every language of the pages."""

import itertools
import re

import pytest
from django.utils import translation

from samakki.matching.web.wording import name_reasons
from samakki.names import Reason, compare
from samakki.ui.languages import LANGUAGES
from tests.domain.names.test_comparing import DIFFERENT, SAME


def test_every_code_has_words_and_a_direction() -> None:
    codes = set(re.findall(r"``([a-z-]+)``", str(Reason.__doc__)))
    assert codes == name_reasons.WRITERS.keys() == name_reasons.DIRECTIONS.keys()


@pytest.fixture(scope="module")
def reasons() -> list[Reason]:
    """One reason of each code and set of facts, from comparing names that have little and much in common."""
    names = [(pair[0], pair[1]) for pair in (*SAME, *DIFFERENT[:3])] + [("", ""), ("J. Smith", "en"), ("သန်းဥ", "")]
    found = [
        reason
        for (a, lang_a), (b, lang_b) in itertools.combinations(names, 2)
        for reason in compare(a, b, lang_a, lang_b).reasons
    ]
    return list({(reason.code, *sorted(reason.facts)): reason for reason in found}.values())


@pytest.mark.parametrize("language", [code for code, _ in LANGUAGES])
def test_what_comparing_gives_can_be_said_in_every_language(language: str, reasons: list[Reason]) -> None:
    with translation.override(language):
        for reason in reasons:
            words = name_reasons.reason_words(reason)
            assert words != reason.code
            assert "%(" not in words


def test_a_code_of_a_newer_model_is_said_as_it_is() -> None:
    assert name_reasons.reason_words(Reason("from-the-future", {})) == "from-the-future"
