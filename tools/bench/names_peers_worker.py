"""Scores pairs of names with other people's matchers. Runs in an environment of its own, never in the project's.

Started by `names_peers` as ``python names_peers_worker.py PAIRS.csv OUT.json``; imports nothing of this project. A
matcher that cannot be imported or fails is named with the reason, and the others go on.
"""

import csv
import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

Pair = tuple[str, str, str, str]
ISO_639_3 = {"bn": "ben", "km": "khm", "lo": "lao", "my": "mya", "th": "tha", "zh": "zho", "vi": "vie"}


def part(name: str) -> Any:  # noqa: ANN401  (their types are not here)
    """A module of a peer; it is not installed beside the project, so no tool may look for it."""
    return import_module(name)


def on_plain(
    spell: Callable[[str, str], str], alike: Callable[[str, str], float], pairs: list[Pair]
) -> tuple[list[float], float]:
    """Likeness of texts that were spelled in Latin letters first; seconds count both."""
    begun = time.process_time()
    known: dict[tuple[str, str], str] = {}
    for pair in pairs:
        for text in (pair[:2], pair[2:]):
            if text not in known:
                known[text] = spell(*text)
    scores = [alike(known[a, la], known[b, lb]) for a, la, b, lb in pairs]
    return scores, time.process_time() - begun


def rapidfuzz_peers(pairs: list[Pair]) -> Iterator[tuple[str, list[float], float]]:
    """Likeness by letters, on two romanisers that know every script."""
    anyascii, fuzz = part("anyascii"), part("rapidfuzz.fuzz")
    table = part("uroman").Uroman()
    spelled: dict[str, Callable[[str, str], str]] = {
        "anyascii": lambda text, _: str(anyascii.anyascii(text)).casefold(),
        "uroman": lambda text, language: str(
            table.romanize_string(text, lcode=ISO_639_3.get(language.split("-")[0]))
        ).casefold(),
    }
    alike: dict[str, Callable[[str, str], float]] = {
        "rapidfuzz Jaro-Winkler": part("rapidfuzz.distance").JaroWinkler.normalized_similarity,
        "rapidfuzz token_set_ratio": lambda a, b: float(fuzz.token_set_ratio(a, b)) / 100,
    }
    for romaniser, spell in spelled.items():
        for name, compare in alike.items():
            yield f"{name} on {romaniser}", *on_plain(spell, compare, pairs)


def rigour_peers(pairs: list[Pair]) -> Iterator[tuple[str, list[float], float]]:
    """Rigour's comparison of name parts: put in the same order, aligned, and weighed by their letters."""
    rigour = part("rigour.names")

    def parts(text: str) -> list[Any]:
        return [word for name in rigour.analyze_names(rigour.NameTypeTag.PER, [text]) for word in name.parts]

    def alike(a: str, b: str) -> float:
        one, other = rigour.align_person_name_order(parts(a), parts(b))
        found = rigour.compare_parts(one, other)
        sizes = [sum(len(word.form) for word in (*each.qps, *each.rps)) for each in found]
        total = sum(sizes)
        alike = sum(float(each.score) * size for each, size in zip(found, sizes, strict=True))
        return alike / total if total else 0.0

    begun = time.process_time()
    scores = [alike(a, b) for a, _, b, _ in pairs]
    yield f"rigour {version('rigour')} compare_parts", scores, time.process_time() - begun


def nomenklatura_peers(pairs: list[Pair]) -> Iterator[tuple[str, list[float], float]]:
    """Two matchers of nomenklatura on persons that have a name and nothing else."""
    model, matching = part("followthemoney").model, part("nomenklatura.matching")

    def person(text: str, number: int) -> Any:  # noqa: ANN401  (as above)
        return model.get_proxy({"id": f"p{number}", "schema": "Person", "properties": {"name": [text]}})

    for algorithm in (matching.LogicV2, matching.NameMatcher):
        config = algorithm.default_config()
        begun = time.process_time()
        scores = [
            float(algorithm.compare(person(a, 2 * n), person(b, 2 * n + 1), config).score)
            for n, (a, _, b, _) in enumerate(pairs)
        ]
        yield f"nomenklatura {version('nomenklatura')} {algorithm.NAME}", scores, time.process_time() - begun


def splink_peers(pairs: list[Pair]) -> Iterator[tuple[str, list[float], float]]:
    """Splink's own name comparison on anyascii, chances of its levels learned from these very pairs, without labels."""
    anyascii, splink = part("anyascii").anyascii, part("splink")
    library = part("splink.comparison_library")
    begun = time.process_time()
    sides = [
        part("pyarrow").table(
            {
                "unique_id": list(range(len(pairs))),
                "pair": list(range(len(pairs))),
                "name": [anyascii(pair[place]).casefold().strip() or None for pair in pairs],
            }
        )
        for place in (0, 2)
    ]
    settings = splink.SettingsCreator(
        link_type="link_only",
        comparisons=[library.NameComparison("name").configure(term_frequency_adjustments=True)],
        blocking_rules_to_generate_predictions=["l.pair = r.pair"],
        probability_two_random_records_match=0.25,
        retain_intermediate_calculation_columns=False,
    )
    api = splink.DuckDBAPI()
    linker = splink.Linker(
        [api.register(side, table_name=name) for side, name in zip(sides, ("a", "b"), strict=True)], settings
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(
        "l.pair = r.pair", fix_probability_two_random_records_match=True
    )
    found = linker.inference.predict()
    rows = found.as_duckdbpyrelation().fetchall()
    columns = [column[0] for column in found.as_duckdbpyrelation().description]
    weight, number = columns.index("match_weight"), columns.index("unique_id_l")
    scores = [-99.0] * len(pairs)
    for row in rows:
        scores[int(row[number])] = float(row[weight])
    yield f"Splink {version('splink')} NameComparison", scores, time.process_time() - begun


PEERS = {
    "rapidfuzz": rapidfuzz_peers,
    "rigour": rigour_peers,
    "nomenklatura": nomenklatura_peers,
    "Splink": splink_peers,
}


def main() -> None:
    """Score every pair with every peer that works here."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    with source.open(encoding="utf-8", newline="") as lines:
        pairs = [(row["name_a"], row["lang_a"], row["name_b"], row["lang_b"]) for row in csv.DictReader(lines)]
    scores: dict[str, list[float]] = {}
    seconds: dict[str, float] = {}
    left_out: dict[str, str] = {}
    for name, peers in PEERS.items():
        try:
            for peer, found, taken in peers(pairs):
                scores[peer], seconds[peer] = [round(one, 6) for one in found], taken
        except Exception as problem:  # noqa: BLE001  (somebody else's program; the reason is reported)
            left_out[name] = f"{type(problem).__name__}: {problem}".splitlines()[0][:200]
    out.write_text(json.dumps({"scores": scores, "seconds": seconds, "left_out": left_out}), encoding="utf-8")


if __name__ == "__main__":
    main()
