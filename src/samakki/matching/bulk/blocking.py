"""Which pairs are looked at: records that agree in one rare value, or in two or three common ones together.

Rules are chosen from the data. Each value that records can share is measured first: how many pairs it would give. One
that gives few is a rule by itself; common ones become rules in twos and threes, as long as all rules together stay
within what was allowed. Blocks so large that they say nothing (a name of thousands) are left out, and said so.

Names are common or rare, and a rule of all of them would pay for the common ones alone. So what would give too many
pairs is a rule for its small blocks: two people of whom nothing but a rare name is known are looked at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations

from samakki.matching.domain.definition import Comparison, Definition

LARGEST_BLOCK = 1_000
"""Records of one block; more are left out of it, and found by another rule if at all."""
PAIRS_A_RECORD = 12
"""Pairs that are looked at, in all, for each record."""
ONE_RULE = 2.5
"""Pairs for each record that one rule may give."""
RARE_A_RECORD = 18
"""Pairs for each record that rules of small blocks may give besides, all together."""
SMALLER = (500, 300, 200, 150, 100, 70, 50, 30, 20, 15, 10, 7, 5, 3)
"""Records of the largest block that such rules may have, the same for all of them."""
SIZES = (LARGEST_BLOCK, *SMALLER)
NEARLY_ALL = 0.9
"""Share of records that know something, from which on it may be asked for as well."""
MOST_TOGETHER, MOST_WITH_NAMES = 3, 4
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
        largest: records of its largest block.
    """

    parts: tuple[str, ...]
    pairs: int
    left_out: int
    largest: int = LARGEST_BLOCK


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rule would give.

    Attributes:
        pairs: of all blocks that are not too large.
        left_out: records in blocks that are.
        smaller: pairs of the blocks that have no more records than each of `SMALLER`; none but for names.
        known: records that know what is shared; of names it is not told.
    """

    pairs: int
    left_out: int
    smaller: tuple[int, ...] = ()
    known: int = 0


Group = tuple[Part, ...]
Measure = Callable[[Group], Measured]
Each = Callable[[Measure, Iterable[Group]], Iterable[Measured]]


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
            yield Part(one.code, f"t.b{at}", is_rough=True)


def choose(possible: Sequence[Part], measure: Measure, records: int, each: Each = map) -> tuple[Rule, ...]:
    """The rules: those that give few pairs whole, fewest first; then the small blocks of others.

    Args:
        possible: parts.
        measure: how many pairs a rule would give.
        records: how many there are, both files together.
        each: as `map`; several threads may measure.
    """
    found = _measured(possible, measure, ONE_RULE * records, each)
    few = [_rule(group, one) for group, one in found.items() if one.pairs <= ONE_RULE * records and _makes_sense(group)]
    chosen: list[Rule] = []
    left = PAIRS_A_RECORD * records
    for rule in sorted(few, key=lambda rule: (rule.pairs, rule.parts)):
        if 0 < rule.pairs <= left:
            chosen.append(rule)
            left -= rule.pairs
    return (*chosen, *_rare(found, [frozenset(rule.parts) for rule in chosen], records))


def _rule(group: Group, found: Measured, size: int = 0) -> Rule:
    """The rule of blocks of so many records at most, as a place of `SIZES`; of all where that is 0."""
    left_out = 0 if size else found.left_out
    return Rule(_codes(group), (found.pairs, *found.smaller)[size], left_out, SIZES[size])


def _codes(group: Group) -> tuple[str, ...]:
    return tuple(part.code for part in group)


def _measured(possible: Sequence[Part], measure: Measure, most: float, each: Each) -> dict[Group, Measured]:
    """What groups would give; none that only narrows one that gives few enough pairs."""
    enough: list[frozenset[str]] = []
    nothing: list[frozenset[str]] = []  # what nobody shares, nobody shares together with more
    every: dict[Group, Measured] = {}
    for size in range(1, MOST_WITH_NAMES + 1):
        groups = [
            group
            for group in combinations(possible, size)
            if (size == 1 or _makes_sense(group)) and not _is_held(group, (*enough, *nothing))
        ]
        for group, found in zip(groups, each(measure, groups), strict=True):
            every[group] = found
            if not found.pairs and not found.left_out:
                nothing.append(frozenset(_codes(group)))
            elif found.pairs and found.pairs <= most and _makes_sense(group):
                enough.append(frozenset(_codes(group)))
    return every


def _is_held(group: Group, others: Iterable[frozenset[str]]) -> bool:
    """Whether all of another group is in this one."""
    return any(other <= set(_codes(group)) for other in others)


def _rare(found: Mapping[Group, Measured], chosen: Sequence[frozenset[str]], records: int) -> Iterator[Rule]:
    """Rules of small blocks, one size for all of them: the largest with which they stay within what they may give.

    A block of twice as many records gives four times as many pairs, of which two times as many are right: the smallest
    are worth most, whatever it is that they share.
    """
    always = [group[0] for group, one in found.items() if one.known >= NEARLY_ALL * records and len(group) == 1]
    many = {
        group: one
        for group, one in found.items()
        if one.smaller and frozenset(_codes(group)) not in chosen and not _is_narrowed(group, always, found, chosen)
    }
    for size in range(len(SIZES)):
        rules = [_rule(group, one, size) for group, one in many.items()]
        if sum(rule.pairs for rule in rules) <= RARE_A_RECORD * records:
            yield from sorted((rule for rule in rules if rule.pairs), key=lambda rule: (rule.pairs, rule.parts))
            return


def _is_narrowed(
    group: Group, always: Sequence[Part], found: Mapping[Group, Measured], chosen: Sequence[frozenset[str]]
) -> bool:
    """Whether this group together with something that nearly all records know is looked at anyway."""
    wider = [tuple(sorted((*group, part), key=lambda one: (one.at, one.code))) for part in always if part not in group]
    return any(_makes_sense(other) and (_is_held(other, chosen) or other in found) for other in wider)


def _makes_sense(group: Sequence[Part]) -> bool:
    """Whether parts go together: one set of name keys at most, one of each comparison, and not rough ones alone."""
    comparisons = [part.code.partition(".")[0] for part in group]
    rough, keyed = sum(part.is_rough for part in group), sum(part.keys >= 0 for part in group)
    return (
        len(set(comparisons)) == len(group)
        and keyed <= 1
        and rough < len(group)
        and (len(group) < MOST_TOGETHER or rough > 0)
        and (len(group) <= MOST_TOGETHER or (keyed > 0 and rough == MOST_TOGETHER))
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


def pairs_sql(group: Sequence[Part], *, is_one_file: bool, largest: int) -> str:
    """Pairs of a rule: columns a, b, the earlier record first; one that shares several names comes as often."""
    keys = ", ".join(f"k{place}" for place in range(len(group)))
    wanted = "x.n < y.n" if is_one_file else "x.side = 0 AND y.side = 1"
    return (
        f"WITH blocks AS ({blocks_sql(group)}), "
        f"fitting AS (SELECT {keys} FROM blocks GROUP BY {keys} HAVING count(*) BETWEEN 2 AND {largest}), "
        f"kept AS (SELECT blocks.* FROM blocks JOIN fitting USING ({keys})) "
        f"SELECT x.n AS a, y.n AS b FROM kept x JOIN kept y USING ({keys}) WHERE {wanted}"
    )


def is_sampled(group: Sequence[Part], records: int) -> bool:
    """Whether a part of its blocks is enough to measure a group: there are many records, and many blocks."""
    return records > MEASURED_WHOLE and not all(part.is_rough for part in group)


def measure_sql(group: Sequence[Part], *, is_one_file: bool, sampled: int) -> str:
    """The numbers of `Measured`: pairs, records left out, how many know it, and pairs of blocks of each of `sizes`."""
    keys = ", ".join(f"k{place}" for place in range(len(group)))
    pairs = "n * (n - 1) / 2" if is_one_file else "left_n * (n - left_n)"
    sample = f" WHERE hash({keys}) % {sampled} = 0" if sampled > 1 else ""
    within = [
        f"coalesce(sum({pairs}) FILTER (WHERE n <= {size}), 0)::DOUBLE" for size in (LARGEST_BLOCK, *sizes(group))
    ]
    left_out = f"coalesce(sum(n) FILTER (WHERE n > {LARGEST_BLOCK}), 0)::DOUBLE"
    known = "0::DOUBLE" if len(within) > 1 else "coalesce(sum(n), 0)::DOUBLE"
    return (
        f"WITH sizes AS (SELECT count(*) AS n, sum(1 - side) AS left_n FROM ({blocks_sql(group)}){sample} "
        f"GROUP BY {keys}) SELECT {', '.join([within[0], left_out, known, *within[1:]])} FROM sizes"
    )


def sizes(group: Sequence[Part]) -> tuple[int, ...]:
    """Largest blocks that a rule of this group may be cut to; none but for names, of which some are common."""
    return SMALLER if any(part.keys >= 0 for part in group) else ()


def as_json(rules: Sequence[Rule]) -> list[dict[str, object]]:
    """Rules as they are kept."""
    return [asdict(rule) for rule in rules]
