"""What is said of imports on their pages: kinds of file, steps, encodings, calendars, things, counts."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.entities.domain import schemata
from samakki.entities.domain.importing.encodings import Encoding
from samakki.entities.domain.importing.states import ImportKind, ImportState
from samakki.entities.domain.importing.targets import Thing
from samakki.entities.domain.kinds import kind_of_entity
from samakki.entities.web.wording.kinds import KINDS as KIND_WORDS
from samakki.kernel.calendars import Calendar
from samakki.ui.wording import Text

KINDS: Final[Mapping[ImportKind, Text]] = {
    ImportKind.XLSX: _("Spreadsheet (XLSX)"),
    ImportKind.CSV: _("Table (CSV)"),
    ImportKind.FTM: _("FollowTheMoney"),
    ImportKind.HTCDS: _("Human Trafficking Case Data Standard (HTCDS 2.0)"),
    ImportKind.WHATSAPP: _("Chat exported by WhatsApp"),
    ImportKind.LINE: _("Chat exported by LINE"),
}

COLOURS: Final[Mapping[str, Text]] = {
    "red": pgettext_lazy("colour", "red"),
    "orange": pgettext_lazy("colour", "orange"),
    "yellow": pgettext_lazy("colour", "yellow"),
    "green": pgettext_lazy("colour", "green"),
    "turquoise": pgettext_lazy("colour", "turquoise"),
    "blue": pgettext_lazy("colour", "blue"),
    "violet": pgettext_lazy("colour", "violet"),
    "pink": pgettext_lazy("colour", "pink"),
    "black": pgettext_lazy("colour", "black"),
    "white": pgettext_lazy("colour", "white"),
    "grey": pgettext_lazy("colour", "grey"),
}
"""What people call the colours that ``colours.colour_name`` tells apart."""

STATES: Final[Mapping[ImportState, tuple[Text, str]]] = {
    ImportState.UPLOADED: (_("Say what the columns mean"), "yellow"),
    ImportState.MAPPED: (_("Not checked yet"), "yellow"),
    ImportState.CHECKING: (_("Rows are being checked"), "blue"),
    ImportState.CHECKED: (_("Checked"), "yellow"),
    ImportState.WRITING: (_("Rows are being written"), "blue"),
    ImportState.DRAFT: (_("Draft"), "yellow"),
    ImportState.ACCEPTING: (_("Being accepted"), "blue"),
    ImportState.ACCEPTED: (_("Accepted"), "green"),
    ImportState.UNDOING: (_("Being undone"), "blue"),
    ImportState.UNDONE: (_("Undone"), "grey"),
    ImportState.FAILED: (_("Stopped"), "red"),
}
"""What an import is at, and the colour of its tag."""

ENCODINGS: Final[Mapping[Encoding, Text]] = {
    Encoding.UTF_8: _("Unicode (UTF-8)"),
    Encoding.UTF_16_LITTLE: _("Unicode (UTF-16, little-endian)"),
    Encoding.UTF_16_BIG: _("Unicode (UTF-16, big-endian)"),
    Encoding.THAI: _("Thai (TIS-620, Windows 874)"),
    Encoding.CHINESE: _("Simplified Chinese (GBK)"),
    Encoding.CHINESE_BIG5: _("Traditional Chinese (Big5)"),
    Encoding.VIETNAMESE: _("Vietnamese (Windows 1258)"),
    Encoding.WESTERN: _("Western (Windows 1252)"),
}

CALENDARS: Final[Mapping[Calendar, Text]] = {
    Calendar.BUDDHIST_THAI: _("Buddhist era as in Thailand"),
    Calendar.BUDDHIST_LAO: _("Buddhist era as in Laos"),
    Calendar.BUDDHIST_KHMER: _("Buddhist era as in Cambodia"),
}

THINGS: Final[Mapping[Thing, Text]] = {
    Thing.EITHER: _("What the row is about"),
    Thing.PERSON: _("Person"),
    Thing.PERSON_2: _("Second person"),
    Thing.PERSON_3: _("Third person"),
    Thing.COMPANY: _("Company"),
    Thing.COMPANY_2: _("Second company"),
    Thing.PHONE: _("Phone"),
    Thing.PHONE_2: _("Second phone"),
    Thing.PHONE_3: _("Third phone"),
    Thing.ADDRESS: _("House or place"),
    Thing.ADDRESS_2: _("Second house or place"),
    Thing.VEHICLE: _("Vehicle"),
    Thing.BOAT: _("Boat"),
    Thing.BANK_ACCOUNT: _("Bank account"),
    Thing.SOCIAL: _("Social account"),
    Thing.SOCIAL_2: _("Second social account"),
    Thing.PASSPORT: _("Passport"),
    Thing.DOCUMENT: _("Document"),
}


def counted_words(entities: Mapping[str, int]) -> list[tuple[Text, int]]:
    """How many things of which kind, most first, links last.

    Args:
        entities: counts by FollowTheMoney schema.
    """
    counted: Counter[Text] = Counter()
    links = 0
    for schema, count in entities.items():
        if schemata.ends(schema) is not None:
            links += count
        else:
            counted[_words_of(schema)] += count
    return [*counted.most_common(), *([(_("Links between them"), links)] if links else [])]


def _words_of(schema: str) -> Text:
    return _("Phones and accounts") if schema == "UserAccount" else KIND_WORDS[kind_of_entity(schema)]
