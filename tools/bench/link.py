"""Linking whole tables: how many pairs are right, how long it takes, how much memory, and how that grows.

The register with duplicates (`link_febrl`) beside Splink on DuckDB in the same run; people of ten countries in two
registers, in local scripts and in Latin letters (`link_crowd`); and Spark, where it is installed, on the same data.
Thresholds are not chosen here: the best F1 of each program is compared with the best of the other.

Splink is timed twice. As it trains when told nothing else, on every pair: that run has the F1, the time and the memory
it is known for. And trained on a sample, in two manners, of which the faster is the peer, unless it is worse by more
than `EVEN`. The F1 to reach is the best of all.
"""

import csv
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench import link_crowd, link_febrl
from tools.bench.figure import Figure
from tools.bench.link_runs import Run, splink
from tools.bench.link_runs import run as run_program
from tools.bench.link_runs import spark as spark_python
from tools.environment import python

SEED = 2026
REGISTER, SHORT_REGISTER = 1_000_000, 5_000
CROWDS, SHORT_CROWDS = (10_000, 100_000, 1_000_000), (1_000,)
SPARK_PEOPLE = 100_000
ROUNDS = 2
"""How often each program links the same register; the quickest of its runs counts."""
LEAST = 0.02
EXACT = 0.99
F1_TARGETS = {True: 0.983, False: 0.936}
SPLINK_SHARE_OF_TIME = 0.5
MEMORY_LIMIT_MB = 4_800.0
WHOLE = "whole"
MANNERS = ("pairs", "records")
EVEN = 0.002
GROWTH = 3.0
BOUNDED_MB, BOUNDED = 1_000, (100_000, 1_000_000)
"""Registers that are linked in so much memory, to see that it does not grow with them."""
SPLINK = Path(__file__).with_name("link_splink.py")
USES = """[columns]
rec_id = "id"
given_name = "word given"
surname = "word family"
street_number = "word street_number"
postcode = "word postcode"
date_of_birth = "birth"
"""
"""What columns of the register are compared as: the same columns that the peer is given."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a list of pairs is at its best threshold.

    Attributes:
        recall_at_99: the largest share of true pairs found while 99 in 100 pairs are right.
    """

    f1: float
    precision: float
    recall: float
    recall_at_99: float


def quality(matches: Path, true_pairs: int) -> Quality:
    """Read a file of pairs whose identifiers say who they are."""
    rated = []
    with matches.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        rated = [(float(row[2]), link_febrl.person_of(row[0]) == link_febrl.person_of(row[1])) for row in rows]
    rated.sort(key=lambda pair: -pair[0])
    best, right, exact = (0.0, 0.0, 0.0), 0, 0.0
    for place, (score, is_right) in enumerate(rated, start=1):
        right += is_right
        if place < len(rated) and rated[place][0] == score:
            continue  # a threshold takes all of one score or none
        best = max(best, (2 * right / (place + true_pairs), right / place, right / true_pairs))
        if right / place >= EXACT:
            exact = max(exact, right / true_pairs)
    return Quality(*best, exact)


def run(short: bool) -> Iterator[Figure]:
    """All figures."""
    with TemporaryDirectory(prefix="samakki-link-") as made:
        folder = Path(made)
        warm(folder)
        for has_identifier in (True, False):
            yield from register(folder, SHORT_REGISTER if short else REGISTER, has_identifier=has_identifier)
        for people in SHORT_CROWDS if short else CROWDS:
            yield from crowd(folder, people)
        if not short:
            yield from bounded(folder)
            yield from spark(folder)


def link(files: Sequence[Path], out: Path, *options: str, program: str = "") -> Run:
    """Run the command as an officer would, on every core; `program` is another Python than the project's."""
    words = ["-m", "samakki.node.cli", "link", *map(str, files), "--out", str(out), "--threshold", str(LEAST)]
    return run_program([program or str(python()), *words, "--threads", str(os.cpu_count() or 1), *options])


