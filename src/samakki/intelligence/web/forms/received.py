"""Forms of the desk that got something: declining, asking, noting a use; emergencies."""

from collections.abc import Sequence
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import DataSelect, DayField, choosing
from samakki.intelligence.domain.emergencies import LONGEST, EmergencyFinding
from samakki.intelligence.domain.holdings import DeclineReason, Use
from samakki.intelligence.domain.recalls import KeepGround
from samakki.intelligence.queries.desks import ListedDesk
from samakki.intelligence.web.forms.fields import one_of
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.ui.forms import Form
from samakki.ui.templatetags.samakki import as_is

REPLY_DAYS = 14


class DeclineForm(Form):
    """Why the desk does not take it."""

    reason = one_of(
        DeclineReason,
        words.DECLINES,
        label=_("Why your desk does not take it"),
        missing=_("Choose why your desk does not take it"),
    )
    note = forms.CharField(
        label=_("A few words for the sender"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AskForm(Form):
    """What the desk wants to do that needs the owner's yes."""

    use = one_of(Use, words.USES, label=_("What you want to do"), missing=_("Choose what you want to do"))
    to = forms.ChoiceField(
        label=_("Desk it would go to"),
        help_text=_("Only for passing it on."),
        required=False,
        widget=DataSelect,
        error_messages=choosing(_("Choose a desk of the list")),
    )
    items = forms.MultipleChoiceField(
        label=_("What it is about"),
        help_text=_("Tick nothing for all of it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(
        label=_("What you need it for"),
        help_text=_("The owner reads this and decides by it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you need it for")},
    )
    reply_by = DayField(
        label=_("Day by which you need an answer"),
        error_messages={"required": _("Choose the day"), "invalid": _("Type a whole day, such as 2026-03-01")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["reply_by"].initial = timezone.localdate() + timedelta(days=REPLY_DAYS)

    def offer(self, parts: Sequence[tuple[str, object]], desks: Sequence[ListedDesk]) -> None:
        """Say which parts there are, and which desks it could go to."""
        self.set_choices("items", list(parts))
        self.set_choices("to", [("", ""), *((one.address, as_is(f"{one.name} ({one.address})")) for one in desks)])

    def clean(self) -> dict[str, object]:
        """Ask for the desk at once, beside the other mistakes."""
        said: dict[str, object] = super().clean() or {}
        if said.get("use") is Use.ONWARD and not said.get("to") and "to" not in self.errors:
            self.add_error("to", _("Choose the desk it would go to"))
        return said


class AskAgainForm(Form):
    """By which later day the desk needs an answer."""

    reply_by = DayField(
        label=_("Day by which you need an answer"),
        error_messages={"required": _("Choose the day"), "invalid": _("Type a whole day, such as 2026-03-01")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["reply_by"].initial = timezone.localdate() + timedelta(days=REPLY_DAYS)


class UseForm(Form):
    """What a copy was used for."""

    item = forms.ChoiceField(
        label=_("What was used"), widget=forms.RadioSelect, error_messages=choosing(_("Choose what was used"))
    )
    ground = forms.TypedChoiceField(
        label=_("What it was used for"),
        coerce=KeepGround,
        choices=[
            (KeepGround.ARREST.value, _("An arrest")),
            (KeepGround.CHARGE.value, _("A charge")),
            (KeepGround.REQUEST.value, _("A formal request")),
            (KeepGround.COURT_FILE.value, _("A court file")),
        ],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what it was used for")),
    )

    def offer(self, parts: Sequence[tuple[str, object]]) -> None:
        """Say which parts there are."""
        self.set_choices("item", list(parts))


def _line(label: object, hint: object) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # words
        help_text=hint,  # type: ignore[arg-type]  # words
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write a few words")},
    )


class EmergencyForm(Form):
    """Five lines, whom it goes to, why it cannot wait."""

    who = _line(_("Who is in danger"), _("Only what is needed to find and help them."))
    where = _line(_("Where"), _("As exactly as you know."))
    danger = _line(_("What the danger is"), "")
    needed = _line(_("What is needed now"), "")
    call_back = _line(_("Whom they call back"), _("Your name or number, as they can use it."))
    first = forms.ChoiceField(
        label=_("Desk that gets it now"), error_messages=choosing(_("Choose the desk that gets it now"))
    )
    second = forms.ChoiceField(label=_("Desk that gets it if nobody answers in 15 minutes"), required=False)
    third = forms.ChoiceField(label=_("And the one after that"), required=False)
    reason = forms.CharField(
        label=_("Why it cannot wait for the usual way"),
        help_text=_("A supervisor of yours reads it within a day. It does not leave."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why it cannot wait")},
    )

    def offer(self, desks: Sequence[ListedDesk]) -> None:
        """Duty desks of the directory, each with its telephone."""
        choices = [("", ""), *((one.address, as_is(_with_phone(one))) for one in desks)]
        for name in ("first", "second", "third"):
            self.set_choices(name, choices)

    @property
    def desks(self) -> list[str]:
        """Chosen desks in their order."""
        return [self.cleaned_data[name] for name in ("first", "second", "third") if self.cleaned_data.get(name)]


class FindingForm(Form):
    """What a supervisor says of an emergency afterwards."""

    finding = one_of(EmergencyFinding, words.FINDINGS, label=_("What you find"), missing=_("Choose what you find"))


def _with_phone(one: ListedDesk) -> str:
    return f"{one.name} ({one.address}) {one.phone}".strip()
