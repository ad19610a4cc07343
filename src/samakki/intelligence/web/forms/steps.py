"""Forms for the steps of a report: what the second person, a reviewer or a case needs to know."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DayField, choosing
from samakki.intelligence.domain.vocabulary import (
    DestroyReason,
    FeedbackCode,
    LeadOutcome,
    ReturnReason,
)
from samakki.intelligence.web.wording.values import (
    DESTROY_REASONS,
    FEEDBACK,
    OUTCOMES,
    RETURNS,
)
from samakki.ui.forms import Form

FEEDBACK_DAYS = 60
REVIEW_DAYS = 365


class NoteForm(Form):
    """A step that may carry a note."""

    note = forms.CharField(
        label=_("Note"),
        help_text=_("For those who read the report in full."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FeedbackForm(NoteForm):
    """What came of a report."""

    finding = forms.TypedChoiceField(
        label=_("What came of it"),
        coerce=FeedbackCode,
        choices=[(one.value, words) for one, words in FEEDBACK.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what came of it")),
    )
    field_order = ("finding", "note")


class ReturnForm(Form):
    """Why a report is sent back."""

    reason = forms.TypedChoiceField(
        label=_("Why it goes back"),
        coerce=ReturnReason,
        choices=[(one.value, words) for one, words in RETURNS.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose why it goes back")),
    )
    note = forms.CharField(
        label=_("What should change"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class RetainForm(Form):
    """Until when a reviewed report is kept."""

    review_on = DayField(
        label=_("Day of the next review"),
        error_messages={
            "required": _("Choose the day on which somebody looks at it again"),
            "invalid": _("Type a whole day, such as 2026-03-01"),
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["review_on"].initial = timezone.localdate() + timedelta(days=REVIEW_DAYS)


class DestroyForm(Form):
    """Why a report is destroyed."""

    reason = forms.TypedChoiceField(
        label=_("Why it is destroyed"),
        coerce=DestroyReason,
        choices=[(one.value, words) for one, words in DESTROY_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose why it is destroyed")),
    )
    understood = forms.BooleanField(
        label=_("I know that its words cannot be brought back"),
        error_messages={"required": _("Tick the box if you want to go on")},
    )


class AuthoriseForm(Form):
    """The second person's yes."""

    feedback_due = DayField(
        label=_("Day by which feedback is due"),
        help_text=_("Whoever gets it says by then what came of it."),
        error_messages={
            "required": _("Choose the day by which feedback is due"),
            "invalid": _("Type a whole day, such as 2026-03-01"),
        },
    )
    understood = forms.BooleanField(
        label=_("I have read every word above as a stranger would"),
        error_messages={"required": _("Tick the box if you want to go on")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["feedback_due"].initial = timezone.localdate() + timedelta(days=FEEDBACK_DAYS)


class OutcomeForm(Form):
    """What the agency that passed a lead on is told."""

    outcome = forms.TypedChoiceField(
        label=_("What came of it"),
        coerce=LeadOutcome,
        choices=[(one.value, words) for one, words in OUTCOMES.items() if one is not LeadOutcome.RECEIVED],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what came of it")),
    )
    words = forms.CharField(
        label=_("A few words for them"),
        help_text=_("The agency reads this. Write nothing it may not know."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CaseForm(Form):
    """A case that a report goes into."""

    case = forms.CharField(
        label=_("Reference of the case"),
        help_text=_("Such as C-7K3QR."),
        max_length=40,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
        error_messages={"required": _("Type the reference of the case")},
    )
    item = forms.ChoiceField(label=_("What goes into it"), widget=forms.RadioSelect, error_messages=choosing(""))
    item.required = False
