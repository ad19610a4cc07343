"""Records of a FollowTheMoney file, one entity a line, with what its statements say as cells."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from samakki.matching.bulk.cells import cell
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.reading import BATCH, Row, check_bytes
from samakki.matching.domain.records import Saying, read_record

SUFFIXES = (".json", ".jsonl", ".ijson", ".ndjson", ".ftm")
LONGEST_LINE = 1_000_000
MOST_VALUES = 100


def is_lines(path: Path) -> bool:
    """Whether a file is taken for FollowTheMoney, by its name."""
    return path.suffix.casefold() in SUFFIXES


def entities(path: Path, schemata: Sequence[str], codes: Sequence[str]) -> Iterator[list[Row]]:
    """Reference and cells, as a row, of each entity of these schemata, some thousands at a time.

    Args:
        path: UTF-8, an object a line.
        schemata: names of FollowTheMoney: "Person". Links and other things are passed over.
        codes: of the comparisons wanted.

    Raises:
        CannotLink: "line-form" (fact `line`: no entity of FollowTheMoney), and as `reading.check_bytes`.
    """
    check_bytes(path)
    batch: list[Row] = []
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LONGEST_LINE + 1), ""), start=1):
            if len(line) > LONGEST_LINE:
                raise CannotLink("cell-too-long", path, row=number)
            if not line.strip():
                continue
            found = _entity(path, line, number, schemata, codes)
            if found is not None:
                batch.append(found)
            if len(batch) == BATCH:
                yield batch
                batch = []
    yield batch


def _entity(path: Path, line: str, number: int, schemata: Sequence[str], codes: Sequence[str]) -> Row | None:
    try:
        found = json.loads(line)
        reference, schema, properties = found["id"], found["schema"], found["properties"]
        said = [
            Saying(prop, " ".join(value.split())) for prop, told in properties.items() for value in told[:MOST_VALUES]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CannotLink("line-form", path, line=number) from error
    if not isinstance(reference, str) or not isinstance(schema, str):
        raise CannotLink("line-form", path, line=number)
    if schema not in schemata:
        return None
    record = read_record(reference, schema, said)
    return [reference, *(cell(record.of(code)) for code in codes)]
