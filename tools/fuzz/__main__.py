"""``python3 run.py fuzz [--hours N | --seconds N] [TARGET …]``: spoilt input for every reader of foreign bytes.

Targets take turns, a slice of time each, until the time is over; 0 where no promise was broken.
"""

import argparse
import importlib
import importlib.util
import json
import sys
import time
from pathlib import Path

from tools.fuzz.folders import grown
from tools.fuzz.slices import Slice, confirmed, hunted
from tools.fuzz.targets import HOMES, NAMES

SLICE_SECONDS = 60
WHOLE = ("api", "pages")
"""What asks a whole node, each in one turn of its own."""
NO_FUZZER = (
    "The fuzzer is not here: its wheels are for Linux on x86-64, Python 3.11 to 3.13. The corpus and all regressions "
    "are played by `python3 run.py test tests/fuzz` everywhere."
)


def main() -> int:
    """Take turns; say what each target did."""
    parser = argparse.ArgumentParser(prog="run.py fuzz", description=__doc__)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--hours", type=float, help="altogether")
    length.add_argument("--seconds", type=float, help="altogether")
    parser.add_argument("--slice", type=int, default=SLICE_SECONDS, help="seconds of one turn")
    parser.add_argument("--corpus", type=Path, help="where the grown corpus and findings are")
    parser.add_argument("--keep", action="store_true", help="afterwards, put what reaches most into tests/fuzz/corpus")
    parser.add_argument("--list", action="store_true", help="name the targets and end")
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help="api, pages, or those that --list names; all without one"
    )
    given = parser.parse_args()
    if given.list:
        print("\n".join(f"{home}: {', '.join(names)}" for home, names in HOMES.items()) + "\napi\npages")
        return 0
    if unknown := set(given.targets) - {*NAMES, *WHOLE}:
        parser.error(f"there is no target {', '.join(sorted(unknown))}; --list names them")
    seconds = given.hours * 3600 if given.hours is not None else given.seconds
    names = [name for name in (given.targets or (*NAMES, *WHOLE)) if name not in WHOLE]
    bad = 0
    for name in WHOLE:
        if name in given.targets or not given.targets:
            play_whole = importlib.import_module(
                f"tools.fuzz.{name}"
            ).play  # a second to load, and parts may be missing
            bad += play_whole(seconds if not names else (seconds or SLICE_SECONDS * len(NAMES)) / len(NAMES))
    if names:
        if importlib.util.find_spec("atheris") is None:
            print(NO_FUZZER, file=sys.stderr)
            return 1
        bad += play(names, grown(given.corpus), seconds, given.slice)
        if given.keep:
            from tools.fuzz import measuring  # noqa: PLC0415  (only for this)

            measuring.keep(names, grown(given.corpus))
    return 1 if bad else 0


def play(names: list[str], folder: Path, seconds: float | None, slice_seconds: int) -> int:
    """Give each target its turns; how many findings there are."""
    whole = seconds if seconds is not None else slice_seconds * len(names)
    turn = max(1, min(slice_seconds, int(whole / len(names))))
    until, done = time.monotonic() + whole, dict.fromkeys(names, Slice())
    begun = False
    while not begun or time.monotonic() < until:
        for name in names:
            if begun and time.monotonic() >= until:
                break
            came = hunted(name, folder, turn)
            done[name] = done[name].then(came)
            print(line(name, done[name]), flush=True)
        begun = True
    return tell(names, folder, done)


def line(name: str, done: Slice) -> str:
    """One target's figures."""
    each = done.executions / done.seconds if done.seconds else 0
    told = f"{name:<17} {done.executions:>9} executions {each:>7.0f}/s {done.edges:>6} edges {done.corpus:>5} inputs"
    return f"{told}  {done.problem.splitlines()[-1]}" if done.problem else told


def tell(names: list[str], folder: Path, done: dict[str, Slice]) -> int:
    """Look at findings again, write figures, name what is left; how many."""
    left: dict[str, list[str]] = {}
    for name in names:
        if found := confirmed(name, folder):
            left[name] = found
    figures = {
        name: {
            "executions": one.executions,
            "seconds": round(one.seconds, 1),
            "edges": one.edges,
            "corpus": one.corpus,
        }
        for name, one in done.items()
    }
    (folder / f"figures-{int(time.time())}.json").write_text(json.dumps(figures, indent=1), "utf-8")
    for name, found in left.items():
        print(f"{name}: {len(found)} findings in {folder / 'findings' / name}: {', '.join(found)}")
    if not left:
        print("Every promise was kept.")
    broken = [name for name, one in done.items() if one.problem]
    for name in broken:
        print(f"{name} did not run:\n{done[name].problem}", file=sys.stderr)
    return sum(map(len, left.values())) + len(broken)


if __name__ == "__main__":
    sys.exit(main())
