"""Which pairs are looked at: records that agree in one rare value, or in two or three common ones together.

Rules are chosen from the data. Each value that records can share is measured first: how many pairs it would give. One
that gives few is a rule by itself; common ones become rules in twos and threes, as long as all rules together stay
within what was allowed. Blocks so large that they say nothing (a name of thousands) are left out, and said so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations

from samakki.matching.domain.definition import Comparison, Definition

LARGEST_BLOCK = 1_000
"""Records of one block; more are left out of it, and found by another rule if at all."""
PAIRS_A_RECORD = 12
"""Pairs that are looked at, in all, for each record."""
ONE_RULE = 2.5
"""Pairs for each record that one rule may give."""
MOST_TOGETHER = 3
MEASURED_WHOLE = 200_000
"""Records up to which every block is counted; of more, a sixteenth of all blocks."""
SAMPLED = 16


@dataclass(frozen=True, slots=True)
class Part:
    """Something that records can share.

    Attributes:
        code: of the comparison, with what of it.
        sql: its value for a record ``t``; null where it is not known.
        keys: of the comparison whose keys of names it is, -1 for none.
        is_rough: shared by too many to stand alone.
        at: place of the comparison that it is of.
    """

    code: str
    sql: str
    keys: int = -1
    is_rough: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """Pairs that agree in all of these parts.

    Attributes:
        parts: their codes.
        pairs: that it gives, as measured before; other rules may give the same.
        left_out: records in blocks that are too large.
    """

    parts: tuple[str, ...]
    pairs: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rule would give."""

    pairs: int
    left_out: int


Measure = Callable[[Sequence[Part]], Measured]
Each = Callable[[Measure, Iterable[Sequence[Part]]], Iterable[Measured]]


def parts(definition: Definition) -> tuple[Part, ...]:
    """All that records can share."""
    return tuple(replace(part, at=at) for at, one in enumerate(definition.comparisons) for part in _parts(one, at))


def _parts(one: Comparison, at: int) -> Iterator[Part]:
    match one.kind:
        case "word":
            yield Part(one.code, f"t.s{at}")
        case "name":
            yield Part(f"{one.code}.whole", "k.key", at)
            yield Part(f"{one.code}.word", "k.key", at)
        case "birth":
            yield Part(f"{one.code}.day", f"CASE WHEN length(t.p{at}) = 10 THEN t.p{at} END")
            # Years next to each other share one of these two halves of a grid.
            yield Part(f"{one.code}.years", f"CAST(floor(t.y{at} / 2) AS BIGINT)", is_rough=True)
            yield Part(f"{one.code}.years_between", f"CAST(floor((t.y{at} + 1) / 2) AS BIGINT)", is_rough=True)
        case "sex":
            yield Part(one.code, f"t.p{at}", is_rough=True)
        case "phone":
            yield Part(one.code, f"coalesce(t.e{at}, t.p{at})")
        case "document" | "account":
            yield Part(one.code, f"CASE WHEN t.p{at} <> '' THEN t.p{at} END")
        case "plate" | "text":
            yield Part(one.code, f"t.p{at}")
        case _:
            yield Part(one.code, f"t.i{at}", is_rough=True)


def choose(possible: Sequence[Part], measure: Measure, records: int, each: Each = map) -> tuple[Rule, ...]:
    """The rules, those that give fewest pairs first.

    Args:
        possible: parts.
        measure: how many pairs a rule would give.
        records: how many there are, both files together.
        each: as `map`; several threads may measure.
    """
    wanted = [*_eligible(possible, measure, ONE_RULE * records, each)]
    chosen: list[Rule] = []
    left = PAIRS_A_RECORD * records
    for rule in sorted(wanted, key=lambda rule: (rule.pairs, rule.parts)):
        if rule.pairs <= left:
            chosen.append(rule)
            left -= rule.pairs
    return tuple(chosen)


