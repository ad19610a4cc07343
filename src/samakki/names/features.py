"""Numbers that say how alike two names are; the judges (`trees`) weigh them.

A pair is of one of three kinds: one side in Latin letters and one not ("cross"), both in the same script ("same"), two
different scripts of which neither is Latin ("pivot"; both are then compared through Latin letters). Every number is the
same whichever name comes first.
"""

from functools import lru_cache
from math import log, nan

from rapidfuzz import fuzz

from samakki.names import chinese_systems, kernel
from samakki.names.aligned import Rarity, aligned, softened
from samakki.names.bundle import Models
from samakki.names.chinese import looks_chinese
from samakki.names.commonness import spoken_by, weight
from samakki.names.exonyms import place_of
from samakki.names.fits import FEES, FIT_FEATURES, Fit
from samakki.names.likeness import Words, orders, spelled, strings
from samakki.names.parsing import Name
from samakki.names.pivots import Pivots
from samakki.names.romaniser import pinyin
from samakki.names.spaces import respaced
from samakki.names.units import Encoded, Orders, UnitModel
from samakki.names.views import View, Ways
from samakki.names.western import chinese_words

SCRIPTS = ("Beng", "Hani", "Khmr", "Laoo", "Mymr", "Thai", "Latn")
SCRIPT_NUMBERS = {script: float(number) for number, script in enumerate(SCRIPTS)}
KINDS = ("cross", "same", "pivot")
REMEMBERED = 1 << 16
NO_FIT = [nan] * FIT_FEATURES
NOT_CHINESE = [nan] * 11
CROSS_REST = 6 + 3 + 2 + len(NOT_CHINESE) + 1 + 3
HOPELESS = -2.0
"""Score per letter below which nothing else is looked at: the names are not the same."""
RAREST = 0.3
"""Names in a million that are taken to have a word the frequency table does not know."""


