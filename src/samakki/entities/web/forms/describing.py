"""The form that describes a person or thing, by kind; other pages set it into theirs.

Every field is optional: what nobody said stays empty. What cannot be read, or can be read in two ways, comes back
beside its field, with what was typed still there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect
from samakki.entities.domain.kinds import PHONE_SERVICE, SCHEMATA, Kind
from samakki.entities.domain.reading import BurmeseTyping, Remark, Told, read, read_account, zawgyi_readings
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.web.forms import choices
from samakki.entities.web.forms.plans import PLANS, Detail, Group
from samakki.entities.web.wording.properties import BASES, property_words
from samakki.kernel.ages import AgeCounting
from samakki.kernel.calendars import Calendar
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue, Refusal
from samakki.ui.forms import Form
from samakki.ui.wording import filled, worded

COUNTINGS = (
    (AgeCounting.NOT_ASKED.value, _("Nobody asked")),
    (AgeCounting.COMPLETED.value, _("One more on each birthday")),
    (AgeCounting.AT_NEW_YEAR.value, _("One at birth, one more at each new year")),
)
OPTIONS = {
    "sex": choices.sexes,
    "country": choices.countries,
    "language": choices.languages,
    "service": choices.services,
}
CALENDARS = (
    (Calendar.BUDDHIST_THAI.value, _("Buddhist era as in Thailand")),
    (Calendar.BUDDHIST_LAO.value, _("Buddhist era as in Laos")),
    (Calendar.BUDDHIST_KHMER.value, _("Buddhist era as in Cambodia")),
    (Calendar.GREGORIAN.value, _("Common era")),
)
ASKS_ENCODING = frozenset({"text-may-be-zawgyi"})
ASKS_CALENDAR = frozenset(
    {"year-looks-buddhist", "year-looks-gregorian", "calendar-which-buddhist", "calendar-differs"}
)


class GradedForm(Form):
    """What every form asks that writes statements: fact or assessment, and how good it is."""

    basis = forms.ChoiceField(
        label=_("Fact or assessment"),
        choices=list(BASES.items()),
        widget=forms.RadioSelect,
        initial="fact",
        required=False,
        help_text=_("An assessment is what somebody concludes, not what they saw or heard."),
    )
    source_grade = forms.ChoiceField(
        label=_("How reliable is who says it?"), choices=choices.source_letters, required=False
    )
    information_grade = forms.ChoiceField(
        label=_("How sure is it?"), choices=choices.information_numbers, required=False
    )

    def clean(self) -> dict[str, object]:
        """A grade is a letter and a number, or neither."""
        given: dict[str, object] = super().clean() or self.cleaned_data
        if bool(given.get("source_grade")) != bool(given.get("information_grade")):
            missing = "information_grade" if given.get("source_grade") else "source_grade"
            self.add_error(missing, _("Choose both parts of the grade, or neither"))
        return given

    @property
    def grade(self) -> Grade | None:
        """The grade, where one was given."""
        letter, number = self.cleaned_data.get("source_grade"), self.cleaned_data.get("information_grade")
        return Grade.parse(f"{letter}{number}") if letter and number else None


class DescribeForm(GradedForm):
    """What a source says of one person or thing.

    ``prefix`` keeps several apart on one page. Draw it with ``entities/parts/describe_fields.html``.
    """

    _needs_detail = True

    def __init__(
        self,
        kind: Kind,
        data: Mapping[str, object] | None = None,
        *,
        country: str = "",
        on: date,
        prefix: str = "",
        groups: tuple[Group, ...] | None = None,
    ) -> None:
        """Make the form of one kind.

        Args:
            kind: of thing.
            data: what was sent, or None.
            country: ISO 3166-1 alpha-2 of who reports; completes telephone numbers.
            on: local day, for ages.
            prefix: of every field's name.
            groups: other details than those of the kind.
        """
        super().__init__(data, prefix=prefix or None)
        self.kind, self.on = kind, on
        self.plan = PLANS.get(kind, ()) if groups is None else groups
        self.remarks: list[Remark] = []
        self.asks_encoding = self.asks_calendar = False
        self._statements: list[NewStatement] = []
        for detail in self._details():
            self.fields[detail.name] = _field_of(detail)
        if any(detail.prop == "samakki:age" for detail in self._details()):
            self.fields["counting"] = forms.ChoiceField(
                label=_("How is the age counted?"), choices=COUNTINGS, required=False
            )
        if self._asks_country:
            self.fields["reporter_country"] = forms.ChoiceField(
                label=_("Country whose people dial the number as told"),
                choices=choices.countries,
                required=False,
                initial=country,
                widget=DataSelect,
            )
        self.fields["encoding"] = forms.ChoiceField(
            label=_("Which reading is right?"), choices=(), required=False, widget=forms.RadioSelect
        )
        self.fields["calendar"] = forms.ChoiceField(
            label=_("Which calendar is the date in?"), choices=CALENDARS, required=False, widget=forms.RadioSelect
        )
        self._offer_readings()

    @property
    def groups(self) -> Iterator[tuple[Group, list[tuple[BoundField, str]], bool]]:
        """Headings with their fields, each with its width, and whether a folded one stands open."""
        for group in self.plan:
            names = [(detail.name, detail.width) for detail in group.details]
            if any(name == "samakki__age" for name, _width in names):
                place = [name for name, _width in names].index("samakki__age")
                names.insert(place + 1, ("counting", ""))
            bound = [(self[name], width) for name, width in names]
            is_open = any(one.errors or (self.is_bound and one.value()) for one, _width in bound)
            yield group, bound, is_open

    @property
    def has_country(self) -> bool:
        """Whether a country for telephone numbers is asked for."""
        return "reporter_country" in self.fields

    def clean(self) -> dict[str, object]:
        """Read every field that is filled in."""
        given = super().clean()
        told = self._told(given)
        if told.encoding:
            self.asks_encoding = True
            self._offer_readings(self._burmese())
        for detail in self._details():
            text = str(self.data.get(self.add_prefix(detail.name), "")) if detail.name in given else ""
            if text.strip():
                self._read(detail, text, told)
        if self._needs_detail and not self._statements and not self.errors:
            self.add_error(None, worded(Refusal("entity-empty")).now)
        return given

    def statements(self, *, item: str = "", grade: Grade | None = None) -> tuple[NewStatement, ...]:
        """What was said, once the form is valid.

        Args:
            item: reference of the report's item that says so.
            grade: of that item; one chosen in the form goes before it.
        """
        basis = str(self.cleaned_data.get("basis") or "fact")
        given = self.grade or grade
        fixed = [NewStatement("service", PHONE_SERVICE)] if self.kind is Kind.PHONE else []
        return tuple(replace(one, item=item, basis=basis, grade=given) for one in (*fixed, *self._statements))

    def entity(self, *, item: str = "", grade: Grade | None = None) -> NewEntity:
        """The person or thing, once the form is valid; arguments as for `statements`."""
        return NewEntity(SCHEMATA[self.kind], self.statements(item=item, grade=grade))

    def _details(self) -> Iterator[Detail]:
        for group in self.plan:
            yield from group.details

    @property
    def _asks_country(self) -> bool:
        return any(detail.prop in {"number", "callerNumber", "phone"} for detail in self._details()) and (
            self.kind in {Kind.PHONE, Kind.CALL, Kind.PERSON, Kind.ORGANISATION, Kind.COMPANY}
        )

    def _told(self, given: Mapping[str, object]) -> Told:
        encoding, calendar = str(given.get("encoding") or ""), str(given.get("calendar") or "")
        self.asks_calendar = bool(calendar)
        return Told(
            self.on,
            country=str(given.get("reporter_country") or ""),
            encoding=BurmeseTyping(encoding) if encoding else None,
            calendar=Calendar(calendar) if calendar else None,
            counting=AgeCounting(str(given.get("counting") or AgeCounting.NOT_ASKED.value)),
        )

    def _read(self, detail: Detail, text: str, told: Told) -> None:
        try:
            if detail.prop == "username":
                self._read_account(text)
                return
            if detail.prop == "service":
                self._statements.append(NewStatement("service", text))
                return
            reading = read(SCHEMATA[self.kind], detail.prop, text, told=told)
        except InvalidValue as error:
            self._say(detail.name, error)
            return
        self._statements.append(reading.statement)
        self.remarks += reading.remarks
        if self.kind is Kind.PHONE and detail.prop == "number":
            self._statements.append(NewStatement("username", reading.statement.value))

    def _read_account(self, text: str) -> None:
        """A handle and its service; an address names both."""
        chosen = str(self.cleaned_data.get("service") or "")
        account = read_account(text, chosen)
        self._statements = [one for one in self._statements if one.prop != "service"]
        as_written = text if text != account.username else ""
        self._statements += [
            NewStatement("service", account.service),
            NewStatement("username", account.username, as_written),
        ]

    def _say(self, name: str, error: InvalidValue) -> None:
        words = worded(error.refusal)
        self.add_error(name, ValidationError(f"{words.why} {words.now}".strip(), code=error.refusal.code))
        self.asks_calendar |= error.refusal.code in ASKS_CALENDAR
        if error.refusal.code in ASKS_ENCODING:
            self.asks_encoding = True
            self._offer_readings(str(self.data.get(self.add_prefix(name), "")))

    def _burmese(self) -> str:
        """The first Burmese text that was typed."""
        typed = (str(self.data.get(self.add_prefix(detail.name), "")) for detail in self._details())
        return next((text for text in typed if any("\u1000" <= letter <= "\u109f" for letter in text)), "")

    def _offer_readings(self, text: str = "") -> None:
        """Offer both readings of a Burmese text, with the words themselves: most people see at once which is right."""
        as_unicode, as_zawgyi = zawgyi_readings(text) if text else ("", "")
        field = self.fields["encoding"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (BurmeseTyping.ZAWGYI.value, filled(_("Typed in Zawgyi. It reads: %(reading)s"), reading=as_zawgyi)),
                (BurmeseTyping.UNICODE.value, filled(_("Typed in Unicode. It reads: %(reading)s"), reading=as_unicode)),
            ]


def _field_of(detail: Detail) -> forms.Field:
    label = detail.label or property_words(detail.prop)
    if detail.widget in OPTIONS:
        widget = None if detail.widget == "sex" else DataSelect
        return forms.ChoiceField(
            label=label, help_text=detail.hint, choices=OPTIONS[detail.widget], required=False, widget=widget
        )
    widget_class = (
        forms.Textarea(attrs={"rows": "3"}) if detail.widget == "lines" else forms.TextInput(attrs=NO_SUGGESTIONS)
    )
    return forms.CharField(label=label, help_text=detail.hint, required=False, widget=widget_class, strip=False)
