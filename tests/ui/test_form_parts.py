"""A drop-down list drawn in Python is, letter for letter, what Django's templates draw."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from samakki.ui.form_parts import Renderer

CHOICES = [
    ("", "All <b>acts</b>"),
    ("a&\"'", _("Yes")),
    (3, 4),
    ("group <", [("x", mark_safe("<i>as it is</i>")), (True, 1234567.5)]),
    (None, "none"),
    ("z", "ស្រី ก"),
]
ATTRIBUTES: list[dict[str, object]] = [
    {},
    {"class": 'a"b', "disabled": True, "required": False, "data-number": 3, "aria-describedby": "id-hint"},
]


class OwnOption(forms.Select):
    option_template_name = "django/forms/widgets/input_option.html"


@pytest.mark.parametrize("chosen", ["", "3", "x", "a&\"'", "not there"])
@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.RadioSelect, OwnOption])
def test_it_is_what_the_templates_draw(widget: type[forms.Select], attributes: dict[str, object], chosen: str) -> None:
    value = [chosen] if widget is forms.SelectMultiple else chosen
    drawn = [widget(choices=CHOICES).render("n<", value, attributes, one()) for one in (DjangoTemplates, Renderer)]
    assert drawn[0] == drawn[1]


def test_forms_of_pages_are_drawn_so() -> None:
    assert isinstance(forms.Form().renderer, Renderer)
