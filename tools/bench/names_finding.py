"""Finding names: keys that spellings of one name share, and one name among twelve thousand ranked by the score.

Blocks are measured in the hardest pool: the Latin spellings of one language's names, filled up with other Latin names.
First places are measured in a pool of all languages, each spelling once, as `names.Finder` finds; a tie is lost.
Judges that rank a name saw none of the pairs of its half of the groups.
"""

import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from samakki.names import sounds
from samakki.names.blocking import keys
from samakki.names.bundle import Models
from samakki.names.comparing import Standing
from samakki.names.features import Comparer
from samakki.names.finding import Finder
from samakki.names.languages import known_language
from samakki.names.latin import folded
from samakki.names.learning import judges
from samakki.names.parsing import parse
from tools import names_made
from tools.bench.figure import Figure
from tools.bench.names_quality import half, script
from tools.names_sources import Pair
from tools.names_spellings import SEED
from tools.train_names import tabulate, weights

Text = tuple[str, str]
LANGUAGES = ("km", "th", "my", "bn", "zh")
FIRST_TARGETS = {"km": 0.97, "th": 0.85, "my": 0.95, "bn": 0.95}
RECALL_TARGET, SHARE_TARGET, SPEED_TARGET = 0.97, 0.02, 5000
POOL, QUERIES, FEWEST, FIRST_TEN = 12_000, 150, 20, 10


@dataclass(frozen=True, slots=True)
class Query:
    """A name in its own script, its Latin spelling, and the group it belongs to."""

    name: Text
    wanted: Text
    group: str


def queries(pairs: Sequence[Pair], language: str) -> list[Query]:
    """True pairs of a language with Latin letters, each name once with each spelling."""
    found = {}
    for pair in pairs:
        if not pair.is_same:
            continue
        a, b = (pair.name_a, pair.lang_a), (pair.name_b, pair.lang_b)
        for name, other in ((a, b), (b, a)):
            if known_language(name[1]) == language and script(other[1]) == "Latn":
                found[name, other] = Query(name, other, pair.group)
    return [found[key] for key in sorted(found)]


def pools_of(pairs: Sequence[Pair], language: str, wanted: Sequence[Query]) -> tuple[list[Text], list[Text]]:
    """Latin names to find one among: those of the language first, and of all languages alike."""
    own, all_latin = set(), set()
    for pair in pairs:
        a, b = (pair.name_a, pair.lang_a), (pair.name_b, pair.lang_b)
        for name, other in ((a, b), (b, a)):
            if script(name[1]) == "Latn":
                all_latin.add(name)
                if known_language(other[1]) == language:
                    own.add(name)
    asked = {query.wanted for query in wanted}
    return filled(asked, own, all_latin), filled(asked, all_latin)


def filled(kept: set[Text], *more: set[Text]) -> list[Text]:
    """Names, filled up by chance to the size of a pool; each spelling once."""
    chance = random.Random(SEED)  # noqa: S311  (a sample)
    found = {folded(text): (text, language) for text, language in sorted(kept)}
    for names in more:
        rest = sorted(names)
        chance.shuffle(rest)
        for text, language in rest:
            if len(found) < POOL:
                found.setdefault(folded(text), (text, language))
    return sorted(found.values())


