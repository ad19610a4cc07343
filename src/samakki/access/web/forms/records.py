"""Forms for who may see a record, who must not, and urgent access."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samakki.access import queries
from samakki.access.domain.breakglass import LEAST_REASON, LONGEST_REASON, Finding
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.membership import ASSIGNABLE, LONGEST, GrantReason
from samakki.access.domain.vocabulary import Basis, Purpose
from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect, DayField, choosing
from samakki.access.web.wording.records import EXCLUSION_REASONS, FINDINGS, GRANT_REASONS
from samakki.access.web.wording.vocabulary import BASES, PURPOSES
from samakki.kernel.references import parse_reference
from samakki.ui.forms import Form, ValueField
from samakki.ui.wording import filled


class ReferenceField(ValueField[str]):
    """The reference of a record, as printed; forgives spaces, small letters and look-alikes."""

    def __init__(self) -> None:
        super().__init__(
            read=parse_reference,
            label=_("Reference of the record"),
            help_text=_("Such as C-7K3QR."),
            widget=forms.TextInput(attrs=NO_SUGGESTIONS),
        )
        self.error_messages["required"] = _("Type the reference of the record")


class FindRecordForm(Form):
    """A record to go to."""

    reference = ReferenceField()


class TieForm(Form):
    """What every form that gives an officer access asks: who, what for, until when."""

    officer = forms.ChoiceField(label=_("Officer"), widget=DataSelect, error_messages=choosing(_("Choose the officer")))
    purpose = forms.TypedChoiceField(
        label=_("Purpose"),
        help_text=_("The officer can open the record for this only."),
        coerce=Purpose,
        choices=[("", ""), *((purpose.value, words) for purpose, words in PURPOSES.items())],
        error_messages=choosing(_("Choose the purpose")),
    )
    last_day = DayField(
        label=_("Last day"),
        required=False,
        error_messages={"invalid": _("Type a whole day, such as 2026-03-01")},
    )

    def offer(self, officers: Iterable[queries.OfficerChoice]) -> None:
        """Offer the officers who may be chosen."""
        self.set_choices(
            "officer", [("", ""), *((one.code, f"{one.full_name} – {one.code} – {one.desk}") for one in officers)]
        )

    @property
    def ends_at(self) -> datetime | None:
        """The end of the last day, in the node's time zone; ``None`` until somebody ends it."""
        day = self.cleaned_data["last_day"]
        if day is None:
            return None
        after = datetime.combine(day, datetime.min.time()) + timedelta(days=1)
        return timezone.make_aware(after)


class MemberForm(TieForm):
    """A new member of a record."""

    basis = forms.TypedChoiceField(
        label=_("Ground"),
        help_text=_("What ties the officer to the record."),
        coerce=Basis,
        choices=[("", ""), *((basis.value, BASES[basis]) for basis in Basis if basis in ASSIGNABLE)],
        error_messages=choosing(_("Choose the ground")),
    )
    field_order = ("officer", "basis", "purpose", "last_day")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["last_day"].help_text = _(
            "Empty: until somebody ends it. A session, a referral, a court order and a mandate need a last day."
        )


class GrantForm(TieForm):
    """A custodian's grant: an identity, for one officer, for a reason, until a day."""

    reason = forms.TypedChoiceField(
        label=_("Reason"),
        coerce=GrantReason,
        choices=[("", ""), *((reason.value, words) for reason, words in GRANT_REASONS.items())],
        error_messages=choosing(_("Choose the reason")),
    )
    field_order = ("officer", "reason", "purpose", "last_day")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        day = self.fields["last_day"]
        day.required = True
        day.error_messages["required"] = _("Enter the last day")
        day.help_text = _("At most %(days)s days from now.") % {"days": LONGEST[Basis.GRANT].days}


class ExclusionForm(Form):
    """Who is kept away from a record, and why."""

    reference = ReferenceField()
    officer = forms.CharField(
        label=_("Code of the officer"),
        help_text=_("Such as O-7K3QR. Leave it empty to exclude a whole desk."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    desk = forms.CharField(
        label=_("Address of the desk"),
        help_text=_("Such as KH/POL/AHTJPD/duty. Leave it empty to exclude one officer."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    reason = forms.TypedChoiceField(
        label=_("Reason"),
        coerce=ExclusionReason,
        choices=[("", ""), *((reason.value, words) for reason, words in EXCLUSION_REASONS.items())],
        error_messages=choosing(_("Choose the reason")),
    )


class UrgentAccessForm(Form):
    """A record that is needed because somebody is in danger."""

    reference = ReferenceField()
    reason = forms.CharField(
        label=_("What is dangerous, to whom, and why it cannot wait"),
        help_text=filled(
            _("From %(least)s to %(longest)s characters. Sealed; the reviewer reads it."),
            least=LEAST_REASON,
            longest=LONGEST_REASON,
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what is dangerous and why it cannot wait")},
    )
    understood = forms.BooleanField(
        label=_("I know that the owner of the record, the reviewers and the overseers are told now"),
        error_messages={"required": _("Tick the box if you want to go on")},
    )


class ReviewForm(Form):
    """What a reviewer found."""

    finding = forms.TypedChoiceField(
        label=_("What did you find?"),
        coerce=Finding,
        choices=[(finding.value, words) for finding, words in FINDINGS.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what you found")),
    )
