"""``python3 run.py bench [SUBJECT …] [--short]``: one JSON line a figure; files change only with --save and --draw."""

import argparse
import importlib
import os
import pkgutil
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType

import tools.bench
from tools.bench import pages
from tools.bench.figure import Figure

NOT_SUBJECTS = {
    "__main__",
    "figure",
    "pages",
    "drawing",
    "rows",
    "bare_site",
    "peer",
    "names_finding",
    "link_crowd",
    "link_febrl",
    "link_runs",
    "link_splink",
}
OF_NAMES = {"data": "SAMAKKI_NAMES_DATA", "research": "SAMAKKI_NAMES_RESEARCH", "tokens": "SAMAKKI_NAMES_TOKENS"}
OF_SOME = {**OF_NAMES, "nodes": "SAMAKKI_BENCH_NODES"}
"""Options that only some subjects read, and the variable that carries each to them."""
PLACES = {"--data": "DIR", "--research": "FILE", "--tokens": "TOKENS", "--nodes": "DIR"}

ENDING = (signal.SIGINT, signal.SIGTERM)


def subjects() -> list[str]:
    """Every module of this folder that measures something."""
    found = {module.name for module in pkgutil.iter_modules(tools.bench.__path__)} - NOT_SUBJECTS
    return sorted(name for name in found if not name.startswith(("names_", "records_")))


def measured(subject: str, *, short: bool) -> Iterator[Figure]:
    """Figures of one subject, as they come."""
    module = importlib.import_module(f"tools.bench.{subject}")
    yield from module.run(short)


def command(words: list[str]) -> str:
    """What somebody types to measure again; where files lie is each machine's own business."""
    told = [PLACES.get(before, word) for before, word in zip(["", *words], words, strict=False)]
    return " ".join(["python3 run.py bench", *told])


def end(_number: int, _frame: FrameType | None) -> None:
    """End what is being measured, its nodes and its folders; a second signal does not break that off.

    Raises:
        KeyboardInterrupt: for every ``with`` on the way.
    """
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> int:
    """Measure, print, and say on the last line whether every target was met."""
    known = subjects()
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help=f"one or more of: {', '.join(known)}; default all"
    )
    parser.add_argument("--short", action="store_true", help="a minute instead of several; figures are rougher")
    parser.add_argument("--save", action="store_true", help="write docs/benchmarks.md, after each subject")
    parser.add_argument("--draw", action="store_true", help="measure nothing: draw the page's figures anew")
    parser.add_argument("--data", help="names, records: folder of development pairs (names/people-dev.csv and others)")
    parser.add_argument("--research", help="names, records: a model that learned from all sources, measured as well")
    parser.add_argument("--tokens", help="names: word list that Chinese models also learn from")
    parser.add_argument("--nodes", help="candidates, casework, main_job: folder of filled nodes")
    given = parser.parse_args()
    os.environ |= {variable: getattr(given, name) for name, variable in OF_SOME.items() if getattr(given, name)}
    if unknown := set(given.subjects) - set(known):
        parser.error(f"there is no subject {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if given.draw:
        pages.save({}, command="")
        return 0
    missed: list[str] = []
    for subject in given.subjects or known:
        figures, began = [], time.perf_counter()
        for figure in measured(subject, short=given.short):
            print(figure.line(), flush=True)
            figures.append(figure)
        seconds = time.perf_counter() - began
        print(f"{subject}: {len(figures)} figures in {pages.duration(seconds)}", file=sys.stderr, flush=True)
        if given.save:  # after each: a run that is stopped loses the one it was at
            pages.save({subject: figures}, command=command(sys.argv[1:]), seconds=seconds)
        missed += [figure.name for figure in figures if figure.is_met is False]
    print(f"Targets missed: {', '.join(missed)}" if missed else "Every target was met.", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    for each in ENDING:
        signal.signal(each, end)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Ended before all was measured.")
