"""Which lines of its own modules the corpus of a target reaches, and the few inputs that reach all of them.

``python -m tools.fuzz.measuring TARGET FOLDER FILE`` writes figures as JSON; it is run in a process of its own, for
what is loaded before coverage begins is not counted.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage

from tools import environment
from tools.fuzz.folders import KEPT, REGRESSIONS, inputs, named
from tools.fuzz.target import ROOT, Target, tried

LARGEST_KEPT = 4096
MOST_KEPT = 60
MOST_SECONDS = 120
"""A corpus of thousands is measured as far as it comes in this time, the shortest inputs first."""
PATIENCE = 50.0


@dataclass(frozen=True, slots=True)
class Reached:
    """What a corpus reaches.

    Attributes:
        lines, of: reached, and there are, in the target's own modules.
        chosen: names of the inputs that reach all of them, and their sizes.
    """

    lines: int
    of: int
    chosen: tuple[str, ...]


def reached(name: str, folder: Path) -> Reached:
    """Measure in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place, "figures.json")
        command = [environment.python(), "-m", "tools.fuzz.measuring", name, str(folder), str(out)]
        subprocess.run(command, cwd=ROOT, env=environment.clean(), check=True, capture_output=True)
        found = json.loads(out.read_text("utf-8"))
    return Reached(found["lines"], found["of"], tuple(found["chosen"]))


def keep(names: Iterable[str], folder: Path) -> None:
    """Put the inputs that reach most into the project, in place of those that were there."""
    for name in names:
        found = reached(name, folder)
        if not found.chosen:
            print(f"{name:<17} nothing was measured, and nothing is changed", flush=True)
            continue
        corpus = {named(data): data for data in inputs(folder / "corpus" / name, KEPT / name, REGRESSIONS / name)}
        target = KEPT / name
        target.mkdir(parents=True, exist_ok=True)
        for path in target.iterdir():
            path.unlink()
        for one in found.chosen:
            (target / one).write_bytes(corpus[one])
        print(f"{name:<17} {found.lines:>5} of {found.of:>5} lines by {len(found.chosen):>3} inputs", flush=True)


def main() -> None:
    """Play a corpus under coverage."""
    name, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    watched = coverage.Coverage(data_file=None, source=[str(ROOT / "src"), *tuf_folder()], messages=False)
    watched.start()
    from tools.fuzz.loading import load, met  # noqa: PLC0415  (what it loads is to be counted)

    target = load(name)
    corpus = list(inputs(folder / "corpus" / name, KEPT / name, REGRESSIONS / name))
    with met(target):
        until = time.monotonic() + MOST_SECONDS
        for data in corpus:
            if time.monotonic() > until:
                break
            watched.switch_context(named(data))
            tried(target, data, patience=PATIENCE)
        watched.switch_context("")
    watched.stop()
    out.write_text(json.dumps(figures(watched, target, corpus)), "utf-8")


def figures(watched: coverage.Coverage, target: Target, corpus: list[bytes]) -> dict[str, Any]:
    """How many lines, and by which inputs at least."""
    by_input: dict[str, set[tuple[str, int]]] = {}
    lines = of = 0
    data = watched.get_data()
    for path in sorted(data.measured_files()):
        if not is_own(path, target):
            continue
        _path, statements, _excluded, missing, _text = watched.analysis2(path)
        lines, of = lines + len(statements) - len(missing), of + len(statements)
        for number, contexts in data.contexts_by_lineno(path).items():
            for context in contexts:
                if context:
                    by_input.setdefault(context, set()).add((path, number))
    return {"lines": lines, "of": of, "chosen": chosen(by_input, {named(one): len(one) for one in corpus})}


def chosen(by_input: dict[str, set[tuple[str, int]]], sizes: dict[str, int]) -> list[str]:
    """Few short inputs that together reach every line that any of the short ones does."""
    left = {name: places for name, places in by_input.items() if sizes.get(name, LARGEST_KEPT + 1) <= LARGEST_KEPT}
    found: list[str] = []
    done: set[tuple[str, int]] = set()
    while left and len(found) < MOST_KEPT:
        best = max(left, key=lambda name: (len(left[name] - done), -sizes[name], name))
        if not left[best] - done:
            break
        found.append(best)
        done |= left.pop(best)
    return found


def is_own(path: str, target: Target) -> bool:
    """Whether a file is of the target's own modules."""
    parts = Path(path).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    return any(f".{module}" in f"{parts}." and f".{module}." in f"{parts}." for module in target.modules)


def tuf_folder() -> list[str]:
    """The library of the trust list, which reads what strangers signed."""
    return [str(environment.site_packages() / "tuf")]


if __name__ == "__main__":
    main()
