"""Is this the same name? A calibrated score, and the reasons as codes with facts; wording is the caller's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samakki.names.bundle import Models, shipped
from samakki.names.features import Comparer, Rows
from samakki.names.fits import ratings_of
from samakki.names.likeness import Words, word_likeness
from samakki.names.parsing import Name, parse
from samakki.names.path import Step, best_path
from samakki.names.preparing import has_letters
from samakki.names.reasons import Reason

MEANS = (
    "A possibility, not evidence of identity: a chance that two names are the same name, not that two people are one."
)
BATCH = 4096
FIT_IN_ORDER = 4.0
"""What the fit of letters counts beside the score when names are put in order."""
ALIKE = 0.9
HARDLY_ALIKE = 0.72


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two names gave.

    Args:
        score: calibrated chance that both write the same name, 0 to 1, where one pair in four does.
        kind: "same" script, "cross" (one in Latin letters), or "pivot" (two other scripts).
        a: first name as it was read.
        b: second name as it was read.
        reasons: what speaks for and against.
        model: version of the models.
    """

    score: float
    kind: str
    a: Name
    b: Name
    reasons: tuple[Reason, ...]
    model: str


class Standing(NamedTuple):
    """Where a name stands among others.

    Args:
        order: what it is put in order by: how badly it fits, then how many titles more or less it has.
        place: in the sequence it came in.
        score: as `score`.
    """

    order: tuple[float, int]
    place: int
    score: float


@cache
def shipped_comparer() -> Comparer:
    """A comparer with the models of this package."""
    return Comparer(shipped())


def comparer_of(models: Models | None) -> Comparer:
    """A comparer with the given models, or the shipped ones."""
    return shipped_comparer() if models is None else Comparer(models)


def chances(log_odds: NDArray[np.float32]) -> NDArray[np.float64]:
    """Log odds as chances."""
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(log_odds.astype(np.float64), -50.0, 50.0)))
    return found


def score_names(pairs: Iterable[tuple[Name, Name]], comparer: Comparer) -> Iterator[float]:
    """Scores of many pairs of read names, in their order."""
    batch: list[tuple[Name, Name]] = []
    for pair in pairs:
        batch.append(pair)
        if len(batch) == BATCH:
            yield from score_batch(batch, comparer)
            batch = []
    yield from score_batch(batch, comparer)


def score_batch(batch: list[tuple[Name, Name]], comparer: Comparer) -> list[float]:
    """Scores of a few thousand pairs."""
    found: list[float] = judged(comparer.rows(batch), len(batch), comparer).tolist()
    return found


def judged(rows: Mapping[str, tuple[list[int], Rows]], count: int, comparer: Comparer) -> NDArray[np.float64]:
    """Scores from the numbers of pairs; 0 for a pair that has none."""
    scores = np.zeros(count)
    for kind, (places, numbers) in rows.items():
        scores[places] = chances(comparer.models.judges[kind].log_odds(numbers))
    return scores


def score(a: str, b: str, lang_a: str = "", lang_b: str = "", *, models: Models | None = None) -> float:
    """Chance that two names as written are the same name, 0 to 1; the order of the two makes no difference.

    Args:
        a: a name in any script.
        b: another.
        lang_a: BCP 47 code of the first if known; guessed otherwise.
        lang_b: of the second.
        models: other models than the shipped ones.

    >>> score("សុខា", "Sokha") > 0.5 > score("សុខា", "Dara")
    True
    """
    return score_batch([(parse(a, lang_a), parse(b, lang_b))], comparer_of(models))[0]


def rank(name: Name, others: Sequence[Name], *, models: Models | None = None) -> list[tuple[int, float]]:
    """Put names in the order of how well they fit one, the best first: for a list of what was found.

    Scores tell the same name from near namesakes, and say little of the order among names that are far from it; how
    well the letters fit says that. The order is by both.

    Args:
        name: what is looked for, read.
        others: what was found, read.
        models: other models than the shipped ones.

    Returns:
        for each of `others` its place in the sequence and its score. Of equals first the one with as many titles as
        the name, then the earlier.
    """
    return ranked(name, others, comparer_of(models))


def ranked(name: Name, others: Sequence[Name], comparer: Comparer) -> list[tuple[int, float]]:
    """`rank` with a comparer that remembers names."""
    return [(one.place, one.score) for one in standings(name, others, range(len(others)), comparer)]


def standings(name: Name, others: Sequence[Name], places: Sequence[int], comparer: Comparer) -> list[Standing]:
    """Where some of `others` stand in the order of how well they fit a name, the best first."""
    found: list[Standing] = []
    for start in range(0, len(places), BATCH):
        batch = places[start : start + BATCH]
        rows = comparer.rows([(name, others[place]) for place in batch])
        fitting = np.zeros(len(batch))
        for kind, (among, numbers) in rows.items():
            fitting[among] = ratings_of(kind, numbers)
        scores = judged(rows, len(batch), comparer).tolist()
        for place, score_of_it, fits in zip(batch, scores, fitting.tolist(), strict=True):
            odds = log(max(score_of_it, 1e-9) / max(1 - score_of_it, 1e-9))
            apart = abs(len(others[place].titles) - len(name.titles))
            found.append(Standing((-(odds + FIT_IN_ORDER * fits), apart), place, score_of_it))
    return sorted(found)


