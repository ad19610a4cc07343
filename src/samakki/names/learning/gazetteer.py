"""Learn unit models again from a country's own list of place names, with nobody's personal data."""

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from samakki.names.bundle import Models
from samakki.names.learning import scripts
from samakki.names.parsing import parse

LEAST_PAIRS = 200
NEEDED = ("name_a", "name_b")


class GazetteerWrong(ValueError):
    """A list of places lacks what is needed; `facts` says what."""

    def __init__(self, code: str, **facts: str | int) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code}: {facts}")


def spellings(gazetteer: Path) -> dict[str, list[tuple[str, str]]]:
    """Native and Latin letters of each place, by script; either column may hold either.

    Args:
        gazetteer: UTF-8 CSV with columns name_a and name_b, if known lang_a and lang_b (BCP 47).

    Raises:
        GazetteerWrong: a needed column is missing.
    """
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    with gazetteer.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            raise GazetteerWrong("columns-missing", missing=", ".join(missing))
        for row in reader:
            a, b = (parse(row[f"name_{side}"], row.get(f"lang_{side}") or "") for side in "ab")
            for native, latin in ((a, b), (b, a)):
                x, y = "".join(native.words), "".join(latin.words)
                is_spelled = y.isascii() and y.isalnum() and x and not x.isascii()
                if latin.detected.script == "Latn" != native.detected.script and is_spelled:
                    found[native.detected.script].add((x, y))
    return {script: sorted(pairs) for script, pairs in sorted(found.items())}


def learn_from(gazetteer: Path, models: Models, seed: int = 1) -> Models:
    """Models whose unit models and romanisers of the scripts in a gazetteer were learned from it alone.

    What weighs the numbers in the end (`trees`) stays as it is. Chinese is not learned: its readings are a table.

    Args:
        gazetteer: see `spellings`.
        models: where everything else comes from.
        seed: same seed and file, same models.

    Raises:
        GazetteerWrong: a column is missing, or no script has enough pairs.
    """
    known = spellings(gazetteer)
    learned = {
        script: scripts.learn(pairs, seed)
        for script, pairs in known.items()
        if len(pairs) >= LEAST_PAIRS and script in models.units and script != "Hani"
    }
    if not learned:
        counts = ", ".join(f"{script} {len(pairs)}" for script, pairs in known.items()) or "none"
        raise GazetteerWrong("too-few-pairs", least=LEAST_PAIRS, found=counts)
    return replace(
        models,
        units=models.units | {script: model for script, (model, _) in learned.items()},
        romanisers=models.romanisers | {script: speller for script, (_, speller) in learned.items()},
        version=f"{models.version}+{'-'.join(learned)}",
    )
