"""Forms of matching."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, choosing
from samakki.kernel.references import parse_reference
from samakki.matching.domain.vocabulary import FITTING, Judgement, Reason, WithdrawalReason
from samakki.matching.web.wording.judgements import CHOOSABLE, JUDGEMENTS, REASONS, WITHDRAWAL_REASONS
from samakki.ui.forms import Form, ValueField


class JudgeForm(Form):
    """Same, not the same, or cannot tell; and why."""

    judgement = forms.TypedChoiceField(
        label=_("Are these two the same?"),
        coerce=Judgement,
        choices=[(one.value, words) for one, (words, _colour) in JUDGEMENTS.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose Same, Not the same or Cannot tell")),
    )
    reason = forms.TypedChoiceField(
        label=_("Why?"),
        help_text=_("Leave it empty if you cannot tell."),
        coerce=Reason,
        empty_value=None,
        choices=[(one.value, words) for one, words in REASONS.items() if one is not Reason.TOO_LITTLE],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose the reason")),
    )

    def __init__(self, data: Mapping[str, str] | None = None, *, say: str = "") -> None:
        """Take what was sent, or begin with the answer that a link asked for."""
        super().__init__(data, initial={"judgement": say} if say else None)
        self.fields["reason"].required = (data or {}).get("judgement") != Judgement.UNSURE.value

    def clean(self) -> dict[str, object]:
        """Somebody who cannot tell needs no reason; everybody else gives one that goes with the answer."""
        given: dict[str, object] = super().clean() or self.cleaned_data
        judgement, reason = given.get("judgement"), given.get("reason")
        if judgement is Judgement.UNSURE:
            given["reason"] = Reason.TOO_LITTLE
        elif isinstance(judgement, Judgement) and isinstance(reason, Reason) and reason not in FITTING[judgement]:
            self.add_error("reason", _("This reason does not go with your answer: choose another"))
        return given


class OtherForm(Form):
    """The entity to compare with."""

    other = ValueField(
        read=lambda text: parse_reference(text, prefix="E"),
        label=_("Reference of the other one"),
        help_text=_("Such as E-7K3QR. It stands on its page and in every list."),
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["other"].error_messages["required"] = _("Type the reference of the other one")


class WithdrawForm(Form):
    """Why a judgement no longer holds."""

    reason = forms.TypedChoiceField(
        label=_("Why is it taken back?"),
        coerce=WithdrawalReason,
        choices=[(one.value, WITHDRAWAL_REASONS[one]) for one in CHOOSABLE],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose the reason")),
    )


class ConfirmForm(Form):
    """A second officer says the same."""

    understood = forms.BooleanField(
        label=_("I looked at both records myself and judge the same"),
        error_messages={"required": _("Tick the box if you judge the same")},
    )
