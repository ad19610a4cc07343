"""Pairs of records on either engine: found by rules, compared, weighed, and kept from a threshold on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import blocking, sql
from samakki.matching.bulk.blocking import Part, Rule
from samakki.matching.bulk.engine import Engine
from samakki.matching.bulk.loading import Loaded, has_rarity
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain.definition import Definition
from samakki.matching.domain.fitting import Counts

PAIRS_AT_ONCE = 3_000_000
MODULUS, STEP_A, STEP_B = 1_000_003, 2_654_435_761, 40_503
Say = Callable[[str, int, int], None]
"""Is told a stage, how many of its steps are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """About so many of pairs, drawn by their numbers, alike on every engine.

    Attributes:
        below: of `MODULUS` remainders those that are drawn.
        seed: shifts which.
    """

    below: int
    seed: int

    @property
    def share(self) -> float:
        """Of all pairs."""
        return self.below / MODULUS

    @property
    def condition(self) -> str:
        """The same in SQL."""
        return f"(a * {STEP_A} + b * {STEP_B} + {self.seed}) % {MODULUS} < {self.below}"

    def chooses(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each is drawn."""
        return np.asarray((a * STEP_A + b * STEP_B + self.seed) % MODULUS < self.below)


def drawn(most: int, of: int, seed: int) -> Drawn:
    """How to draw about `most` of so many pairs."""
    return Drawn(min(MODULUS, max(1, round(MODULUS * most / max(of, 1)))), seed)


class Pairs(Protocol):
    """What finds, compares and weighs pairs."""

    def found(self, rules: Sequence[Rule], possible: Sequence[Part]) -> int:
        """Find the pairs of every rule; how many there are, those of several rules counted as often."""

    def drawn(self, definition: Definition, drawn: Drawn, name: str) -> Counts:
        """How many of the drawn pairs that were found fall into each pattern of levels."""

    def apart(self, definition: Definition, lots: Path, name: str) -> Counts:
        """The same of pairs in a file that no rule found."""

    def anchored(self, definition: Definition, number: int, drawn: Drawn, name: str) -> Counts:
        """The same of the drawn pairs of one rule."""

    def weighed(self, definition: Definition, found: int, least: float) -> list[Path]:
        """Compare and weigh all pairs that were found, and keep those worth at least so many bits.

        Returns:
            files with columns a, b, weight, and l0, l1 …: places of the levels.
        """


@dataclass(frozen=True, slots=True)
class Tables:
    """What pairs are made of.

    Attributes:
        engine: with views `records`, ``cells0`` …, ``keys0`` … (`opened`).
        stages: where results go.
        definition: of the comparisons.
    """

    engine: Engine
    stages: Stages
    definition: Definition


class InSql:
    """Pairs found, compared and weighed by SQL alone: on Spark, and where arrays would take too much memory.

    Args:
        engine: to run it.
        stages: where results go.
        loaded: the tables of the run.
        wide: records with facets (`loading.wide_sql`).
        say: told how far it is.
    """

    def __init__(self, engine: Engine, stages: Stages, loaded: Loaded, wide: Path, say: Say) -> None:
        self.engine, self.stages, self.say = engine, stages, say
        self.is_one_file = len(loaded.sizes) == 1
        engine.view("records", [wide])
        for at, path in enumerate(loaded.cells):
            engine.view(f"cells{at}", [path])
        for at, keys in enumerate(loaded.keys):
            if keys is not None:
                engine.view(f"keys{at}", [keys])

    def found(self, rules: Sequence[Rule], possible: Sequence[Part]) -> int:
        """As `Pairs.found`; they are in view ``found``."""
        by_code = {part.code: part for part in possible}
        paths = []
        for number, rule in enumerate(rules):
            self.say("pairs", number, len(rules))
            group = [by_code[code] for code in rule.parts]
            wanted = blocking.pairs_sql(group, is_one_file=self.is_one_file, largest=rule.largest)
            paths.append(self.stages.done(f"rule{number}.parquet", partial(self.engine.write, wanted)))
        if not paths:
            nobody = "SELECT n AS a, n AS b FROM records WHERE n < 0"
            paths.append(self.stages.done("rules.parquet", partial(self.engine.write, nobody)))
        self.say("pairs", len(rules), len(rules))
        self.engine.view("found", paths)
        return int(self.engine.rows("SELECT count(*) FROM found")[0][0])

    def drawn(self, definition: Definition, drawn: Drawn, name: str) -> Counts:
        """As `Pairs.drawn`."""
        return self._counted(definition, f"SELECT DISTINCT a, b FROM found WHERE {drawn.condition}", name)

    def apart(self, definition: Definition, lots: Path, name: str) -> Counts:
        """As `Pairs.apart`."""
        self.engine.view("lots", [lots])
        nobody = "NOT EXISTS (SELECT 1 FROM found f WHERE f.a = r.a AND f.b = r.b)"
        return self._counted(definition, f"SELECT r.a, r.b FROM lots r WHERE {nobody}", name)

    def anchored(self, definition: Definition, number: int, drawn: Drawn, name: str) -> Counts:
        """As `Pairs.anchored`."""
        self.engine.view("anchors", [self.stages.path(f"rule{number}.parquet")])
        return self._counted(definition, f"SELECT DISTINCT a, b FROM anchors WHERE {drawn.condition}", name)

    def _counted(self, definition: Definition, pairs: str, name: str) -> Counts:
        tables = Tables(self.engine, self.stages, definition)
        listed = ", ".join(f"l{at}" for at in range(len(definition.comparisons)))

        def count() -> list[list[int]]:
            _compared(tables, pairs, name, least=None)
            answered = _with_answers(tables, name)
            answer = self.engine.rows(
                f"SELECT {listed}, count(*) FROM ({answered}) GROUP BY {listed} ORDER BY {listed}"
            )
            return [[int(one) for one in row] for row in answer]

        told = self.stages.told(f"{name}.json", count)
        if not isinstance(told, list):
            raise TypeError
        return {tuple(row[:-1]): float(row[-1]) for row in told}

    def weighed(self, definition: Definition, found: int, least: float) -> list[Path]:
        """As `Pairs.weighed`."""
        tables = Tables(self.engine, self.stages, definition)
        parts = max(1, -(-found // PAIRS_AT_ONCE))
        paths = []
        for part in range(parts):
            self.say("compare", part, parts)
            paths.append(self.stages.done(f"matches{part}.parquet", partial(_part, tables, part, parts, least)))
        self.say("compare", parts, parts)
        return paths


def _part(tables: Tables, part: int, parts: int, least: float, path: Path) -> None:
    name = f"part{part}"
    where = f" WHERE a % {parts} = {part}" if parts > 1 else ""
    _compared(tables, f"SELECT DISTINCT a, b FROM found{where}", name, least=least)
    comparisons = tables.definition.comparisons
    weights = ", ".join(
        f"{sql.weight(one, at, has_rarity=has_rarity(one))} AS w{at}" for at, one in enumerate(comparisons)
    )
    levels = ", ".join(f"l{at}" for at in range(len(comparisons)))
    tables.engine.write(
        f"SELECT a, b, weight, {levels} FROM (SELECT *, {sql.total(tables.definition)} AS weight FROM "
        f"(SELECT *, {weights} FROM ({_with_answers(tables, name)}))) WHERE weight >= {sql.number(least)}",
        path,
    )
    tables.stages.drop(name)


def _compared(tables: Tables, pairs: str, name: str, *, least: float | None) -> None:
    """Levels of pairs, as far as SQL can tell, and what Python says of the rest.

    Pairs that cannot reach `least` whatever Python says are dropped before it is asked.
    """
    comparisons = tables.definition.comparisons
    chosen = ["p.a", "p.b"]
    for at, one in enumerate(comparisons):
        chosen += [f"{sql.level(one, at)} AS l{at}", f"a.i{at} AS x{at}", f"b.i{at} AS y{at}"]
        if has_rarity(one):
            of_both = f"{'greatest' if sql.commoner(one) else 'least'}(a.r{at}, b.r{at})"
            chosen.append(f"CASE WHEN a.r{at} IS NULL OR b.r{at} IS NULL THEN NULL ELSE {of_both} END AS r{at}")
    levels = f"SELECT {', '.join(chosen)} FROM ({pairs}) p JOIN records a ON p.a = a.n JOIN records b ON p.b = b.n"
    if least is not None:
        best = " + ".join(
            f"CASE WHEN l{at} = {sql.ASK} THEN {sql.most(one, at, has_rarity=has_rarity(one))} "
            f"ELSE {sql.weight(one, at, has_rarity=has_rarity(one))} END"
            for at, one in enumerate(comparisons)
        )
        levels = f"SELECT * FROM ({levels}) WHERE {best} >= {sql.number(least)}"
    path = tables.stages.done(f"{name}.levels.parquet", partial(tables.engine.write, levels))
    tables.engine.view(f"{name}_levels", [path])
    for at, one in enumerate(comparisons):
        if not sql.may_ask(one):
            continue
        asked = (
            f"SELECT q.one, q.other, c.c AS a, d.c AS b FROM "
            f"(SELECT DISTINCT least(x{at}, y{at}) AS one, greatest(x{at}, y{at}) AS other "
            f"FROM {name}_levels WHERE l{at} = {sql.ASK}) q "
            f"JOIN cells{at} c ON q.one = c.id JOIN cells{at} d ON q.other = d.id"
        )
        answers = tables.stages.done(f"{name}.answers{at}.parquet", partial(tables.engine.judge, asked, one))
        tables.engine.view(f"{name}_answers{at}", [answers])


def _with_answers(tables: Tables, name: str) -> str:
    """Levels with what Python said in place of `sql.ASK`."""
    comparisons = tables.definition.comparisons
    chosen, joined = ["t.a", "t.b"], [f"{name}_levels t"]
    for at, one in enumerate(comparisons):
        if has_rarity(one):
            chosen.append(f"t.r{at}")
        if not sql.may_ask(one):
            chosen.append(f"t.l{at}")
            continue
        chosen.append(f"CASE WHEN t.l{at} = {sql.ASK} THEN j{at}.place ELSE t.l{at} END AS l{at}")
        joined.append(
            f"LEFT JOIN {name}_answers{at} j{at} ON t.l{at} = {sql.ASK} "
            f"AND least(t.x{at}, t.y{at}) = j{at}.one AND greatest(t.x{at}, t.y{at}) = j{at}.other"
        )
    return f"SELECT {', '.join(chosen)} FROM {' '.join(joined)}"
