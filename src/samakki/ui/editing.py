"""Forms that change what another officer may be changing too: nothing typed is lost, and nothing unseen overwritten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from samakki.ui.forms import Form, Text


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two officers differ.

    Attributes:
        label: of the field.
        now: what stands there, in words.
        typed: what the officer typed, in words.
    """

    label: Text
    now: str
    typed: str


class EditForm(Form):
    """Remembers what the officer saw (`seen`), and shows both texts where somebody changed it meanwhile."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    differences: tuple[Difference, ...] = ()
    is_changed_meanwhile = False

    def begin_with(self, mark: str) -> None:
        """Remember what the officer is shown."""
        self.initial["seen"] = mark

    @property
    def seen_mark(self) -> str | None:
        """What the officer saw."""
        return self.cleaned_data.get("seen") or None

    def show_meanwhile(self, mark: str, now: Mapping[str, Any]) -> None:
        """Show what stands there now beside what was typed; saving again takes the place of it knowingly.

        Args:
            mark: of what stands there now.
            now: values by name of the field, as the form begins with.
        """
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("seen")] = mark
        self.data = data
        self.is_changed_meanwhile = True
        self.differences = tuple(
            Difference(self[name].label, _words(self.fields[name], now[name]), _words(self.fields[name], typed))
            for name in self.fields
            if name in now and name != "seen"
            for typed in [self[name].value()]
            if _plain(typed) != _plain(now[name])
        )


def _plain(value: object) -> object:
    """A value as two of them are compared, whatever a browser did to it."""
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(str(getattr(one, "value", one)) for one in value)
    if value in {None, False, ""}:
        return ""
    if value is True or value == "on":
        return "on"
    return "\n".join(str(getattr(value, "value", value)).strip().splitlines())


def _words(field: forms.Field, value: object) -> str:
    """A value as the page shows it."""
    if isinstance(field, forms.BooleanField):
        return gettext("Yes") if _plain(value) else gettext("No")
    if isinstance(field, forms.ChoiceField):
        known = {str(key): str(words) for key, words in _flat(field)}
        some = _plain(value if isinstance(value, list | tuple | set | frozenset) else [value])
        return ", ".join(known.get(str(one), str(one)) for one in some) if isinstance(some, list) else ""
    return str(_plain(value))


def _flat(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    return [
        pair
        for key, words in cast("Iterable[tuple[Any, Any]]", field.choices)
        for pair in (words if isinstance(words, list | tuple) else [(key, words)])
    ]
