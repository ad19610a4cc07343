"""Numbers of many pairs at once: the letters of all are fitted in one call, likeness by letters is found in another."""

from collections import defaultdict
from collections.abc import Sequence
from math import nan

import numpy as np
from numpy.typing import NDArray

from samakki.names import kernel
from samakki.names.aligned import aligned, softened
from samakki.names.commonness import spoken_by, weight
from samakki.names.fits import FIT_FEATURES
from samakki.names.letters import Fitted
from samakki.names.likeness import Words, ratios, strings
from samakki.names.preparing import Preparer
from samakki.names.spaces import respaced
from samakki.names.views import View

Doubles = NDArray[np.float64]
Pairs = Sequence[tuple[View, View]]
HOPELESS = -2.0
"""Score per letter below which nothing else is looked at: the names are not the same."""
CHINESE = 11
STRINGS, CHINESE_FROM, LAST = FIT_FEATURES, FIT_FEATURES + 11, FIT_FEATURES + 11 + CHINESE
CROSS = LAST + 4
"""Numbers of a pair of which one side is in Latin letters, and where its parts begin."""


def numbers_of(found: Fitted, usual: Doubles) -> Doubles:
    """The numbers of fits that a judge sees.

    Args:
        found: the fits.
        usual: what the likeliest Latin spelling of each native side would reach.
    """
    fit = found.numbers
    size = found.letters + 4
    total, against = fit[:, kernel.SUM], fit[:, kernel.AGAINST]
    columns = (
        total,
        total / size,
        fit[:, kernel.BEST] / size,
        fit[:, kernel.EXPLAINED] / size,
        fit[:, kernel.EDITS] / size,
        fit[:, kernel.WORST_RUN],
        fit[:, kernel.LOWEST],
        fit[:, kernel.HIGHEST],
        found.letters,
        found.native / size,
        found.changed.astype(np.float64),
        fit[:, kernel.RESULTS],
        fit[:, kernel.STRETCH],
        against,
        against / size,
        fit[:, kernel.RATE],
        fit[:, kernel.SKIPPED],
        total - usual,
        total - found.bound,
    )
    out = np.empty((len(fit), FIT_FEATURES))
    for place, column in enumerate(columns):
        out[:, place] = column
    return out


class Fits:
    """Fits of native names with Latin spellings, asked for one by one and made together."""

    def __init__(self, prepared: Preparer) -> None:
        self.prepared = prepared
        self.wanted: defaultdict[str, list[tuple[int, int, float, int]]] = defaultdict(list)

    def ask(self, place: int, native: View, group: int | None) -> None:
        """Ask for the best fit of any form of a name."""
        if group is not None:
            wanted = self.wanted[native.script]
            for form, usual in native.forms:
                wanted.append((form, group, usual, place))

    def answer(self, count: int) -> tuple[Doubles, Doubles]:
        """Numbers and rating of the best fit at each place that was asked for; NaN where there is none."""
        numbers, rating = np.full((count, FIT_FEATURES), nan), np.full(count, nan)
        for script, wanted in self.wanted.items():
            forms, groups, usual, places = zip(*wanted, strict=True)
            found = self.prepared.letters[script].fit(forms, groups)
            rows, rated = numbers_of(found, np.array(usual)), found.rating
            at = np.array(places)
            if len(set(places)) == len(places):
                numbers[at], rating[at] = rows, rated
                continue
            for place, row, value in zip(places, rows, rated, strict=True):  # several readings of one name
                if not value <= rating[place]:
                    numbers[place], rating[place] = row, value
        return numbers, rating


def common(pairs: Pairs) -> list[tuple[float, float, float]]:
    """The lesser of both names' weights: agreement cannot say more than either name; and the places they name.

    The last number is 1 if a table knows both as names of one place, -1 if of two, else 0.
    """
    found = []
    for a, b in pairs:
        # Of the one that is not in Latin letters, where the other is.
        language = a.name.detected.language if b.script == "Latn" != a.script else spoken_by(a.name, b.name)
        known = (1.0 if a.place == b.place else -1.0) if a.place and b.place else 0.0
        one, other = a.weights.get(language) or a.weight(language), b.weights.get(language) or b.weight(language)
        found.append((*(one if one < other else other), known))
    return found


def cross(prepared: Preparer, pairs: Pairs) -> Doubles:
    """One side in Latin letters, the second; what is looked at later stays NaN where letters do not fit at all."""
    out = np.full((len(pairs), CROSS), nan)
    fits = Fits(prepared)
    for place, (native, latin) in enumerate(pairs):
        fits.ask(place, native, prepared.ready(latin, native.script))
    out[:, :STRINGS], _ = fits.answer(len(pairs))
    total, letters = out[:, 0], out[:, 8]
    rest = np.flatnonzero(~(total < HOPELESS * (letters + 4)))
    left = [pairs[place] for place in rest.tolist()]
    if left:
        out[rest, STRINGS : STRINGS + 6] = strings([(native.spelled, latin.spelled) for native, latin in left])
        out[rest, STRINGS + 6 : CHINESE_FROM] = [
            (*latin.frequency, len(native.name.words), len(latin.name.words)) for native, latin in left
        ]
        of_chinese = [n for n, (native, _) in enumerate(left) if native.script == "Hani"]
        out[rest[of_chinese], CHINESE_FROM:LAST] = chinese(prepared, [left[n] for n in of_chinese])
        out[rest, LAST] = ratios(
            [native.spelled.skeleton for native, _ in left], [latin.spelled.skeleton for _, latin in left]
        )
        out[rest, LAST + 1 :] = common(left)
    return out


