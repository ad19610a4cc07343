"""``python -m tools.names_misses --data DIR [--research FILE] [--tokens FILE] --out FILE``: the worst misses of a cell.

For every pair of languages the fifty pairs that are furthest on the wrong side of the threshold, with scores from
judges that saw no pair of the same group, as a CSV file to read. Names of real people: the file stays on the machine it
was made on and is refused inside the project. `docs/explanation/names-misses.md` says, without names, what was read out
of it.
"""

import argparse
import csv
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from samakki.names.bundle import load, shipped
from samakki.names.parsing import parse
from tools.bench.names_quality import Scores, best_threshold, cell, half, is_place
from tools.bench.names_scores import Data, half_models, honest
from tools.environment import ROOT
from tools.names_sources import Pair

MOST = 50
COLUMNS = ("cell", "what", "off_by", "score", "name_a", "lang_a", "name_b", "lang_b", "read_a", "read_b", "source")


def misses(pairs: Sequence[Pair], scores: Scores) -> Iterator[dict[str, str]]:
    """Rows of the file: by cell, true pairs called different and other pairs called the same, the worst first."""
    same = np.array([float(pair.is_same) for pair in pairs])
    side = np.array([half(pair.group) for pair in pairs])
    off = np.zeros(len(pairs))
    for number in (0, 1):
        threshold = best_threshold(scores[side != number], same[side != number])
        own = side == number
        off[own] = np.where(same[own] == 1, threshold - scores[own], scores[own] - threshold)
    for key in sorted({named(pair) for pair in pairs}):
        own = [n for n in np.argsort(-off, kind="stable") if off[n] > 0 and named(pairs[n]) == key][:MOST]
        for n in own:
            pair = pairs[n]
            yield {
                "cell": key,
                "what": "missed" if pair.is_same else "wrong",
                "off_by": f"{off[n]:.2f}",
                "score": f"{scores[n]:.2f}",
                **{column: getattr(pair, column) for column in ("name_a", "lang_a", "name_b", "lang_b", "source")},
                "read_a": " ".join(parse(pair.name_a, pair.lang_a).words),
                "read_b": " ".join(parse(pair.name_b, pair.lang_b).words),
            }


def named(pair: Pair) -> str:
    """Cell of a pair, people and places apart."""
    return f"{'places' if is_place(pair) else 'people'} {cell(pair)}"


def main() -> int:
    """Write the file."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(prog="python -m tools.names_misses", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--research", type=Path, help="a model that learned from all sources; otherwise the shipped one"
    )
    parser.add_argument(
        "--tokens", type=Path, help="learn unit models that saw labelled pairs anew, with this word list"
    )
    parser.add_argument("--out", type=Path, required=True, help="outside the project")
    given = parser.parse_args()
    if given.out.resolve().is_relative_to(ROOT):
        parser.error("names of real people stay outside the project: give another place")
    data = Data(given.data, given.tokens)
    pairs = data.labelled("people-dev", "places-dev")
    models = load(given.research) if given.research else shipped()
    research = given.research is not None
    halves = half_models(models, pairs, data, research=research)
    scores = honest(models, halves, pairs, data.spellings(research=research), research=research)
    with given.out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS)
        writer.writeheader()
        count = sum(writer.writerow(row) > 0 for row in misses(pairs, scores))
    print(f"{count} misses in {given.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
