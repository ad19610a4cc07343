"""Which writing system a letter belongs to, as far as names of the region need it (ISO 15924 codes)."""

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

UNKNOWN = "Zyyy"
"""ISO 15924 for what belongs to no script: digits, punctuation, marks alone."""

# First code point of a run, and the script of the run that starts there.
RUNS: tuple[tuple[int, str], ...] = (
    (0x0000, UNKNOWN),
    (0x0041, "Latn"),
    (0x005B, UNKNOWN),
    (0x0061, "Latn"),
    (0x007B, UNKNOWN),
    (0x00C0, "Latn"),
    (0x00D7, UNKNOWN),
    (0x00D8, "Latn"),
    (0x00F7, UNKNOWN),
    (0x00F8, "Latn"),
    (0x02B0, UNKNOWN),
    (0x0370, "Grek"),
    (0x0400, "Cyrl"),
    (0x0530, "Armn"),
    (0x0590, "Hebr"),
    (0x0600, "Arab"),
    (0x0700, UNKNOWN),
    (0x0900, "Deva"),
    (0x0980, "Beng"),
    (0x0A00, UNKNOWN),
    (0x0B80, "Taml"),
    (0x0C00, UNKNOWN),
    (0x0E01, "Thai"),
    (0x0E3F, UNKNOWN),
    (0x0E40, "Thai"),
    (0x0E4F, UNKNOWN),
    (0x0E81, "Laoo"),
    (0x0ED0, UNKNOWN),
    (0x0EDC, "Laoo"),
    (0x0EE0, UNKNOWN),
    (0x1000, "Mymr"),
    (0x1040, UNKNOWN),
    (0x1050, "Mymr"),
    (0x1090, "Mymr"),
    (0x10A0, UNKNOWN),
    (0x1100, "Hang"),
    (0x1200, UNKNOWN),
    (0x1780, "Khmr"),
    (0x17D4, UNKNOWN),
    (0x1E00, "Latn"),
    (0x1F00, "Grek"),
    (0x2000, UNKNOWN),
    (0x3005, "Hani"),
    (0x3008, UNKNOWN),
    (0x3040, "Hira"),
    (0x30A0, "Kana"),
    (0x3100, UNKNOWN),
    (0x3400, "Hani"),
    (0x4DC0, UNKNOWN),
    (0x4E00, "Hani"),
    (0xA000, UNKNOWN),
    (0xA9E0, "Mymr"),
    (0xAA00, UNKNOWN),
    (0xAA60, "Mymr"),
    (0xAA80, UNKNOWN),
    (0xAC00, "Hang"),
    (0xD7B0, UNKNOWN),
    (0xF900, "Hani"),
    (0xFB00, "Latn"),
    (0xFB07, UNKNOWN),
    (0xFF21, "Latn"),
    (0xFF3B, UNKNOWN),
    (0xFF41, "Latn"),
    (0xFF5B, UNKNOWN),
    (0x20000, "Hani"),
    (0x323B0, UNKNOWN),
)
_LATIN = re.compile("[A-Za-z]")
STARTS = tuple(start for start, _ in RUNS)


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """ISO 15924 code of one character; `UNKNOWN` for digits, spaces and punctuation.

    >>> script_of("ក"), script_of("ฉ"), script_of("7")
    ('Khmr', 'Thai', 'Zyyy')
    """
    return RUNS[bisect_right(STARTS, ord(letter)) - 1][1]


@lru_cache(maxsize=4096)
def main_script(text: str) -> str:
    """The script most letters of a text are in; at a tie the one that comes first.

    >>> main_script("Somchai (สมชาย แสวงการ)")
    'Thai'
    """
    if text.isascii():
        return "Latn" if _LATIN.search(text) else UNKNOWN
    counted = Counter(map(script_of, text))
    del counted[UNKNOWN]
    return max(counted, key=lambda script: counted[script]) if counted else UNKNOWN