def blocks(pool: Sequence[Text], asked: Sequence[Query]) -> list[set[int]]:
    """For each name the places in the pool of those that share a key with it."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(pool):
        for key in keys(*text):
            index[key].append(number)
    return [{number for key in keys(*query.name) for number in index.get(key, ())} for query in asked]


def halves(of_half: Mapping[int, Models], pairs: Sequence[Pair], spellings: Sequence[Pair]) -> dict[int, Comparer]:
    """For each half of the groups a comparer whose judges saw the other half alone.

    Args:
        of_half: for each half the unit models to use, see `names_scores.half_models`.
        pairs: labelled ones.
        spellings: what judges learn from beside them.
    """
    found = {}
    for side, models in of_half.items():
        other = [pair for pair in pairs if half(pair.group) != side]
        table = tabulate(Comparer(models), [*other, *names_made.made(other, spellings, SEED)])
        fitted = {
            kind: replace(judges.fit_trees(rows, same, weights(owners), SEED), scale=models.judges[kind].scale)
            for kind, (rows, same, owners) in table.items()
        }
        found[side] = Comparer(replace(models, judges=models.judges | fitted))
    return found


def measured(
    of_half: Mapping[int, Models],
    learned: Sequence[Pair],
    learned_beside: Sequence[Pair],
    pairs: Sequence[Pair],
    spellings: Sequence[Pair],
    name: str,
) -> Iterator[Figure]:
    """Recall and size of blocks, and first places, for each language.

    Args:
        of_half: unit models to use for each half of the groups.
        learned: labelled pairs that judges may learn from.
        learned_beside: spellings that they may learn from.
        pairs: whose names are looked for.
        spellings: whose Latin names fill the pool.
        name: first part of the figures' names.
    """
    comparers = halves(of_half, learned, learned_beside)
    for language in LANGUAGES:
        asked = queries(pairs, language)
        if len(asked) < FEWEST:
            continue
        pool, mixed = pools_of([*pairs, *spellings], language, asked)
        found = blocks(pool, asked)
        place = {folded(text): number for number, (text, _) in enumerate(pool)}
        hit = sum(place[folded(query.wanted[0])] in block for query, block in zip(asked, found, strict=True))
        note = f"{len(asked)} names among {len(pool)}; {np.mean([len(keys(*q.name)) for q in asked]):.1f} keys each"
        target = (RECALL_TARGET, None) if language in FIRST_TARGETS else None
        yield Figure(f"{name}.keys_recall.{language}", hit / len(asked), "ratio", target=target, note=note)
        share = float(np.mean([len(block) for block in found])) / len(pool)
        yield Figure(f"{name}.keys_share.{language}", share, "ratio", target=(None, SHARE_TARGET), note="of the pool")
        sample = random.Random(SEED).sample(asked, min(QUERIES, len(asked)))  # noqa: S311  (a sample)
        yield from first_places(comparers, sample, mixed, f"{name}.{{}}.{language}")


def small(pairs: Sequence[Pair]) -> Iterator[Figure]:
    """Whether spellings of the committed names share a key, and how many others do."""
    same = [pair for pair in pairs if pair.is_same]
    other = [pair for pair in pairs if not pair.is_same]
    shared = [
        [bool(keys(pair.name_a, pair.lang_a) & keys(pair.name_b, pair.lang_b)) for pair in part]
        for part in (same, other)
    ]
    note = f"{len(same)} well-known names; of {len(other)} other pairs {sum(shared[1])} share one"
    yield Figure("names.small.keys_recall", sum(shared[0]) / len(same), "ratio", note=note)


def first_places(
    comparers: dict[int, Comparer], asked: Sequence[Query], pool: Sequence[Text], name: str
) -> Iterator[Figure]:
    """How often the wanted name comes first, and among the first ten, beside spelling alone over the whole pool."""
    plain = [anyascii(text).casefold().replace(" ", "") for text, _ in pool]
    finders = {side: Finder([parse(*text) for text in pool], models=one.models) for side, one in comparers.items()}
    first = shared = ten = peer = 0
    taken = 0.0
    for query in asked:
        wanted = folded(query.wanted[0])
        own = parse(*query.name)
        finder = finders[sum(query.group.encode()) % 2]
        begun = time.process_time()
        found = finder.standings(own)
        taken += time.process_time() - begun
        first += is_first(wanted, found, pool)
        ten += wanted in [folded(pool[one.place][0]) for one in found[:FIRST_TEN]]
        shared += is_first(wanted, finder.by_keys(own), pool)
        top = process.extractOne(
            anyascii(query.name[0]).casefold().replace(" ", ""), plain, scorer=JaroWinkler.normalized_similarity
        )
        peer += folded(pool[top[2]][0]) == wanted
    language = name.rsplit(".", 1)[1]
    target = (FIRST_TARGETS[language], None) if language in FIRST_TARGETS else None
    note = (
        f"{len(asked)} names, {1000 * taken / len(asked):.0f} ms each; among those that share a key alone "
        f"{shared / len(asked):.3f}; Jaro-Winkler on anyascii over all names {peer / len(asked):.2f}"
    )
    yield Figure(name.format("first_place"), first / len(asked), "ratio", target=target, note=note)
    yield Figure(name.format("first_ten"), ten / len(asked), "ratio", note=f"{len(asked)} names")


def is_first(wanted: str, found: Sequence[Standing], pool: Sequence[Text]) -> bool:
    """Whether a name stands first and no other with it: a tie is lost."""
    tied = [one for one in found if one.order == found[0].order]
    return [folded(pool[one.place][0]) for one in tied] == [wanted]


def speed(pairs: Sequence[Pair]) -> Iterator[Figure]:
    """Names that get their keys in a second, never seen before."""
    texts = sorted({text for pair in pairs for text in ((pair.name_a, pair.lang_a), (pair.name_b, pair.lang_b))})
    keys("warm")
    for remembered in (keys, parse, folded, sounds.of_native, sounds.of_character, sounds.sounds, sounds.all_sounds):
        remembered.cache_clear()
    begun = time.process_time()
    for text in texts:
        keys(*text)
    taken = time.process_time() - begun
    note = f"{len(texts)} names of all scripts, one core"
    yield Figure("names.keys_per_second", len(texts) / taken, "1/s", target=(SPEED_TARGET, None), note=note)
