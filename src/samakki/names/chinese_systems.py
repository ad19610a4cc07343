"""Chinese names by one way of spelling at a time: who writes one syllable as in Hong Kong writes all of them so.

The learned model knows every spelling of a character at once, and so takes a Mandarin syllable beside a Hokkien one.
These small models, made from the tables of readings, each know the spellings of one place alone.
"""

from collections.abc import Iterator
from functools import cache
from math import log

from samakki.names.chinese import table
from samakki.names.romanisations import by_system
from samakki.names.units import UnitModel, assembled

SYSTEMS = {
    "mandarin": ("mandarin",),
    "taiwan": ("wade",),
    "cantonese": ("hongkong", "macao"),
    "dialect": ("dialect",),
    "abroad": ("vietnamese", "korean"),
}
SHARES = dict(
    zip("abcdefghijklmnopqrstuvwxyz0123456789", (
        0.125, 0.014, 0.03, 0.018, 0.062, 0.012, 0.07, 0.075, 0.09, 0.012, 0.028, 0.037, 0.02, 0.13, 0.062, 0.01,
        0.003, 0.012, 0.043, 0.03, 0.07, 0.002, 0.02, 0.009, 0.04, 0.012, *(0.0005,) * 10,
    ), strict=True)
)  # fmt: skip
"""Share of each letter in Chinese names as they are spelled in Latin letters, by and large."""
FALLING = 0.6
"""What each next spelling of a character is worth beside the one before."""
DROPPED, INSERTED, UNKNOWN, REPLACED = -7.0, -9.5, -9.0, 3.0


def usual() -> Iterator[str]:
    """Simplified characters in everyday use: those of the GB 2312 set."""
    for letter, known in table().items():
        if known.simplified == letter:
            try:
                letter.encode("gb2312")
            except UnicodeEncodeError:
                continue
            yield letter


@cache
def models() -> tuple[UnitModel, ...]:
    """A model for each of `SYSTEMS`, in their order."""
    spelled = {letter: by_system(letter) for letter in usual()}
    prices = {letter: INSERTED - 0.9 * log(share) for letter, share in SHARES.items()}
    found = []
    for ways in SYSTEMS.values():
        by_native: dict[str, list[tuple[str, float]]] = {}
        for letter, systems in spelled.items():
            written = list(dict.fromkeys(y for way in ways for y in systems[way] if y.isascii() and y.isalpha()))
            total = sum(FALLING**n for n in range(len(written)))
            for n, y in enumerate(written):
                chance = sum(log(SHARES[c]) for c in y)
                by_native.setdefault(letter, []).append((y, log(FALLING**n / total) - chance))
        found.append(assembled(by_native, dict.fromkeys(spelled, DROPPED), prices, UNKNOWN, REPLACED))
    return tuple(found)
