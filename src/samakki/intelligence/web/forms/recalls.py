"""Forms for what left: taking it back, answering who wants to do more with it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import DayField, choosing
from samakki.intelligence.domain.holdings import ReleaseState
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.web.forms.disclosures import DAY_WRONG, Hinted
from samakki.intelligence.web.forms.fields import one_of
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.ui.forms import Form


class RecallForm(Form):
    """What holders are asked, why, and other words where it is corrected."""

    scope = forms.TypedChoiceField(
        label=_("What the other desks should do"),
        coerce=RecallScope,
        choices=[(one.value, said) for one, (said, _hint) in words.SCOPES.items()],
        widget=Hinted,
        error_messages=choosing(_("Choose what they should do")),
    )
    items = forms.MultipleChoiceField(
        label=_("What it is about"),
        help_text=_("Tick nothing for all of it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = one_of(
        RecallReason,
        words.RECALL_REASONS,
        label=_("Reason they are told"),
        missing=_("Choose the reason"),
        without=[RecallReason.EXPIRED],
    )
    note = forms.CharField(
        label=_("Why, for your own overseers"),
        help_text=_("The other desks do not see this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why it is taken back")},
    )

    def offer(self, parts: Sequence[tuple[str, object]], texts: Mapping[str, str]) -> None:
        """Say which parts there are, and offer a field with the present words of each that can be corrected."""
        self.set_choices("items", list(parts))
        for one, called in parts:
            if one in texts:
                self.fields[f"words-{one}"] = forms.CharField(
                    label=called,  # type: ignore[arg-type]  # words
                    help_text=_("Only to correct it: write the right words."),
                    required=False,
                    max_length=4000,
                    widget=forms.Textarea(attrs={"rows": 3}),
                )

    @property
    def of_words(self) -> list[forms.BoundField]:
        """Fields for other words."""
        return [self[name] for name in self.fields if name.startswith("words-")]

    @property
    def corrections(self) -> dict[str, str]:
        """Other words by id."""
        if self.cleaned_data["scope"] is not RecallScope.CORRECT:
            return {}
        return {
            name.removeprefix("words-"): self.cleaned_data[name]
            for name in self.fields
            if name.startswith("words-") and self.cleaned_data[name].strip()
        }


class ReleaseAnswerForm(Form):
    """What may be done with what was given."""

    answer = forms.TypedChoiceField(
        label=_("Your answer"),
        coerce=ReleaseState,
        choices=[
            (ReleaseState.APPROVED.value, _("Yes, as it is")),
            (ReleaseState.APPROVED_SANITISED.value, _("Yes, with other words")),
            (ReleaseState.REFUSED.value, _("No")),
        ],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose your answer")),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The other desk reads it. Needed for a no."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = DayField(
        label=_("Last day on which it may be used so"), required=False, error_messages={"invalid": DAY_WRONG}
    )

    def offer(self, texts: Mapping[str, tuple[object, str]]) -> None:
        """A field for other words of each item that is asked about."""
        for one, (called, text) in texts.items():
            self.fields[f"words-{one}"] = forms.CharField(
                label=called,  # type: ignore[arg-type]  # words
                help_text=_("Only for “with other words”."),
                required=False,
                max_length=4000,
                initial=text,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def words_given(self) -> dict[str, str]:
        """Other words by id."""
        return {
            name.removeprefix("words-"): self.cleaned_data[name] for name in self.fields if name.startswith("words-")
        }
