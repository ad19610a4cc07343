"""Forms of a case as a whole: opening, describing, stage, the two questions, review, lead, team, notes."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Purpose
from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect, DayField, RadiosWithHints, choosing
from samakki.access.web.wording.vocabulary import PURPOSES
from samakki.cases.domain.opening import LONGEST_NICKNAME
from samakki.cases.domain.reviews import StalledReason
from samakki.cases.domain.vocabulary import HypothesisAnswer, NoteKind, Offence, Stage
from samakki.cases.web.forms.fields import because
from samakki.cases.web.wording.people import STALLED
from samakki.cases.web.wording.values import ANSWERS, NOTE_KINDS, OFFENCES, STAGES, country_name, plain_country
from samakki.kernel.codes import REGION_COUNTRIES, Country
from samakki.kernel.handling import HandlingCode
from samakki.ui import terms
from samakki.ui.editing import EditForm
from samakki.ui.forms import Form
from samakki.ui.wording import Text

HANDLING: Mapping[HandlingCode, Text] = {one: terms.HANDLING[one.value] for one in HandlingCode} | {
    HandlingCode.H3: _("H3: other restrictions, written beside it"),
}
WHY_NO_NAME = _(
    "It shows in lists, on other screens and in files. A name, a nickname or a village would give a victim away."
)


class CountriesField(forms.TypedMultipleChoiceField):
    """Countries of the region, in the reader's language; others are added in a text field beside it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Countries it concerns"),
            help_text=_("Where people came from, passed through, were found or were exploited."),
            choices=lambda: [(one.code, country_name(one.code)) for one in REGION_COUNTRIES],
            coerce=str,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class DescribeForm(EditForm):
    """What a case is called, and which countries it concerns."""

    nickname = forms.CharField(
        label=_("Nickname of the case"),
        help_text=_(
            "What the team calls it, such as “Blue lorry”. Never a name, and nothing a person can be known by."
        ),
        max_length=LONGEST_NICKNAME,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
        error_messages={"required": _("Type a nickname")},
    )
    nickname_is_no_name = forms.BooleanField(
        label=_("Nobody can recognise a victim or witness by this nickname"),
        help_text=WHY_NO_NAME,
        error_messages={"required": _("Check the nickname, then tick the box")},
    )
    countries = CountriesField()
    other_countries = forms.CharField(
        label=_("Other countries"),
        help_text=_("Codes of two letters, with spaces between, such as KR JP."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )

    def clean_other_countries(self) -> tuple[str, ...]:
        """Codes, or the mistake beside the field."""
        codes = tuple(self.cleaned_data["other_countries"].upper().replace(",", " ").split())
        if not all(Country.is_code(code) for code in codes):
            raise forms.ValidationError(_("At least one of these is no country code. Type codes such as KR or JP."))
        return codes

    @property
    def all_countries(self) -> tuple[str, ...]:
        """Those ticked and those typed."""
        return (*self.cleaned_data["countries"], *self.cleaned_data["other_countries"])


class OpenForm(DescribeForm):
    """A new case."""

    offences = forms.TypedMultipleChoiceField(
        label=_("What may it be about?"),
        help_text=_("Two separate questions. Choose both where you do not know yet; you can change the answer later."),
        coerce=Offence,
        choices=[(one.value, words) for one, words in OFFENCES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one")},
    )
    purpose = forms.TypedChoiceField(
        label=_("What do you open it for?"),
        coerce=Purpose,
        error_messages=choosing(_("Choose what you open it for")),
    )
    handling = forms.TypedMultipleChoiceField(
        label=_("Handling codes"),
        coerce=HandlingCode,
        choices=[(one.value, words) for one, words in HANDLING.items()],
        initial=[HandlingCode.H0.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose H0 if no other holds")},
    )
    field_order = (
        "nickname",
        "nickname_is_no_name",
        "offences",
        "countries",
        "other_countries",
        "handling",
        "purpose",
    )

    def offer(self, purposes: Iterable[Purpose]) -> None:
        """Offer the purposes of the officer's roles; where there is one, it is chosen."""
        choices = [(one.value, PURPOSES[one]) for one in purposes]
        self.set_choices("purpose", choices if len(choices) == 1 else [("", ""), *choices])


class StageForm(Form):
    """The next stage."""

    to = forms.TypedChoiceField(
        label=_("Next stage"),
        coerce=Stage,
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose the stage")),
    )
    reason = because()

    def offer(self, stages: Iterable[Stage]) -> None:
        """Offer the stages that may follow."""
        self.set_choices("to", [(one.value, STAGES[one]) for one in stages])


class AnswerForm(Form):
    """An answer to one of the two questions."""

    answer = forms.TypedChoiceField(
        label=_("What do you think now?"),
        coerce=HypothesisAnswer,
        choices=[(one.value, words) for one, words in ANSWERS.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose an answer")),
    )
    reason = because()


class ReviewForm(Form):
    """Why a case does not move."""

    reasons = forms.TypedMultipleChoiceField(
        label=_("Why does the case not move?"),
        coerce=StalledReason,
        choices=[(one.value, words) for one, words in STALLED.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    moves_on = forms.BooleanField(label=_("It moves on: nothing holds it up"), required=False)
    words = because(_("What would help?"), required=False)
    next_review_on = DayField(label=_("Day to look again"), error_messages={"required": _("Choose a day")})


class OfficerForm(Form):
    """An officer of the team."""

    officer = forms.ChoiceField(label=_("Officer"), widget=DataSelect, error_messages=choosing(_("Choose the officer")))

    def offer(self, officers: Iterable[tuple[str, str]], *, empty: object = "") -> None:
        """Offer officers, as code and words."""
        self.set_choices("officer", [("", empty), *officers])


class MemberForm(OfficerForm):
    """A new member of the team."""

    purpose = forms.TypedChoiceField(
        label=_("Purpose"),
        help_text=_("The officer can open the case for this only."),
        coerce=Purpose,
        choices=[("", ""), *((purpose.value, words) for purpose, words in PURPOSES.items())],
        error_messages=choosing(_("Choose the purpose")),
    )

    def offer_choices(self, officers: Iterable[access.OfficerChoice]) -> None:
        """Offer the officers who may be put on the team."""
        self.offer((one.code, f"{one.full_name} – {one.code} – {one.desk}") for one in officers)


class HandOverForm(Form):
    """Another desk that takes over."""

    to_desk = forms.ChoiceField(
        label=_("Desk"),
        help_text=_("Desks with somebody on the team. The desk that owns it, and its days, stay as they are."),
        widget=DataSelect,
        error_messages=choosing(_("Choose the desk")),
    )
    reason = because()

    def offer(self, desks: Iterable[str]) -> None:
        """Offer desks."""
        self.set_choices("to_desk", [("", ""), *((desk, desk) for desk in desks)])


class NoteForm(Form):
    """A note that says what it is."""

    kind = forms.TypedChoiceField(
        label=_("What is it?"),
        coerce=NoteKind,
        choices=[(one.value, words) for one, words in NOTE_KINDS.items()],
        widget=RadiosWithHints,
        error_messages=choosing(_("Choose what it is")),
    )
    text = forms.CharField(
        label=_("Note"),
        help_text=_("Use the code of a protected person, never the name. A note is corrected by another, not changed."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the note")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["kind"].widget.option_hints = {
            NoteKind.FACT.value: _("Something seen, heard or on paper; say where it comes from."),
            NoteKind.ASSESSMENT.value: _("What you conclude from facts."),
            NoteKind.INSTRUCTION.value: _("What somebody is asked to do, and by whom."),
            NoteKind.LEGAL.value: _("What the law says or a lawyer advised."),
        }


class CaseFilterForm(Form):
    """Narrows the list of cases."""

    words = forms.CharField(label=_("Nickname or reference"), required=False, max_length=60)
    offence = forms.TypedChoiceField(
        label=_("Offence"),
        coerce=Offence,
        choices=[("", _("All")), *((one.value, words) for one, words in OFFENCES.items())],
        required=False,
        empty_value=None,
    )
    stage = forms.TypedChoiceField(
        label=_("Stage"),
        coerce=Stage,
        choices=[("", _("All but closed")), *((one.value, words) for one, words in STAGES.items())],
        required=False,
        empty_value=None,
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=lambda: [("", _("All")), *((one.code, plain_country(one.code)) for one in REGION_COUNTRIES)],
        required=False,
        widget=DataSelect,
    )
    only_mine = forms.BooleanField(label=_("Only cases whose team I am on"), required=False)
