"""Numbers that say how alike two names are; the judges (`trees`) weigh them.

A pair is of one of three kinds: one side in Latin letters and one not ("cross"), both in the same script ("same"), two
different scripts of which neither is Latin ("pivot"; both are then compared through Latin letters). Every number is the
same whichever name comes first.
"""

from collections.abc import Sequence
from math import nan
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from samakki.names import batches
from samakki.names.bundle import Models
from samakki.names.fits import Fit
from samakki.names.likeness import Words
from samakki.names.parsing import Name
from samakki.names.preparing import REMEMBERED, Preparer, ways_of
from samakki.names.views import View

SCRIPTS = ("Beng", "Hani", "Khmr", "Laoo", "Mymr", "Thai", "Latn")
SCRIPT_NUMBERS = {script: float(number) for number, script in enumerate(SCRIPTS)}
KINDS = ("cross", "same", "pivot")
MADE = {"cross": batches.cross, "same": batches.same, "pivot": batches.pivot}
Rows = NDArray[np.float32]


class Comparer:
    """Compares names with one set of models; keeps what it worked out about each name."""

    def __init__(self, models: Models) -> None:
        self.models = models
        self.prepared = Preparer(models)
        self.lock = RLock()

    def features(self, a: Name, b: Name) -> tuple[str, list[float]]:
        """Kind of the pair and its numbers."""
        with self.lock:
            first, second, kind = self.in_order(self.prepared.view(a), self.prepared.view(b))
            found: list[float] = self.numbers(kind, [(first, second)])[0].tolist()
        return kind, found

    def rows(self, pairs: Sequence[tuple[Name, Name]]) -> dict[str, tuple[list[int], Rows]]:
        """For each kind that occurs the places of its pairs and a row of numbers for each; none without letters."""
        found: dict[str, tuple[list[int], list[tuple[View, View]]]] = {}
        with self.lock:
            if len(self.prepared.views) > REMEMBERED:
                self.prepared.forget()
            view = self.prepared.view
            for place, pair in enumerate(pairs):
                a, b = view(pair[0]), view(pair[1])
                if a.has_letters and b.has_letters:
                    a, b, kind = self.in_order(a, b)
                    places, views = found.setdefault(kind, ([], []))
                    places.append(place)
                    views.append((a, b))
            return {kind: (places, self.numbers(kind, views)) for kind, (places, views) in found.items()}

    def fit(self, native: Name, words: Words) -> Fit | None:
        """The best fit of any native form with any order of Latin words; None where there is nothing to fit."""
        script, best = native.detected.script, None
        with self.lock:
            ready = self.prepared.ordered(script, words)
            for form in native.forms:
                if ready is not None and any(form):
                    letters = self.prepared.letters[script]
                    found = letters.fit([letters.native("".join(form))], [ready])
                    rating = float(found.rating[0])
                    if best is None or rating > best.rating:
                        order, changed = ways_of(script, words)[found.way[0]]
                        best = Fit(form, order, changed, rating)
        return best

    def spell(self, name: Name) -> Words:
        """The name in Latin letters: as written, or spelled by the model of its script."""
        return self.prepared.spell(name)

    def in_order(self, a: View, b: View) -> tuple[View, View, str]:
        """Two names in the order they are compared in, and the kind of the pair."""
        first, second = a.script, b.script
        if first == second:
            if (b.name.forms, b.name.as_written) < (a.name.forms, a.name.as_written):
                a, b = b, a
            return a, b, "same"
        if (second != "Latn" and first == "Latn") or (second != "Latn" and second < first):
            a, b, first, second = b, a, second, first
        return a, b, "cross" if second == "Latn" and first in self.models.units else "pivot"

    def numbers(self, kind: str, pairs: Sequence[tuple[View, View]]) -> Rows:
        """A row of numbers for each pair of one kind."""
        sides = 2 if kind == "pivot" else 1
        scripts = [[SCRIPT_NUMBERS.get(pair[side].script, nan) for pair in pairs] for side in range(sides)]
        numbers = MADE[kind](self.prepared, pairs)
        return np.concatenate([np.array(scripts).T, numbers], axis=1).astype(np.float32)
