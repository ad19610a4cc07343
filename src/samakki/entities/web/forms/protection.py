"""Forms around protecting a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, choosing
from samakki.entities.domain.protection import UndoReason
from samakki.entities.web.wording.protection import UNDO_REASONS
from samakki.kernel.references import parse_reference
from samakki.ui.forms import Form, ValueField


class ProtectForm(Form):
    """What else the person is called, and that the officer knows what will happen."""

    spellings = forms.CharField(
        label=_("Other names of this person in the records"),
        help_text=_(
            "One on each line: nicknames, names in other scripts, wrong spellings, the given name alone. Capital "
            "letters, the order of the parts and spaces between them make no difference."
        ),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4, **NO_SUGGESTIONS}),
    )
    code = ValueField(
        read=lambda text: parse_reference(text, prefix="P"),
        label=_("The person's code, if there is one already from another record"),
        help_text=_("Such as P-7K3QX. Then both records carry the same code."),
        required=False,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    understood = forms.BooleanField(
        label=_("I know that I cannot take this back"),
        error_messages={"required": _("Tick the box if you want to go on")},
    )

    def lines(self) -> list[str]:
        """The names that were typed."""
        return [line.strip() for line in self.cleaned_data["spellings"].splitlines() if line.strip()]


class UndoForm(Form):
    """Why a custodian takes a protection back."""

    reason = forms.TypedChoiceField(
        label=_("Reason"),
        coerce=UndoReason,
        choices=[("", ""), *((reason.value, words) for reason, words in UNDO_REASONS.items())],
        error_messages=choosing(_("Choose the reason")),
    )
    understood = forms.BooleanField(
        label=_("I know that everybody who reads these records will read the name again"),
        error_messages={"required": _("Tick the box if you want to go on")},
    )
