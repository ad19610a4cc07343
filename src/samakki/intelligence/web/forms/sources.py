"""Forms for sources and community reports."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect, choosing
from samakki.intelligence.domain.community import key_of
from samakki.intelligence.domain.lint import Finding
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import Concern, Obtained, SourceKind, Use
from samakki.intelligence.domain.writing import LONGEST_TEXT, NewCommunityReport
from samakki.intelligence.queries import CommunityDetail, LeadDesk, SourceRow
from samakki.intelligence.web.places import countries, districts, provinces
from samakki.intelligence.web.wording.values import CONCERNS, OBTAINED, SOURCE_KINDS, USES, WARNINGS
from samakki.kernel.dates import PartialDate
from samakki.ui.editing import EditForm
from samakki.ui.forms import DateField, Form
from samakki.ui.languages import LANGUAGES

DECISIONS = (Use.OWN_USE, Use.STATISTICS)


class SourceForm(Form):
    """Who a source is. Sealed when it is saved; the form is the last place that shows it without a grant."""

    kind = forms.TypedChoiceField(
        label=_("What sort of source"),
        coerce=SourceKind,
        choices=[(one.value, words) for one, words in SOURCE_KINDS.items()],
        initial=SourceKind.PERSON.value,
        error_messages=choosing(_("Choose what sort of source")),
    )
    names = forms.CharField(
        label=_("Names"),
        help_text=_("One on each line: the name in its own letters, in Latin letters, nicknames."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, **NO_SUGGESTIONS}),
    )
    phones = forms.CharField(
        label=_("Telephone numbers"),
        help_text=_("One on each line."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, **NO_SUGGESTIONS}),
    )
    handles = forms.CharField(
        label=_("Accounts"),
        help_text=_("LINE, Facebook, Telegram and so on; one on each line."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, **NO_SUGGESTIONS}),
    )
    contact = forms.CharField(
        label=_("How to reach them safely"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    notes = forms.CharField(label=_("Notes"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    @property
    def details(self) -> SourceDetails:
        """What was written."""
        wanted = self.cleaned_data
        return SourceDetails(
            _lines(wanted["names"]),
            _lines(wanted["phones"]),
            _lines(wanted["handles"]),
            wanted["contact"].strip(),
            wanted["notes"].strip(),
        )


class CommunityForm(EditForm):
    """What a community told."""

    told = forms.CharField(
        label=_("What was told"),
        help_text=_("As it was told. It stays with your agency, whatever is decided later."),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write what was told")},
    )
    concern = forms.TypedChoiceField(
        label=_("What it is about"),
        coerce=Concern,
        choices=[(one.value, words) for one, words in CONCERNS.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what it is about")),
    )
    country = forms.ChoiceField(label=_("Country"), required=False, widget=DataSelect, error_messages=choosing(""))
    province = forms.ChoiceField(
        label=_("Province"),
        help_text=_("Nobody outside your agency sees a finer place than province and district."),
        required=False,
        widget=DataSelect,
        error_messages=choosing(""),
    )
    district = forms.ChoiceField(
        label=_("District"),
        help_text=_("Choose the province, press the button below, then choose the district."),
        required=False,
        widget=DataSelect,
        error_messages=choosing(""),
    )
    exact_place = forms.CharField(
        label=_("Exact place"),
        help_text=_("For your agency alone: village, house, how to get there."),
        required=False,
        max_length=300,
    )
    source_reference = forms.ChoiceField(
        label=_("Number of who told it"),
        help_text=_("Who told it stands in a sealed record of your agency. Here is only its number."),
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
        label=_("Language"),
        required=False,
        choices=[("", _("Not said")), *LANGUAGES],
        widget=DataSelect,
        error_messages=choosing(""),
    )

    def offer(self, sources: Sequence[SourceRow], *, country: str, province: str) -> None:
        """Offer the informants of this officer, and places of the country and province chosen so far."""
        numbers = [("", _("None, or not to be kept")), *((one.reference, one.reference) for one in sources)]
        self.set_choices("source_reference", numbers)
        self.set_choices("country", countries())
        self.set_choices("province", provinces(country))
        self.set_choices("district", districts(province))

    def hold(self, held: CommunityDetail) -> None:
        """Fill in what stands there."""
        self.initial.update(
            {
                "told": held.told,
                "concern": held.concern.value,
                "country": held.country,
                "province": held.province,
                "district": held.district,
                "exact_place": held.exact_place,
                "source_reference": held.source_reference,
                "obtained_how": held.obtained_how.value,
                "obtained_on": held.obtained_as_written or held.obtained_on,
                "language": held.language,
            }
        )

    @property
    def new(self) -> NewCommunityReport:
        """What was written."""
        wanted = self.cleaned_data
        when: PartialDate | None = wanted["obtained_on"]
        return NewCommunityReport(
            wanted["told"],
            concern=wanted["concern"],
            country=wanted["country"],
            province=wanted["province"],
            district=wanted["district"],
            exact_place=wanted["exact_place"].strip(),
            language=wanted["language"],
            obtained_how=wanted["obtained_how"],
            obtained_on=when.iso if when else "",
            obtained_as_written=self.data.get("obtained_on", "").strip()[:80] if when else "",
            source_reference=wanted["source_reference"],
        )


class UseForm(Form):
    """What becomes of a community report that does not go to the police."""

    use = forms.TypedChoiceField(
        label=_("What becomes of it"),
        coerce=Use,
        choices=[(one.value, USES[one][0]) for one in DECISIONS],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what becomes of it")),
    )


class LeadForm(Form):
    """A text for the police, the desk, and why each warning stays."""

    text = forms.CharField(
        label=_("What the police may read"),
        help_text=_("In your own words. Not who told it, not the exact place. They also see province and district."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write what the police may read")},
    )
    desk = forms.ChoiceField(
        label=_("Police desk"), widget=DataSelect, error_messages=choosing(_("Choose the police desk"))
    )

    def offer(self, desks: Sequence[LeadDesk]) -> None:
        """Offer the desks that take leads."""
        choices = [("", ""), *((one.address, f"{one.name} – {one.address}") for one in desks)]
        self.set_choices("desk", choices)

    def ask_about(self, findings: Sequence[Finding]) -> None:
        """Ask about each warning why it stays."""
        self.findings = tuple(findings)
        for number, one in enumerate(self.findings):
            what, do = WARNINGS[one.code]
            self.fields[f"keep-{number}"] = forms.CharField(
                label=str(what),
                help_text=str(do),
                required=False,
                max_length=300,
            )
            # The answer belongs to these words: a later text may have another warning under the same number.
            self.fields[f"about-{number}"] = forms.CharField(
                required=False, initial=key_of(one), widget=forms.HiddenInput()
            )

    def reasons(self) -> dict[str, str]:
        """Why warnings stay, by their key."""
        found = {}
        for number in range(len(getattr(self, "findings", ()))):
            about = self.data.get(f"about-{number}", "")
            found[about] = self.data.get(f"keep-{number}", "")
        return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
