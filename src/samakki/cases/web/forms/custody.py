"""Forms of hand-overs and of what else happens to an exhibit."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import DataSelect, DayField, choosing
from samakki.cases.domain.custody import CustodyPurpose, SealState
from samakki.cases.web.forms.exhibits import DAY_WRONG, options, seal_field
from samakki.cases.web.forms.fields import because
from samakki.cases.web.forms.moments import ClockField, ZoneField, instant
from samakki.cases.web.wording.custody import PURPOSES, SEAL_STATES
from samakki.entities.domain.files import FileKind
from samakki.entities.web.forms.files import StoredFileField
from samakki.ui.forms import Form

OUTSIDE = "outside"
PURPOSE_OF = {one.value: one for one in CustodyPurpose}
STATE_OF = {one.value: one for one in SealState}


class MoveForm(Form):
    """Fields that every change of hands has."""

    happened_on = DayField(label=_("Day"), error_messages=DAY_WRONG)
    happened_time = ClockField(label=_("Time"))
    zone = ZoneField(label=_("By the clock of"))

    def moment(self) -> Any:  # noqa: ANN401  (a datetime; the form is valid)
        """When it happened."""
        return instant(self.cleaned_data, "happened")[0]


class HandOverForm(MoveForm):
    """Giving an exhibit to an officer of the team, or to somebody outside."""

    receiver = forms.ChoiceField(
        label=_("Who receives it?"),
        help_text=_("An officer of the team is asked to confirm. Somebody outside signs a paper."),
        widget=DataSelect,
        error_messages=choosing(_("Choose who receives it")),
    )
    outside = forms.CharField(label=_("Name and office of a person outside"), required=False, max_length=200)
    purpose = forms.ChoiceField(
        label=_("What for?"), choices=options(PURPOSES), error_messages=choosing(_("Choose what for"))
    )
    seal_state = forms.ChoiceField(
        label=_("How is the seal?"),
        choices=options(SEAL_STATES),
        widget=forms.RadioSelect,
        error_messages=choosing(_("Say how the seal is")),
    )
    seal_before = seal_field(_("Number on the seal"), help_text=_("Read it from the seal, not from this page."))
    seal_after = seal_field(_("Number of a new seal, if you put one on"))
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    condition = forms.CharField(label=_("Condition of the exhibit"), required=False, max_length=1000)
    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    paper = StoredFileField(
        kind=FileKind.PAPER, label=_("Scan of the paper that the person outside signed"), required=False
    )
    field_order = ("receiver", "outside", "purpose", "happened_on", "happened_time", "zone")

    def offer(self, officers: Sequence[tuple[str, str]]) -> None:
        """Offer officers of the team, and somebody outside."""
        self.set_choices("receiver", [("", ""), *officers, (OUTSIDE, _("Somebody outside this node"))])

    def clean(self) -> dict[str, Any]:
        """Somebody outside has a name."""
        values = super().clean() or {}
        if values.get("receiver") == OUTSIDE and not values.get("outside"):
            self.add_error("outside", _("Write name and office of the person outside"))
        return values


class ReceiveForm(HandOverForm):
    """Taking an exhibit back from somebody outside."""

    def offer(self, officers: Sequence[tuple[str, str]]) -> None:
        """Nobody is offered: who records it receives it."""
        del self.fields["receiver"], self.fields["outside"]


class AnswerForm(Form):
    """The receiver's answer."""

    answer = forms.ChoiceField(
        label=_("Did you receive it as recorded?"),
        choices=[
            ("confirmed", _("Yes, I received it")),
            ("disputed", _("No, or not as recorded")),
        ],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Say whether you received it")),
    )
    received_on = DayField(label=_("Day you received it"), required=False, error_messages=DAY_WRONG)
    received_time = ClockField(label=_("Time you received it"), required=False)
    zone = ZoneField(label=_("By the clock of"))
    seal_state = forms.ChoiceField(
        label=_("How is the seal?"),
        choices=options(SEAL_STATES),
        widget=forms.RadioSelect,
        required=False,
    )
    seal_found = seal_field(_("Number on the seal"), help_text=_("Read it from the seal, not from this page."))
    condition = forms.CharField(label=_("Condition of the exhibit"), required=False, max_length=1000)
    remark = forms.CharField(
        label=_("What is not as recorded?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed if you answer no."),
    )


class ReasonForm(Form):
    """A reason in words."""

    remark = because()


class TakeOverForm(MoveForm):
    """Saying that one holds an exhibit."""

    seal_state = forms.ChoiceField(
        label=_("How is the seal?"),
        choices=options(SEAL_STATES),
        widget=forms.RadioSelect,
        error_messages=choosing(_("Say how the seal is")),
    )
    seal_before = seal_field(_("Number on the seal"))
    place = forms.CharField(label=_("Where did you find or receive it?"), required=False, max_length=200)
    remark = because(_("How did it come to you?"))


class ResealForm(MoveForm):
    """A new seal."""

    seal_state = forms.ChoiceField(
        label=_("How was the old seal?"),
        choices=options(SEAL_STATES),
        widget=forms.RadioSelect,
        error_messages=choosing(_("Say how the seal was")),
    )
    seal_before = seal_field(_("Number on the old seal"))
    seal_after = seal_field(_("Number on the new seal"), required=True)
    remark = because(_("Why was it opened?"))


class EndForm(MoveForm):
    """The end of custody."""

    kind = forms.ChoiceField(
        label=_("What happens to it?"),
        choices=[("returned", _("It goes back to its owner")), ("destroyed", _("It is destroyed by order"))],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose one")),
    )
    outside = forms.CharField(
        label=_("Who receives it"),
        required=False,
        max_length=200,
        help_text=_("For a protected person write the code, never the name."),
    )
    remark = because(_("Which order or decision, of which day?"))
    paper = StoredFileField(kind=FileKind.PAPER, label=_("Scan of the order or receipt"), required=False)
    field_order = ("kind", "outside", "happened_on", "happened_time", "zone")
