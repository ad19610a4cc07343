"""Scores for files of pairs: a column more beside what was there."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from samakki.names.bundle import Models
from samakki.names.comparing import BATCH, comparer_of, score_names
from samakki.names.parsing import parse

NEEDED = ("name_a", "name_b")
SCORE = "score"
LARGEST_FIELD = 2**24


class PairsFileWrong(ValueError):
    """A file of pairs lacks what is needed; `facts` says what."""

    def __init__(self, path: Path, missing: tuple[str, ...]) -> None:
        self.code = "columns-missing"
        self.facts = {"path": str(path), "missing": ", ".join(missing)}
        super().__init__(f"{path}: columns missing: {', '.join(missing)}")


def score_pairs(pairs: Path, out: Path, *, models: Models | None = None) -> int:
    """Copy a CSV file of pairs with a column ``score``, the chance that both names are the same, 0 to 1.

    A row that lacks a name scores 0; bytes that are not UTF-8 are read as unknown letters.

    Args:
        pairs: UTF-8, columns name_a and name_b, if known lang_a and lang_b (BCP 47); others are kept as they are.
        out: written anew; a file cut short by a fault is not left behind under this name.
        models: other models than the shipped ones.

    Returns:
        how many pairs were scored.

    Raises:
        PairsFileWrong: a needed column is missing.
    """
    comparer = comparer_of(models)
    unfinished = out.with_name(out.name + ".part")
    count = 0
    before = csv.field_size_limit(LARGEST_FIELD)
    try:
        with (
            pairs.open(encoding="utf-8-sig", errors="replace", newline="") as source,
            unfinished.open("w", encoding="utf-8", newline="") as target,
        ):
            reader = csv.DictReader(source, restval="")
            columns = list(reader.fieldnames or [])
            missing = tuple(column for column in NEEDED if column not in columns)
            if missing:
                raise PairsFileWrong(pairs, missing)
            writer = csv.DictWriter(
                target, [column for column in columns if column != SCORE] + [SCORE], extrasaction="ignore"
            )
            writer.writeheader()
            for rows in batches(reader):
                names = [
                    (parse(row["name_a"], row.get("lang_a") or ""), parse(row["name_b"], row.get("lang_b") or ""))
                    for row in rows
                ]
                for row, found in zip(rows, score_names(names, comparer), strict=True):
                    writer.writerow({**row, SCORE: f"{found:.6f}"})
                count += len(rows)
        unfinished.replace(out)
    finally:
        csv.field_size_limit(before)
        unfinished.unlink(missing_ok=True)
    return count


def batches(reader: Iterator[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    """Rows a few thousand at a time."""
    while rows := list(islice(reader, BATCH)):
        yield rows
