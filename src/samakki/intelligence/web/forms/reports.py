"""Forms for a report and its text."""

from typing import BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import Purpose
from samakki.access.web.forms.widgets import DataSelect, choosing
from samakki.access.web.wording.vocabulary import PURPOSES
from samakki.entities.domain.files import FileKind
from samakki.entities.web.forms.files import StoredFileField
from samakki.intelligence.domain.states import State, Turn
from samakki.intelligence.domain.vocabulary import (
    Obtained,
    OriginalKind,
    SourceKind,
    Urgency,
)
from samakki.intelligence.domain.writing import LONGEST_HEADLINE, LONGEST_TEXT, NewReport
from samakki.intelligence.queries import ReportDetail, ReportFilters, SourceRow
from samakki.intelligence.web.wording.values import (
    OBTAINED,
    SOURCE_KINDS,
    STATES,
    TURNS,
    URGENCIES,
)
from samakki.kernel.dates import PartialDate
from samakki.ui.editing import EditForm
from samakki.ui.forms import DateField, Form
from samakki.ui.languages import LANGUAGES

CRIMES = (Purpose.INVESTIGATE_TRAFFICKING, Purpose.INVESTIGATE_SMUGGLING)


class ReportForm(Form):
    """A report: its text first, since that is what is at hand; everything else can follow."""

    text = forms.CharField(
        label=_("What was said or seen"),
        help_text=_("As it came, in its own language. It stays on this node and is never shown outside the team."),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        required=False,
        max_length=LONGEST_TEXT,
    )
    is_pasted = forms.BooleanField(
        label=_("I pasted it from a message or a paper: keep it exactly as it is"), required=False
    )
    file = StoredFileField(
        kind=FileKind.ORIGINAL,
        label=_("Or the file it came in"),
        help_text=_("A photograph, a scan, a message. It is kept sealed, exactly as it came."),
        required=False,
    )
    headline = forms.CharField(
        label=_("A few words to know it by"),
        help_text=_("Such as: Driver at the market. Never the name of the source or of a victim."),
        required=False,
        max_length=LONGEST_HEADLINE,
    )
    purpose = forms.TypedChoiceField(
        label=_("What it is about"),
        coerce=Purpose,
        choices=[(one.value, PURPOSES[one]) for one in CRIMES],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what it is about")),
    )
    urgency = forms.TypedChoiceField(
        label=_("How soon somebody has to act"),
        coerce=Urgency,
        choices=[(one.value, words) for one, (words, _colour) in URGENCIES.items()],
        widget=forms.RadioSelect,
        initial=Urgency.LOW.value,
        error_messages=choosing(_("Choose how soon somebody has to act")),
    )
    source_kind = forms.TypedChoiceField(
        label=_("What sort of source"),
        coerce=SourceKind,
        choices=[(one.value, words) for one, words in SOURCE_KINDS.items()],
        initial=SourceKind.UNKNOWN.value,
        error_messages=choosing(_("Choose what sort of source")),
    )
    source_reference = forms.ChoiceField(
        label=_("Number of the source"),
        help_text=_("Who a source is stands in a sealed record of its own. Here is only its number."),
        required=False,
        widget=DataSelect,
        error_messages=choosing(""),
    )
    obtained_how = forms.TypedChoiceField(
        label=_("How it came"),
        coerce=Obtained,
        choices=[(one.value, words) for one, words in OBTAINED.items()],
        initial=Obtained.TOLD.value,
        error_messages=choosing(_("Choose how it came")),
    )
    obtained_on = DateField(
        label=_("When it came"),
        help_text=_("As exactly as is known: 17 May 2026, May 2026, พ.ศ. 2569."),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of the text"),
        required=False,
        choices=[("", _("Not said")), *LANGUAGES],
        widget=DataSelect,
        error_messages=choosing(""),
    )

    def offer(self, purposes: frozenset[Purpose], sources: tuple[SourceRow, ...]) -> None:
        """Offer what this officer may choose."""
        offered = [one for one in CRIMES if one in purposes]
        self.set_choices("purpose", [(one.value, PURPOSES[one]) for one in offered])
        if offered and not self.is_bound:
            self.initial.setdefault("purpose", offered[0].value)
        numbers = [("", _("None, or not known")), *((one.reference, one.reference) for one in sources)]
        self.set_choices("source_reference", numbers)

    def clean(self) -> dict[str, object]:
        """There is a text, or a file."""
        found = super().clean() or {}
        if not found.get("text", "").strip() and not found.get("file") and "file" not in self.errors:
            self.add_error("text", _("Write or paste the text, or choose a file."))
        return found

    @property
    def new(self) -> NewReport:
        """What was written."""
        wanted = self.cleaned_data
        when: PartialDate | None = wanted["obtained_on"]
        return NewReport(
            wanted["purpose"],
            wanted["text"],
            urgency=wanted["urgency"],
            headline=wanted["headline"].strip(),
            source_kind=wanted["source_kind"],
            source_reference=wanted["source_reference"],
            obtained_how=wanted["obtained_how"],
            obtained_on=when.iso if when else "",
            obtained_as_written=self.data.get("obtained_on", "").strip()[:80] if when else "",
            language=wanted["language"],
            original_kind=OriginalKind.PASTED if wanted["is_pasted"] else OriginalKind.TYPED,
        )

    @property
    def uploaded(self) -> tuple[BinaryIO | None, str]:
        """The file and its name as the browser sent it."""
        file = self.cleaned_data.get("file")
        if not isinstance(file, UploadedFile):
            return None, ""
        return cast("BinaryIO", file.file), file.name or ""


