"""Fields and widgets the forms of access share."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.ui.forms import Text

NO_SUGGESTIONS = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


def choosing(required: Text) -> dict[str, Text]:
    """Mistakes of a choice: nothing was chosen, or what was chosen is not offered any more."""
    return {"required": required, "invalid_choice": _("That is not offered any more. Choose one from the list.")}


class DayField(forms.DateField):
    """A whole day, picked or typed as the browser offers it; sent as 2026-03-01."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ("%Y-%m-%d",)


class DataSelect(forms.Select):
    """A list of data (codes, names, addresses), which neither we nor the browser translate."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on as they came
        """One option, marked as data."""
        option = super().create_option(*args, **kwargs)
        option["attrs"]["translate"] = "no"
        return option


class RadiosWithHints(forms.RadioSelect):
    """Radio buttons with a sentence under each; the drawing of fields reads ``option_hints``, words by value."""

    option_hints: Mapping[str, object] = {}
