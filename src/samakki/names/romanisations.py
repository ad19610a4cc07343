"""Systems that write Chinese readings in Latin letters, as tables: Wade-Giles, Hong Kong usage, Korean usage."""

import re
from functools import lru_cache

from samakki.names.chinese import FAMILY_READINGS, table
from samakki.names.chinese_dialects import DIALECT

INITIALS_WADE = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"), ("g", "k"),
    ("k", "k"), ("j", "ch"),
    ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("r", "j"),
)  # fmt: skip
FINALS_WADE = (
    ("ong$", "ung"), ("ian$", "ien"), ("ie$", "ieh"), ("ue$", "ueh"),
    ("ve$", "ueh"), ("([^kh])uo$", r"\1o"), ("v$", "u"),
    ("yan$", "yen"), ("ye$", "yeh"), ("^you$", "yu"), ("^e$", "o"), ("([ktph]|ch|sh|ts|j)e$", r"\1o"),
    ("kui$", "kuei"), ("gui$", "kuei"),
)  # fmt: skip
WADE_WHOLE = {
    "zi": "tzu",
    "ci": "tzu",
    "si": "szu",
    "zhi": "chih",
    "chi": "chih",
    "shi": "shih",
    "ri": "jih",
    "er": "erh",
    "yi": "i",
    "jiong": "chiung",
}
ONSETS_HONG_KONG = {
    "gw": ("kw",), "kw": ("kw",), "ng": ("ng", ""), "b": ("p", "b"), "d": ("t", "d"), "g": ("k", "g"),
    "z": ("ch", "ts", "j", "tz"),
    "c": ("ch", "ts"), "j": ("y", ""), "s": ("s", "sh"), "f": ("f",), "h": ("h",), "k": ("k",), "l": ("l",),
    "m": ("m",), "n": ("n", "l"),
    "p": ("p",), "t": ("t",), "w": ("w",),
}  # fmt: skip
RIMES_HONG_KONG = {
    "aa": ("a", "ah"), "aai": ("ai", "aai"), "aau": ("au", "aau"), "aam": ("am", "aam"), "aan": ("an", "aan"),
    "aang": ("ang",), "aap": ("ap",),
    "aat": ("at",), "aak": ("ak",), "ai": ("ai",), "au": ("au", "ou"), "am": ("am", "um"), "an": ("an", "un"),
    "ang": ("ang", "ung"), "ap": ("ap", "up"),
    "at": ("at", "ut"), "ak": ("ak",), "e": ("e", "eh"), "ei": ("ei", "i", "ay", "ee", "y"),
    "eng": ("eng", "ing"), "ek": ("ek",), "eoi": ("ui", "oi", "eui"),
    "eon": ("un", "on"), "eot": ("ut",), "i": ("i", "z", "ze", "ee"), "iu": ("iu", "iew"), "im": ("im", "yim"),
    "in": ("in", "een"), "ing": ("ing", "eng"), "ip": ("ip",),
    "it": ("it",), "ik": ("ik", "ick"), "o": ("o", "aw", "or"), "oi": ("oi", "oy"),
    "ou": ("o", "ou", "u", "oe"), "on": ("on",), "ong": ("ong",), "ot": ("ot",),
    "ok": ("ok", "ock"), "oe": ("eu",), "oeng": ("eung", "ung", "iang"), "oek": ("euk",), "u": ("u", "oo"),
    "ui": ("ui", "oi"), "un": ("un", "oon"), "ung": ("ung", "oong"),
    "ut": ("ut",), "uk": ("uk", "ook"), "yu": ("yu", "u", "yue"), "yun": ("uen", "un", "yuen"),
    "yut": ("uet", "yuet"), "m": ("m",), "ng": ("ng",),
}  # fmt: skip
ONSETS_MACAO = {
    "gw": "ku", "kw": "ku", "ng": "ng", "b": "p", "d": "t", "g": "k", "z": "ch", "c": "ch", "j": "i",
}  # fmt: skip
RIMES_MACAO = {
    "aa": "a", "aai": "ai", "aau": "ao", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at",
    "aak": "ak", "au": "ao", "eng": "eng", "iu": "io", "ing": "eng", "ik": "ek", "ou": "ou", "oeng": "eong",
    "oek": "eok", "oe": "eo", "eoi": "oi", "eon": "on", "eot": "ot", "ung": "ong", "uk": "ok", "yu": "u",
    "yun": "un", "yut": "ut",
}  # fmt: skip
KOREAN = (("^c", "ch"), ("^l", "r"), ("^L", "n"), ("ye", "yeo"), ("([^y])e", r"\1eo"), ("^e", "eo"), ("wu", "u"))
SHARES = {
    "mandarin": 0.31, "wade": 0.13, "hongkong": 0.23, "macao": 0.03, "dialect": 0.2, "vietnamese": 0.05, "korean": 0.05,
}  # fmt: skip


