"""The form that records a protection check."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import DataSelect, choosing
from samakki.intelligence.domain.protection_checks import CheckAnswer, CheckedFor
from samakki.intelligence.web.forms.fields import one_of
from samakki.intelligence.web.places import every_country
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.ui.forms import Form


class CheckForm(Form):
    """A protection check about one state."""

    country = forms.ChoiceField(
        label=_("State it is about"),
        help_text=_("Its embassies and offices abroad count as that state."),
        widget=DataSelect,
        error_messages=choosing(_("Choose the state")),
    )
    looked_at = forms.TypedMultipleChoiceField(
        label=_("What was looked at"),
        coerce=CheckedFor,
        required=False,
        choices=[(one.value, said) for one, said in words.CHECKED.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    answer = one_of(
        CheckAnswer, words.CHECK_ANSWERS, label=_("What follows from it"), missing=_("Choose what follows from it")
    )
    words = forms.CharField(
        label=_("What the answer rests on"),
        help_text=_("It stays on this node. Write the code, not the name."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what the answer rests on")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.set_choices("country", [("", ""), *every_country()])
