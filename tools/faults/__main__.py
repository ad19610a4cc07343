"""``python3 run.py faults [exchange | main-job | kills | told] [--short]``: harms nodes and looks; 0 where all held."""

import argparse
import sys
import time

from tools.faults import lines
from tools.faults.exchange import __main__ as exchange
from tools.faults.exchange import coverage
from tools.faults.main_job import __main__ as main_job
from tools.faults.trials import TRIALS


def main() -> int:
    """Run every trial, or those named, and say what each showed; those with a name are suites of their own."""
    suites = {"exchange": exchange.main, "main-job": main_job.main, "kills": lines.main, "told": coverage.main}
    if sys.argv[1:2] and sys.argv[1] in suites:
        return suites[sys.argv[1]](sys.argv[2:])
    parser = argparse.ArgumentParser(prog="run.py faults", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few seconds each instead of a minute")
    parser.add_argument("--only", metavar="WORDS", default="", help="trials whose name holds these words")
    given = parser.parse_args()
    bad = 0
    for name, trial in TRIALS.items():
        if given.only not in name:
            continue
        begun = time.monotonic()
        outcome = trial(given.short)
        bad += bool(outcome.faults)
        verdict = "FAILED" if outcome.faults else "ok"
        print(f"{verdict:<6} {name} ({time.monotonic() - begun:.0f} s): {outcome.seen}", flush=True)
        for fault in outcome.faults:
            print(f"       {fault}", flush=True)
    print(f"{bad} trials found something." if bad else "Nothing acknowledged was lost.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
