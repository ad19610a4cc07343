"""``python3 run.py faults main-job [--schedules N] [--seed S] [--database postgresql]``: 0 where all held."""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tools.faults.exchange.__main__ import MEMORY, nodes_on, played
from tools.faults.exchange.settings import begin

USUAL = 1_000
LEDGER = Path("faults-main-job.jsonl")


def main(words: list[str]) -> int:
    """Play schedules from a seed on; what was played stands in the ledger, and is not played again."""
    parser = argparse.ArgumentParser(prog="run.py faults main-job", description=__doc__)
    parser.add_argument("--schedules", type=int, default=USUAL, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first one's; each next one is one more")
    parser.add_argument("--ledger", type=Path, default=LEDGER, help="where each schedule's end is written")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite", help="of every node")
    parser.add_argument("--minutes", type=float, default=1e6, help="end then; the next run goes on")
    parser.add_argument("--real", action="store_true", help="the demonstration's own processes, which are killed")
    parser.add_argument(
        "--kills", type=int, default=30, help="with --real: how many in all, those in the ledger included"
    )
    parser.add_argument(
        "--again", action="store_true", help="with --real: send each cut form again; it has to count once"
    )
    given = parser.parse_args(words)
    if given.real:
        from tools.faults.main_job import kills  # noqa: PLC0415  (the other way needs settings of tests first)

        return kills.main(given.kills, given.ledger, given.minutes, sends_again=given.again)
    begin()
    from tools.faults.main_job.playing import World, play  # noqa: PLC0415  (needs settings)

    done = played(given.ledger)
    wanted = [seed for seed in range(given.seed, given.seed + given.schedules) if seed not in done]
    count, bad, ended, until = 0, 0, Counter[str](), time.monotonic() + given.minutes * 60
    memory = MEMORY if MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(prefix="samakki-main-job-", dir=memory) as folder,
        nodes_on(given.database) as nodes,
        given.ledger.open("a", encoding="ascii") as file,
    ):
        world = World(nodes, Path(folder))
        for seed in wanted:
            if time.monotonic() > until:
                break
            used = time.process_time()
            told = play(world, seed)
            used, count, bad = time.process_time() - used, count + 1, bad + bool(told.faults)
            ended.update(told.ended)
            line: dict[str, object] = {"seed": seed, "story": told.story, "sent": len(told.sent), "calls": told.calls}
            line |= {"seconds": round(used, 3), "database": given.database}  # of a processor
            line |= {"ended": told.ended, "weather": told.weather, "done": told.done, "faults": told.faults}
            file.write(json.dumps(line) + "\n")
            file.flush()
            for fault in told.faults:
                print(f"       seed {seed} ({told.story}): {fault}", flush=True)
    print(f"{count} schedules, {len(done)} were played before; {bad} found something.")
    print(f"Processes ended at: {dict(ended.most_common())}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
