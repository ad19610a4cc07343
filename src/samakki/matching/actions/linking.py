"""Comparing all people of a node with each other in one go: pairs are found as in a table, and weighed as on a page.

What is found becomes candidates. Nothing is merged. Who is protected, and what is a draft, is left out when records are
read and again in the transaction that keeps a candidate.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from samakki.matching.actions.comparing import keep
from samakki.matching.bulk import running
from samakki.matching.bulk.cells import cell
from samakki.matching.bulk.preparing import as_it_is
from samakki.matching.bulk.raw import File
from samakki.matching.bulk.reading import Row
from samakki.matching.domain.definition import Definition, shipped
from samakki.matching.domain.levels import compare
from samakki.matching.domain.weighing import Weighed, weigh
from samakki.matching.queries.everything import open_records, state_of_everything
from samakki.matching.queries.finding import LEAST_CHANCE, model_version, node_rarity, of_this_node
from samakki.matching.queries.records import records_of

LEAST_IN_BULK = LEAST_CHANCE / 10
"""A table counts how common a value is in its own way, so pairs a little below are weighed too."""
PORTION = 400
OUT = "pairs.csv"
Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it.

    Attributes:
        records: that were compared with each other.
        found: pairs that were weighed as on a page.
        kept: of these, that are candidates now.
    """

    records: int
    found: int
    kept: int


def link_node(
    *,
    work: Path,
    memory_mb: int,
    threads: int,
    say: Say,
    schemata: Sequence[str] = ("Person",),
    definition: Definition | None = None,
) -> Linked:
    """Find candidates among everything the node holds.

    A run that was killed goes on where it was, if nothing was written meanwhile; else it begins anew. Kept pairs are
    renewed, never kept twice.

    Args:
        work: folder for stages, of the node's own user alone: it holds what people are called.
        memory_mb: that the engine may use.
        threads: at most.
        say: told how far it is.
        schemata: of the entities.
        definition: the shipped one where left out.

    Raises:
        CannotLink: "duckdb-missing", "work-in-use", "work-not-ours", "no-records".
    """
    model = of_this_node(definition or shipped())
    out = work.with_name(f"{work.name}.{OUT}")
    codes = [one.code for one in model.comparisons]
    makers = tuple(as_it_is((place,)) for place in range(1, len(codes) + 1))
    everything = File(work, lambda: _rows(schemata, codes), 0, makers)
    wish = running.Wish((), out, work, threshold=LEAST_IN_BULK, memory_mb=memory_mb, threads=threads)
    digests = [state_of_everything(), *schemata]
    try:
        outcome = running.run_on(wish, [everything], model, digests, say, is_given=True)
        kept = 0
        for done, some in enumerate(_portions(out), start=1):
            kept += keep(list(_weighed(some, model)), model=model_version(definition or shipped()))
            say("keep", min(done * PORTION, outcome.matches), outcome.matches)
    finally:
        out.unlink(missing_ok=True)
    return Linked(sum(outcome.records), outcome.matches, kept)


def _rows(schemata: Sequence[str], codes: Sequence[str]) -> Iterator[list[Row]]:
    for some in open_records(schemata):
        yield [[str(held.pk), *(cell(held.record.of(code)) for code in codes)] for held in some]


def _portions(out: Path) -> Iterator[list[tuple[int, int]]]:
    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        while some := [(int(row[0]), int(row[1])) for row in islice(rows, PORTION)]:
            yield some


def _weighed(pairs: Sequence[tuple[int, int]], model: Definition) -> Iterator[tuple[int, int, Weighed]]:
    """Pairs weighed as on a page, those that an officer would be shown."""
    held = records_of({number for pair in pairs for number in pair})
    rarity = node_rarity(model)
    for one, other in pairs:
        if one in held and other in held and held[one].is_open and held[other].is_open:
            found = weigh(model, compare(model, held[one].record, held[other].record), rarity)
            if found.probability >= LEAST_CHANCE:
                yield one, other, found
