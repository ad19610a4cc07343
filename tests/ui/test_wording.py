"""Words of refusals, and of labels that exist before anybody reads them."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from samakki.kernel.refusals import Refusal
from samakki.ui import wording
from samakki.ui.wording import Wording, filled, worded
from tests.support.pages import pseudo_language

MADE_AT_IMPORT = filled(gettext_lazy("by %(person)s"), person="O-7K3QR")


@pytest.fixture(autouse=True)
def no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_wordings", {})
    monkeypatch.setattr(wording, "_fact_words", {})


def test_a_sentence_made_at_import_is_in_the_language_of_its_reader() -> None:
    with translation.override("km"):
        assert str(MADE_AT_IMPORT) == "ដោយ O-7K3QR"
    with pseudo_language():
        assert str(MADE_AT_IMPORT).startswith("⟦")
    assert str(MADE_AT_IMPORT) == "by O-7K3QR"


def test_one_code_has_one_wording() -> None:
    wording.register({"gallery": Wording("a", "b", "c")})
    wording.register({"gallery": Wording("a", "b", "c")})
    with pytest.raises(ValueError, match="two wordings"):
        wording.register({"gallery": Wording("a", "b", "other")})


def test_facts_that_are_codes_read_as_words() -> None:
    wording.register({"gallery": Wording("%(role)s", "", "")})
    wording.register_facts({"role": lambda code: {"investigator": "Investigator"}[str(code)]})
    assert worded(Refusal("gallery", {"role": "investigator"})).what == "Investigator"


def test_a_wording_that_asks_for_a_missing_fact_still_shows_something() -> None:
    wording.register({"gallery": Wording("Ask %(desk)s.", "", "")})
    assert worded(Refusal("gallery", {"role": "x"})).what == "Ask %(desk)s."
