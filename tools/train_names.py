"""``python3 run.py train-names --data DIR [--research] [--out FILE]``: learn the models of `samakki.names` anew.

Seeded: the same sources give the same models. Without --research only sources that may be redistributed are used.
"""

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.names.bundle import Models, load
from samakki.names.chinese import table
from samakki.names.features import KINDS, Comparer
from samakki.names.learning import em, han, judges, namesakes, scripts, sound_table
from samakki.names.learning.adapt import Settings, adapt
from samakki.names.parsing import parse
from samakki.names.romaniser import Romaniser
from samakki.names.sounds import Detail
from samakki.names.units import UnitModel
from tools import names_made, names_sources
from tools.bench.names_quality import half
from tools.names_sources import Pair
from tools.names_spellings import SCRIPT, SEED, Spelled, spelled, spellings

SCARCE = ("my", "th", "zh")
"""Languages whose models also learn from the labelled pairs."""
NOT_NAMES = (
    "cldr", "wikidata-tokens", "own-tables", "thai-english-transliteration-dictionary", "lo-dictionary-mopt",
    "google-bn-lexicon",
)  # fmt: skip
KEPT = "SAMAKKI_NAMES_KEPT"
"""Names a folder, if it is set, in which each learned script is kept by what it was learned from and by which code."""
LEARNS_BY = ("learning/[aelns]*.py", "reading_order.py")
CHINESE_LEARNS_BY = ("learning/han.py", "chinese*.py", "romanisations.py", "data/han*.tsv")


def learn_script(language: str, pairs: list[Spelled]) -> tuple[UnitModel, Romaniser]:
    """Unit model and romaniser of one language, or what was kept of the same before (`KEPT`)."""
    if KEPT not in os.environ:
        return learn_anew(language, pairs)
    digest = sha256(json.dumps([language, pairs]).encode())
    used = LEARNS_BY + (CHINESE_LEARNS_BY if language == "zh" else ())
    for path in sorted(path for name in used for path in Path("src/samakki/names").glob(name)):
        digest.update(path.read_bytes())
    path = Path(os.environ[KEPT]) / f"{language}-{digest.hexdigest()[:20]}.npz"
    if not path.exists():
        model, speller = learn_anew(language, pairs)
        Models({language: model}, {language: speller}).save(path)
    kept = load(path)  # also what was learned just now: a file rounds weights
    return kept.units[language], kept.romanisers[language]


def learn_anew(language: str, pairs: list[Spelled]) -> tuple[UnitModel, Romaniser]:
    """Unit model and romaniser of one language."""
    if language != "zh":
        return scripts.learn(pairs, SEED)
    chance = np.random.default_rng(SEED)
    clean = [(x, y) for x, y in pairs if not any(c.isascii() for c in x)]
    also = [
        letter
        for letter, known in table().items()
        if known.simplified == letter and len(known.cantonese) and letter < "\u9fa6"
    ]
    model = han.learn(clean, common(also))
    speller = scripts.romaniser_of(model, em.letters(clean, 1), None)
    sample = [clean[n] for n in chance.permutation(len(clean))[:10_000]]
    adapted, _ = adapt(model, namesakes.examples(sample, SEED), Settings(rounds=5, rate=0.1, pull=5e-4), SEED)
    return adapted, speller


def common(letters: list[str]) -> list[str]:
    """Characters in everyday use: those of the GB 2312 set."""
    found = []
    for letter in letters:
        try:
            letter.encode("gb2312")
        except UnicodeEncodeError:
            continue
        found.append(letter)
    return found


def learn_units(
    pairs: Sequence[Pair], languages: Sequence[str] = names_sources.NATIVE, *, quiet: bool = False
) -> Models:
    """Unit models and romanisers of all languages, and word frequencies, without judges."""
    units, spellers = {}, {}
    for language in languages:
        begun = time.monotonic()
        found = sorted(set(spelled(pairs, language)))
        if len(found) < 30:
            continue
        units[SCRIPT[language]], spellers[SCRIPT[language]] = learn_script(language, found)
        if not quiet:
            size, seconds = len(units[SCRIPT[language]].unit_weight), time.monotonic() - begun
            print(f"{language}: {len(found)} pairs, {size} units, {seconds:.0f} s", flush=True)
    return Models(units, spellers, frequency=frequencies(pairs))


def frequencies(pairs: Sequence[Pair], least: int = 2, most: int = 12_000) -> dict[str, float]:
    """How many of a million names have each word, for words of Latin and native forms seen at least twice."""
    counted: Counter[str] = Counter()
    names = {
        (name, lang)
        for p in pairs
        if p.source not in NOT_NAMES
        for name, lang in ((p.name_a, p.lang_a), (p.name_b, p.lang_b))
    }
    for name, lang in sorted(names):
        counted.update(set(parse(name, lang).words))
    return {word: round(1e6 * n / len(names), 1) for word, n in counted.most_common(most) if n >= least}


Rows = tuple[NDArray[np.float32], NDArray[np.int8], list[Pair]]
Table = dict[str, Rows]


