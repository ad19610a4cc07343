"""Lao (lo, Laoo): given name, then family name. Abroad the French spelling stays: Souvanna for Suvanna."""

import re

from samakki.names.habits import Habits, given_first, settled

TONES = "\u0ec8-\u0ecb"
TONE_FIRST = re.compile(f"([{TONES}])([\u0eb1\u0eb4-\u0ebc\u0ecd]+)")
NIGGAHITA_AA = re.compile(f"\u0ecd([{TONES}]?)\u0eb2")
AM_TONE = re.compile(f"\u0eb3([{TONES}])")

SPELLINGS = (
    ("\u0edc", "\u0eab\u0e99"),  # HO NO as HO and NO
    ("\u0edd", "\u0eab\u0ea1"),  # HO MO as HO and MO
    ("\u0eab\u0ebc", "\u0eab\u0ea5"),  # HO with the sign LO as HO and LO
    ("\u0ec0\u0ec0", "\u0ec1"),
    ("\u0ea3", "\u0ea5"),  # RO was struck from the alphabet for decades; both are written
)


def normalise(text: str) -> str:
    """One spelling: vowel sign before tone, ligatures taken apart, RO as LO.

    >>> normalise("ໜອງ") == normalise("ຫນອງ")
    True
    """
    for written, kept in SPELLINGS:
        text = text.replace(written, kept)
    text = NIGGAHITA_AA.sub(lambda found: found[1] + "\u0eb3", TONE_FIRST.sub(r"\2\1", text))
    return AM_TONE.sub(lambda found: found[1] + "\u0eb3", text)


def is_start(rest: str) -> bool:
    """Whether a name could start here."""
    return len(rest) > 1 and ("\u0e81" <= rest[0] <= "\u0eae" or "\u0ec0" <= rest[0] <= "\u0ec4")


TITLES = (
    "ທ້າວ",
    "ນາງສາວ",
    "ນາງ",
    "ທ່ານນາງ",
    "ທ່ານ",
    "ພະນະທ່ານ",
    "ສະຫາຍ",
    "ດຣ.",
    "ດຣ",
    "ພົນເອກ",
    "ພົນໂທ",
    "ພົນຕີ",
    "ພັນເອກ",
    "ເຈົ້າ",
)

HABITS = Habits(
    language="lo",
    script="Laoo",
    split=given_first,
    normalise=settled(normalise),
    titles=frozenset(map(normalise, TITLES)),
    is_start=is_start,
    attached=tuple(sorted((normalise(t) for t in TITLES if len(t) > 3 and t != "ເຈົ້າ"), key=len, reverse=True)),
)
