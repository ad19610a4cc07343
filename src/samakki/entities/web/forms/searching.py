"""The one box, and what a search is narrowed by."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import Purpose
from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DayField, RadiosWithHints, choosing
from samakki.access.web.wording.vocabulary import PURPOSES
from samakki.entities.domain import gazetteer
from samakki.entities.domain.searching import LONGEST_QUERY, Scope, SearchFilters
from samakki.entities.web.searchable import type_choices
from samakki.entities.web.wording.searching import SCOPE_HINTS, SCOPES
from samakki.kernel.references import parse_reference
from samakki.ui.forms import Form, ValueField
from samakki.ui.terms import INFORMATION_NUMBERS, SOURCE_LETTERS
from samakki.ui.wording import Text

WHOLE_DAY = {"invalid": _("Type a whole day, such as 2026-03-01")}
UNSURE = {"X", "4"}  # the worst of each scale: at least that is everything


class SearchForm(Form):
    """What to look for, and where."""

    text = forms.CharField(
        label=_("Name, number, plate, place or words"),
        max_length=LONGEST_QUERY,
        strip=True,
        error_messages={"required": _("Type what you look for")},
        widget=forms.TextInput(attrs={**NO_SUGGESTIONS, "type": "search", "dir": "auto", "translate": "no"}),
    )
    scope = forms.ChoiceField(
        label=_("Where to look"),
        choices=[(scope.value, words) for scope, words in SCOPES.items()],
        initial=Scope.MINE.value,
        error_messages=choosing(_("Say where to look")),
        widget=RadiosWithHints,
    )
    purpose = forms.ChoiceField(
        label=_("What for"),
        required=False,
        error_messages=choosing(""),
        help_text=_("Needed for a search beyond your own records. It is written into the log."),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=type_choices, error_messages=choosing(""))
    case = ValueField(
        read=lambda text: parse_reference(text, prefix="C"),
        label=_("Case"),
        help_text=_("Its reference, such as C-7K3QR."),
        required=False,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    place = forms.CharField(
        label=_("Province"),
        help_text=_("In any script, such as Battambang."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    since = DayField(label=_("From"), required=False, error_messages=WHOLE_DAY)
    until = DayField(label=_("Until"), required=False, error_messages=WHOLE_DAY)
    source = forms.ChoiceField(
        label=_("Source at least"),
        required=False,
        error_messages=choosing(""),
        choices=[("", _("Any")), *((code, words) for code, words in SOURCE_LETTERS.items() if code not in UNSURE)],
    )
    information = forms.ChoiceField(
        label=_("Information at least"),
        required=False,
        error_messages=choosing(""),
        choices=[("", _("Any")), *((code, words) for code, words in INFORMATION_NUMBERS.items() if code not in UNSURE)],
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, purposes: Iterable[Purpose] = ()) -> None:
        """Make a form; `purposes` are the officer's own."""
        super().__init__(data)
        self.fields["scope"].widget.option_hints = {scope.value: words for scope, words in SCOPE_HINTS.items()}
        own: list[tuple[str, Text]] = [(one.value, PURPOSES[one]) for one in purposes]
        self.set_choices("purpose", [("", _("Choose one")), *own])

    def clean_place(self) -> str:
        """The code of the province."""
        text: str = self.cleaned_data["place"].strip()
        if not text:
            return ""
        found = [one for one in gazetteer.find(text) if one.is_province]
        if not found:
            raise forms.ValidationError(_("No province is called so. Type another spelling, or leave it empty."))
        return found[0].code

    def clean(self) -> dict[str, Any]:
        """Check that the days are in order."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("since"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day is before the first."))
        return cleaned

    def narrows(self) -> bool:
        """Whether anything but the box was filled in, or is wrong, so that the page opens that part."""
        if not self.is_bound:
            return False
        names = [name for name in self.fields if name not in {"text", "scope"}]
        return self["scope"].value() == Scope.ALL.value or any(
            self[name].value() or self[name].errors for name in names
        )

    def filters(self) -> SearchFilters:
        """The filters of a valid form."""
        given = self.cleaned_data
        return SearchFilters(
            scope=Scope(given["scope"]),
            purpose=given["purpose"] if given["scope"] == Scope.ALL.value else "",
            types=frozenset({given["kind"]} - {""}),
            case=given["case"] or "",
            since=given["since"].isoformat() if given["since"] else "",
            until=given["until"].isoformat() if given["until"] else "",
            province=given["place"],
            source_grade=given["source"],
            information_grade=given["information"],
        )
