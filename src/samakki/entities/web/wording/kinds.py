"""What kinds of thing, link, source and place are called."""

import re
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

LINK_SENTENCES: Final[Mapping[LinkKind, Text]] = {
    LinkKind.MEMBER: _("%(first)s is a member of %(second)s"),
    LinkKind.EMPLOYED: _("%(first)s works for %(second)s"),
    LinkKind.FAMILY: _("%(first)s is family of %(second)s"),
    LinkKind.ASSOCIATE: _("%(first)s was seen or named together with %(second)s"),
    LinkKind.OWNS: _("%(first)s owns %(second)s"),
    LinkKind.USES: _("%(first)s uses %(second)s"),
    LinkKind.LIVES_AT: _("%(first)s lives at %(second)s"),
    LinkKind.WORKS_AT: _("%(first)s works at %(second)s"),
    LinkKind.SEEN_AT: _("%(first)s was seen at %(second)s"),
    LinkKind.KEPT_AT: _("%(first)s was kept at %(second)s"),
    LinkKind.RUNS: _("%(first)s is said to run %(second)s"),
    LinkKind.PAID: _("%(first)s paid %(second)s"),
    LinkKind.ACTS_FOR: _("%(first)s acts for %(second)s"),
    LinkKind.HOLDS: _("%(first)s is a paper of %(second)s"),
    LinkKind.STARTED_AT: _("%(first)s began at %(second)s"),
    LinkKind.ENDED_AT: _("%(first)s ended at %(second)s"),
    LinkKind.TOOK_PART: _("%(second)s took part in %(first)s"),
    LinkKind.BY_VEHICLE: _("%(second)s was used on %(first)s"),
    LinkKind.CALLED_FROM: _("%(second)s made %(first)s"),
    LinkKind.CALLED_TO: _("%(second)s received %(first)s"),
    LinkKind.SENT_BY: _("%(second)s sent %(first)s"),
    LinkKind.SENT_TO: pgettext_lazy("a message that was sent", "%(second)s received %(first)s"),
    LinkKind.OTHER: _("%(first)s is connected with %(second)s"),
}
"""Each link as one whole sentence, so that a translation puts the verb and the two ends where its language has them.
Both names are filled in, on the page of either end. "first" and "second" are the ends as `domain.kinds.LINKS` has them.
"""

SAME_BOTH_WAYS: Final = frozenset({LinkKind.FAMILY, LinkKind.ASSOCIATE, LinkKind.OTHER})
"""Links that say the same read from either end: a form offers them once."""

_SLOT: Final = re.compile(r"%\((first|second)\)s")


def sentence_parts(kind: LinkKind) -> list[tuple[str, bool]]:
    """A sentence in the active language cut at its two names, for a template that puts a link in a name's place.

    Returns:
        Texts in their order, each with whether it is a name's place: ("first", True), (" is a member of ", False) …
    """
    cut = _SLOT.split(str(LINK_SENTENCES[kind]))
    return [(part, number % 2 == 1) for number, part in enumerate(cut) if part]


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
