"""A whole run: files in, matches out, stage by stage."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from math import log2
from pathlib import Path

from samakki.kernel.codes import Country
from samakki.matching.bulk import blocking, chart, columns, learning, lines, pairs, reading, writing
from samakki.matching.bulk.blocking import Rule
from samakki.matching.bulk.choosing import choose_rules, wide
from samakki.matching.bulk.columns import Use
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.engine import Engine
from samakki.matching.bulk.here import Here
from samakki.matching.bulk.here import load as load_here
from samakki.matching.bulk.loading import Loaded, load
from samakki.matching.bulk.preparing import as_it_is, maker
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.quick import Quick, fits
from samakki.matching.bulk.raw import File, Told
from samakki.matching.bulk.reading import lines_of
from samakki.matching.bulk.stages import Stages, digest, remove, stages
from samakki.matching.domain.definition import Comparison, Definition, as_json, from_json
from samakki.names import KEYS_VERSION
from samakki.names.compiling import IS_COMPILED

FORMAT = 4
"""Grows when files of stages mean something else than before."""
SAMPLE_ROWS = 2_000
SCHEMATA = ("Person",)
PEOPLE = ("name", "father", "mother", "birth", "sex", "origin", "home", "document", "phone", "account")
"""What is compared of entities of FollowTheMoney."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be linked, and how.

    Attributes:
        files: one, to find the same within it, or two.
        out: file of matches.
        work: folder for stages; belongs to this run alone.
        engine: "duckdb" or "spark".
        threshold: least score of a match, 0 to 1.
        columns: files that say what columns are, one for each file or one for both; none: guessed.
        definition: weights to use; None: learned from the data.
        country: of who wrote telephone numbers down.
        schemata: of FollowTheMoney files.
        seed: of everything drawn by lot.
        memory_mb: that the engine may use.
        threads: at most.
        explain: reasons beside each pair.
        chart: file for the chart of thresholds; None: none.
    """

    files: tuple[Path, ...]
    out: Path
    work: Path
    engine: str = "duckdb"
    threshold: float = 0.5
    columns: tuple[Path, ...] = ()
    definition: Path | None = None
    country: Country | None = None
    schemata: tuple[str, ...] = SCHEMATA
    seed: int = 1
    memory_mb: int = 2_000
    threads: int = 1
    explain: bool = False
    chart: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        matches: pairs written.
        records: of each file.
        candidates: pairs compared; those that several rules found count more than once.
        rules: by which.
        definition: with its weights.
        is_learned: whether weights were learned from these data.
        resumed: stages that an earlier run had finished.
    """

    matches: int
    records: tuple[int, ...]
    candidates: int
    rules: tuple[Rule, ...]
    definition: Definition
    is_learned: bool
    resumed: tuple[str, ...] = field(default=())


def uses_of(path: Path, told: Path | None) -> tuple[Use, ...]:
    """What the columns of a file are used for.

    Raises:
        CannotLink: as `reading` and `columns`.
    """
    if lines.is_lines(path):
        return tuple(Use(code, code, learning.KNOWN_KINDS[code]) for code in PEOPLE)
    table = reading.open_table(path)
    if told is not None:
        return columns.told(told, table.headings)
    first = next(reading.rows(table), [])[:SAMPLE_ROWS]
    samples = {
        heading: [row[place].strip() for row in first if row[place].strip()]
        for place, heading in enumerate(table.headings)
    }
    return columns.guess(table.headings, samples)


def run(wish: Wish, say: pairs.Say) -> Outcome:
    """Link.

    Raises:
        CannotLink: the files or settings do not do; nothing was written.
        InvalidValue: the definition does not do (`definition.from_json`).
        OSError: a file cannot be read or written.
    """
    told = wish.columns or (None,)
    uses = [uses_of(path, told[min(side, len(told) - 1)]) for side, path in enumerate(wish.files)]
    given = from_json(wish.definition.read_text("utf-8")) if wish.definition else None
    definition = _definition(given, uses)
    codes = [one.code for one in definition.comparisons]
    files = [_file(path, own, codes, wish) for path, own in zip(wish.files, uses, strict=True)]
    digests = [digest(path) for path in (*wish.files, *wish.columns)]
    return run_on(wish, files, definition, digests, say, is_given=given is not None)


def run_on(
    wish: Wish, files: Sequence[File], definition: Definition, digests: Sequence[str], say: pairs.Say, *, is_given: bool
) -> Outcome:
    """Link records that come from anywhere.

    Args:
        wish: how; its files and columns are not looked at.
        files: one or two, with a maker for each comparison.
        definition: to start from.
        digests: change whenever the records do: work is gone on with only where they are the same.
        say: told how far it is.
        is_given: whether the definition's weights are used as they are.
    """
    with stages(wish.work, _inputs(wish, definition, digests)) as work:
        outcome = _linked(wish, work, definition, files, say, is_given=is_given)
    remove(wish.work)
    return outcome


def _definition(given: Definition | None, uses: Sequence[Sequence[Use]]) -> Definition:
    """The definition to start from: of what both files have.

    Raises:
        CannotLink: "nothing-to-compare".
    """
    possible = learning.start(uses)
    if given is not None:
        codes = {one.code: one.kind for one in possible.comparisons}
        kept = tuple(one for one in given.comparisons if codes.get(one.code) == one.kind)
        possible = replace(given, comparisons=kept)
    if not possible.comparisons:
        raise CannotLink("nothing-to-compare")
    return possible


