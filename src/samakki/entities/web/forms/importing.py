"""Forms of a file that comes in: the file, how it is read, what its columns mean, where it goes."""

from collections.abc import Mapping, Sequence

from babel import Locale
from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import Purpose
from samakki.access.web.forms.widgets import DataSelect, choosing
from samakki.access.web.wording.vocabulary import PURPOSES
from samakki.entities.domain.importing.colours import colour_name
from samakki.entities.domain.importing.encodings import Encoding
from samakki.entities.domain.importing.layout import Column, FoundColour
from samakki.entities.domain.importing.row_things import PEOPLE
from samakki.entities.domain.importing.tables import Preview, Reading
from samakki.entities.domain.importing.targets import KIND_COLUMN, Thing, offered
from samakki.entities.domain.kinds import Kind, LinkKind
from samakki.entities.domain.reading import BurmeseTyping
from samakki.entities.registries import ImportTarget
from samakki.entities.web.wording.import_labels import CALENDARS, COLOURS, ENCODINGS, THINGS
from samakki.entities.web.wording.kinds import KINDS, LINK_SENTENCES
from samakki.entities.web.wording.properties import property_words
from samakki.kernel.written_dates import DayOrder
from samakki.ui.forms import Form, Text

COUNTRIES = ("KH", "TH", "LA", "MM", "VN", "CN", "MY", "ID", "PH", "BD", "SG", "HK", "TW")
ZONES = (
    "Asia/Phnom_Penh",
    "Asia/Bangkok",
    "Asia/Vientiane",
    "Asia/Yangon",
    "Asia/Ho_Chi_Minh",
    "Asia/Shanghai",
    "Asia/Kuala_Lumpur",
    "Asia/Jakarta",
    "Asia/Makassar",
    "Asia/Jayapura",
    "Asia/Manila",
    "Asia/Dhaka",
    "Asia/Singapore",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Kolkata",
    "Asia/Dubai",
    "UTC",
)
SEPARATORS: tuple[tuple[str, Text], ...] = (
    (",", _("Comma")),
    (";", _("Semicolon")),
    ("tab", _("Tab")),
    ("|", _("Upright line")),
)
ORDERS: tuple[tuple[str, Text], ...] = (
    (DayOrder.DAY_FIRST.value, _("The day: 5/6 is 5 June")),
    (DayOrder.MONTH_FIRST.value, _("The month: 5/6 is 6 May")),
)
RELATIONS = (LinkKind.OTHER, LinkKind.EMPLOYED, LinkKind.RUNS, LinkKind.MEMBER, LinkKind.ACTS_FOR)


def country_choices() -> list[tuple[str, Text]]:
    """Countries of the region by their names in the reader's language."""
    names = Locale.parse(get_language() or "en", sep="-").territories
    return [("", _("Not known")), *((code, names.get(code, code)) for code in COUNTRIES)]


