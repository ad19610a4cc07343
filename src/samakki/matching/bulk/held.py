"""Cells of one comparison held in memory, made by machine code from plain files: words, births, numbers of papers.

The same cells, numbers and facets as `loading` keeps in tables. What a text of another form means is asked of Python.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samakki.kernel.calendars import GREGORIAN_YEARS
from samakki.matching.bulk import exact, spelling
from samakki.matching.bulk.cells import FIELD
from samakki.matching.bulk.coding import Coded, Texts
from samakki.matching.bulk.facets import LEAST_SOUNDS
from samakki.matching.bulk.loading import HALF, LIGHT, PAIR, UNSEEN, cells_of, has_rarity
from samakki.matching.bulk.plain import SHORTEST_WITH_RULE
from samakki.matching.bulk.preparing import NOTHING, Maker
from samakki.matching.bulk.spreading import spread
from samakki.matching.domain.definition import Comparison
from samakki.matching.domain.identifiers import LIKE
from samakki.names.sounds import CONSONANTS, VOWELS

Data = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Places = NDArray[np.int8]
BATCH = 50_000
LARGEST = 2**31 - 1
"""Bytes of all cells of a comparison."""
BIRTHS = ("day", "month", "year", "swapped", "day_other_year", "year_near", "few_years", "differs")
PAPERS = ("same", "slip", "differs", "differs_for_life")
Asked = Mapping[int, Sequence[Any]]
"""Facets that Python found, by the place of a text or cell."""


@dataclass(frozen=True, slots=True)
class Held:
    """Cells of one comparison, from number 1.

    Attributes:
        one: the comparison.
        cells: as text, without `behind`.
        times: how many records have each.
        behind: what ends each of them.
        signs: texts that are compared; of births none.
        known: of births (`spelling.days`).
        marks: of papers (`exact.papers`).
        shared: for each part of the comparison, as `blocking.parts` calls it, numbers of what records can share; 0 for
            nothing.
    """

    one: Comparison
    cells: Texts
    times: NDArray[np.int64]
    behind: str = ""
    signs: Texts | None = None
    known: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    marks: Places = field(default_factory=lambda: np.zeros(0, np.int8))
    shared: Mapping[str, Numbers] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.times)

    def cell(self, number: int) -> str:
        """One of them, as `cells` writes it."""
        return self.cells.text(number - 1) + self.behind

    def with_nothing(self, part: str) -> Numbers:
        """What can be shared of each cell (`shared`), from number 0."""
        return np.concatenate((np.zeros(1, np.int32), self.shared[part]))

    def texts(self) -> NDArray[np.uint64]:
        """As `bounds.Tellable.texts`."""
        made = np.zeros((self.size + 1, 3), np.uint64)
        if self.signs is not None:
            spelling.sign(self.signs.data, self.signs.starts, self.signs.ends, made)
        return made

    def births(self) -> NDArray[np.uint64]:
        """As `bounds.Tellable.births`."""
        made = np.zeros((self.size + 1, 3), np.uint64)
        made[1:, 0] = np.where(self.known % spelling.CENTURY > 0, self.known, 0)
        made[1:, 1] = self.known // (spelling.CENTURY * spelling.CENTURY)
        return made

    def papers(self) -> tuple[int, int]:
        """As `bounds.Tellable.papers`."""
        known = self.marks[self.marks != exact.ASK]
        return int(known.max(initial=0)), int(len(known) > 0)

    def phones(self) -> NDArray[np.uint64]:
        """As `bounds.Tellable.phones`; telephones are never held."""
        return np.zeros((self.size + 1, 3), np.uint64)

    def rarity(self) -> NDArray[np.float64] | None:
        """How common the value of each is, as `loading` counts it, from number 0; None where it plays no part."""
        if not has_rarity(self.one):
            return None
        times = self.times
        if self.one.kind == "document":
            codes, held = self.shared[self.one.code], np.where(self.marks == exact.ASK, 0, times)
            times = np.bincount(codes, weights=held, minlength=1).astype(np.int64)[codes]
        different, inverse = np.unique(times, return_inverse=True)
        known = int(self.times.sum()) + UNSEEN
        made = np.array([log2((max(int(one) - PAIR, 0) + HALF) / known) for one in different])[inverse]
        if self.one.kind == "document":
            made[self.marks == exact.ASK] = np.nan
        return np.concatenate(([np.nan], made))

    def levels(self, x: Numbers, y: Numbers, some: NDArray[np.int64], found: Places) -> None:
        """Fill in the levels of some pairs of two different cells; `exact.ASK` where Python is to say."""
        one, signs = self.one, self.signs
        if one.kind == "birth":
            exact.births(self.known, _places(one, BIRTHS), x, y, some, found)
        elif signs is not None and one.kind == "word":
            leasts = np.array([level.least for level in one.levels[:-1]])
            exact.words(signs.data, signs.starts, signs.ends, leasts, np.minimum(x, y), np.maximum(x, y), some, found)
        elif signs is not None:
            texts = (signs.data, signs.starts, signs.ends)
            exact.papers(*texts, self.marks, like(), _places(one, PAPERS), x, y, some, found)


def _places(one: Comparison, codes: Sequence[str]) -> Places:
    return np.array([one.place(code) for code in codes], np.int8)


@cache
def like() -> NDArray[np.bool_]:
    """For each two signs whether they are taken for each other."""
    made = np.zeros((256, 256), np.bool_)
    for a, b in map(sorted, LIKE):
        made[ord(a), ord(b)] = made[ord(b), ord(a)] = True
    return made


def can_hold(one: Comparison, makers: Sequence[Maker]) -> bool:
    """Whether cells of a comparison can be held: of one column in each file, of one sort."""
    uses = [maker.uses for maker in makers]
    return one.kind in MAKERS and all(len(own) == 1 for own in uses) and len({own[0].detail for own in uses}) == 1


def hold(
    one: Comparison, makers: Sequence[Maker], files: Sequence[Coded], at: int, processes: int
) -> tuple[Held, list[Numbers]] | None:
    """Make the cells of a comparison, and for each file the number of each record's; None where there is no room.

    Args:
        one: the comparison.
        makers: of its cells, for each file.
        files: that were read.
        at: its column in them, from 1.
        processes: that Python may be asked in.
    """
    behind = f"{FIELD}{makers[0].uses[0].detail}{FIELD}" if one.kind == "document" else ""
    codes, made = [], []
    facets: dict[int, Sequence[object]] = {}
    begun = 0
    for file, maker in zip(files, makers, strict=True):
        code, rows = file.encoded(at)
        codes.append(code)
        texts = file.texts(at, rows)
        if int((texts.ends - texts.starts).sum(dtype=np.int64)) + 2 * len(rows) > LARGEST:
            return None
        cells, found = _made(one, maker, texts, behind, processes)
        facets |= {begun + place: own for place, own in found.items()}
        made.append(cells)
        begun += len(rows)
    if sum(len(cells.data) for cells in made) > LARGEST:
        return None
    every = _together(made)
    numbers, first = every.different()
    ids, begun = [], 0
    for code, cells in zip(codes, made, strict=True):
        own = numbers[begun : begun + len(cells.starts)]
        ids.append(np.concatenate((np.zeros(1, np.int32), own))[code])
        begun += len(own)
    times = np.sum([np.bincount(own, minlength=len(first) + 1)[1:] for own in ids], axis=0)
    asked = {place: facets[row] for place, row in enumerate(first.tolist()) if row in facets} if facets else {}
    cells = Texts(every.data, every.starts[first], every.ends[first])
    return FINISH[one.kind](one, cells, times.astype(np.int64), behind, asked), ids


def _made(one: Comparison, maker: Maker, texts: Texts, behind: str, processes: int) -> tuple[Texts, Asked]:
    """The cell of each text, empty where nothing is known; and the facets of those that Python was asked about."""
    size = len(texts.starts)
    out = np.empty(int((texts.ends - texts.starts).sum(dtype=np.int64)) + 2 * size, np.uint8)
    begins, stops = np.empty(size, np.int32), np.empty(size, np.int32)
    filled = MAKERS[one.kind](texts, out, begins, stops)
    left = np.flatnonzero(stops == spelling.LEFT)
    begins[left] = stops[left] = 0
    rows = [(0, place, 1, texts.text(place)) for place in left.tolist()]
    batches = (rows[done : done + BATCH] for done in range(0, len(rows), BATCH))
    found: dict[int, Sequence[object]] = {}
    more = [out[:filled]]
    work = partial(cells_of, (maker,), one.kind)
    for _, places, _, cells, *facets in spread(work, batches, processes=1 if one.kind in LIGHT else processes):
        for place, cell, *own in zip(places, cells, *facets, strict=True):
            written = np.frombuffer(cell.removesuffix(behind).encode(), np.uint8)
            begins[place], stops[place] = filled, filled + len(written)
            filled += len(written)
            more.append(written)
            found[place] = own
    return Texts(np.concatenate(more) if len(more) > 1 else more[0], begins, stops), found


def _together(made: Sequence[Texts]) -> Texts:
    if len(made) == 1:
        return made[0]
    begun = np.cumsum([0, *(len(cells.data) for cells in made[:-1])]).astype(np.int32)
    starts = [cells.starts + before for cells, before in zip(made, begun, strict=True)]
    ends = [cells.ends + before for cells, before in zip(made, begun, strict=True)]
    return Texts(np.concatenate([cells.data for cells in made]), np.concatenate(starts), np.concatenate(ends))


def _words(one: Comparison, cells: Texts, times: NDArray[np.int64], behind: str, _asked: Asked) -> Held:
    out = np.empty(int((cells.ends - cells.starts).sum(dtype=np.int64)) + 1, np.uint8)
    begins, stops = np.empty(len(times), np.int32), np.empty(len(times), np.int32)
    spelling.sounds(cells.data, cells.starts, cells.ends, sound_tables(), LEAST_SOUNDS, out, begins, stops)
    codes, _ = Texts(out, begins, stops).different()
    return Held(one, cells, times, behind, signs=cells, shared={one.code: codes})


def _births(one: Comparison, cells: Texts, times: NDArray[np.int64], behind: str, _asked: Asked) -> Held:
    known = np.empty(len(times), np.int32)
    spelling.days(cells.data, cells.starts, cells.ends, known)
    years = known // (spelling.CENTURY * spelling.CENTURY)
    shared = {
        f"{one.code}.day": np.where(known % spelling.CENTURY > 0, known, 0),
        f"{one.code}.years": np.where(known > 0, years // 2 + 1, 0),
        f"{one.code}.years_between": np.where(known > 0, (years + 1) // 2 + 1, 0),
    }
    return Held(one, cells, times, behind, known=known, shared={code: _in_order(own) for code, own in shared.items()})


def _papers(one: Comparison, cells: Texts, times: NDArray[np.int64], behind: str, asked: Asked) -> Held:
    data = cells.data.copy()
    data[(data >= spelling.SMALL) & (data <= spelling.LAST_SMALL)] -= spelling.TO_SMALL
    starts, ends, marks = cells.starts.copy(), cells.ends.copy(), np.zeros(len(times), np.int8)
    more, filled = [data], len(data)
    for place, (number, _, _, mark) in asked.items():
        written = np.frombuffer(number.encode() if isinstance(number, str) else b"", np.uint8)
        starts[place], ends[place] = filled, filled + len(written)
        marks[place] = mark if isinstance(mark, int) else exact.ASK
        more.append(written)
        filled += len(written)
    signs = Texts(np.concatenate(more), starts, ends)
    return Held(one, cells, times, behind, signs=signs, marks=marks, shared={one.code: signs.different()[0]})


def _in_order(values: Numbers) -> Numbers:
    """Numbers from 1 for different values, in the order in which they come; 0 stays."""
    different, first, place = np.unique(values, return_index=True, return_inverse=True)
    made = np.zeros(len(different), np.int32)
    order = np.argsort(first, kind="stable")
    order = order[different[order] > 0]
    made[order] = np.arange(1, len(order) + 1)
    return made[place]


@cache
def sound_tables() -> Numbers:
    """The tables of `spelling.sounds`."""
    made = np.zeros(spelling.LETTERS**3, np.int32)
    for letters, sounds in {**CONSONANTS, **VOWELS}.items():
        at = 0
        for letter in letters.ljust(3, chr(spelling.SMALL - 1)):
            at = at * spelling.LETTERS + ord(letter) - spelling.SMALL + 1
        made[at] = sum(ord(sound) << spelling.NEXT * place for place, sound in enumerate(sounds))
    return made


def packed() -> NDArray[np.uint64]:
    """`NOTHING` as `spelling` compares it."""
    short = [word.encode() for word in NOTHING if word and len(word) <= spelling.FIRST]
    return np.array([int.from_bytes(word, "little") for word in short], np.uint64)


def _make_words(texts: Texts, out: Data, begins: Numbers, stops: Numbers) -> int:
    return spelling.words(texts.data, texts.starts, texts.ends, packed(), out, begins, stops)


def _make_births(texts: Texts, out: Data, begins: Numbers, stops: Numbers) -> int:
    years = GREGORIAN_YEARS[0], GREGORIAN_YEARS[-1]
    return spelling.births(texts.data, texts.starts, texts.ends, *years, out, begins, stops)


def _make_papers(texts: Texts, out: Data, begins: Numbers, stops: Numbers) -> int:
    longest = SHORTEST_WITH_RULE - 1
    return spelling.papers(texts.data, texts.starts, texts.ends, packed(), longest, out, begins, stops)


MAKERS = {"word": _make_words, "birth": _make_births, "document": _make_papers}
FINISH = {"word": _words, "birth": _births, "document": _papers}
