"""Numbers that say how alike two names are; the judges (`trees`) weigh them.

A pair is of one of three kinds: one side in Latin letters and one not ("cross"), both in the same script ("same"), two
different scripts of which neither is Latin ("pivot"; both are then compared through Latin letters). Every number is the
same whichever name comes first.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import isnan, log, nan

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from samakki.names import kernel
from samakki.names.bundle import Models
from samakki.names.likeness import Words, orders, skeleton, strings, word_likeness
from samakki.names.parsing import Name
from samakki.names.romaniser import looks_chinese, pinyin
from samakki.names.units import Encoded, Orders
from samakki.names.western import chinese_words

SCRIPTS = ("Beng", "Hani", "Khmr", "Laoo", "Mymr", "Thai", "Latn")
KINDS = ("cross", "same", "pivot")
REMEMBERED = 1 << 16
FIT_FEATURES = 12
NO_FIT = [nan] * FIT_FEATURES
RAREST = 0.3
"""Names in a million that are taken to have a word the frequency table does not know."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well native words fit Latin words in the best order.

    Args:
        native: the native words used.
        latin: the Latin words in the order used.
        changed: 0 as written, 1 in another order, 2 with a word left out.
        numbers: what `kernel.fit` found.
        plain: score per letter in the order as written.
    """

    native: Words
    latin: Words
    changed: int
    numbers: list[float]
    plain: float

    @property
    def letters(self) -> int:
        """Latin letters used."""
        return sum(map(len, self.latin))

    @property
    def rating(self) -> float:
        """What the best order is chosen by."""
        return rating(self.numbers[kernel.SUM], self.letters, self.changed)

    def features(self) -> list[float]:
        """The numbers a judge sees."""
        size = self.letters + 4
        found = self.numbers
        return [
            found[kernel.SUM],
            found[kernel.SUM] / size,
            found[kernel.BEST] / size,
            found[kernel.EXPLAINED] / size,
            found[kernel.EDITS] / size,
            found[kernel.WORST_RUN],
            found[kernel.LOWEST],
            found[kernel.HIGHEST],
            float(self.letters),
            sum(map(len, self.native)) / size,
            float(self.changed),
            self.plain,
        ]


def rating(total: float, letters: int, changed: int) -> float:
    """Score per letter, less something for turning words round and more for leaving one out."""
    return (total - (0.0, 2.0, 6.0)[changed]) / (letters + 4)


def rating_of(kind: str, numbers: list[float]) -> float:
    """How well the letters of a pair fit each other, from its numbers: about 1.5 at best, 0 where they do not."""
    if kind == "same":
        return 1.5 * numbers[1]  # Jaro-Winkler
    if kind == "pivot":
        best = numbers[2 + 2 * FIT_FEATURES]
        return 0.0 if isnan(best) else best
    fit = numbers[1 : 1 + FIT_FEATURES]
    return 0.0 if isnan(fit[0]) else rating(fit[0], int(fit[8]), int(fit[10]))


class Comparer:
    """Compares names with one set of models; keeps what it worked out about each name."""

    def __init__(self, models: Models) -> None:
        self.models = models
        self.native = lru_cache(maxsize=REMEMBERED)(self.encode_native)
        self.latin = lru_cache(maxsize=REMEMBERED)(self.encode_latin)
        self.latin_words = lru_cache(maxsize=REMEMBERED)(self.spell)

    def encode_native(self, script: str, words: Words) -> Encoded:
        """Native words as the kernel reads them."""
        return self.models.units[script].encode_native("".join(words))

    def encode_latin(self, script: str, words: Words) -> tuple[list[tuple[Words, int]], Orders]:
        """Latin words in all orders, as they are and as the kernel reads them for one script."""
        ways = [(order, changed) for order, changed in orders(words) if any(order)]
        kept = chinese_words(words) if script == "Hani" else ()
        if kept and kept != words:  # without Western given names, and family name first
            ways += [(kept, 2), (kept[-1:] + kept[:-1], 2)]
        return ways, self.models.units[script].encode_orders([order for order, _ in ways])

    def fit(self, script: str, forms: tuple[Words, ...], words: Words) -> Fit | None:
        """The best fit of any native form with any order of Latin words."""
        if script not in self.models.units or not any(words):
            return None
        ways, ready = self.latin(script, words)
        best: Fit | None = None
        best_rating = -1e9
        for form in forms:
            if not any(form):
                continue
            plain = nan
            found = self.models.units[script].fit_orders(self.native(script, form), ready)
            for (order, changed), numbers in zip(ways, found, strict=True):
                rated = rating(numbers[kernel.SUM], sum(map(len, order)), changed)
                if changed == 0:
                    plain = rated
                if rated > best_rating:
                    best, best_rating = Fit(form, order, changed, numbers, plain), rated
        return best

    def spell(self, name: Name) -> Words:
        """The name in Latin letters: as written, or spelled by the model of its script."""
        if name.detected.script in ("Latn",) or name.detected.script not in self.models.romanisers:
            return tuple(word for word in name.words if word.isascii()) or name.words
        if name.detected.script == "Hani" and looks_chinese(name.words):
            word = name.words[0]
            return tuple(filter(None, (pinyin(word[:1]), pinyin(word[1:]))))
        return self.models.romanisers[name.detected.script].words(name.words)

    def frequency(self, words: Words) -> list[float]:
        """Log frequency of each word."""
        known = self.models.frequency
        return [log(known.get(word, RAREST)) for word in words] or [0.0]

    def features(self, a: Name, b: Name) -> tuple[str, list[float]]:
        """Kind of the pair and its numbers."""
        a, b = sorted(
            (a, b), key=lambda name: (name.detected.script == "Latn", name.detected.script, name.forms, name.as_written)
        )
        first, second = a.detected.script, b.detected.script
        scripts = [float(SCRIPTS.index(script)) if script in SCRIPTS else nan for script in (first, second)]
        if first == second:
            return "same", scripts[:1] + self.same(a, b)
        if second == "Latn" and first in self.models.units:
            return "cross", scripts[:1] + self.cross(a, b)
        return "pivot", scripts + self.pivot(a, b)

    def cross(self, native: Name, latin: Name) -> list[float]:
        """One side in Latin letters."""
        found = self.fit(native.detected.script, native.forms, latin.words)
        spelled = self.latin_words(native)
        rarity = self.frequency(latin.words)
        return [
            *(found.features() if found else NO_FIT),
            *strings(spelled, latin.words),
            min(rarity),
            max(rarity),
            sum(rarity),
            float(len(native.words)),
            float(len(latin.words)),
            *self.family(native, latin.words),
            fuzz.ratio(skeleton(spelled), skeleton(latin.words)),
        ]

    def family(self, native: Name, words: Words) -> list[float]:
        """For Chinese: how well the first character fits a word and the rest the others; which could be Chinese."""
        if native.detected.script != "Hani" or not native.words[0] or not words:
            return [nan] * 5
        first, rest = native.words[0][:1], "".join(native.words)[1:]
        alone = [self.fit("Hani", ((first,),), (word,)) for word in words]
        sums = [found.numbers[kernel.SUM] if found else -50.0 for found in alone]
        place = max(range(len(words)), key=lambda n: sums[n])
        others = words[:place] + words[place + 1 :]
        chinese = chinese_words(others)
        given = self.fit("Hani", ((rest,),), chinese) if rest and chinese else None
        return [
            sums[place],
            float(len(others) - len(chinese)),
            float(len(chinese)),
            given.rating if given else nan,
            float(len(rest)),
        ]

    def pivot(self, a: Name, b: Name) -> list[float]:
        """Neither side in Latin letters, or a script without a model."""
        spelled_a, spelled_b = self.latin_words(a), self.latin_words(b)
        fits = [
            self.fit(name.detected.script, name.forms, spelled) for name, spelled in ((a, spelled_b), (b, spelled_a))
        ]
        sums = [found.rating for found in fits if found]
        return [
            *(value for found in fits for value in (found.features() if found else NO_FIT)),
            max(sums, default=nan),
            min(sums, default=nan),
            sum(sums) if sums else nan,
            *strings(spelled_a, spelled_b),
            float(abs(len(a.words) - len(b.words))),
            fuzz.ratio(skeleton(spelled_a), skeleton(spelled_b)),
            JaroWinkler.normalized_similarity(skeleton(spelled_a), skeleton(spelled_b)),
        ]

    def same(self, a: Name, b: Name) -> list[float]:
        """Both sides in one script."""
        direct = strings(a.words, b.words)
        if a.detected.script == "Latn":
            through = [nan] * len(direct)
            ratings = [nan, nan]
        else:
            spelled_a, spelled_b = self.latin_words(a), self.latin_words(b)
            through = strings(spelled_a, spelled_b)
            fits = [self.fit(x.detected.script, x.forms, y) for x, y in ((a, spelled_b), (b, spelled_a))]
            ratings = sorted((found.rating if found else nan) for found in fits)
        return [*direct, *self.aligned(a.words, b.words), *through, *ratings]

    def aligned(self, a: Words, b: Words) -> list[float]:
        """Words of two names put together pair by pair, the most alike first; agreement weighed by rarity."""
        a, b = sorted((a, b), key=lambda words: (len(words), words))
        pairs = sorted(
            ((word_likeness(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        free_a, free_b = set(range(len(a))), set(range(len(b)))
        likeness: list[float] = []
        agreed, moved = 0.0, 0
        for alike, i, j in pairs:
            if i in free_a and j in free_b:
                free_a.discard(i)
                free_b.discard(j)
                likeness.append(alike)
                agreed += alike * min(self.rarity(a[i]), self.rarity(b[j]))
                moved += i != j
        left_a = sum(self.rarity(a[i]) for i in free_a)
        left_b = sum(self.rarity(b[j]) for j in free_b)
        total = sum(map(self.rarity, (*a, *b))) or 1.0
        return [
            min(likeness, default=0.0),
            sum(likeness) / max(len(likeness), 1),
            likeness[1] if len(likeness) > 1 else nan,
            agreed,
            2 * agreed / total,
            left_a,
            left_b,
            float(len(a)),
            float(len(b)),
            float(moved > 0),
            sum(1.0 for alike in likeness if alike > 0.9),
        ]

    def rarity(self, word: str) -> float:
        """How much agreement in a word says: log of how rare it is, never below a little."""
        return max(0.3, log(1e6 / self.models.frequency.get(word, 30.0 if len(word) < 2 else RAREST)) / 10)
