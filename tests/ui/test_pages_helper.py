"""The helper that looks for untranslated words finds each kind of them, and lets data pass."""

import pytest
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from tests.support.pages import accented, pseudo_language, untranslated

MADE_AT_IMPORT = gettext_lazy("Sign out")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Sign out</p>",
        "<p>⟦Šîĝñ⟧ out</p>",
        '<a aria-label="Sign out">⟦x⟧</a>',
        '<input type="submit" value="Sign out">',
        '<input placeholder="Name">',
        '<img alt="A ship" src="x">',
        '<div data-i18n.show="Show">⟦x⟧</div>',
        '<td data-label="Name">⟦x⟧</td>',
        "<title>Sign out</title>",
        '<select><option value="a">Arrest</option></select>',
        "<p>ចេញ</p>",
    ],
)
def test_words_that_never_went_through_gettext_are_found(html: str) -> None:
    assert untranslated(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>⟦Šîĝñ öüţ⟧ 12 – 3.5</p>",
        "<p>⟦Šîĝñéđ îñ <bdi>Sok Sophea</bdi> ñöŵ⟧</p>",
        "<p>⟦öüţ ⟦îñ⟧ öüţ⟧</p>",
        '<p translate="no">KH-2026-014 <b>and more</b></p>',
        "<p data-as-is>Test node</p>",
        "<time>1 Mar 2026</time>",
        "<textarea>typed</textarea>",
        '<input type="text" value="typed">',
        "<script>let x</script>",
    ],
)
def test_translated_words_and_data_pass(html: str) -> None:
    assert untranslated(html) == []


def test_the_pseudo_language_answers_every_way_of_asking_and_goes_away() -> None:
    with pseudo_language():
        assert gettext("Sign out") == "⟦Šîĝñ öûţ⟧"
        assert str(MADE_AT_IMPORT) == "⟦Šîĝñ öûţ⟧"
        assert pgettext("button", "Sign out") == "⟦Šîĝñ öûţ⟧"
        assert ngettext("%(n)s day", "%(n)s days", 2) % {"n": 2} == "⟦2 đåýš⟧"
    assert gettext("Sign out") == "Sign out"
    assert str(MADE_AT_IMPORT) == "Sign out"


def test_placeholders_and_markup_survive_accents() -> None:
    assert accented("by %(person)s in <b>{desk}</b> &amp; 5%%") == "⟦ƀý %(person)s îñ <b>{desk}</b> &amp; 5%%⟧"
