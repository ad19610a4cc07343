"""The rules of a run: measured where its records are, chosen by `blocking`, and kept."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from samakki.matching.bulk import blocking
from samakki.matching.bulk.blocking import Measured, Part, Rule
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.grouping import Grouping
from samakki.matching.bulk.here import Here
from samakki.matching.bulk.loading import Loaded, wide_sql
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain.definition import Comparison


def wide(work: Stages, duck: Duck, comparisons: Sequence[Comparison]) -> Path:
    """Records with facets (`loading.wide_sql`), made once."""
    return work.done("wide.parquet", lambda path: duck.write(wide_sql(comparisons), path))


def choose_rules(
    work: Stages,
    duck: Duck,
    possible: Sequence[Part],
    loaded: Loaded | Here,
    comparisons: Sequence[Comparison],
    grouping: Grouping | None,
) -> tuple[Rule, ...]:
    """The rules of a run; the same whichever engine is to follow them."""
    records, is_one_file = sum(loaded.sizes), len(loaded.sizes) == 1

    def measure(group: Sequence[Part]) -> Measured:
        sampled = blocking.SAMPLED if blocking.is_sampled(group, records) else 1
        if grouping is not None:
            return grouping.measure(group, sampled)
        (found,) = duck.rows(blocking.measure_sql(group, is_one_file=is_one_file, sampled=sampled))
        pairs, left_out, known, *smaller = (round(one * sampled) for one in found)
        return Measured(pairs, left_out, tuple(smaller), known)

    def find() -> list[dict[str, object]]:
        if grouping is None:
            duck.view("records", [wide(work, duck, comparisons)])
            return blocking.as_json(blocking.choose(possible, measure, records))
        for part in possible:
            grouping.prepare(part)
        with ThreadPoolExecutor(duck.processes) as pool:
            return blocking.as_json(blocking.choose(possible, measure, records, pool.map))

    told = work.told("rules.json", find)
    if not isinstance(told, list):
        raise TypeError
    return tuple(Rule(tuple(one["parts"]), one["pairs"], one["left_out"], one["largest"]) for one in told)