def chinese(prepared: Preparer, pairs: Pairs) -> Doubles:
    """How well the first character fits a word and the rest the others; which could be Chinese; ways to spell."""
    out = np.full((len(pairs), CHINESE), nan)
    places = [n for n, (native, latin) in enumerate(pairs) if native.name.words[0] and latin.name.words]
    if not places:
        return out
    letters = prepared.letters["Hani"]
    names = [(prepared.character(pairs[n][0]), prepared.chinese(pairs[n][1])) for n in places]
    firsts = [name.first for name, words in names for _ in words.alone]
    alone = letters.fit(firsts, [word for _, words in names for word in words.alone]).numbers[:, kernel.SUM].tolist()
    start, given = 0, []
    for n, (name, words) in zip(places, names, strict=True):
        sums = alone[start : start + len(words.alone)]
        start += len(sums)
        best = max(range(len(sums)), key=sums.__getitem__)
        foreign, kept, ready = prepared.others(pairs[n][1], best)
        out[n, 0], out[n, 1], out[n, 2], out[n, 4] = sums[best], foreign, kept, name.rest_letters
        if name.rest is not None and ready is not None:
            given.append((n, name.rest, ready))
    if given:
        fitted = letters.fit([rest for _, rest, _ in given], [ready for _, _, ready in given])
        out[[n for n, _, _ in given], 3] = fitted.rating
    known = [(n, name, words) for n, (name, words) in zip(places, names, strict=True) if name.systems]
    if known:
        at = [n for n, _, _ in known]
        for system, own in enumerate(prepared.of_systems()):
            found = own.fit(
                [name.systems[system] for _, name, _ in known], [words.systems[system] for _, _, words in known]
            )
            out[at, 5 + system] = found.rating_of_fitted
        out[at, 10] = out[at, 5:10].max(axis=1)
    return out


def pivot(prepared: Preparer, pairs: Pairs) -> Doubles:
    """Neither side in Latin letters, or a script without a model."""
    out = np.full((len(pairs), 2 * FIT_FEATURES + 17), nan)
    rated = []
    for side in (0, 1):
        fits = Fits(prepared)
        for place, pair in enumerate(pairs):
            fits.ask(place, pair[side], prepared.spellings(pair[1 - side], pair[side].script))
        start = side * FIT_FEATURES
        out[:, start : start + FIT_FEATURES], rating = fits.answer(len(pairs))
        rated.append(rating)
    one, other = rated
    start = 2 * FIT_FEATURES
    both = ~(np.isnan(one) | np.isnan(other))
    out[:, start], out[:, start + 1] = np.fmax(one, other), np.fmin(one, other)
    out[:, start + 2] = np.where(both, one + other, out[:, start])
    out[:, start + 3 : start + 9] = strings([(a.spelled, b.spelled) for a, b in pairs])
    out[:, start + 9] = [abs(len(a.name.words) - len(b.name.words)) for a, b in pairs]
    ways = [(prepared.ways(a), prepared.ways(b)) for a, b in pairs]
    out[:, start + 10 : start + 17] = [
        prepared.pivots.likeness(a.name, b.name, *both) for (a, b), both in zip(pairs, ways, strict=True)
    ]
    return np.concatenate([out, common(pairs)], axis=1)


def same(prepared: Preparer, pairs: Pairs) -> Doubles:
    """Both sides in one script."""
    words = [respaced(a.name.words, b.name.words) for a, b in pairs]
    written = [
        (prepared.written(a, one), prepared.written(b, other))
        for (a, b), (one, other) in zip(pairs, words, strict=True)
    ]
    through, fits = np.full((len(pairs), 12), nan), [Fits(prepared), Fits(prepared)]
    others = [place for place, (a, _) in enumerate(pairs) if a.script != "Latn"]
    for place in others:
        a, b = pairs[place]
        for fit, native, latin in ((fits[0], a, b), (fits[1], b, a)):
            fit.ask(place, native, prepared.ready(latin, latin.script))
    through[others, :6] = strings([(pairs[place][0].spelled, pairs[place][1].spelled) for place in others])
    for place, ((a, _), both) in enumerate(zip(pairs, words, strict=True)):
        if a.script == "Latn":
            through[place] = softened(*both, prepared.rarity)
    ratings = [fit.answer(len(pairs))[1].tolist() for fit in fits]
    agreed = [
        agreement(prepared, one, other, spoken_by(a.name, b.name))
        for (a, b), (one, other) in zip(pairs, words, strict=True)
    ]
    return np.concatenate(
        [strings(written), agreed, through, [sorted(both) for both in zip(*ratings, strict=True)]], axis=1
    )


def agreement(prepared: Preparer, a: Words, b: Words, language: str) -> list[float]:
    """Agreement of words."""
    return aligned(a, b, prepared.rarity, lambda word: weight(word, language)[0])