@lru_cache(maxsize=1024)
def wade_giles(syllable: str) -> str:
    """Pinyin without tone as people write Wade-Giles in names: without apostrophes.

    >>> [wade_giles(word) for word in ("zhang", "xiao", "qian", "guo", "zhi")]
    ['chang', 'hsiao', 'chien', 'kuo', 'chih']
    """
    if syllable in WADE_WHOLE:
        return WADE_WHOLE[syllable]
    for written, kept in INITIALS_WADE:
        if syllable.startswith(written):
            syllable = kept + syllable[len(written) :]
            break
    for written, kept in FINALS_WADE:
        syllable = re.sub(written, kept, syllable)
    return syllable


@lru_cache(maxsize=2048)
def hong_kong(syllable: str) -> tuple[str, ...]:
    """Jyutping without tone as names are spelled in Hong Kong and Macao, the usual first.

    >>> hong_kong("can")[0], hong_kong("loeng")[0], hong_kong("ng")[0]
    ('chan', 'leung', 'ng')
    """
    onset = next(
        (
            o
            for o in sorted(ONSETS_HONG_KONG, key=len, reverse=True)
            if syllable.startswith(o) and len(syllable) > len(o)
        ),
        "",
    )
    rime = syllable[len(onset) :]
    starts = ONSETS_HONG_KONG.get(onset, ("",)) if not (onset == "j" and rime.startswith("yu")) else ("",)
    spellings = [start + end for start in starts for end in RIMES_HONG_KONG.get(rime, (rime,))]
    return tuple(dict.fromkeys(spellings))


@lru_cache(maxsize=2048)
def macao(syllable: str) -> str:
    """Jyutping without tone as names are spelled in Macao, after the sounds of Portuguese.

    >>> macao("gwok"), macao("coeng"), macao("joeng")
    ('kuok', 'cheong', 'ieong')
    """
    onset = next((o for o in ("gw", "kw", "ng", *"bpmfdtnlgkhwzcsj") if syllable.startswith(o) and o != syllable), "")
    rime = syllable[len(onset) :]
    start = "" if onset == "j" and rime in ("i", "im", "in", "ip", "it") else ONSETS_MACAO.get(onset, onset)
    return start + RIMES_MACAO.get(rime, rime)


@lru_cache(maxsize=2048)
def korean(syllable: str) -> tuple[str, ...]:
    """A reading in Yale letters as Korean names are spelled abroad."""
    if syllable in ("i", "li"):
        return ("lee", "yi", "ri")
    broad = re.sub("(?<!w)u", "eu", syllable)
    for written, kept in KOREAN:
        syllable = re.sub(written, kept, syllable)

    vowels = (syllable, syllable.replace("eo", "o"), syllable.replace("eo", "u"), broad)
    return tuple(dict.fromkeys(form for vowel in vowels for form in (vowel, vowel.replace("ch", "j"))))


def spread(shares: dict[str, float], spellings: tuple[str, ...], share: float) -> None:
    """Add spellings with falling weight, together `share`."""
    weights = [0.55**place for place in range(len(spellings))]
    for spelling, weight in zip(spellings, weights, strict=True):
        if spelling:
            shares[spelling] = shares.get(spelling, 0.0) + share * weight / sum(weights)


def mandarin_readings(letter: str) -> tuple[str, ...]:
    """Pinyin of a character without tones, the reading it has as a family name first."""
    known = table()[letter]
    found = dict.fromkeys([*filter(None, [FAMILY_READINGS.get(letter, "")]), *known.mandarin])
    return tuple(word.replace("v", "u") for word in found)


def by_system(letter: str) -> dict[str, tuple[str, ...]]:
    """Latin spellings of one simplified character by the system that writes them, the usual first in each."""
    readings = table().get(letter)
    if readings is None:
        return {}
    mandarin = mandarin_readings(letter)
    cantonese = readings.cantonese[:1]
    return {
        "mandarin": mandarin,
        "wade": tuple(map(wade_giles, mandarin)),
        "hongkong": tuple(spelling for word in cantonese for spelling in hong_kong(word)),
        "macao": tuple(map(macao, cantonese)),
        "dialect": tuple(DIALECT.get(letter, "").split()),
        "vietnamese": readings.vietnamese,
        "korean": tuple(spelling for word in readings.korean[:1] for spelling in korean(word)),
    }


@lru_cache(maxsize=16384)
def spellings(letter: str) -> dict[str, float]:
    """Latin spellings of one simplified character with their shares, before any names were looked at.

    >>> sorted(spellings("陈"), key=spellings("陈").get, reverse=True)[:3]
    ['chen', 'chan', 'tan']
    """
    shares: dict[str, float] = {}
    for system, written in by_system(letter).items():
        spread(shares, written, SHARES[system])
    total = sum(shares.values())
    return {spelling: share / total for spelling, share in shares.items() if share / total > 0.002}