def register(folder: Path, records: int, *, has_identifier: bool) -> Iterator[Figure]:
    """One register within itself, beside the peer."""
    source, out, uses = folder / "register.csv", folder / "matches.csv", folder / "columns.toml"
    link_febrl.write(source, records, seed=SEED, has_identifier=has_identifier)
    uses.write_text(USES + 'soc_sec_id = "document"\n' * has_identifier, encoding="utf-8")
    with source.open(encoding="utf-8", newline="") as lines:
        held = Counter(link_febrl.person_of(row["rec_id"]) for row in csv.DictReader(lines))
    true_pairs = sum(count * (count - 1) // 2 for count in held.values())
    is_whole = records == REGISTER  # a program's own start weighs more than a small register
    own_runs: list[Run] = []
    peer_runs: list[dict[str, tuple[Run, Quality]]] = []
    for number in range(ROUNDS if is_whole else 1):  # in turns, so that other work on the machine hits both
        own_runs.append(link([source], out, "--columns", str(uses)))
        found = quality(out, true_pairs)
        peer_runs.append(trained(source, out, true_pairs, MANNERS if number else (*MANNERS, WHOLE)))
    ours = least(own_runs)
    peers = {
        manner: (least([one[manner][0] for one in peer_runs if manner in one]), own)
        for manner, (_, own) in peer_runs[0].items()
    }
    sampled = fastest({manner: one for manner, one in peers.items() if manner != WHOLE}) if peers else None
    name = f"link.register.{records}.{'with_identifier' if has_identifier else 'without_identifier'}"
    note = f"{true_pairs} true pairs; P {found.precision:.4f} R {found.recall:.4f}"
    for manner, (_, own) in peers.items():
        note += f"; peer trained on {manner} {own.f1:.4f}, P {own.precision:.4f} R {own.recall:.4f}"
    wanted = max([F1_TARGETS[has_identifier], *(own.f1 for _, own in peers.values())])
    yield Figure(f"{name}.f1", found.f1, "ratio", target=(wanted, None), note=note)
    yield Figure(
        f"{name}.recall_at_99",
        found.recall_at_99,
        "ratio",
        note=f"peer {sampled[1].recall_at_99:.4f}" if sampled else "",
    )
    yield from against(f"{name}.beside_whole_training", ours, peers.get(WHOLE), is_whole=is_whole)
    rounds = f"rounds of ours {' '.join(f'{run.seconds:.1f}' for run in own_runs)} s"
    yield from against(f"{name}.beside_training_on_a_sample", ours, sampled, is_whole=is_whole, note=rounds)


def against(
    name: str, ours: Run, peer: tuple[Run, Quality] | None, *, is_whole: bool, note: str = ""
) -> Iterator[Figure]:
    """What a run took beside one of the peer's."""
    theirs = peer[0] if peer else None
    called = "Splink 5.0.0 on DuckDB" if theirs else ""
    steps = json.loads(theirs.output.strip().splitlines()[-1]) if theirs else {}
    said = [f"peer {step} {seconds:.1f} s" for step, seconds in steps.items() if step != "pairs"]
    yield Figure(
        f"{name}.seconds",
        ours.seconds,
        "s",
        peer=called,
        peer_value=theirs.seconds if theirs else None,
        target=(None, SPLINK_SHARE_OF_TIME) if theirs and is_whole else None,
        note=", ".join([*said, note] if note else said),
    )
    yield Figure(
        f"{name}.processor",
        ours.processor,
        "s",
        peer=called,
        peer_value=theirs.processor if theirs else None,
        note="work of all processors together, which other work on the machine changes less than the time",
    )
    yield Figure(
        f"{name}.memory",
        ours.megabytes,
        "MB",
        target=(None, min(MEMORY_LIMIT_MB, theirs.megabytes) if theirs and is_whole else MEMORY_LIMIT_MB),
        note=f"peer {theirs.megabytes:.0f} MB" if theirs else "",
    )


def least(runs: Sequence[Run]) -> Run:
    """The quickest of the same runs, with the most memory that any of them took."""
    quickest = min(runs, key=lambda one: one.seconds)
    return replace(quickest, megabytes=max(one.megabytes for one in runs))


def warm(folder: Path) -> None:
    """Link a small register once: machine code is made at the first run after an installation, and kept."""
    source = folder / "first.csv"
    link_febrl.write(source, 2_000, seed=SEED, has_identifier=True)
    (folder / "first.toml").write_text(USES + 'soc_sec_id = "document"\n', encoding="utf-8")
    link([source], folder / "first-matches.csv", "--columns", str(folder / "first.toml"))


def trained(source: Path, out: Path, true_pairs: int, manners: Sequence[str]) -> dict[str, tuple[Run, Quality]]:
    """The peer's runs, one for each manner of training; none where it could not be installed."""
    peer, found = splink(), {}
    for manner in manners if peer else ():
        run = run_program([peer, str(SPLINK), str(source), str(out), str(os.cpu_count() or 1), manner])
        found[manner] = (run, quality(out, true_pairs))
    return found


def fastest(peers: Mapping[str, tuple[Run, Quality]]) -> tuple[Run, Quality]:
    """The fastest of those that are as good as the best, or nearly."""
    best = max(own.f1 for _, own in peers.values())
    return min((one for one in peers.values() if one[1].f1 >= best - EVEN), key=lambda one: one[0].seconds)


def bounded(folder: Path) -> Iterator[Figure]:
    """Memory in a small allowance, for a register and one ten times as large."""
    source, out, uses = folder / "register.csv", folder / "matches.csv", folder / "columns.toml"
    uses.write_text(USES + 'soc_sec_id = "document"\n', encoding="utf-8")
    first: float | None = None
    for records in BOUNDED:
        link_febrl.write(source, records, seed=SEED, has_identifier=True)
        ours = link([source], out, "--columns", str(uses), "--memory", str(BOUNDED_MB))
        first = first or ours.megabytes
        yield Figure(
            f"link.bounded.{records}.memory",
            ours.megabytes,
            "MB",
            peer=f"a register of {BOUNDED[0]}",
            peer_value=first,
            target=(None, GROWTH),
            note=f"with --memory {BOUNDED_MB}; {ours.seconds:.0f} s",
        )


def crowd(folder: Path, people: int) -> Iterator[Figure]:
    """Two registers in many scripts: so many people each."""
    files, out = (folder / "left.csv", folder / "right.csv"), folder / "matches.csv"
    both = link_crowd.write(*files, people, seed=SEED)
    ours = link(files, out)
    found = quality(out, both)
    name = f"link.crowd.{people}"
    note = (
        f"{both} people in both; P {found.precision:.4f} R {found.recall:.4f}; recall at 99 % {found.recall_at_99:.4f}"
    )
    yield Figure(f"{name}.f1", found.f1, "ratio", note=note)
    yield Figure(f"{name}.seconds", ours.seconds, "s")
    yield Figure(f"{name}.memory", ours.megabytes, "MB")


def spark(folder: Path) -> Iterator[Figure]:
    """The same data on both engines: how many pairs are not the same."""
    program = spark_python()
    if not program:
        return
    source = folder / "register.csv"
    link_febrl.write(source, SPARK_PEOPLE, seed=SEED, has_identifier=True)
    found = {engine: folder / f"{engine}.csv" for engine in ("duckdb", "spark")}
    took = {engine: link([source], out, "--engine", engine, program=program) for engine, out in found.items()}
    rows = {engine: set(out.read_text("utf-8").splitlines()) for engine, out in found.items()}
    note = f"{len(rows['duckdb']) - 1} pairs with their scores"
    yield Figure(
        f"link.engines.{SPARK_PEOPLE}.differing_pairs",
        float(len(rows["duckdb"] ^ rows["spark"])),
        "pairs",
        target=(None, 0.0),
        note=note,
    )
    yield Figure(
        f"link.engines.{SPARK_PEOPLE}.spark_seconds",
        took["spark"].seconds,
        "s",
        peer="DuckDB, the same run",
        peer_value=took["duckdb"].seconds,
    )
