"""The levels of a definition as SQL: for each pair of records the place of the level, or a mark that Python is to say.

Only what DuckDB and Spark read alike is written here. Columns of the two records are ``a.p3``, ``b.p3`` …: a facet of
comparison 3 (`facets`), ``i`` the number of its cell, ``r`` how common its value is (base 2 logarithm of the share).
"""

from collections.abc import Callable, Mapping
from math import log2

from samakki.matching.domain.definition import Comparison, Definition, Level
from samakki.matching.domain.identifiers import LEAST_WITH_SLIP
from samakki.matching.domain.weighing import COMMONEST, RAREST

UNKNOWN, ASK = -1, -2
MOST_SLIPS = 2
"""Edits between two numbers beyond which they are never one slip apart: a swap of neighbours counts two."""


def number(value: float) -> str:
    """A number as both engines read it, to the last bit.

    >>> number(0.1)
    '1.00000000000000006e-01'
    """
    return format(value, ".17e")


def level(comparison: Comparison, at: int) -> str:
    """The place of the level of a comparison, `UNKNOWN` where a side knows nothing, or `ASK`."""
    known = f"a.i{at} IS NULL OR b.i{at} IS NULL"
    return f"CASE WHEN {known} THEN {UNKNOWN} {LEVELS[comparison.kind](comparison, at)} END"


def may_ask(comparison: Comparison) -> bool:
    """Whether Python may be asked for some pairs."""
    return comparison.kind != "word"


def _word(one: Comparison, at: int) -> str:
    grades = " ".join(
        f"WHEN a.p{at} = b.p{at} OR jaro_winkler_similarity(a.p{at}, b.p{at}) >= {number(level.least)} THEN {place}"
        if level.least < 1
        else f"WHEN a.p{at} = b.p{at} THEN {place}"
        for place, level in enumerate(one.levels[:-1])
    )
    return f"{grades} ELSE {len(one.levels) - 1}"


def _name(_one: Comparison, at: int) -> str:
    return f"WHEN a.w{at} IS NOT NULL AND a.w{at} = b.w{at} THEN 0 ELSE {ASK}"


def _birth(one: Comparison, at: int) -> str:
    at_a, at_b = f"a.p{at}", f"b.p{at}"
    years = f"abs(a.y{at} - b.y{at})"
    days = f"length({at_a}) = 10 AND length({at_b}) = 10"
    place = one.place
    return (
        f"WHEN {at_a} IS NULL OR {at_b} IS NULL THEN {ASK} "
        f"WHEN left({at_a}, length({at_b})) = {at_b} OR left({at_b}, length({at_a})) = {at_a} THEN "
        f"CASE least(length({at_a}), length({at_b})) "
        f"WHEN 10 THEN {place('day')} WHEN 7 THEN {place('month')} ELSE {place('year')} END "
        f"WHEN {days} AND a.y{at} = b.y{at} AND substr({at_a}, 6, 2) = substr({at_b}, 9, 2) "
        f"AND substr({at_a}, 9, 2) = substr({at_b}, 6, 2) THEN {place('swapped')} "
        f"WHEN {days} AND substr({at_a}, 5, 6) = substr({at_b}, 5, 6) AND {years} IN (1, 10) "
        f"THEN {place('day_other_year')} "
        f"WHEN {days} AND left({at_a}, 7) = left({at_b}, 7) THEN {place('month')} "
        f"WHEN {years} = 0 THEN {place('year')} WHEN {years} = 1 THEN {place('year_near')} "
        f"WHEN {years} <= 3 THEN {place('few_years')} ELSE {place('differs')}"
    )


def _sex(one: Comparison, at: int) -> str:
    return (
        f"WHEN a.p{at} IS NULL OR b.p{at} IS NULL THEN {ASK} "
        f"WHEN a.p{at} = b.p{at} THEN {one.place('same')} ELSE {one.place('differs')}"
    )


def _phone(one: Comparison, at: int) -> str:
    return (
        f"WHEN a.p{at} IS NULL OR b.p{at} IS NULL THEN {ASK} "
        f"WHEN a.p{at} = b.p{at} THEN {one.place('same')} "
        f"WHEN a.e{at} = b.e{at} AND NOT (left(a.p{at}, 1) = '+' AND left(b.p{at}, 1) = '+') THEN {one.place('tail')} "
        f"ELSE {one.place('differs')}"
    )