class Comparer:
    """Compares names with one set of models; keeps what it worked out about each name."""

    def __init__(self, models: Models) -> None:
        self.models = models
        self.views: dict[int, View] = {}
        self.native = lru_cache(maxsize=REMEMBERED)(self.encode_native)
        self.latin = lru_cache(maxsize=REMEMBERED)(self.encode_latin)
        self.latin_words = lru_cache(maxsize=REMEMBERED)(self.spell)
        self.spelled = lru_cache(maxsize=REMEMBERED)(spelled)
        self.alone = lru_cache(maxsize=REMEMBERED)(self.fit_alone)
        self.systems = lru_cache(maxsize=REMEMBERED)(self.encode_systems)
        self.characters = lru_cache(maxsize=REMEMBERED)(self.encode_characters)
        self.rarity: Rarity = lru_cache(maxsize=REMEMBERED)(self.rarity_of)
        self.spellings = lru_cache(maxsize=REMEMBERED)(self.encode_ways)
        self.pivots = Pivots(models)

    def view(self, name: Name) -> View:
        """What was worked out about a name, or is now."""
        found = self.views.get(id(name))
        if found is None or found.name is not name:
            if len(self.views) > REMEMBERED:
                self.views.clear()
            latin = self.latin_words(name)
            found = View(name, latin, self.spelled(latin), self.frequency(name.words), place_of(name))
            script = name.detected.script
            if script in self.models.units:
                found.forms = [(form, *self.native(script, form)) for form in name.forms if any(form)]
            self.views[id(name)] = found
        return found

    def encode_native(self, script: str, words: Words) -> tuple[Encoded, float]:
        """Native words as the kernel reads them, and what their likeliest spelling would reach."""
        model = self.models.units[script]
        encoded = model.encode_native("".join(words))
        likely = "".join(self.models.romanisers[script].words(words)) if script in self.models.romanisers else ""
        if not likely:
            return encoded, nan
        return encoded, model.fit_best(encoded, model.encode_orders([(likely,)], [0.0]))[1][kernel.SUM]

    def encode_latin(self, script: str, words: Words) -> tuple[Ways, Orders]:
        """Latin words in all orders, as they are and as the kernel reads them for one script."""
        ways = [(order, changed) for order, changed in orders(words) if any(order)]
        kept = chinese_words(words) if script == "Hani" else ()
        if kept and kept != words:  # without Western given names, and family name first
            ways += [(kept, 2), (kept[-1:] + kept[:-1], 2)]
        return ways, self.models.units[script].encode_orders(*zip_fees(ways))

    def fit(self, script: str, forms: tuple[Words, ...], words: Words) -> Fit | None:
        """The best fit of any native form with any order of Latin words."""
        if script not in self.models.units or not any(words):
            return None
        return self.best_fit(
            script, [(form, *self.native(script, form)) for form in forms if any(form)], self.latin(script, words)
        )

    def best_fit(
        self, script: str, forms: list[tuple[Words, Encoded, float]], latin: tuple[Ways, Orders]
    ) -> Fit | None:
        """The best fit of native forms with Latin words, both as the kernel reads them."""
        ways, ready = latin
        best: Fit | None = None
        for form, encoded, usual in forms:
            place, numbers = self.models.units[script].fit_best(encoded, ready)
            order, changed = ways[place]
            found = Fit(form, order, changed, numbers, usual, ready.bound)
            if best is None or found.rating > best.rating:
                best = found
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
        """Log frequency of the rarest and the commonest word, and of all together."""
        known = self.models.frequency
        found = [log(known.get(word, RAREST)) for word in words] or [0.0]
        return [min(found), max(found), sum(found)]

    def rarity_of(self, word: str) -> float:
        """How much agreement in a word says: log of how rare it is, never below a little."""
        return max(0.3, log(1e6 / self.models.frequency.get(word, 30.0 if len(word) < 2 else RAREST)) / 10)

    def common(self, a: View, b: View) -> tuple[float, float, float]:
        """The lesser of both names' weights: agreement cannot say more than either name; and the places they name.

        The last number is 1 if a table knows both as names of one place, -1 if of two, else 0.
        """
        language = spoken_by(a.name, b.name)
        known = (1.0 if a.place == b.place else -1.0) if a.place and b.place else 0.0
        return *min(a.weight(language), b.weight(language)), known

    def features(self, a: Name, b: Name) -> tuple[str, list[float]]:
        """Kind of the pair and its numbers."""
        first, second = a.detected.script, b.detected.script
        if first == second:
            if (b.forms, b.as_written) < (a.forms, a.as_written):
                a, b = b, a
            return "same", [SCRIPT_NUMBERS.get(first, nan), *self.same(a, b)]
        if (second != "Latn" and first == "Latn") or (second != "Latn" and second < first):
            a, b, first, second = b, a, second, first
        if second == "Latn" and first in self.models.units:
            return "cross", [SCRIPT_NUMBERS[first], *self.cross(self.view(a), self.view(b))]
        return "pivot", [SCRIPT_NUMBERS.get(first, nan), SCRIPT_NUMBERS.get(second, nan), *self.pivot(a, b)]

    def cross(self, native: View, latin: View) -> list[float]:
        """One side in Latin letters."""
        script, words = native.name.detected.script, latin.name.words
        ready = latin.ready.get(script)
        if ready is None and any(words):
            ready = latin.ready[script] = self.latin(script, words)
        found = self.best_fit(script, native.forms, ready) if ready else None
        if found and found.numbers[kernel.SUM] < HOPELESS * (found.letters + 4):
            return [*found.features(), *[nan] * CROSS_REST]
        return [
            *(found.features() if found else NO_FIT),
            *strings(native.spelled, latin.spelled),
            *latin.frequency,
            float(len(native.name.words)),
            float(len(words)),
            *(self.chinese(native.name, words) if script == "Hani" else NOT_CHINESE),
            fuzz.ratio(native.spelled.skeleton, latin.spelled.skeleton),
            *self.common(native, latin),
        ]

    def encode_systems(self, words: Words) -> list[Orders]:
        """Latin words in all orders, as the models of each way to spell Chinese read them."""
        ways, _ = self.latin("Hani", words)
        return [model.encode_orders(*zip_fees(ways)) for model in chinese_systems.models()]

    def encode_characters(self, text: str) -> list[Encoded]:
        """Characters as the models of each way to spell them read them."""
        return [model.encode_native(text) for model in chinese_systems.models()]

    def fit_alone(self, letter: str, word: str) -> float:
        """How well one character fits one word."""
        model: UnitModel = self.models.units["Hani"]
        ready = model.encode_orders([(word,)], [0.0])
        return model.fit_best(self.native("Hani", (letter,))[0], ready)[1][kernel.SUM]

    def chinese(self, native: Name, words: Words) -> list[float]:
        """How well the first character fits a word and the rest the others; which could be Chinese; ways to spell."""
        if not native.words[0] or not words:
            return NOT_CHINESE
        whole = "".join(native.words)
        first, rest = whole[:1], whole[1:]
        sums = [self.alone(first, word) for word in words]
        place = max(range(len(words)), key=sums.__getitem__)
        others = words[:place] + words[place + 1 :]
        chinese = chinese_words(others)
        given = self.fit("Hani", ((rest,),), chinese) if rest and chinese else None
        ratings = [nan] * 6
        if looks_chinese(native.words):
            known = zip(chinese_systems.models(), self.characters(whole), self.systems(words), strict=True)
            found = [rating_at(model.fit_best(letters, ready), ready) for model, letters, ready in known]
            ratings = [*found, max(found)]
        return [
            sums[place],
            float(len(others) - len(chinese)),
            float(len(chinese)),
            given.rating if given else nan,
            float(len(rest)),
            *ratings,
        ]

    def pivot(self, a: Name, b: Name) -> list[float]:
        """Neither side in Latin letters, or a script without a model."""
        one, other = self.view(a), self.view(b)
        ways_a, ways_b = self.pivots.ways(a, one.latin), self.pivots.ways(b, other.latin)
        fits = [self.best_of(one, ways_b), self.best_of(other, ways_a)]
        ratings = [found.rating for found in fits if found]
        return [
            *(value for found in fits for value in (found.features() if found else NO_FIT)),
            max(ratings, default=nan),
            min(ratings, default=nan),
            sum(ratings) if ratings else nan,
            *strings(one.spelled, other.spelled),
            float(abs(len(a.words) - len(b.words))),
            *self.pivots.likeness(a, b, ways_a, ways_b),
            *self.common(one, other),
        ]

    def best_of(self, view: View, ways: tuple[Words, ...]) -> Fit | None:
        """The best fit of a name with any of several Latin spellings of the other, the likeliest in all orders."""
        script = view.name.detected.script
        if script not in self.models.units or not any(map(any, ways)):
            return None
        return self.best_fit(script, view.forms, self.spellings(script, ways))

    def encode_ways(self, script: str, ways: tuple[Words, ...]) -> tuple[Ways, Orders]:
        """Several Latin spellings as the kernel reads them for one script, the first in all orders."""
        found = [way for way in orders(ways[0]) if any(way[0])] + [(way, 0) for way in ways[1:] if any(way)]
        return found, self.models.units[script].encode_orders(*zip_fees(found))

    def same(self, a: Name, b: Name) -> list[float]:
        """Both sides in one script."""
        words_a, words_b = respaced(a.words, b.words)
        direct = strings(self.spelled(words_a), self.spelled(words_b))
        if a.detected.script == "Latn":
            through = softened(words_a, words_b, self.rarity)
            ratings = [nan, nan]
        else:
            spelled_a, spelled_b = self.latin_words(a), self.latin_words(b)
            through = [*strings(self.spelled(spelled_a), self.spelled(spelled_b)), *[nan] * 6]
            fits = [self.fit(x.detected.script, x.forms, y) for x, y in ((a, spelled_b), (b, spelled_a))]
            ratings = sorted((found.rating if found else nan) for found in fits)
        language = spoken_by(a, b)
        return [
            *direct,
            *aligned(words_a, words_b, self.rarity, lambda word: weight(word, language)[0]),
            *through,
            *ratings,
        ]


def zip_fees(ways: Ways) -> tuple[list[Words], list[float]]:
    """Orders of words and what each costs."""
    return [order for order, _ in ways], [FEES[changed] for _, changed in ways]


def rating_at(found: tuple[int, list[float]], ready: Orders) -> float:
    """Score per letter of the best order, fees taken off."""
    place, numbers = found
    letters = int(ready.offsets[place + 1] - ready.offsets[place])
    return (numbers[kernel.SUM] - float(ready.fees[place])) / (letters + 4)
