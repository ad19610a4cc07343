"""Two files about people with real names, and other facts that are drawn by lot: who is in both is known.

Names are those of the development pairs, native letters in file A and Latin letters in file B, as two countries would
hold them; near namesakes of the pairs are further people, and so are names of the spellings, each in one file only.
Year of birth, sex and province of origin are drawn, and spoilt on each side as registers are: see the constants.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samakki.names.cleaning import clean
from tools.bench.names_quality import script
from tools.names_sources import Pair

SEED = 20261122
SIZE_A, SIZE_B = 4_033, 5_433
YEARS, PROVINCES = 60, 35
YEAR_NEAR, YEAR_FAR, YEAR_MISSING = 0.15, 0.05, 0.20
SEX_WRONG = 0.03
ORIGIN_MISSING, ORIGIN_WRONG = 0.40, 0.10
UNKNOWN = -1
FAR = (3, 12)
"""Years that a year of birth which is further off is off by, from and to."""
Ints = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class File:
    """One file, a row a person.

    Args:
        names: as written, with language.
        groups: which development group each name is of; of a further person one of its own.
        person: number of the person; the same in both files where it is the same.
        year: of birth counted from the first, or `UNKNOWN`.
        sex: 0 or 1.
        origin: province, or `UNKNOWN`.
    """

    names: list[tuple[str, str]]
    groups: list[str]
    person: NDArray[np.int64]
    year: Ints
    sex: Ints
    origin: Ints


Entry = tuple[tuple[str, str], str]
"""A name with its language, and its group."""


def files(
    labelled: Sequence[Pair], more: Sequence[Pair], sizes: tuple[int, int] = (SIZE_A, SIZE_B)
) -> tuple[File, File]:
    """Two files, the same ones from the same pairs every time.

    Args:
        labelled: development pairs; true ones with one side in Latin letters are the people in both files.
        more: true pairs whose names fill the files up, each name in one of them.
        sizes: people in each; fewer where there are not so many names, more where the pairs have more.
    """
    chance = random.Random(SEED)  # noqa: S311  (a simulation)
    both = in_both(labelled)
    # No spelling of somebody in both files may stand for a further person, nor both spellings of a further person.
    taken = {
        (side, clean(own[side][0])) for pair in labelled if pair.is_same and (own := sides(pair)) for side in (0, 1)
    }
    alone: tuple[list[Entry], list[Entry]] = ([], [])
    fillers = [pair for pair in more if sides(pair) is not None]
    chance.shuffle(fillers)
    for number, pair in enumerate([*(pair for pair in labelled if not pair.is_same), *fillers]):
        found = sides(pair)
        if found is None:
            continue
        keys = [(side, clean(found[side][0])) for side in (0, 1)]
        if pair.is_same and any(key in taken for key in keys):
            continue
        for side in (number % 2,) if pair.is_same else (0, 1):
            if keys[side] not in taken and len(both) + len(alone[side]) < sizes[side]:
                taken |= set(keys) if pair.is_same else {keys[side]}
                alone[side].append((found[side], f"alone:{pair.group}"))
    people = len(both) + len(alone[0]) + len(alone[1])
    truth = np.random.default_rng(SEED)
    year, sex, origin = (truth.integers(0, top, people) for top in (YEARS, 2, PROVINCES))
    made = []
    for side in (0, 1):
        entries = [entry[side] for entry in both] + alone[side]
        start = len(both) + (len(alone[0]) if side else 0)
        person = np.concatenate([np.arange(len(both)), np.arange(start, start + len(alone[side]))])
        order = truth.permutation(len(entries))
        person = person[order]
        made.append(
            File(
                [entries[n][0] for n in order],
                [entries[n][1] for n in order],
                person,
                spoilt_year(year[person], truth),
                np.where(truth.random(len(person)) < SEX_WRONG / 2, 1 - sex[person], sex[person]).astype(np.int16),
                spoilt_origin(origin[person], truth),
            )
        )
    return made[0], made[1]


def sides(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The native and the Latin side of a pair; None where it has not one of each."""
    a, b = (pair.name_a, pair.lang_a), (pair.name_b, pair.lang_b)
    latin = [script(language) == "Latn" for _, language in (a, b)]
    if latin == [False, True]:
        return a, b
    return (b, a) if latin == [True, False] else None


def in_both(pairs: Iterable[Pair]) -> list[tuple[Entry, Entry]]:
    """One native and one Latin name of each group that has both: the first of each in order of the text."""
    found: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {}
    for pair in pairs:
        own = sides(pair)
        if pair.is_same and own is not None:
            found[pair.group] = min(found.get(pair.group, own), own)
    return [((own[0], group), (own[1], group)) for group, own in sorted(found.items())]


def spoilt_year(year: NDArray[np.int64], chance: np.random.Generator) -> Ints:
    """Years as a register has them; of two registers each spoils half of what is spoilt between them."""
    draw, sign = chance.random(len(year)), chance.choice((-1, 1), len(year))
    far = chance.integers(FAR[0], FAR[1] + 1, len(year))
    off = np.where(draw < YEAR_NEAR / 2, sign, np.where(draw < (YEAR_NEAR + YEAR_FAR) / 2, sign * far, 0))
    return np.where(chance.random(len(year)) < YEAR_MISSING, UNKNOWN, np.clip(year + off, 0, YEARS - 1)).astype(
        np.int16
    )


def spoilt_origin(origin: NDArray[np.int64], chance: np.random.Generator) -> Ints:
    """Provinces as a register has them."""
    wrong = chance.random(len(origin)) < ORIGIN_WRONG / 2
    told = np.where(wrong, chance.integers(0, PROVINCES, len(origin)), origin)
    return np.where(chance.random(len(origin)) < ORIGIN_MISSING, UNKNOWN, told).astype(np.int16)
