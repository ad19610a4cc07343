"""``python3 run.py faults exchange [--schedules N] [--seed S] [--database ADDRESS]``: 0 where every schedule held."""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tools.faults.exchange.settings import begin

USUAL = 10_000
LEDGER = Path("faults-exchange.jsonl")


def main(words: list[str]) -> int:
    """Play schedules from a seed on; what was played stands in the ledger, and is not played again."""
    parser = argparse.ArgumentParser(prog="run.py faults exchange", description=__doc__)
    parser.add_argument("--schedules", type=int, default=USUAL, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first one's; each next one is one more")
    parser.add_argument("--ledger", type=Path, default=LEDGER, help="where each schedule's end is written")
    given = parser.parse_args(words)
    begin()
    from tools.faults.exchange.nodes import region  # noqa: PLC0415  (needs settings)
    from tools.faults.exchange.playing import play  # noqa: PLC0415  (as above)

    done = played(given.ledger)
    wanted = [seed for seed in range(given.seed, given.seed + given.schedules) if seed not in done]
    bad, weather, ended, began = 0, Counter[str](), Counter[str](), time.perf_counter()
    with (
        tempfile.TemporaryDirectory(prefix="samakki-exchange-") as folder,
        region(Path(folder)) as nodes,
        given.ledger.open("a", encoding="ascii") as file,
    ):
        for seed in wanted:
            told = play(nodes, seed)
            weather.update(told.weather)
            ended.update(told.ended)
            bad += bool(told.faults)
            line = {"seed": seed, "story": told.story, "sent": len(told.sent), "calls": told.calls}
            file.write(json.dumps({**line, "ended": told.ended, "faults": told.faults}) + "\n")
            file.flush()
            for fault in told.faults:
                print(f"       seed {seed} ({told.story}): {fault}", flush=True)
    seconds = time.perf_counter() - began
    print(f"{len(wanted)} schedules in {seconds:.0f} s, {len(done)} were played before; {bad} found something.")
    print(f"Calls by weather: {dict(weather.most_common())}")
    print(f"Processes ended at: {dict(ended.most_common())}")
    return 1 if bad else 0


def played(ledger: Path) -> set[int]:
    """Seeds that the ledger has as good; those that found something are played again."""
    if not ledger.exists():
        return set()
    told = [json.loads(line) for line in ledger.read_text("ascii").splitlines() if line.endswith("}")]
    return {one["seed"] for one in told if not one["faults"]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
