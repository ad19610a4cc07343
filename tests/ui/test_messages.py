"""The catalogues: compiled as committed, placeholders alive, state stated, and strings of every kind are found."""

from functools import cache

import polib
import pytest

from samakki.ui.languages import Language
from tools import messages, messages_of_code

LANGUAGES = messages.translated_languages()


@cache
def catalogue_of(language: Language) -> polib.POFile:
    """The committed catalogue; reading one takes a second."""
    return polib.pofile(str(messages.path_of(language)))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_compiled_catalogue_is_what_its_source_compiles_to(language: Language) -> None:
    source = messages.path_of(language)
    assert source.with_suffix(".mo").read_bytes() == messages.binary(catalogue_of(language))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_placeholder_and_piece_of_markup_survives_translation(language: Language) -> None:
    assert list(messages.broken(catalogue_of(language))) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_catalogue_says_who_made_it_and_whether_anybody_reviewed_it(language: Language) -> None:
    header = catalogue_of(language).metadata
    assert header["X-State"] == ("draft, not reviewed" if language.is_draft else "reviewed")
    assert (header["X-Author"], header["X-State-Date"]) == (language.author, language.stated_on.isoformat())


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_words_of_the_frame_are_translated(language: Language) -> None:
    own = [
        entry
        for entry in catalogue_of(language)
        if any(file.startswith("src/samakki/ui/") for file, _line in entry.occurrences)
    ]
    assert [one.msgid for one in own if not one.translated()] == []


def test_strings_are_found_however_they_are_asked_for() -> None:
    code = """
from django.utils.translation import gettext as _, ngettext_lazy, pgettext
_("one")
label = _("two "
          "lines")
ngettext_lazy("%(n)s day", "%(n)s days", "n")
pgettext("verb", "Record")
_(not_a_literal)
"""
    found = [(message.context, message.text, message.plural) for message in messages_of_code.found_in(code)]
    assert found == [("", "one", ""), ("", "two lines", ""), ("", "%(n)s day", "%(n)s days"), ("verb", "Record", "")]


def test_templates_and_words_given_to_a_tag_are_read() -> None:
    collected = messages_of_code.collect()
    assert ("", "Add the event") in collected  # {% button _("Add the event") %}
    assert ("", "Skip to main content") in collected
    assert ("", "due in %(days)s day") in collected
    assert ("", "This field is required.") in collected
    assert ("", "Yes,No") in collected  # {{ value|yesno:_("Yes,No") }}


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("by %(person)s", "ដោយ"),
        ("by %(person)s", "ដោយ %(persn)s"),
        ("a <b>word</b>", "ពាក្យ"),
        ("Enter {minimum} letters", "អក្សរ {most}"),
    ],
)
def test_a_translation_that_lost_a_placeholder_is_named(source: str, translation: str) -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid=source, msgstr=translation))
    assert len(list(messages.broken(catalogue))) == 1


def test_placeholders_may_change_places() -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="%(first)s to %(last)s", msgstr="%(last)s မှ %(first)s"))
    assert list(messages.broken(catalogue)) == []