def _maybe_slip(column: str, at: int) -> str:
    x, y = f"a.{column}{at}", f"b.{column}{at}"
    return (
        f"least(length({x}), length({y})) >= {LEAST_WITH_SLIP} AND abs(length({x}) - length({y})) <= 1 "
        f"AND levenshtein({x}, {y}) <= {MOST_SLIPS}"
    )


def _document(one: Comparison, at: int) -> str:
    differs = one.place("differs")
    other = " OR ".join(
        f"(a.{column}{at} <> '' AND b.{column}{at} <> '' AND a.{column}{at} <> b.{column}{at})" for column in "kg"
    )
    return (
        f"WHEN a.p{at} IS NULL OR b.p{at} IS NULL THEN {ASK} "
        f"WHEN a.p{at} = '' OR b.p{at} = '' OR {other} THEN {differs} "
        f"WHEN a.p{at} = b.p{at} THEN {one.place('same')} "
        f"WHEN {_maybe_slip('p', at)} THEN {ASK} "
        f"WHEN a.f{at} >= 2 AND b.f{at} >= 2 AND length(a.p{at}) = length(b.p{at}) "
        f"THEN {one.place('differs_for_life')} ELSE {differs}"
    )


def _account(one: Comparison, at: int) -> str:
    return (
        f"WHEN a.p{at} IS NULL OR b.p{at} IS NULL THEN {ASK} "
        f"WHEN a.k{at} <> '' AND b.k{at} <> '' AND a.k{at} <> b.k{at} THEN {one.place('differs')} "
        f"WHEN a.p{at} = b.p{at} THEN {one.place('same')} "
        f"WHEN {_maybe_slip('d', at)} THEN {ASK} ELSE {one.place('differs')}"
    )


def _always(_one: Comparison, _at: int) -> str:
    return f"ELSE {ASK}"


LEVELS: Mapping[str, Callable[[Comparison, int], str]] = {
    "word": _word,
    "name": _name,
    "birth": _birth,
    "sex": _sex,
    "phone": _phone,
    "document": _document,
    "account": _account,
    "plate": _always,
    "text": _always,
    "place": _always,
    "spot": _always,
}


def weight(one: Comparison, at: int, *, has_rarity: bool) -> str:
    """What a level (column ``l3``) is worth in bits, as `weighing.weight_of` has it; ``r3`` is how common the value is.

    Trap: the same sums in the same order as in Python, so that every engine finds the same weight.
    """
    cases = " ".join(
        f"WHEN {place} THEN {_weight(one, found, at, has_rarity=has_rarity)}" for place, found in enumerate(one.levels)
    )
    return f"CASE l{at} {cases} ELSE {number(0.0)} END"


def _weight(one: Comparison, found: Level, at: int, *, has_rarity: bool) -> str:
    plain = number(found.weight)
    if not (found.by_rarity and has_rarity):
        return plain
    factor = f"r{at} - {number(log2(one.usual_chance))}"
    bounded = f"least(greatest({factor}, {number(log2(RAREST))}), {number(log2(COMMONEST))})"
    rated = f"greatest({plain} - ({bounded}), {number(min(found.weight, 0.0))})"
    return f"CASE WHEN r{at} IS NULL THEN {plain} ELSE {rated} END"


def commoner(one: Comparison) -> bool:
    """Whether the side whose value is commoner says how common it is for a pair; else the rarer.

    A name that somebody misspelled is a rare name, of a person whose name may be common.
    """
    return one.kind == "name"


def highest(one: Comparison, *, has_rarity: bool) -> float:
    """The most that a comparison can be worth."""
    return max(found.weight - (log2(RAREST) if found.by_rarity and has_rarity else 0.0) for found in one.levels)


def most(one: Comparison, at: int, *, has_rarity: bool) -> str:
    """The most that a comparison can be worth for a pair whose value is as common as ``r3`` says."""
    if not has_rarity:
        return number(highest(one, has_rarity=False))
    best = next(found for found in one.levels if found.by_rarity)
    others = [number(found.weight) for found in one.levels if not found.by_rarity][:1]
    return f"greatest({', '.join([_weight(one, best, at, has_rarity=True), *others])})"


def total(definition: Definition) -> str:
    """The sum of all weights, columns ``w0`` and so on, in the order of the definition."""
    return " + ".join(f"w{at}" for at in range(len(definition.comparisons)))
