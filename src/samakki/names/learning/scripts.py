"""Everything that is learned for one alphabet from pairs of spellings: units, their weights, and a romaniser."""

from collections.abc import Sequence

import numpy as np

from samakki.names.kernel import SUM
from samakki.names.learning import em, namesakes
from samakki.names.learning.adapt import Settings, adapt
from samakki.names.learning.lattice import Sizes
from samakki.names.reading_order import as_spoken
from samakki.names.romaniser import Romaniser
from samakki.names.units import Encoded, UnitModel

FIRST = Sizes(native=2, latin=3)
"""Sizes of units of a first model that only tells which pairs are the same sounds."""
SETTINGS = Settings(rounds=12, rate=0.15, pull=5e-5)
SPELLINGS, FAR_OFF = 4, 3.0
"""Spellings of a group of letters that are kept, and how much less likely than the best they may be."""
Spelled = tuple[str, str]


def learn(pairs: Sequence[Spelled], seed: int) -> tuple[UnitModel, Romaniser]:
    """Learn a script from native and folded Latin letters of true pairs, without spaces; same input, same result."""
    turned = [(as_spoken(native), latin) for native, latin in pairs]
    turned = without_translations(em.learn(turned, FIRST), turned)
    model = em.learn_smoothed(turned)
    speller = romaniser_of(model, em.letters(turned, 1), em.letters(turned, 0))
    adapted, _ = adapt(model, namesakes.examples(turned, seed), SETTINGS, seed)
    return adapted, speller


def without_translations(model: UnitModel, pairs: Sequence[Spelled]) -> list[Spelled]:
    """Pairs that are the same sounds: those that a first model finds hopeless are translations or mistakes.

    The native letters stand in the order they are spoken in.
    """
    kept = []
    for native, latin in pairs:
        grams = model.native.look_up(native)
        encoded = Encoded(grams, model.native_price[grams[:, 0]])
        numbers = model.fit(encoded, model.encode_latin(latin), np.array([len(latin)], dtype=np.int32))
        if numbers[SUM] > -0.9 * len(latin):
            kept.append((native, latin))
    return kept


def romaniser_of(model: UnitModel, latin: dict[str, float], native: dict[str, float] | None) -> Romaniser:
    """The likely spellings of each group of letters, from a model before its weights were moved."""
    found: dict[str, list[tuple[str, float]]] = {}
    for number, gram in enumerate(model.native.grams):
        for unit in range(model.starts[number], model.starts[number + 1]):
            other = model.unit_latin[unit]
            text = model.latin.grams[other] if other >= 0 else ""
            log = (
                float(model.unit_weight[unit])
                + em.log_share(text, latin)
                + (em.log_share(gram, native) if native else -5.0)
            )
            found.setdefault(gram, []).append((text, log))
    best = {}
    for gram, ways in found.items():
        ways.sort(key=lambda way: (-way[1], way[0]))
        best[gram] = [way for way in ways[:SPELLINGS] if way[1] > ways[0][1] - FAR_OFF]
    return Romaniser(best)
