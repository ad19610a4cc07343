"""Forms of exhibits and their chain of custody."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect, DayField, choosing
from samakki.cases.domain.custody import CustodyPurpose, SealState
from samakki.cases.domain.disclosure import DisclosureKind, DisclosureState, HelpsDefence
from samakki.cases.domain.exhibits import CHECKLISTS, LONGEST_DESCRIPTION, CheckAnswer, ExhibitKind, FileRole
from samakki.cases.web.forms.fields import because
from samakki.cases.web.forms.moments import ClockField, ZoneField, instant
from samakki.cases.web.wording.custody import PURPOSES, SEAL_STATES
from samakki.cases.web.wording.exhibits import (
    CHECK_ANSWERS,
    CHECKS,
    DISCLOSURE_KINDS,
    DISCLOSURE_STATES,
    EXHIBIT_KINDS,
    FILE_ROLES,
    HELPS,
)
from samakki.entities.domain.files import FileKind
from samakki.entities.web.forms.files import StoredFileField
from samakki.kernel.references import parse_reference
from samakki.ui.forms import Form, Text, ValueField
from samakki.ui.wording import Text as Words

DAY_WRONG = {"invalid": _("Type a whole day, such as 2026-03-01"), "required": _("Give the day")}
OUTSIDE = "outside"


def options(words: Mapping[Any, Words]) -> list[tuple[str, Words]]:
    """Choices of a vocabulary, in its order."""
    return [(one.value, text) for one, text in words.items()]


def seal_field(label: Text, *, required: bool = False, help_text: Text = "") -> forms.CharField:
    """A number on a seal, as it reads."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=80,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
        error_messages={"required": _("Type the number on the seal")},
    )


class ExhibitForm(Form):
    """A new exhibit. Its checklist is answered on its own page, so that a seizure is written down at once."""

    kind = forms.ChoiceField(
        label=_("What sort of thing is it?"), choices=options(EXHIBIT_KINDS), error_messages=choosing(_("Choose one"))
    )
    description = forms.CharField(
        label=_("What is it?"),
        help_text=_("So that another officer would know it among others: make, colour, marks, what is written on it."),
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Describe the exhibit")},
    )
    seized_on = DayField(label=_("Seized on"), error_messages=DAY_WRONG)
    seized_time = ClockField(label=_("Time of seizure"), required=False)
    zone = ZoneField(label=_("By the clock of"))
    seized_place = forms.CharField(
        label=_("Place of seizure"), max_length=500, error_messages={"required": _("Say where it was seized")}
    )
    seal = seal_field(_("Number on the seal"), help_text=_("Leave it empty if it is not sealed."))
    legal_basis = forms.CharField(
        label=_("Warrant or article"), required=False, max_length=200, help_text=_("Under which it was seized.")
    )
    seized_by = forms.CharField(
        label=_("Officer who seized it, if it was not you"),
        required=False,
        max_length=200,
        help_text=_("Name and office, as on the record of seizure."),
    )
    received_on = DayField(label=_("Day you received it from that officer"), required=False, error_messages=DAY_WRONG)
    received_time = ClockField(label=_("Time you received it"), required=False)
    content = StoredFileField(
        kind=FileKind.EXHIBIT,
        label=_("File, if it is one"),
        required=False,
        help_text=_("A chat, recording or statement. Its SHA-256 digest is taken now. It is kept sealed."),
    )
    photo = StoredFileField(kind=FileKind.PHOTO, label=_("Photo"), required=False)
    paper = StoredFileField(kind=FileKind.PAPER, label=_("Scan of the signed record of seizure"), required=False)

    def clean(self) -> dict[str, Any]:
        """Who received it from another officer says when."""
        values = super().clean() or {}
        if values.get("seized_by") and not values.get("received_on"):
            self.add_error("received_on", _("Say when you received it"))
        return values

    def uploads(self) -> "dict[FileRole, UploadedFile[bytes]]":
        """Files that came with it, by role."""
        given = {
            FileRole.CONTENT: self.cleaned_data["content"],
            FileRole.PHOTO: self.cleaned_data["photo"],
            FileRole.PAPER: self.cleaned_data["paper"],
        }
        return {role: file for role, file in given.items() if file is not None}


class ChecklistForm(Form):
    """What was done at the seizure."""

    def __init__(self, *given: Any, kind: ExhibitKind, **options_given: Any) -> None:  # noqa: ANN401  (as Django's form)
        super().__init__(*given, **options_given)
        for step in CHECKLISTS[kind]:
            self.fields[step] = forms.ChoiceField(
                label=str(CHECKS[step]), choices=options(CHECK_ANSWERS), widget=forms.RadioSelect, required=False
            )

    def answers(self) -> dict[str, CheckAnswer]:
        """Answers by step; a step that nobody answered is left out."""
        return {step: CheckAnswer(answer) for step, answer in self.cleaned_data.items() if answer}


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
        self.fields["receiver"].choices = [  # type: ignore[attr-defined]  # a ChoiceField has them
            ("", ""),
            *officers,
            (OUTSIDE, _("Somebody outside this node")),
        ]

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


class FileForm(Form):
    """One more file of an exhibit."""

    role = forms.ChoiceField(
        label=_("What is it?"),
        choices=options(FILE_ROLES),
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose one")),
    )
    file = StoredFileField(
        kind=FileKind.EXHIBIT, label=_("File"), help_text=_("What is in it counts, not what its name ends in.")
    )
    note = forms.CharField(label=_("What does it show?"), required=False, max_length=200)


class DecisionForm(Form):
    """Whether something may help the defence, and whether it was shown."""

    helps = forms.ChoiceField(
        label=_("May it help the defence?"),
        help_text=_("Against the charge, for a lesser one, or against a witness."),
        choices=[(one.value, text) for one, text in HELPS.items() if one is not HelpsDefence.UNDECIDED],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose one")),
    )
    state = forms.ChoiceField(
        label=_("Was it shown?"),
        choices=options(DISCLOSURE_STATES),
        widget=forms.RadioSelect,
        initial=DisclosureState.NOT_YET.value,
        error_messages=choosing(_("Choose one")),
    )
    reason = because(_("Reason"), required=False)


class ListingForm(Form):
    """Something that is no exhibit, for the disclosure list."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=options(DISCLOSURE_KINDS),
        initial=DisclosureKind.REPORT.value,
        error_messages=choosing(_("Choose one")),
    )
    reference = ValueField(
        read=parse_reference,
        label=_("Reference"),
        help_text=_("Such as R-7K3QX. What it says stays where it is."),
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    words = forms.CharField(label=_("What is it about?"), required=False, max_length=300)


PURPOSE_OF = {one.value: one for one in CustodyPurpose}
STATE_OF = {one.value: one for one in SealState}
