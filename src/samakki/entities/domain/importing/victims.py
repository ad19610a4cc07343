"""Who in a file may be a victim, by what the file says: nobody's name waits in the clear until somebody notices.

Said too often it costs a click; said too seldom it costs a person. So whatever speaks of a victim counts, a status
that was decided against her too, as in files of the case data standard (ADR 0039).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from samakki.entities.domain.importing.pieces import Identity
from samakki.entities.domain.numbers_in_text import forms_of
from samakki.entities.domain.protection import NAMES
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.domain.things import ALWAYS, ASKED, base_of

FURTHER = "htcds:ext_"
"""Begins a property of hers that no property of a person fits: kept, and sealed."""
_HERS = NAMES | ASKED | ALWAYS | {"addressEntity", "post", "icijId"}
_LATIN = re.compile(
    r"\b(?:victims?|survivors?|vots?|trafficked|rescued|nạn nhân|bị hại|korban|mangsa|biktima|victimes?)\b"
)
_WRITTEN_TOGETHER = (
    "ผู้เสียหาย", "เหยื่อ", "ជនរងគ្រោះ", "អ្នករងគ្រោះ", "ຜູ້ຖືກເຄາະຮ້າຍ", "ຜູ້ເສຍຫາຍ", "ကုန်ကူးခံရ", "သားကောင်", "နစ်နာသူ",
    "受害", "被害", "被拐", "ভুক্তভোগী", "ভিকটিম", "পাচারের শিকার",
)  # fmt: skip
_SUSPECTS = re.compile(
    r"\b(?:suspects?|accused|offenders?|perpetrators?|traffickers?|recruiters?|brokers?|arrested|nghi phạm|bị can|"
    r"bị cáo|đối tượng|tersangka|terdakwa|pelaku|suspek)\b|ผู้ต้องหา|ผู้ต้องสงสัย|จำเลย|ជនសង្ស័យ|ជនជាប់ចោទ|"
    r"ຜູ້ຕ້ອງສົງໄສ|ຈຳເລີຍ|သံသယရှိသူ|တရားခံ|嫌疑人|被告|সন্দেহভাজন|আসামি"
)
_WHAT_WAS_DONE = re.compile(r"\b(?:exploit\w*|means of control|methods of control|trafficking status|forced labou?r)\b")
_LONGEST = 80  # characters of a cell that says what somebody is; a longer text tells a story
_LONGEST_ALONE, _MOST_WORDS = 40, 3
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z])")


def plain(text: str) -> str:
    """A heading or a short text as it is compared: no invisible signs, one kind of space, small letters."""
    visible = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", visible)).replace("_", " ").replace("*", " ")
    return " ".join(unicodedata.normalize("NFC", spaced).casefold().split())


def speaks_of_victims(text: str) -> bool:
    """Whether a heading, a title or a status speaks of victims.

    >>> [speaks_of_victims(text) for text in ("Presumed victim", "รายชื่อผู้เสียหาย", "Suspect", "not a victim")]
    [True, True, False, True]
    """
    found = plain(text)
    return _LATIN.search(found) is not None or any(_composed(word) in found for word in _WRITTEN_TOGETHER)


def speaks_of_suspects(text: str) -> bool:
    """Whether a heading or a title speaks of suspects.

    >>> speaks_of_suspects("Name of suspect"), speaks_of_suspects("បញ្ជីឈ្មោះ")
    (True, False)
    """
    return _SUSPECTS.search(plain(text)) is not None


def is_told_of(headings: Iterable[str], titles: Iterable[str]) -> bool:
    """Whether a whole sheet is about victims: its title or name says so, or a column what was done to them.

    >>> is_told_of(["Name", "Type of exploitation"], []), is_told_of(["Name"], ["Suspects and victims"])
    (True, False)
    """
    said = [text for text in titles if text]
    about = any(map(speaks_of_victims, said)) and not any(map(speaks_of_suspects, said))
    return about or any(_WHAT_WAS_DONE.search(plain(text)) for text in headings)


def is_victim(text: str) -> bool:
    """Whether a cell says of somebody that she is or may be a victim.

    >>> is_victim("VoT"), is_victim("ជនរងគ្រោះ"), is_victim("met the victims of the flood at the pagoda, he said, " * 2)
    (True, True, False)
    """
    return len(text) <= _LONGEST and speaks_of_victims(text)


def is_said_of_one(text: str) -> bool:
    """Whether a cell holds nothing but that somebody is a victim, in whatever column it stands.

    >>> is_said_of_one("Presumed victim"), is_said_of_one("Office that looks after victims of floods")
    (True, False)
    """
    return len(text) <= _LONGEST_ALONE and len(text.split()) <= _MOST_WORDS and speaks_of_victims(text)


def is_status(texts: Sequence[str]) -> bool:
    """Whether a column says what people are in a case: a victim here, and else one of a few short words."""
    held = [text for text in texts if text.strip()]
    return any(map(is_victim, held)) and 2 * sum(_is_role(text) for text in held) >= len(held)


def identity_of(place: int, person: NewEntity) -> Identity:
    """What of a person gives way to a code.

    Args:
        place: of the person among the entities of the piece.
        person: as read.
    """
    hers = [one for one in person.statements if not one.target and is_hers(one.prop)]
    names = dict.fromkeys(
        one.value.strip() for one in hers if base_of(one.prop) in NAMES and len(one.value.strip()) > 1
    )
    numbers = [(base_of(one.prop), (one.value, one.as_written)) for one in hers if base_of(one.prop) in _NUMBERS]
    forms = tuple(dict.fromkeys(form for prop, texts in numbers for form in forms_of(prop, texts)))
    return Identity(place, tuple(names), tuple(sorted({"name", *(one.prop for one in hers)})), forms)


_NUMBERS = frozenset({"phone", "idNumber", "passportNumber"})


def is_hers(prop: str) -> bool:
    """Whether a property tells who somebody is."""
    return base_of(prop) in _HERS or prop.startswith(FURTHER)


def hers_of(kind: str, one: NewStatement) -> NewStatement:
    """What a thing of hers says, as a statement on her own entry, where the code takes its place.

    >>> hers_of("phone", NewStatement("number", "+85512345678")).prop
    'samakki:phone'
    """
    prop = _OF_THINGS.get((kind, base_of(one.prop))) or f"{FURTHER}{kind}_{base_of(one.prop)}"
    return NewStatement(prop, one.value, one.as_written, one.language)


_OF_THINGS = {
    ("phone", "number"): "samakki:phone",
    ("place", "full"): "samakki:address",
    ("passport", "number"): "samakki:passportNumber",
    ("document", "number"): "samakki:idNumber",
    ("social_account", "email"): "samakki:email",
}


def _is_role(text: str) -> bool:
    return is_victim(text) or (len(text.split()) <= _MOST_WORDS and len(text) <= _LONGEST_ALONE)


def _composed(word: str) -> str:
    return unicodedata.normalize("NFKC", word)