def _eligible(possible: Sequence[Part], measure: Measure, most: float, each: Each) -> Iterator[Rule]:
    """Rules that give few enough pairs; none that only narrows another."""
    enough: list[frozenset[str]] = []
    nothing: list[frozenset[str]] = []  # what nobody shares, nobody shares together with more
    for size in range(1, MOST_TOGETHER + 1):
        groups = [
            group
            for group in combinations(possible, size)
            if (size == 1 or _makes_sense(group))
            and not any(one <= {part.code for part in group} for one in (*enough, *nothing))
        ]
        for group, measured in zip(groups, each(measure, groups), strict=True):
            codes = tuple(part.code for part in group)
            if not measured.pairs and not measured.left_out:
                nothing.append(frozenset(codes))
            elif measured.pairs and measured.pairs <= most and _makes_sense(group):
                enough.append(frozenset(codes))
                yield Rule(codes, measured.pairs, measured.left_out)


def _makes_sense(group: Sequence[Part]) -> bool:
    """Whether parts go together: one set of name keys at most, one of each comparison, and not rough ones alone."""
    comparisons = [part.code.partition(".")[0] for part in group]
    return (
        len(set(comparisons)) == len(group)
        and sum(part.keys >= 0 for part in group) <= 1
        and not all(part.is_rough for part in group)
        and (len(group) < MOST_TOGETHER or sum(part.is_rough for part in group) > 0)
    )


def blocks_sql(group: Sequence[Part]) -> str:
    """Each record with what it shares: columns n, side, and k0, k1 and so on."""
    values = ", ".join(f"{part.sql} AS k{place}" for place, part in enumerate(group))
    keyed = next((part for part in group if part.keys >= 0), None)
    tables = "records t"
    where = [f"{part.sql} IS NOT NULL" for part in group]
    if keyed is not None:
        tables += f" JOIN keys{keyed.keys} k ON t.i{keyed.keys} = k.id"
        where.append(f"k.whole = {1 if keyed.code.endswith('.whole') else 0}")
    return f"SELECT t.n, t.side, {values} FROM {tables} WHERE {' AND '.join(where)}"


def pairs_sql(group: Sequence[Part], *, is_one_file: bool) -> str:
    """Pairs of a rule: columns a, b, the earlier record first; one that shares several names comes as often."""
    keys = ", ".join(f"k{place}" for place in range(len(group)))
    wanted = "x.n < y.n" if is_one_file else "x.side = 0 AND y.side = 1"
    return (
        f"WITH blocks AS ({blocks_sql(group)}), "
        f"fitting AS (SELECT {keys} FROM blocks GROUP BY {keys} HAVING count(*) BETWEEN 2 AND {LARGEST_BLOCK}), "
        f"kept AS (SELECT blocks.* FROM blocks JOIN fitting USING ({keys})) "
        f"SELECT x.n AS a, y.n AS b FROM kept x JOIN kept y USING ({keys}) WHERE {wanted}"
    )


def measure_sql(group: Sequence[Part], *, is_one_file: bool, is_sampled: bool) -> str:
    """Pairs that a rule gives, and records that it leaves out."""
    keys = ", ".join(f"k{place}" for place in range(len(group)))
    pairs = "n * (n - 1) / 2" if is_one_file else "left_n * (n - left_n)"
    sample = f" WHERE hash({keys}) % {SAMPLED} = 0" if is_sampled else ""
    return (
        f"WITH sizes AS (SELECT count(*) AS n, sum(1 - side) AS left_n FROM ({blocks_sql(group)}){sample} "
        f"GROUP BY {keys}) SELECT coalesce(sum({pairs}) FILTER (WHERE n <= {LARGEST_BLOCK}), 0)::DOUBLE, "
        f"coalesce(sum(n) FILTER (WHERE n > {LARGEST_BLOCK}), 0)::DOUBLE FROM sizes"
    )


def as_json(rules: Sequence[Rule]) -> list[dict[str, object]]:
    """Rules as they are kept."""
    return [asdict(rule) for rule in rules]
