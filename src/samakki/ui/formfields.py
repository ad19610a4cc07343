"""How a form field is drawn: which kind of component its widget needs, and what a screen reader hears with it."""

from typing import Any

from django import forms
from django.forms import BaseForm, BoundField, Widget
from django.utils.html import format_html
from django.utils.translation import gettext

KINDS: tuple[tuple[type[Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.PasswordInput, "password"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)
CLASSES = {
    "input": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "checkboxes": "govuk-checkboxes__input",
    "radios": "govuk-radios__input",
}


def kind_of(widget: Widget) -> str:
    """Name of the component for a widget; everything unknown is a one-line input."""
    return next((kind for widget_class, kind in KINDS if isinstance(widget, widget_class)), "input")


def described(
    bound: BoundField, *, width: str = "", heading: bool = False, label: str = "", optional: bool = True
) -> dict[str, Any]:
    """All that the field's template needs.

    Args:
        bound: a field of a form, bound or not.
        width: of a one-line input, in characters (2, 3, 4, 5, 10, 20, 30).
        heading: the label is the page's only heading.
        label: size of the label, "s", "m", "l" or "" for body text.
        optional: write "(optional)" after the label of a field that may stay empty.
    """
    bound.form.use_required_attribute = False
    kind = kind_of(bound.field.widget)
    identity = bound.auto_id or bound.html_name
    hint_id = f"{identity}-hint" if bound.help_text else ""
    error_id = f"{identity}-error" if bound.errors else ""
    attrs: dict[str, str | bool] = {"class": " ".join(_classes(kind, width=width, wrong=bool(bound.errors)))}
    if spoken := " ".join(part for part in (hint_id, error_id) if part):
        attrs["aria-describedby"] = spoken
    if kind == "textarea":
        attrs.setdefault("rows", str(bound.field.widget.attrs.get("rows", "5")))
    words = str(bound.label)
    if optional and not bound.field.required and kind not in ("checkbox", "hidden"):
        before, _label, after = gettext("%(label)s (optional)").partition("%(label)s")
        words = format_html("{}{}{}", before, words, after)  # a label may be marked-up data
    is_choices = kind in ("radios", "checkboxes")
    size = label or ("l" if heading else "")
    return {
        "bound": bound,
        "kind": kind,
        "id": identity,
        "label": words,
        "label_class": f"govuk-{'fieldset__legend' if is_choices else 'label'}--{size}" if size else "",
        "heading": heading,
        "hint_id": hint_id,
        "error_id": error_id,
        "wrong_group": " govuk-form-group--error" if error_id else "",
        "described_by": spoken,
        "widget": "" if is_choices else bound.as_widget(attrs=attrs),
        "options": _options(bound, CLASSES[kind]) if is_choices else (),
    }


def _options(bound: BoundField, css: str) -> list[dict[str, Any]]:
    """Each radio button or check box of a field with its own label, and its hint where the widget has one.

    A widget says hints in an attribute ``option_hints``: words by value of the option.
    """
    hints = getattr(bound.field.widget, "option_hints", {})
    options = []
    for option in bound.subwidgets:
        hint = hints.get(str(option.data["value"]), "")
        spoken = {"aria-describedby": f"{option.id_for_label}-hint"} if hint else {}
        option.data["attrs"] = {**option.data["attrs"], **spoken, "class": css}
        option.data["wrap_label"] = False
        options.append({"widget": option.tag(), "id": option.id_for_label, "label": option.choice_label, "hint": hint})
    return options


def _classes(kind: str, *, width: str, wrong: bool) -> list[str]:
    classes = [CLASSES[kind]] if kind in CLASSES else []
    if width and kind in ("input", "password"):
        classes.append(f"govuk-input--width-{width}")
    if wrong and kind in ("input", "password", "textarea", "select", "file"):
        classes.append(f"{classes[0].split()[0]}--error")
    return classes


def mistakes(form: BaseForm) -> list[dict[str, str]]:
    """Every mistake of a form in the order of its fields, with the id a link should jump to.

    A general message ("This field is required.") gets the field's label in front: away from its field it says nothing.
    """
    if not form.is_bound:
        return []
    found = [{"text": str(error), "target": ""} for error in form.non_field_errors()]
    for bound in form:
        general = {str(text) for text in _general_messages(type(bound.field))}
        for error in bound.errors:
            words = gettext("%(label)s: %(mistake)s") % {"label": bound.label, "mistake": error}
            found.append({"text": words if str(error) in general else str(error), "target": _first_input(bound)})
    return found


def _general_messages(field: type[forms.Field]) -> list[object]:
    return [text for base in field.__mro__ for text in getattr(base, "default_error_messages", {}).values()]


def _first_input(bound: BoundField) -> str:
    identity = str(bound.auto_id or bound.html_name)
    return f"{identity}_0" if kind_of(bound.field.widget) in ("radios", "checkboxes") else identity