def compare(a: str, b: str, lang_a: str = "", lang_b: str = "", *, models: Models | None = None) -> Comparison:
    """Compare two names and say why; see `score` for the arguments."""
    comparer = comparer_of(models)
    first, second = parse(a, lang_a), parse(b, lang_b)
    found = score_batch([(first, second)], comparer)[0]
    if not (has_letters(first) and has_letters(second)):
        return Comparison(found, "same", first, second, (Reason("nothing-to-compare", {}),), comparer.models.version)
    kind, _ = comparer.features(first, second)
    reasons = (*letters(first, second, kind, comparer), *reading(first, second))
    return Comparison(found, kind, first, second, tuple(reasons), comparer.models.version)


def letters(a: Name, b: Name, kind: str, comparer: Comparer) -> Iterator[Reason]:
    """What the letters and words say."""
    if kind == "cross":
        native, latin = (a, b) if b.detected.script == "Latn" else (b, a)
        yield from across(native, latin, comparer)
        return
    words_a, words_b = (a.words, b.words) if kind == "same" else (comparer.spell(a), comparer.spell(b))
    yield from word_by_word(words_a, words_b, comparer)


def across(native: Name, latin: Name, comparer: Comparer) -> Iterator[Reason]:
    """Reasons from the best path between a native and a Latin spelling."""
    model = comparer.models.units[native.detected.script]
    found = comparer.fit(native, latin.words)
    if found is None:
        return
    steps = best_path(model, "".join(found.native), "".join(found.latin))
    known = [step for step in steps if stands_for_something(step)]
    if known:
        yield Reason(
            "letters-agree",
            {
                "pairs": " · ".join(f"{step.native}={step.latin or '∅'}" for step in known),
                "weight": round(sum(step.weight for step in known), 2),
            },
        )
    odd = [step for step in steps if not stands_for_something(step)]
    if odd:
        yield Reason(
            "letters-unexplained",
            {"native": "".join(s.native for s in odd), "latin": "".join(s.latin for s in odd), "count": len(odd)},
        )
    if found.changed:
        code = "order-differs" if found.changed == 1 else "word-left-out"
        yield Reason(code, {"used": " ".join(found.latin)})
    yield from frequencies(found.latin, comparer)


def stands_for_something(step: Step) -> bool:
    """Whether a step was learned and says more than that some letters were left out."""
    return step.is_known and (bool(step.latin) or step.weight > 0)


def word_by_word(a: Words, b: Words, comparer: Comparer) -> Iterator[Reason]:
    """Reasons from words put together pair by pair, the most alike first."""
    likeness = {(i, j): word_likeness(x, y) for i, x in enumerate(a) for j, y in enumerate(b)}
    pairs: list[tuple[int, int]] = []
    for i, j in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        is_left_over = likeness[i, j] < HARDLY_ALIKE and len(a) != len(b)
        if not is_left_over and all(i != x and j != y for x, y in pairs):
            pairs.append((i, j))
    agreed: list[str] = []
    for i, j in sorted(pairs):
        alike = likeness[i, j]
        code = "word-agrees" if a[i] == b[j] else "word-similar" if alike >= ALIKE else "word-differs"
        yield Reason(code, {"a": a[i], "b": b[j], "likeness": round(alike, 2)})
        if code != "word-differs":
            agreed.append(a[i])
    for side, words, place in (("a", a, 0), ("b", b, 1)):
        paired = {pair[place] for pair in pairs}
        for number, word in enumerate(words):
            if number not in paired:
                yield Reason("word-only-in-one", {"word": word, "side": side})
    yield from frequencies(tuple(agreed), comparer)


def frequencies(words: Words, comparer: Comparer) -> Iterator[Reason]:
    """How common each agreeing word is among names the models know."""
    for word in words:
        known = comparer.models.frequency.get(word)
        yield Reason(
            "word-frequency",
            {"word": word, "in_a_million": round(known) if known else 0, "is_listed": known is not None},
        )


def reading(a: Name, b: Name) -> Iterator[Reason]:
    """What was assumed when the names were read."""
    for side, name in (("a", a), ("b", b)):
        if name.titles:
            yield Reason("titles-ignored", {"side": side, "titles": ", ".join(name.titles)})
        if name.detected.is_guess:
            yield Reason("language-guessed", {"side": side, "language": name.detected.language})
        if name.detected.zawgyi > 0.05:
            yield Reason("encoding-guessed", {"side": side, "zawgyi": round(name.detected.zawgyi, 2)})


def romanise(text: str, language: str = "", *, models: Models | None = None) -> str:
    """One likely Latin spelling of a name, titles off; a help to read, not a transliteration standard.

    >>> romanise("陈明")
    'Chen Ming'
    """
    words = comparer_of(models).spell(parse(text, language))
    return " ".join(word[:1].upper() + word[1:] for word in words)
