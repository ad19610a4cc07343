"""Makes inputs a megabyte long, in each way that makes slow readers slow: ``python -m tools.fuzz.stretching TARGET …``.

libFuzzer's inputs are short, so what takes the square of a length stays unseen by it. Each input of the kept corpus is
repeated whole and in pieces, and so are the words of its format; what takes longer than it may is a finding.
"""

import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

from tools.fuzz.folders import KEPT, grown, inputs, note, prepare
from tools.fuzz.loading import load, met
from tools.fuzz.spoiling import stretched
from tools.fuzz.target import Found, Target, place_of, tried

MOST_SECONDS = 20
"""Of one target."""


class StillGoing(BaseException):
    """An input has used three times what it may; no reader catches this."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise StillGoing


def stretch(target: Target, findings: Path) -> tuple[int, list[str]]:
    """How many long inputs were tried, and what was found."""
    tried_inputs, found = 0, dict[str, None]()
    signal.signal(signal.SIGPROF, _stop)
    until = time.process_time() + MOST_SECONDS
    bases = list(dict.fromkeys((*target.seeds(), *inputs(KEPT / target.name))))
    for base in sorted(bases, key=len):
        for data in stretched(base, target.words):
            if time.process_time() > until:
                return tried_inputs, list(found)
            signal.setitimer(signal.ITIMER_PROF, 3 * target.allowed(len(data)))
            try:
                problem = tried(target, data)
            except StillGoing as stopped:
                told = "".join(traceback.format_exception(stopped))
                problem = Found("slow", place_of(stopped), f"{len(data)} bytes beginning {data[:60]!r}\n{told}")
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            tried_inputs += 1
            if problem is not None:
                note(problem, data, findings)
                found[problem.name] = None
    return tried_inputs, list(found)


def main() -> int:
    """Stretch inputs of the targets named; 0 where all were read in time."""
    bad = 0
    for name in sys.argv[1:]:
        target = load(name)
        _corpus, findings = prepare(target, grown())
        with met(target):
            for data in target.seeds():  # what is loaded late is loaded now
                tried(target, data)
            count, found = stretch(target, findings)
        bad += len(found)
        print(f"{name:<17} {count:>5} long inputs  {', '.join(found)}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
