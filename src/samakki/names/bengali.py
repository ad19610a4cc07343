"""Bengali (bn, Beng): Muslim names have no fixed family name; Hindu names are given, then family.

Md., Begum, Khatun and Akter are so common that they say almost nothing.
"""

import re

from samakki.names.habits import Habits, given_first, settled

MUHAMMAD = "মোহাম্মদ"
SPELLINGS = (
    (
        re.compile(r"(?<!\S)(?:মোঃ|মো:|মো\.|মোহাঃ|মুহাঃ|মুহ\.|মুহাম্মদ|মুহাম্মাদ|মোহাম্মাদ|মুহম্মদ|মোহাম্মেদ|মোহম্মদ)(?=\s|$|\S)"),
        MUHAMMAD + " ",
    ),
    (re.compile(r"(?<!\S)(?:মোসাঃ|মোসা:|মোছাঃ|মোসাম্মাৎ|মোসাম্মৎ|মোসাম্মত)(?=\s|$|\S)"), "মোসাম্মৎ "),
    (re.compile("\u09ce"), "\u09a4\u09cd"),  # KHANDA TA as TA with its vowel killed
    (re.compile("\u09c7\u09be"), "\u09cb"),
    (re.compile("\u0985\u09be"), "\u0986"),
    (re.compile("\u09b0\u09cd\u09af"), "\u09b0\u09cd\u09af"),
    (re.compile("[.:]"), " "),
)


def normalise(text: str) -> str:
    """One spelling: Muhammad in its many abbreviations as one word, vowels typed as two as one.

    >>> normalise("মোঃ আলী") == normalise("মুহাম্মদ আলী")
    True
    """
    for written, kept in SPELLINGS:
        text = written.sub(kept, text)
    return " ".join(text.split())


TITLES = (
    "জনাব", "বেগম জনাবা", "জনাবা", "শ্রী", "শ্রীমতী", "শ্রীমতি", "ডঃ", "ড", "ডাঃ", "ডা", "ডক্টর", "আলহাজ্ব",
    "আলহাজ", "হাজী", "মাওলানা", "মৌলভী",
    "অধ্যাপক", "অ্যাডভোকেট", "মেজর", "কর্নেল", "জেনারেল", "স্যার", "প্রিন্স", "প্রকৌশলী", "ব্যারিস্টার",
)  # fmt: skip

HABITS = Habits(
    language="bn",
    script="Beng",
    split=given_first,
    normalise=settled(normalise),
    titles=frozenset(map(normalise, TITLES)),
    endings=frozenset(map(normalise, ("শহর", "জেলা", "উপজেলা", "বিভাগ"))),  # city, district, subdistrict, division
)
