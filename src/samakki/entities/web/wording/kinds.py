"""What kinds of thing, link, source and place are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.entities.domain.kinds import Kind, LinkKind
from samakki.entities.domain.places import PlaceKind
from samakki.entities.domain.sources import SourceKind
from samakki.ui.wording import Text

KINDS: Final[Mapping[Kind, Text]] = {
    Kind.PERSON: _("Person"),
    Kind.PHONE: _("Phone"),
    Kind.PLACE: _("House or place"),
    Kind.VEHICLE: _("Vehicle"),
    Kind.BOAT: _("Boat"),
    Kind.BANK_ACCOUNT: _("Bank account"),
    Kind.WALLET: _("Wallet"),
    Kind.SOCIAL_ACCOUNT: _("Social account"),
    Kind.PASSPORT: _("Passport"),
    Kind.DOCUMENT: _("Document"),
    Kind.ORGANISATION: _("Organisation"),
    Kind.COMPANY: _("Company"),
    Kind.TRIP: _("Trip"),
    Kind.CALL: _("Call"),
    Kind.MESSAGE: _("Message"),
    Kind.OTHER: _("Something else"),
}

KIND_HINTS: Final[Mapping[Kind, Text]] = {
    Kind.PERSON: _("Also somebody nobody can name: a nickname, a scar, a voice are enough."),
    Kind.PHONE: _("One number. Also a part of one that somebody remembers."),
    Kind.PLACE: _("A house, a crossing, a factory. Words are enough: near the pagoda after the bridge."),
    Kind.VEHICLE: _("A car, a van, a motorcycle, a bus."),
    Kind.BOAT: _("A boat or a ship."),
    Kind.BANK_ACCOUNT: _("The number of an account and its bank."),
    Kind.WALLET: _("The address of a crypto wallet."),
    Kind.SOCIAL_ACCOUNT: _("Facebook, LINE, Telegram, WeChat, TikTok and others."),
    Kind.PASSPORT: _("A passport. Link it to its holder afterwards."),
    Kind.DOCUMENT: _("An identity card, a border pass, a contract."),
    Kind.ORGANISATION: _("A group, an office, an agency."),
    Kind.COMPANY: _("A registered company."),
    Kind.TRIP: _("A journey: from where, to where, which way."),
    Kind.CALL: _("One call between two numbers."),
    Kind.MESSAGE: _("One message, in its own words."),
}

# Read as a sentence from the first thing to the second, and back from the second to the first.
LINK_WORDS: Final[Mapping[LinkKind, tuple[Text, Text]]] = {
    LinkKind.MEMBER: (_("is a member of"), _("has as a member")),
    LinkKind.EMPLOYED: (_("works for"), _("employs")),
    LinkKind.FAMILY: (_("is family of"), _("is family of")),
    LinkKind.ASSOCIATE: (_("was seen or named together with"), _("was seen or named together with")),
    LinkKind.OWNS: (_("owns"), _("is owned by")),
    LinkKind.USES: (_("uses"), _("is used by")),
    LinkKind.LIVES_AT: (_("lives at"), _("is where this person lives")),
    LinkKind.WORKS_AT: (_("works at"), _("is where this person works")),
    LinkKind.SEEN_AT: (_("was seen at"), _("is where this was seen")),
    LinkKind.KEPT_AT: (_("was kept at"), _("is where this person was kept")),
    LinkKind.RUNS: (_("is said to run"), _("is said to be run by")),
    LinkKind.PAID: (_("paid"), _("was paid by")),
    LinkKind.ACTS_FOR: (_("acts for"), _("is represented by")),
    LinkKind.HOLDS: (_("belongs to"), _("is the holder of")),
    LinkKind.STARTED_AT: (_("began at"), _("is where this trip began")),
    LinkKind.ENDED_AT: (_("ended at"), _("is where this trip ended")),
    LinkKind.TOOK_PART: (_("was made by"), _("took part in")),
    LinkKind.BY_VEHICLE: (_("was made with"), _("was used on")),
    LinkKind.CALLED_FROM: (_("was made from"), _("made the call")),
    LinkKind.CALLED_TO: (_("was made to"), _("received the call")),
    LinkKind.SENT_BY: (_("was sent by"), _("sent")),
    LinkKind.SENT_TO: (_("was sent to"), _("received")),
    LinkKind.OTHER: (_("is connected with"), _("is connected with")),
}

SOURCE_KINDS: Final[Mapping[SourceKind, Text]] = {
    SourceKind.REPORT: _("Report"),
    SourceKind.RECORD: _("Case"),
    SourceKind.IMPORT: _("Import"),
    SourceKind.EXHIBIT: _("Exhibit"),
    SourceKind.STATEMENT: pgettext_lazy("what a person said in an interview", "Statement"),
    SourceKind.COMMUNITY: _("Community report"),
}

PLACE_KINDS: Final[Mapping[PlaceKind, Text]] = {
    PlaceKind.HOME: _("Home"),
    PlaceKind.REST_HOUSE: _("Rest house on the way"),
    PlaceKind.WORKPLACE: _("Workplace"),
    PlaceKind.FACTORY: _("Factory"),
    PlaceKind.FARM: _("Farm, plantation or pond"),
    PlaceKind.FISHING: _("Pier or fishing place"),
    PlaceKind.CONSTRUCTION: _("Building site"),
    PlaceKind.ENTERTAINMENT: _("Bar, karaoke or massage house"),
    PlaceKind.COMPOUND: _("Guarded compound"),
    PlaceKind.GUESTHOUSE: _("Guesthouse, hotel or rented room"),
    PlaceKind.OFFICE: _("Office or agency"),
    PlaceKind.CROSSING: _("Border crossing"),
    PlaceKind.BOAT_LANDING: _("Boat landing"),
    PlaceKind.TRANSPORT: _("Station, port or airport"),
    PlaceKind.MEETING_PLACE: _("Meeting place"),
    PlaceKind.OTHER: _("Another kind of place"),
}

DESCRIBERS: Final[Mapping[str, Text]] = {
    "source": _("The source"),
    "officer": _("An officer who was there"),
    "document": _("A document"),
    "map": _("A map"),
}

SERVICES: Final[Mapping[str, Text]] = {
    "facebook": "Facebook",
    "messenger": "Messenger",
    "line": "LINE",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "viber": "Viber",
    "wechat": "WeChat",
    "tiktok": "TikTok",
    "instagram": "Instagram",
    "youtube": "YouTube",
    "zalo": "Zalo",
    "imo": "imo",
    "signal": "Signal",
    "x": "X",
    "bigo": "Bigo Live",
    "kakaotalk": "KakaoTalk",
    "skype": "Skype",
    "qq": "QQ",
    "weibo": "Weibo",
    "douyin": "Douyin",
    "threads": "Threads",
    "discord": "Discord",
    "game": _("A game"),
    "dating": _("A dating service"),
    "other": _("Another service"),
}