def tabulate(comparer: Comparer, pairs: Sequence[Pair]) -> Table:
    """Features, labels and pairs by kind."""
    rows: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    owners: dict[str, list[Pair]] = {kind: [] for kind in KINDS}
    for pair in pairs:
        kind, numbers = comparer.features(parse(pair.name_a, pair.lang_a), parse(pair.name_b, pair.lang_b))
        rows[kind].append(numbers)
        owners[kind].append(pair)
    return {
        kind: (
            np.array(rows[kind], dtype=np.float32),
            np.array([p.is_same for p in owners[kind]], dtype=np.int8),
            owners[kind],
        )
        for kind in KINDS
        if rows[kind]
    }


def learned_again(models: Models, pairs: Sequence[Pair]) -> Models:
    """The models with those of `SCARCE` languages learned again from these pairs."""
    found = learn_units(pairs, SCARCE, quiet=True)
    return replace(models, units=models.units | found.units, romanisers=models.romanisers | found.romanisers)


def table_of(halves: Mapping[int, Models], pairs: Sequence[Pair]) -> Table:
    """Rows of pairs by kind, each from the models of its half of the groups (see `half`)."""
    own: tuple[list[Pair], list[Pair]] = ([], [])
    for pair in pairs:
        own[half(pair.group)].append(pair)
    tables = [tabulate(Comparer(halves[side]), own[side]) for side in (0, 1)]
    kinds = dict.fromkeys(kind for one in tables for kind in one)
    return {kind: joined([one[kind] for one in tables if kind in one]) for kind in kinds}


def held_out_table(models: Models, pairs: Sequence[Pair], labelled: Sequence[Pair]) -> tuple[Models, Table]:
    """Models that also learned from the labelled pairs, and rows from ones that had not seen their pair.

    The spellings of some languages are of few kinds: places of the country alone, say, and no foreign names. Labelled
    pairs widen them; the judges must still see rows as they will be on new names.
    """
    halves = {
        side: learned_again(models, [*pairs, *(one for one in labelled if half(one.group) != side)]) for side in (0, 1)
    }
    names = [one for one in pairs if one.source not in NOT_NAMES]
    table = table_of(halves, [*labelled, *names_made.made(labelled, names, SEED)])
    return learned_again(models, [*pairs, *labelled]), table


def weights(pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """What each pair counts in learning."""
    return np.array([pair.weight for pair in pairs])


def joined(parts: list[Rows]) -> Rows:
    """Rows of several tables one after the other."""
    return (
        np.concatenate([rows for rows, _, _ in parts]),
        np.concatenate([same for _, same, _ in parts]),
        [pair for _, _, pairs in parts for pair in pairs],
    )


def judged(models: Models, table: Table) -> Models:
    """The models with a judge for each kind of pair, calibrated on pairs it had not seen."""
    found = {}
    for kind, (rows, same, pairs) in table.items():
        held_out = judges.out_of_fold(rows, same, [pair.group for pair in pairs], weights(pairs), SEED)
        trees = judges.fit_trees(rows, same, weights(pairs), SEED)
        found_true = weights(pairs) == 1
        found[kind] = replace(trees, scale=judges.calibrated(held_out[found_true], same[found_true]))
    return replace(models, judges=found)


DATA = Path("src/samakki/names/data")
SOUNDS_SAY = (
    "# Classes of sounds that letters stand for, with tenths of the negative log probability; learned by "
    "`run.py train-names --sounds` from the sources in MODEL_CARD.md."
)


def write_sounds(pairs: Sequence[Pair]) -> None:
    """Learn and write the tables that blocking keys are made with."""
    known = {
        language: [(x, y) for x, y in sorted(set(spelled(pairs, language))) if not any(c.isascii() for c in x)]
        for language in names_sources.NATIVE
    }
    for detail in Detail:
        found = [SOUNDS_SAY]
        for language, spellings_known in known.items():
            found += sound_table.lines(SCRIPT[language], sound_table.learn(spellings_known, detail))
        (DATA / f"{detail.value}.tsv").write_text("\n".join(found) + "\n", encoding="utf-8")


def main() -> int:
    """Learn, write the models, say how long it took."""
    parser = argparse.ArgumentParser(prog="run.py train-names", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with names/spellings-train.csv and *-dev.csv")
    parser.add_argument(
        "--tokens", type=Path, help="Wikidata word list of Merhav and Ash (Chinese); the other word lists lie beside it"
    )
    parser.add_argument("--research", action="store_true", help="all sources; the result may not be passed on")
    parser.add_argument("--units", type=Path, help="take unit models from this file instead of learning them")
    parser.add_argument("--version", default="1")
    parser.add_argument("--out", type=Path, default=Path("src/samakki/names/data/models.npz"))
    parser.add_argument("--sounds", action="store_true", help="learn only the tables of sounds for blocking keys")
    given = parser.parse_args()
    begun = time.monotonic()
    pairs = spellings(given.data, given.tokens, research=given.research)
    if given.sounds:
        write_sounds(pairs)
        return 0
    labelled = [
        pair
        for name in ("people-dev.csv", "places-dev.csv")
        for pair in names_sources.labelled(given.data / "names" / name)
        if given.research or names_sources.is_shippable(pair)
    ]
    print(f"{len(pairs)} spellings, {len(labelled)} labelled pairs", flush=True)
    others = [language for language in names_sources.NATIVE if language not in SCARCE]
    models = learn_units(pairs, others) if given.units is None else load(given.units)
    models = judged(*held_out_table(models, pairs, labelled))
    replace(models, version=given.version + ("-research" if given.research else "")).save(given.out)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.2f} MB, {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
