"""Forms: a mistake stands beside its field and in the summary, and what was typed is still there."""

import re
from html import unescape

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from samakki.kernel.refusals import InvalidValue
from samakki.ui import wording
from samakki.ui.forms import DateField, Form, ValueField
from tests.ui import gallery


def drawn(template: str, **context: object) -> str:
    return engines["django"].from_string("{% load samakki %}" + template).render(context, RequestFactory().get("/"))


class Asked(Form):
    name = forms.CharField(
        label="Name on the paper", help_text="In its own script", error_messages={"required": "Write the name"}
    )
    remark = forms.CharField(label="Remark", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Arrest"), ("b", "Search")], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label="Several", choices=[("a", "Arrest"), ("b", "Search")], widget=forms.CheckboxSelectMultiple, required=False
    )


def test_every_mistake_links_to_an_input_that_exists() -> None:
    form = gallery.form(gallery.words("en"))
    page = drawn("{% error_summary form %}{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    targets = re.findall(r'<a href="#([^"]+)"', page)
    assert len(targets) == len(form.errors)
    assert all(f'id="{target}"' in page for target in targets)


def test_a_general_mistake_names_its_field_in_the_summary_and_an_own_one_stands_alone() -> None:
    summary = drawn("{% error_summary form %}", form=Asked({}))
    assert "Kind: This field is required." in summary
    assert "Write the name" in summary
    assert "Name on the paper: Write the name" not in summary


def test_a_form_nobody_sent_has_no_mistakes() -> None:
    assert "govuk-error" not in drawn("{% error_summary form %}{% field form.name %}", form=Asked())


def test_mistakes_of_the_whole_form_are_in_the_summary() -> None:
    form = Asked({"name": "x", "kind": "a"})
    form.add_error(None, "The two dates contradict each other")
    assert "The two dates contradict each other" in drawn("{% error_summary form %}", form=form)


def test_hint_and_mistake_are_read_out_with_the_field() -> None:
    page = drawn("{% field form.name %}", form=Asked({}))
    assert 'aria-describedby="id_name-hint id_name-error"' in page
    assert 'id="id_name-hint"' in page
    assert 'id="id_name-error"' in page


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "Remark (optional)" in drawn("{% field form.remark %}", form=Asked())
    assert "(optional)" not in drawn("{% field form.name %}", form=Asked())
    assert "(optional)" not in drawn("{% field form.remark optional=False %}", form=Asked())


def test_marked_up_data_in_a_label_stays_markup_and_what_is_not_becomes_none() -> None:
    marked = format_html("Item: <bdi>{}</bdi>", "a < b")
    for label, shown in ((marked, "Item: <bdi>a &lt; b</bdi>"), ("a < b", "a &lt; b")):
        form = Asked()
        form.fields["remark"].label = label
        assert f"{shown} (optional)" in drawn("{% field form.remark %}", form=form)


def test_the_browser_is_not_asked_to_complain_in_its_own_language() -> None:
    page = drawn(
        "{% for bound in form %}{% field bound %}{% endfor %}", form=gallery.form(gallery.words("en"), sent=False)
    )
    assert not re.search(r"<(input|textarea|select)[^>]* required", page)


@given(typed=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_what_was_typed_is_still_there_and_is_never_markup(typed: str) -> None:
    page = drawn("{% field form.name %}", form=Asked({"name": typed}))
    value = re.search(r'<input[^>]* value="([^"]*)"', page)
    assert value
    assert unescape(value[1]) == typed


def test_choices_made_are_still_made() -> None:
    form = Asked(MultiValueDict({"kind": ["b"], "several": ["a", "b"]}))
    page = drawn("{% field form.kind %}{% field form.several %}", form=form)
    checked = re.findall(r'name="(\w+)" value="(\w+)"[^>]* checked', page)
    assert sorted(checked) == [("kind", "b"), ("several", "a"), ("several", "b")]


def test_every_radio_button_has_one_label_of_its_own() -> None:
    page = drawn("{% field form.kind %}", form=Asked())
    assert re.findall(r'for="(id_kind_\d)"', page) == ["id_kind_0", "id_kind_1"]
    assert page.count("<input") == page.count("<label")


@pytest.mark.parametrize("size", ["s", "m", "l"])
def test_a_label_can_be_the_heading_of_the_page(size: str) -> None:
    page = drawn("{% field form.name heading=True label=size %}", form=Asked(), size=size)
    assert "<h1" in page
    assert f"govuk-label--{size}" in page


def refuse(_text: str) -> int:
    raise InvalidValue("gallery-value", expected="O")


def test_a_value_that_cannot_be_read_is_explained_beside_the_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_wordings", {})
    wording.register({"gallery-value": wording.Wording("Not read.", "It is no reference.", "Start with %(expected)s.")})

    class Read(Form):
        number = ValueField(read=refuse, label="Reference")

    form = Read({"number": "7K3"})
    page = drawn("{% field form.number %}", form=form)
    assert form.errors["number"] == ["It is no reference. Start with O."]
    assert 'value="7K3"' in page


def test_an_optional_value_left_empty_is_none() -> None:
    class Read(Form):
        number = ValueField(read=refuse, label="Reference", required=False)

    form = Read({"number": "  "})
    assert form.is_valid()
    assert form.cleaned_data["number"] is None


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("៥/២០០៨", "2008-05"), ("the year after", None), ("พ.ศ. 2551", "2008"), ("17 3 2026", "2026-03-17")],
)
def test_a_date_is_read_as_it_is_written(typed: str, iso: str | None) -> None:
    class Dated(Form):
        day = DateField(label="Day")

    form = Dated({"day": typed})
    if iso is None:
        assert not form.is_valid()
        assert form["day"].value() == typed
    else:
        assert form.is_valid(), form.errors
        assert form.cleaned_data["day"].iso == iso
        assert form.cleaned_data["day"].as_written == typed
