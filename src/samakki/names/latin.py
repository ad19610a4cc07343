"""Names in Latin letters, whatever language: how they are folded, and the titles that stand before them in reports.

A name in Latin letters rarely says which language it is from, so the titles of all languages here are taken off. Those
that are also ordinary parts of names (U, Ma, Ko) go only where the rest of the name looks Burmese.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from samakki.names.habits import Habits, given_first

NOT_LETTERS = re.compile(r"[^a-z0-9]+")
INITIALS_JOINED = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=\S)")
BRACKETS = re.compile(r"[(\[{<（【].*?(?:[)\]}>）】]|$)")
BARRED = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"})


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """ASCII small letters and digits, single spaces: accents, case, hyphens and apostrophes cost nothing.

    >>> folded("Nguyễn Đức Cảnh"), folded("Dato' Seri O'Neill-Smith")
    ('nguyen duc canh', 'dato seri oneill smith')
    """
    plain = anyascii(text.translate(BARRED)).replace("'", "").replace("`", "").casefold()
    return NOT_LETTERS.sub(" ", plain).strip()


def without_brackets(text: str) -> str:
    """The text without what is added in brackets, unless nothing else is there."""
    bare = BRACKETS.sub(" ", text)
    return " ".join((bare if any(letter.isalpha() for letter in bare) else text).split())


def normalise(text: str) -> str:
    """The text without what is added in brackets, and "J.R.Smith" as three words; the letters stay as written."""
    return " ".join(INITIALS_JOINED.sub(r"\1. ", without_brackets(text).replace("_", " ")).split())


# Titles are written folded: no points, no apostrophes.
WESTERN_TITLES = (
    "mr", "mrs", "ms", "miss", "mme", "mag", "dr", "dra", "prof", "professor", "sir", "lord", "lady", "dame",
    "hon", "the hon",
    "rt hon", "the rt hon", "right honourable", "the right honourable", "baroness", "baron", "rev", "reverend",
    "capt",
    "captain", "col", "colonel", "lt col", "lt", "lieutenant", "gen", "general", "maj gen", "lt gen",
    "brig gen", "major",
    "sgt", "inspector", "pol lt gen", "pol gen", "pol maj gen", "pol col", "pol maj", "pol capt", "senator",
    "dipl ing", "dkfm",
    "her excellency", "his excellency", "he", "hrh",
)  # fmt: skip
KHMER_TITLES = (
    "samdech", "samdech akka moha sena padei techo", "samdech techo", "samdech preah", "samdech krom preah",
    "oknha", "neak oknha",
    "lok", "lok chumteav", "lok srey", "lok ta", "ek udom", "neak srey",
)  # fmt: skip
THAI_TITLES = (
    "khun",
    "khunying",
    "khun ying",
    "thanphuying",
    "mom rajawongse",
    "mom luang",
    "nang sao",
    "changwat",
    "amphoe",
    "tambon",
)
MALAY_TITLES = (
    "datuk", "dato", "datuk seri", "dato seri", "dato sri", "datuk sri", "datin", "datin seri", "datin paduka",
    "tan sri", "puan sri",
    "toh puan", "tun", "tunku", "tengku", "yb", "yab", "yang berhormat", "encik", "cik", "puan", "haji", "hj",
    "hajah", "hjh",
    "ustaz", "kapten", "sheikh dato", "pehin", "datuk patinggi", "datuk amar", "dato paduka", "tuan guru",
    "tuanku", "almarhum", "almarhumah",
)  # fmt: skip
INDONESIAN_TITLES = (
    "drs", "dra", "ir", "h", "hj", "kh", "prof dr", "bapak", "ibu", "tgh", "kph", "drh", "drg", "hm", "raden",
    "rd", "k h",
)  # fmt: skip
INDONESIAN_DEGREES = (
    "sh", "s h", "mh", "m h", "mm", "m m", "msi", "m si", "se", "s e", "mba", "ssos", "s sos", "sip", "s ip",
    "st", "s t", "spd", "s pd",
    "sag", "s ag", "mpd", "m pd", "mag", "m ag", "mkn", "m kn", "s hi", "msc", "m sc", "mph", "ph d",
    "phd", "skom", "s kom",
    "spsi", "s psi", "ma", "m a", "mhum", "m hum", "ba", "b a", "lc", "bba", "mt", "m t", "mm a", "stp",
    "s tp", "sp", "s p", "skm",
    "mma", "mkes", "m kes", "apt", "akt", "llm", "ll m", "bsc", "b sc", "m ap", "ak", "mec", "m ec", "sthi",
    "s th i", "mec dev", "mpp", "amd", "ssi", "s si", "mip", "m ip", "mtp", "amp", "mep", "spt", "s pt", "sth",
    "s th", "s pi",
    "spi", "ssi apt", "mapd", "mmt", "ske", "s kep", "skep", "mappsc",
)  # fmt: skip
FILIPINO_TITLES = (
    "atty",
    "engr",
    "gng",
    "ginoo",
    "ginang",
    "binibini",
    "sec",
    "gov",
    "mayor",
    "rep",
    "congressman",
    "aling",
)
ALSO_NAMES = {"sen": "", "cong": "", "mang": "", "thao": "vi", "tuan": "vi"}
"""Titles that are ordinary names next door: Filipino ones go where a point follows or the name is said to be Filipino;
those of Laos and Malaysia stay where the rest looks like the language that has them as names."""
BENGALI_TITLES = (
    "alhaj",
    "alhajj",
    "janab",
    "jonab",
    "moulana",
    "maulana",
    "moulvi",
    "hafez",
    "advocate",
    "adv",
    "barrister",
    "sree",
    "sri",
    "sreemati",
    "shri",
    "smt",
)
ENDINGS = (
    "esq",
    "mp",
    "qc",
    "kc",
    "obe",
    "cbe",
    "mbe",
    "ret",
    "jp",
    "sbs",
    "gbs",
    "gbm",
    "bbs",
    "sc",
    "dds",
    "md phd",
    "psm",
    "kmn",
    "amn",
    "gcmg",
)

GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""Generation marks are part of the name: father and son differ in nothing else."""

BURMESE_TITLES = frozenset({"u", "oo", "daw", "ko", "ma", "maung", "mg", "saw", "naw", "sayadaw", "ashin", "thakin"})
TITLES = frozenset(
    (
        *WESTERN_TITLES,
        *KHMER_TITLES,
        *THAI_TITLES,
        *MALAY_TITLES,
        *INDONESIAN_TITLES,
        *FILIPINO_TITLES,
        *BENGALI_TITLES,
    )
) - {"lok", "he"}
PLACE_ENDINGS = (
    "city", "town", "township", "district", "subdistrict", "province", "county", "municipality", "prefecture",
    "village",
)  # fmt: skip
"""What kind of place it is; lists write it or leave it out."""
DEGREES = frozenset((*INDONESIAN_DEGREES, *ENDINGS, *PLACE_ENDINGS)) - {"ma", "ba", "sri", "ak"}

HABITS = Habits(language="en", script="Latn", split=given_first, normalise=normalise, titles=TITLES, endings=DEGREES)
