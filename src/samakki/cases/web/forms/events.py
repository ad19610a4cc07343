"""Form of an event of a case."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, choosing
from samakki.cases.domain.events import NewEvent, Season, WhenKind, season_span, told_date
from samakki.cases.web.forms.exhibits import options
from samakki.cases.web.forms.fields import because
from samakki.cases.web.forms.moments import ClockField, ZoneField
from samakki.cases.web.wording.events import SEASON_WORDS, WHEN_KINDS, season_hint
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import InvalidValue
from samakki.ui.forms import DateField, Form, ValueField
from samakki.ui.wording import worded

DATE_HINT = _("As much as is known: 20 February 2026, 2/2026 or 2026. Buddhist years with their mark: พ.ศ. 2569.")


class EventForm(Form):
    """What happened, when, and who says so."""

    title = forms.CharField(
        label=_("What happened?"),
        max_length=200,
        help_text=_("A few words. Write “alleged” where it is said only. For a protected person use the code."),
        error_messages={"required": _("Say what happened")},
    )
    when = forms.ChoiceField(
        label=_("When?"),
        choices=options(WHEN_KINDS),
        widget=forms.RadioSelect,
        initial=WhenKind.ON.value,
        error_messages=choosing(_("Say when")),
    )
    first = DateField(label=_("Date"), help_text=DATE_HINT, required=False)
    last = DateField(label=_("Second date, for “between”"), required=False)
    season = forms.ChoiceField(label=_("Season"), choices=[("", ""), *options(SEASON_WORDS)], required=False)
    season_year = forms.IntegerField(
        label=_("Year in which the season began"), required=False, min_value=1950, max_value=2100
    )
    time = ClockField(label=_("Time of day"), required=False)
    zone = ZoneField(label=_("By the clock of"))
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    words = forms.CharField(
        label=_("Words of the source"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As they were said or written, in their own language."),
    )
    source = ValueField(
        read=parse_reference,
        label=_("Source: reference"),
        required=False,
        help_text=_("Of the report, item or exhibit that says so, such as R-7K3QX."),
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    source_words = forms.CharField(
        label=_("Source in words, if it has no reference here"), required=False, max_length=300
    )
    grade = ValueField(
        read=Grade.parse,
        label=_("Grade"),
        required=False,
        help_text=_("Letter and number, such as B2."),
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    is_assessment = forms.BooleanField(label=_("It is an assessment, not a fact"), required=False)
    in_summary = forms.BooleanField(label=_("It belongs into the case summary"), required=False)
    entities = forms.MultipleChoiceField(
        label=_("Who and what took part?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, entities: list[tuple[str, str]], country: str) -> None:
        """Offer people and things of the case; say what a season stands for in its country."""
        if entities:
            self.set_choices("entities", entities)
        else:
            del self.fields["entities"]
        self.country = country
        self.fields["season"].help_text = season_hint(country)

    def clean(self) -> dict[str, Any]:
        """Put the fields of the date together."""
        values = super().clean() or {}
        if not self.errors:
            try:
                values["date"] = self._date(values)
            except InvalidValue as problem:
                words = worded(problem.refusal)
                self.add_error("first", f"{words.why} {words.now}".strip())
        return values

    def new_event(self) -> NewEvent:
        """The event, from a valid form."""
        values = self.cleaned_data
        is_season = values["when"] == WhenKind.SEASON.value
        return NewEvent(
            values["title"],
            values["date"],
            values["zone"],
            time=values["time"] or "",
            words=values["words"],
            season=Season(values["season"]) if is_season else None,
            place=values["place"],
            source=values["source"] or "",
            source_words=values["source_words"],
            grade=values["grade"],
            is_assessment=values["is_assessment"],
            in_summary=values["in_summary"],
            entities=tuple(values.get("entities", ())),
        )

    def _date(self, values: dict[str, Any]) -> PartialDate:
        kind = WhenKind(values["when"])
        if kind is WhenKind.SEASON:
            if not values["season"] or not values["season_year"]:
                raise InvalidValue("event-season-missing")
            country = getattr(self, "country", settings.SAMAKKI_COUNTRY)
            return season_span(Season(values["season"]), values["season_year"], country)
        return told_date(kind, values["first"], values["last"])


class WithdrawForm(Form):
    """Why an event goes out of the timeline."""

    reason = because()