def _inputs(wish: Wish, definition: Definition, digests: Sequence[str]) -> dict[str, object]:
    """All that the stages depend on. The threshold is among it: pairs below it are not kept."""
    return {
        "format": FORMAT,
        "is_compiled": IS_COMPILED,
        "software": version("samakki"),
        "keys": KEYS_VERSION,
        "digests": list(digests),
        "definition": as_json(definition),
        "engine": wish.engine,
        "threshold": wish.threshold,
        "country": wish.country.code if wish.country else "",
        "schemata": wish.schemata,
        "seed": wish.seed,
    }


def _linked(
    wish: Wish, work: Stages, definition: Definition, files: Sequence[File], say: pairs.Say, *, is_given: bool
) -> Outcome:
    comparisons = definition.comparisons
    with Duck(work.path("spill"), memory_mb=wish.memory_mb, threads=wish.threads) as duck:
        loaded = _loaded(wish, work, duck, files, comparisons, lambda stage, done: say(stage, done, 0))
        possible = blocking.parts(definition)
        quick = None
        if isinstance(loaded, Here) or fits(sum(loaded.sizes), loaded.keyed, wish.memory_mb):
            duck.use_less()
            quick = Quick(duck, work, loaded, comparisons, say)
        say("rules", 0, 0)
        rules = choose_rules(work, duck, possible, loaded, comparisons, quick.grouping if quick else None)
        engine = _engine(wish, work, duck)
        try:
            found_by: pairs.Pairs
            if quick and engine is duck:
                found_by = quick
            elif isinstance(loaded, Loaded):
                found_by = pairs.InSql(engine, work, loaded, wide(work, duck, comparisons), say)
            found = found_by.found(rules, possible)
            is_learned = False
            if not is_given:
                say("learn", 0, 0)
                data = learning.Data(found_by, duck, work, found, loaded.sizes, rules, wish.seed)
                definition, is_learned = _learned(definition, data)
            least = log2(wish.threshold / (1 - wish.threshold)) - log2(definition.prior / (1 - definition.prior))
            if quick and isinstance(loaded, Here):
                matches = quick.matches(definition, least)
                say("write", 0, 0)
                count = writing.write_here(
                    loaded.references, matches, definition, wish.out, explain=wish.explain, threads=wish.threads
                )
                duck.hold("matches", {"weight": matches.weight})
            elif isinstance(loaded, Loaded):
                files_of_matches = found_by.weighed(definition, found, least)
                say("write", 0, 0)
                duck.view("records", [loaded.records])
                count = writing.write(duck, files_of_matches, definition, wish.out, explain=wish.explain)
            if wish.chart:
                title = f"{wish.out.name}: thresholds"
                labels = ("score", "right, by the model", "kept of all found", "pairs")
                wish.chart.write_text(chart.svg(chart.thresholds(duck, definition), title, labels), encoding="utf-8")
        finally:
            if engine is not duck:
                engine.close()
    return Outcome(count, loaded.sizes, found, rules, definition, is_learned=is_learned, resumed=tuple(work.resumed))


def _loaded(
    wish: Wish, work: Stages, duck: Duck, files: Sequence[File], comparisons: Sequence[Comparison], told: Told
) -> Loaded | Here:
    """The records: in memory where files are plain and there is room, else in tables."""
    if wish.engine == "duckdb" and all(file.table is not None for file in files):
        rows = sum(lines_of(file.path) for file in files)
        here = load_here(work, duck, files, comparisons, told) if fits(rows, 0, wish.memory_mb) else None
        if here is not None and fits(rows, here.keyed, wish.memory_mb):
            return here
    loaded = load(work, duck, files, comparisons, told)
    duck.view("records", [loaded.records])
    return loaded


def _learned(definition: Definition, data: learning.Data) -> tuple[Definition, bool]:
    """The definition with weights from the data, and whether there was enough to learn from."""

    def find() -> dict[str, object]:
        learned = learning.learn(definition, data)
        return {"definition": as_json(learned.definition), "is_learned": learned.is_learned}

    told = data.stages.told("learned.json", find)
    if not isinstance(told, dict):
        raise TypeError
    return from_json(told["definition"]), told["is_learned"]


def _engine(wish: Wish, work: Stages, duck: Duck) -> Engine:
    if wish.engine == "duckdb":
        return duck
    from samakki.matching.bulk.spark import Spark  # noqa: PLC0415  (needs Java and half a gigabyte of its own)

    return Spark(work.path("spark"), memory_mb=wish.memory_mb, threads=wish.threads)


def _file(path: Path, uses: Sequence[Use], codes: Sequence[str], wish: Wish) -> File:
    """How a file is read."""
    if lines.is_lines(path):
        makers = tuple(as_it_is((place,)) for place in range(1, len(codes) + 1))
        return File(path, partial(lines.entities, path, wish.schemata, codes), 0, makers)
    identity = next((place for place, use in enumerate(uses) if use.code == columns.ID), None)
    makers = tuple(maker(uses, code, wish.country) for code in codes)
    table = reading.open_table(path)
    return File(path, lambda: reading.rows(table), identity, makers, table)
