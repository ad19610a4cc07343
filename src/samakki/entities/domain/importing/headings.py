"""What a heading means, as people write headings: with brackets, units, two languages, and words around the one known.

``layout.heading_target`` knows the words of the table alone; here the words before and behind them are weighed as
well. In English and Chinese the word that counts comes last ("current home address", 联系电话), in other languages of
the region first (เบอร์โทรศัพท์มือถือ, địa chỉ thường trú).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from samakki.entities.domain.importing.encodings import from_zawgyi
from samakki.entities.domain.importing.header_words import HEADINGS
from samakki.entities.domain.importing.layout import heading_target
from samakki.entities.domain.importing.victims import plain, speaks_of_suspects, speaks_of_victims

_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]?")
_INSIDE = re.compile(r"[(（\[]([^)）\]]*)[)）\]]?")
_ENDS = " :;.,#-–/\\?"
_LAST_NUMBER = re.compile(r"(?<=\w)\s*(?:no\.?\s*)?\d{1,2}$")
_PARTS = re.compile(r"\s+–\s+|\s*[/|,\n]\s*|\s+-\s+")
_OF = frozenset({"of", "in", "for", "at", "on", "to"})
_SPACED = re.compile(r"[^\u0250-\u02ff\u0370-\u1dff\u1f00-\U0010ffff]+")  # Latin letters, and what stands between them
_PEOPLE = re.compile(
    r"\b(?:person|individual|client|worker|employee|sender|subject|detainee|owner|driver|captain|witness|member|"
    r"contact|beneficiary|applicant|passenger|migrant|crew|agent|người|orang)\b|พยาน|บุคคล|คน|សាក្សី|បុគ្គល|人员"
)
_NAMES_ALONE = frozenset({"person:name", "person:firstName"})
_WEAK_WORDS = (
    "no, no., #, nr, sn, row, id, ic, p, type, kind, role, title, line, place, mail, make, model, number, uri, bot, "
    "hp, position, business, industry, agency, shop, category, location, person, suspect, subject, names, status, "
    "country, bank, job, note, notes, village, home, contact, ที่, 名, 姓, họ, bil, tala"
)
_WEAK = frozenset(_WEAK_WORDS.split(", "))
"""Words that mean something above a column by themselves, and little inside another heading."""
_TABLE = {" ".join(plain(word).strip(_ENDS).split()) or word: target for word, target in HEADINGS.items()}
_MOST_WORDS = 7
_SHORTEST = 3  # letters that a known word must have to count inside words written together
_SHORTEST_HAN = 2


@lru_cache(maxsize=2048)
def understood(heading: str) -> str | None:
    """What a heading means; "" for a column of running numbers; None if nothing in it is known.

    >>> [understood(text) for text in ("D.O.B (dd/mm/yyyy)", "Name of suspect", "联系电话", "ឈ្មោះ\u200bពេញ / Name")]
    ['person:birthDate', 'person:name', 'phone:number', 'person:name']
    >>> understood("Village name"), understood("ชื่อถนน"), understood("Số điện thoại liên hệ")
    (None, None, 'phone:number')
    """
    told = heading_target(heading)
    if told is not None:
        return told
    for text in _readings(heading):
        if text in _TABLE:
            return _TABLE[text]
    for text in _readings(heading):
        found = _within(text)
        if found is not None:
            return found
    return None


def _readings(heading: str) -> Iterator[str]:
    """The heading and its parts, the whole first; in Burmese also as Unicode."""
    for whole in dict.fromkeys((plain(heading), plain(from_zawgyi(heading)))):
        texts = [whole, _BRACKETS.sub(" ", whole), *reversed(_PARTS.split(_BRACKETS.sub(" ", whole)))]
        for text in (*texts, *_INSIDE.findall(whole)):
            bare = " ".join(text.strip(_ENDS).split())
            yield bare
            yield _LAST_NUMBER.sub("", bare).strip(_ENDS)


def _within(text: str) -> str | None:
    if _SPACED.fullmatch(text):
        return _among_words(text)
    return _written_together(text)


def _among_words(text: str) -> str | None:
    words = [word.strip(_ENDS) for word in text.split()]
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    head = next((words[:place] for place, word in enumerate(words) if word in _OF and place), words)
    for some in (head, words):
        for length in range(len(some), 0, -1):
            for known in (some[len(some) - length :], some[:length]):  # what stands last counts in English
                found = _known(" ".join(known), [word for word in words if word not in known], text)
                if found is not None:
                    return found
    return None


def _known(known: str, others: list[str], text: str) -> str | None:
    target = _TABLE.get(known)
    if target is None or known in _WEAK:
        return None
    if target in _NAMES_ALONE and others and not _is_of_people(text):
        return None  # the name of a village, a street, a file
    return target or None


def _written_together(text: str) -> str | None:
    found = [
        (len(word), target)
        for word, target in _TABLE.items()
        if len(word) >= (_SHORTEST_HAN if _is_han(word) else _SHORTEST) and not word.isascii() and word not in _WEAK
        if (text.endswith(word) or text.startswith(word))
    ]
    if not found:
        return None
    _, target = max(found)
    if target in _NAMES_ALONE and not _is_of_people(text):
        return None
    return target or None


def _is_of_people(text: str) -> bool:
    return speaks_of_victims(text) or speaks_of_suspects(text) or _PEOPLE.search(text) is not None


def _is_han(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff"