class ReportChangeForm(ReportForm, EditForm):
    """Head and text of a draft. A file, or a text that was pasted, stays as it came."""

    is_pasted = None  # type: ignore[assignment]  # Django's way to leave a field of the base out
    file = None  # type: ignore[assignment]  # as above

    def hold(self, detail: ReportDetail) -> None:
        """Fill in what stands there, and leave the text out where it does not change."""
        held = detail.received
        if held is None:
            return
        self.is_text_fixed = held.kind is not OriginalKind.TYPED
        self.initial.update(
            {
                "text": held.raw,
                "headline": held.headline,
                "purpose": detail.purpose.value,
                "urgency": detail.urgency.value,
                "source_kind": detail.source_kind.value,
                "source_reference": held.source_reference,
                "obtained_how": held.obtained_how.value,
                "obtained_on": held.obtained_as_written or held.obtained_on,
                "language": held.language,
            }
        )
        if self.is_text_fixed:
            self.fields["text"].disabled = True
            self.fields["text"].help_text = _("As it came. It does not change.")

    def clean(self) -> dict[str, object]:
        """A typed text is not emptied."""
        found = forms.Form.clean(self) or {}
        if not getattr(self, "is_text_fixed", False) and not found.get("text", "").strip():
            self.add_error("text", _("Write or paste the text."))
        return found

    @property
    def new(self) -> NewReport:
        """What was written."""
        self.cleaned_data["is_pasted"] = False
        return super().new


class ReportFilterForm(Form):
    """What a list of reports is narrowed to."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All"))]
        + [(one.value, words) for one, (words, _colour) in STATES.items() if one is not State.DISSEMINATED],
        error_messages=choosing(""),
    )
    turn = forms.ChoiceField(
        label=_("Whose turn it is"),
        required=False,
        choices=[("", _("Anybody's")), *((one.value, words) for one, words in TURNS.items())],
        error_messages=choosing(""),
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"),
        required=False,
        choices=[("", _("Any")), *((one.value, words) for one, (words, _colour) in URGENCIES.items())],
        error_messages=choosing(""),
    )
    is_mine = forms.BooleanField(label=_("Only mine"), required=False)
    is_due = forms.BooleanField(label=_("Only those with a review or feedback due"), required=False)

    @property
    def filters(self) -> ReportFilters:
        """What was chosen; everything where the form is wrong."""
        wanted = getattr(self, "cleaned_data", {})
        return ReportFilters(
            states=(State(wanted["state"]),) if wanted.get("state") else (),
            turn=Turn(wanted["turn"]) if wanted.get("turn") else None,
            urgency=Urgency(wanted["urgency"]) if wanted.get("urgency") else None,
            is_mine=bool(wanted.get("is_mine")),
            is_due=bool(wanted.get("is_due")),
        )
