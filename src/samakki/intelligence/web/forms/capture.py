"""Quick capture: what a marked piece of an item is, and how two captured things belong together."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import DataSelect, choosing
from samakki.entities.domain.kinds import LINKS, SCHEMATA, Kind, LinkKind
from samakki.entities.domain.reading import read_value
from samakki.entities.domain.statements import NewPlace, NewStatement
from samakki.entities.queries import Caption
from samakki.entities.web.forms import choices
from samakki.entities.web.wording.kinds import LINK_SENTENCES
from samakki.kernel.refusals import InvalidValue
from samakki.ui.forms import Form
from samakki.ui.wording import Text, filled, worded

KINDS: dict[Kind, Text] = {
    Kind.PERSON: _("Person"),
    Kind.PHONE: _("Telephone"),
    Kind.PLACE: _("House or other place"),
    Kind.VEHICLE: _("Vehicle"),
    Kind.BOAT: _("Boat"),
    Kind.BANK_ACCOUNT: _("Bank account"),
    Kind.SOCIAL_ACCOUNT: _("Account on a social network"),
    Kind.DOCUMENT: _("Document that names its holder"),
    Kind.ORGANISATION: _("Organisation or company"),
}

PERSON_WORDS: dict[str, Text] = {
    "name": _("their name"),
    "weakAlias": _("what they are called: a nickname"),
    "summary": _("what they look like or do"),
}

LINK_KINDS = (
    LinkKind.USES,
    LinkKind.OWNS,
    LinkKind.LIVES_AT,
    LinkKind.WORKS_AT,
    LinkKind.SEEN_AT,
    LinkKind.KEPT_AT,
    LinkKind.RUNS,
    LinkKind.ASSOCIATE,
    LinkKind.FAMILY,
    LinkKind.MEMBER,
    LinkKind.EMPLOYED,
    LinkKind.PAID,
    LinkKind.ACTS_FOR,
    LinkKind.OTHER,
)
"""Links that are offered, the most usual first; their sentences are those of entities."""

MAIN: dict[Kind, str] = {
    Kind.PHONE: "number",
    Kind.VEHICLE: "registrationNumber",
    Kind.BOAT: "name",
    Kind.BANK_ACCOUNT: "accountNumber",
    Kind.SOCIAL_ACCOUNT: "username",
    Kind.DOCUMENT: "number",
    Kind.ORGANISATION: "name",
}
"""The property that the marked words become."""


class CaptureForm(Form):
    """What a marked piece of the text is."""

    words = forms.CharField(
        label=_("Words from the item"),
        help_text=_("Mark them in the item above, or type them."),
        max_length=500,
        widget=forms.TextInput(attrs={"data-capture-target": "", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Mark or type the words")},
    )
    kind = forms.TypedChoiceField(
        label=_("What they are"),
        coerce=Kind,
        choices=[(one.value, words) for one, words in KINDS.items()],
        initial=Kind.PERSON.value,
        error_messages=choosing(_("Choose what they are")),
    )
    person_words = forms.ChoiceField(
        label=_("For a person, the words are"),
        required=False,
        choices=list(PERSON_WORDS.items()),
        initial="name",
        error_messages=choosing(""),
    )
    where = forms.ChoiceField(
        label=_("For a place, the country it is in"),
        required=False,
        widget=DataSelect,
        error_messages=choosing(""),
    )
    more = forms.CharField(
        label=_("More about it"),
        help_text=_("Such as: tall, scar on the left cheek; white van."),
        required=False,
        max_length=500,
    )

    def offer(self, country: str) -> None:
        """Offer the countries, that of the desk first in mind: the page shows it, and a house may stand elsewhere."""
        self.set_choices("where", list(choices.countries()))
        self.fields["where"].initial = country

    def read(self, *, country: str, on: date) -> tuple[str, tuple[NewStatement, ...], NewPlace | None]:
        """Schema, statements and place; what cannot be read stands beside the field.

        Args:
            country: of the desk, for national telephone numbers.
            on: local day, for what is said of ages.

        Raises:
            InvalidValue: the words do not fit what they were called; they stand beside the field already.
        """
        kind: Kind = self.cleaned_data["kind"]
        schema = SCHEMATA[kind]
        words, more = self.cleaned_data["words"].strip(), self.cleaned_data["more"].strip()
        try:
            if kind is Kind.PLACE:
                told = f"{words}. {more}" if more else words
                place = NewPlace(told, country=self.cleaned_data["where"], described_by="source")
                return schema, (), place
            prop = MAIN.get(kind) or self.cleaned_data["person_words"] or "name"
            said = [read_value(schema, prop, words, country=country, on=on)]
        except InvalidValue as error:
            self.tell("words", error)
            raise
        if kind is Kind.PHONE:
            said.append(NewStatement("service", "phone"))
        if more:
            said.append(NewStatement("summary", more))
        return schema, tuple(said), None

    def tell(self, field: str, error: InvalidValue) -> None:
        """Put what cannot be read beside its field."""
        words = worded(error.refusal)
        self.add_error(field, f"{words.why} {words.now}".strip())


class LinkForm(Form):
    """How two captured things belong together."""

    first = forms.ChoiceField(
        label=_("Who or what (1)"), widget=DataSelect, error_messages=choosing(_("Choose the first of the two"))
    )
    link = forms.TypedChoiceField(
        label=_("How"),
        coerce=LinkKind,
        choices=[(one.value, filled(LINK_SENTENCES[one], first="(1)", second="(2)")) for one in LINK_KINDS],
        error_messages=choosing(_("Choose how they belong together")),
    )
    second = forms.ChoiceField(
        label=_("Whom or what (2)"), widget=DataSelect, error_messages=choosing(_("Choose the second of the two"))
    )
    item = forms.ChoiceField(label=_("Which item says so"), required=False, error_messages=choosing(""))

    def offer(self, captured: tuple[Caption, ...], items: list[tuple[str, Text]]) -> None:
        """Offer what was captured."""
        choices = [("", ""), *((one.reference, one.text or one.reference) for one in captured)]
        self.set_choices("first", choices)
        self.set_choices("second", choices)
        self.set_choices("item", [("", _("The report as a whole")), *items])

    @property
    def chosen(self) -> tuple[str, dict[str, str], tuple[NewStatement, ...]]:
        """Schema, ends by property, and what tells this kind of link apart."""
        form = LINKS[self.cleaned_data["link"]]
        ends = {form.first: self.cleaned_data["first"], form.second: self.cleaned_data["second"]}
        return form.schema, ends, (NewStatement("role", form.role),) if form.role else ()

    def tell(self, error: InvalidValue) -> None:
        """Put what does not go together beside the second field."""
        words = worded(error.refusal)
        self.add_error("second", f"{words.why} {words.now}".strip())
