"""Learning which classes of sounds the letters of a script stand for; see `samakki.names.sounds`."""

from collections.abc import Iterable, Iterator, Sequence

from samakki.names.learning import em
from samakki.names.learning.lattice import Sizes
from samakki.names.sounds import Detail, of_latin

SIZES = {Detail.CONSONANTS: Sizes(native=3, latin=2), Detail.ALL: Sizes(native=3, latin=4)}
MOST_SPELLINGS = {Detail.CONSONANTS: 5, Detail.ALL: 4}
LEAST = -4.5
"""Log share, beside the best spelling of the same letters, below which a spelling is left out."""
LONGEST = 40


def learn(pairs: Iterable[tuple[str, str]], detail: Detail) -> dict[str, list[tuple[str, float]]]:
    """For each group of native letters its likely classes with log probabilities, the likeliest first.

    Args:
        pairs: native and folded Latin letters of true pairs, without spaces.
        detail: with or without vowels.
    """
    spelled = sorted({(native, of_latin(latin, detail)) for native, latin in pairs if len(native) <= LONGEST})
    spelled = [(native, classes) for native, classes in spelled if classes]
    model = em.learn(spelled, SIZES[detail])
    native, latin = em.letters(spelled, 0), em.letters(spelled, 1)
    found: dict[str, list[tuple[str, float]]] = {}
    for number, gram in enumerate(model.native.grams):
        ways = []
        for unit in range(model.starts[number], model.starts[number + 1]):
            other = model.unit_latin[unit]
            classes = model.latin.grams[other] if other >= 0 else ""
            log = float(model.unit_weight[unit]) + em.log_share(classes, latin) + em.log_share(gram, native)
            ways.append((classes, log))
        ways.sort(key=lambda way: (-way[1], way[0]))
        if ways:
            found[gram] = [way for way in ways[: MOST_SPELLINGS[detail]] if way[1] > ways[0][1] + LEAST]
    return found


def lines(script: str, learned: dict[str, list[tuple[str, float]]]) -> Iterator[str]:
    """The table of one script as lines of its file; probabilities as tenths of their negative log."""
    for gram in sorted(learned):
        ways: Sequence[tuple[str, float]] = learned[gram]
        yield "\t".join([script, gram, *(f"{classes}:{round(-10 * log)}" for classes, log in ways)])