class StartForm(Form):
    """The file, and what it is brought in for."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "XLSX, CSV, FollowTheMoney, HTCDS, or a chat exported by WhatsApp or LINE. It is kept sealed as it came."
        ),
        error_messages={"required": _("Choose a file"), "empty": _("The file is empty. Choose another")},
    )
    country = forms.ChoiceField(
        label=_("Country of who wrote it"),
        help_text=_("It completes telephone numbers: a zero lost in Thailand is not one lost in Cambodia."),
        choices=country_choices,
        widget=DataSelect,
        required=False,
    )
    purpose = forms.TypedChoiceField(
        label=_("Purpose"), coerce=Purpose, error_messages=choosing(_("Choose the purpose"))
    )

    def offer(self, purposes: Sequence[Purpose], country: str) -> None:
        """Offer the purposes that the officer's roles have, and the node's own country first."""
        self.set_choices("purpose", [(one.value, PURPOSES[one]) for one in purposes])
        self.initial.setdefault("country", country)


class ReadingForm(Form):
    """How a sheet is read."""

    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int, widget=DataSelect, required=False)
    encoding = forms.ChoiceField(label=_("Encoding of the text"), required=False)
    separator = forms.ChoiceField(label=_("What stands between columns"), choices=SEPARATORS, required=False)
    first_heading = forms.IntegerField(
        label=_("First row of headings"),
        help_text=_("As the rows are numbered above. Empty if there are no headings."),
        min_value=0,
        required=False,
    )
    last_heading = forms.IntegerField(
        label=_("Last row of headings"), help_text=_("The same row, if there is one only."), min_value=0, required=False
    )
    country = forms.ChoiceField(
        label=_("Country of who wrote it"), choices=country_choices, widget=DataSelect, required=False
    )
    calendar = forms.ChoiceField(
        label=_("Years such as 2561 are"),
        help_text=_("Years such as 2018 are read as they are, in the same column too."),
        choices=[("", _("Not said: leave such rows out")), *((one.value, words) for one, words in CALENDARS.items())],
        required=False,
    )
    order = forms.ChoiceField(label=_("What comes first in a date"), choices=ORDERS)
    burmese = forms.ChoiceField(
        label=_("Burmese in it is typed in"),
        choices=[(BurmeseTyping.UNICODE.value, _("Unicode")), (BurmeseTyping.ZAWGYI.value, _("Zawgyi: convert it"))],
    )

    def __init__(self, *args: object, preview: Preview, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self._before = preview.reading
        if preview.sheets:
            self.set_choices("sheet", [(place, one.name) for place, one in enumerate(preview.sheets)])
            del self.fields["encoding"], self.fields["separator"]
        else:
            likely = [*preview.encodings, *(one for one in Encoding if one not in preview.encodings)]
            self.set_choices("encoding", [(one.value, ENCODINGS[one]) for one in likely])
            del self.fields["sheet"]
        if preview.burmese.value == "none":
            del self.fields["burmese"]

    @staticmethod
    def initial_of(reading: Reading) -> dict[str, object]:
        """What the form shows of a reading."""
        stored = reading.as_json()
        return {**stored, "separator": "tab" if reading.separator == "\t" else reading.separator}

    def reading(self) -> Reading:
        """The reading as said; what the form does not ask stays."""
        said = {name: value for name, value in self.cleaned_data.items() if value is not None}
        if said.get("separator") == "tab":
            said["separator"] = "\t"
        for name in ("first_heading", "last_heading"):
            said[name] = said.get(name) or 0
        said["last_heading"] = max(said["first_heading"], said["last_heading"])
        if said.get("encoding") not in {None, self._before.encoding}:
            said["mark"] = 0
        return Reading.from_json({**self._before.as_json(), **said, "is_asked": False})

    def is_elsewhere(self) -> bool:
        """Whether another sheet or separator was chosen, so that the headings have to be found anew."""
        said = self.reading()
        return (said.sheet, said.separator) != (self._before.sheet, self._before.separator)


class ChatForm(Form):
    """How a chat is read."""

    zone = forms.ChoiceField(
        label=_("Time zone of the telephone"),
        help_text=_("An export does not name it. Where it was when the chat was exported decides."),
        choices=[("", _("Not known")), *((zone, zone) for zone in ZONES)],
        widget=DataSelect,
        required=False,
    )
    order = forms.ChoiceField(label=_("What comes first in a date"), choices=ORDERS)
    country = forms.ChoiceField(
        label=_("Country of who wrote it"), choices=country_choices, widget=DataSelect, required=False
    )


class ColumnsForm(Form):
    """What each column means: one list for each."""

    victims = forms.MultipleChoiceField(
        label=_("Who in this file is or may be a victim"),
        help_text=_(
            "They come in behind a code, with their phones, papers and addresses. Whoever a row itself calls a victim "
            "does so too."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    keep = forms.BooleanField(label=_("Remember this for my desk's next file with the same headings"), required=False)

    def __init__(
        self,
        *args: object,
        columns: Sequence[Column],
        said: Mapping[str, str],
        relation: str,
        colours: Sequence[FoundColour] = (),
        meant: Mapping[str, str] | None = None,
        victims: Sequence[str] = (),
        orders: Mapping[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.columns = columns
        self.colours = colours
        self.dated = orders or {}
        self.set_choices("victims", [(one.value, THINGS[one]) for one in PEOPLE])
        self.initial.setdefault("victims", list(victims))
        for one in colours:
            self.fields[colour_field(one.code)] = forms.CharField(
                label=str(COLOURS[colour_name(one.code)]),
                help_text=_("For example: arrested. Empty if it means nothing."),
                max_length=200,
                required=False,
                initial=(meant or {}).get(one.code, ""),
            )
        choices = target_choices()
        for column in columns:
            self.fields[field_of(column.key)] = forms.ChoiceField(
                label=column.letters, choices=choices, required=False, initial=said.get(column.key, "")
            )
        for key, order in self.dated.items():
            self.fields[order_field(key)] = forms.ChoiceField(
                label=_("What comes first in a date"), choices=ORDERS, required=False, initial=order
            )
        ends = {"first": str(KINDS[Kind.PERSON]), "second": str(KINDS[Kind.COMPANY])}
        self.fields["relation"] = forms.ChoiceField(
            label=_("A person and a company in one row"),
            choices=[(one.value, str(LINK_SENTENCES[one]) % ends) for one in RELATIONS],
            initial=relation,
            required=False,
        )

    def targets(self) -> dict[str, str]:
        """What was chosen, by key of the column."""
        return {column.key: self.cleaned_data.get(field_of(column.key), "") for column in self.columns}

    def orders(self) -> dict[str, str]:
        """What comes first in a date, by key of the column."""
        return {key: self.cleaned_data.get(order_field(key)) or order for key, order in self.dated.items()}

    def meanings(self) -> dict[str, str]:
        """What the officer says that colours mean, by code; those without a meaning are left out."""
        said = {one.code: self.cleaned_data.get(colour_field(one.code), "").strip() for one in self.colours}
        return {code: words for code, words in said.items() if words}


class TargetForm(Form):
    """Where a draft goes."""

    into = forms.ChoiceField(label=_("Where it goes"), widget=forms.RadioSelect, required=False)

    def offer(self, targets: Sequence[ImportTarget]) -> None:
        """Offer the records that the officer may write to, and a record of its own."""
        self.set_choices(
            "into",
            [
                *((one.reference, f"{one.reference} – {one.words}") for one in targets),
                ("", _("A record of its own, in intelligence")),
            ],
        )


def field_of(key: str) -> str:
    """Name of the field for a column: letters and digits only, so that a label can point to it."""
    return f"column-{key.replace(':', '-')}"


def order_field(key: str) -> str:
    """Name of the field for the order of day and month in a column."""
    return f"order-{key.replace(':', '-')}"


def colour_field(code: str) -> str:
    """Name of the field for a colour."""
    return f"colour-{code}"


def target_choices() -> list[tuple[Text, object]]:
    """Everything a column can mean, grouped by thing."""
    groups: dict[Thing, list[tuple[str, str]]] = {}
    for target in offered():
        facts = {"thing": THINGS[target.thing], "property": property_words(target.prop)}
        words = gettext("%(thing)s: %(property)s") % facts
        groups.setdefault(target.thing, []).append((target.key, words))
    groups[Thing.EITHER].append((KIND_COLUMN, gettext("Which kind of thing the row is about")))
    ordered = [*(thing for thing in Thing if thing is not Thing.EITHER), Thing.EITHER]
    return [("", _("Leave it out")), *((str(THINGS[thing]), groups[thing]) for thing in ordered if thing in groups)]
