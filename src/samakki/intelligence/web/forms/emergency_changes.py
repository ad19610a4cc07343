"""The form with which an emergency is taken back or put right."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import RadiosWithHints, choosing
from samakki.intelligence.domain.emergencies import FIELDS, LONGEST
from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.web.wording.emergencies import CHANGES, LINES
from samakki.ui.forms import Form


class Hinted(RadiosWithHints):
    """Radio buttons, each with what happens."""

    option_hints: Mapping[str, object] = {one.value: hint for one, (_words, hint) in CHANGES.items()}


class ChangeForm(Form):
    """What is no longer so, which desks should not have it, the five lines as they are right."""

    change = forms.TypedChoiceField(
        label=_("What is no longer so?"),
        coerce=Change,
        choices=[(one.value, said) for one, (said, _hint) in CHANGES.items()],
        widget=Hinted,
        error_messages=choosing(_("Choose what is no longer so")),
    )
    desks = forms.MultipleChoiceField(
        label=_("Desks that should not have it"),
        help_text=_("Only where it went to a wrong desk."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, desks: Sequence[tuple[str, object]], lines: Mapping[str, str]) -> None:
        """Say which desks have it, and begin with the lines as they were sent."""
        self.set_choices("desks", list(desks))
        for name in FIELDS:
            self.fields[name] = forms.CharField(
                label=LINES[name],  # type: ignore[arg-type]  # words
                required=False,
                max_length=LONGEST,
                initial=lines.get(name, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def of_lines(self) -> list[forms.BoundField]:
        """Fields of the five lines."""
        return [self[name] for name in FIELDS]
