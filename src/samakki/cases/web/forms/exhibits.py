"""Forms of exhibits and their chain of custody."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DayField, choosing
from samakki.cases.domain.disclosure import DisclosureKind, DisclosureState, HelpsDefence
from samakki.cases.domain.exhibits import CHECKLISTS, LONGEST_DESCRIPTION, CheckAnswer, ExhibitKind, FileRole
from samakki.cases.web.forms.fields import because
from samakki.cases.web.forms.moments import ClockField, ZoneField
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
from samakki.ui.editing import EditForm
from samakki.ui.forms import Form, Text, ValueField
from samakki.ui.wording import Text as Words

DAY_WRONG = {"invalid": _("Type a whole day, such as 2026-03-01"), "required": _("Give the day")}


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


class ChecklistForm(EditForm):
    """What was done at the seizure."""

    def __init__(self, *given: Any, kind: ExhibitKind, **options_given: Any) -> None:  # noqa: ANN401  (as Django's form)
        super().__init__(*given, **options_given)
        for step in CHECKLISTS[kind]:
            self.fields[step] = forms.ChoiceField(
                label=str(CHECKS[step]), choices=options(CHECK_ANSWERS), widget=forms.RadioSelect, required=False
            )

    def answers(self) -> dict[str, CheckAnswer]:
        """Answers by step; a step that nobody answered is left out."""
        return {step: CheckAnswer(answer) for step, answer in self.cleaned_data.items() if answer and step != "seen"}


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
