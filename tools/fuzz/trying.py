"""Tries inputs once each, in a process that counts no branches: ``python -m tools.fuzz.trying TARGET FILE …``.

0 where each kept the promise. A process that takes more memory than there may be is ended by the system, and a loop
without an end by a clock: both are findings too.
"""

import resource
import signal
import sys
from pathlib import Path

from tools.fuzz.loading import load, met
from tools.fuzz.target import tried

MOST_SECONDS = 30
MOST_ADDRESSES = 12 << 30
"""Bytes of address space: compiled libraries claim some without using it."""


def main() -> int:
    """Try what is named."""
    target = load(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    bad = 0
    with met(target):
        for data in target.seeds():  # warm: what is loaded late is nobody's fault
            tried(target, data)
        for path in map(Path, sys.argv[2:]):
            signal.alarm(MOST_SECONDS)
            found = tried(target, path.read_bytes())
            signal.alarm(0)
            if found is not None:
                bad += 1
                print(f"{path.name}: {found.name}\n{found.told}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
