"""Learn unit models again from a country's own list of place names, with nobody's personal data."""

import csv
from collections import defaultdict
from pathlib import Path

from samakki.names.bundle import Models
from samakki.names.learning import em, namesakes
from samakki.names.learning.adapt import Settings, adapt
from samakki.names.learning.lattice import Sizes
from samakki.names.parsing import parse
from samakki.names.units import UnitModel

LEAST_PAIRS = 200


def learn_from(gazetteer: Path, models: Models, seed: int = 1) -> Models:
    """Models whose unit models of the scripts in a gazetteer were learned from it.

    Args:
        gazetteer: UTF-8 CSV with columns name_a, lang_a (native) and name_b, lang_b (Latin letters).
        models: where everything else comes from.
        seed: same seed and file, same models.
    """
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with gazetteer.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            native, latin = parse(row["name_a"], row.get("lang_a", "")), parse(row["name_b"], row.get("lang_b", ""))
            x, y = "".join(native.words), "".join(latin.words)
            if native.detected.script != "Latn" and y.isascii() and y.isalnum() and x:
                pairs[native.detected.script].append((x, y))
    learned: dict[str, UnitModel] = {}
    for script, found in sorted(pairs.items()):
        if len(found) >= LEAST_PAIRS and script not in ("Hani", "Latn"):
            unique = sorted(set(found))
            model = em.learn(unique, Sizes(native=3, latin=4))
            learned[script], _ = adapt(
                model, namesakes.examples(unique, seed), Settings(rounds=12, rate=0.15, pull=5e-5), seed
            )
    return Models(
        models.units | learned, models.romanisers, models.judges, models.frequency, f"{models.version}+{gazetteer.stem}"
    )
