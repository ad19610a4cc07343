"""Khmer (km, Khmr): family name first, the given name in one or two words.

The family name may be the father's given name and change with each generation; officials turn the order abroad.
"""

import re

from samakki.names.habits import Habits, family_first, settled

COENG = "\u17d2"
CONSONANT = "[\u1780-\u17b3]"
CLUSTER = re.compile(f"({CONSONANT})((?:{COENG}{CONSONANT}|[\u17b6-\u17d1\u17d3\u17dd])+)")
PIECE = re.compile(f"{COENG}{CONSONANT}|.")
STREAM = re.compile("អូរ(?![\u17b6-\u17d3])")
"""The word for stream that begins thousands of places; its last letter is silent and is written or not."""
ORDINAL = re.compile("ទី *(1?[1-9])(?![0-9])|ទី *10(?![0-9])")
UNITS = ("", "មួយ", "ពីរ", "បី", "បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន")
RO = COENG + "\u179a"

# Vowels that are typed as two, and a subscript DA that is drawn like TA.
SPELLINGS = (
    ("\u17c1\u17b8", "\u17be"),
    ("\u17c1\u17b6", "\u17c4"),
    (COENG + "\u178a", COENG + "\u178f"),
    ("\u17b2", "\u17b1"),
    ("\u17a4", "\u17a2\u17b6"),
    ("\u17a3", "\u17a2"),
    ("\u17a8", "\u17a7\u1780"),
    ("\u17d3", "\u17c6"),
    ("\u17dd", "\u17d1"),
)


def rank(piece: str) -> int:
    """Place of a sign in its cluster: robat, subscripts (RO last), register shifters, vowel, other signs."""
    if piece.startswith(COENG):
        return 2 if piece == RO else 1
    if piece == "\u17cc":
        return 0
    if piece in "\u17c9\u17ca":
        return 3
    return 4 if "\u17b6" <= piece <= "\u17c5" else 5


def normalise(text: str) -> str:
    """One spelling: signs of a cluster in one order, look-alikes as one, silent marks off.

    >>> normalise("ចន្ដា") == normalise("ចន្តា")
    True
    """
    text = CLUSTER.sub(lambda found: found[1] + "".join(sorted(PIECE.findall(found[2]), key=rank)), text)
    for written, kept in SPELLINGS:
        text = text.replace(written, kept)
    text = ORDINAL.sub(lambda found: ordinal(found[1] or "10"), STREAM.sub("អូ", text))
    return text.replace("\u17d1", "").replace("\u17cf", "").replace("\u17ce", "")


def ordinal(number: str) -> str:
    """Which one of several places of a name, in words: "the second" is spelled "Ti Pir".

    >>> ordinal("2"), ordinal("12")
    ('ទីពីរ', 'ទីដប់ពីរ')
    """
    return "ទី" + ("ដប់" if len(number) > 1 else "") + UNITS[int(number[-1])]


def with_figures(text: str) -> str:
    """The text with "the second" as a figure alone, as in Kakab 2 beside Kakab Ti Pir; "" if it has none."""
    return ORDINAL.sub(lambda found: f" {found[1] or 10} ", text).strip() if ORDINAL.search(text) else ""


def is_start(rest: str) -> bool:
    """Whether a name could start here."""
    return "\u1780" <= rest[0] <= "\u17b3" and len(rest) > 1


TITLES = (
    "លោកស្រី", "លោកជំទាវ", "លោកតា", "លោកយាយ", "លោកគ្រូ", "លោក", "អ្នកស្រី", "អ្នកនាង", "អ្នកអង្គម្ចាស់", "កញ្ញា", "ឯកឧត្តម", "ឧកញ៉ា",
    "សម្តេចអគ្គមហាសេនាបតីតេជោ", "សម្តេចអគ្គមហាធម្មពោធិសាល", "សម្តេចអគ្គមហាពញាចក្រី", "សម្តេចព្រះ", "សម្តេចក្រឡាហោម", "សម្តេចតេជោ",
    "សម្តេច", "បណ្ឌិត", "ព្រះអង្គម្ចាស់", "ព្រះបាទសម្តេច", "ព្រះករុណា", "ឧត្តមសេនីយ៍", "វេជ្ជបណ្ឌិត", "យាយ", "តា",
)  # fmt: skip
PLACES = ("ភូមិ", "ឃុំ", "ស្រុក", "ក្រុង", "ខេត្ត", "សង្កាត់")
"""Village, commune, district, town, province, quarter: as a word of its own before a place."""
JOINED_TOO = tuple(title for title in TITLES if len(title) > 3 and title != "លោក")

HABITS = Habits(
    language="km",
    script="Khmr",
    split=family_first,
    normalise=settled(normalise),
    titles=frozenset(map(normalise, (*TITLES, *PLACES))),
    is_start=is_start,
    also=with_figures,
    attached=tuple(sorted(map(normalise, (*JOINED_TOO, "លោក")), key=len, reverse=True)),
)
