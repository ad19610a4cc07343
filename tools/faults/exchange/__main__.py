"""``python3 run.py faults exchange [--schedules N] [--seed S] [--database postgresql]``: 0 where all held."""

import argparse
import gc
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tools import postgres
from tools.environment import site_packages
from tools.faults.exchange.settings import begin

if TYPE_CHECKING:
    from tools.faults.exchange.nodes import Region

USUAL = 10_000
LEDGER = Path("faults-exchange.jsonl")
MEMORY = Path("/dev/shm")  # noqa: S108  (databases that nobody keeps; a folder of our own in it)


def main(words: list[str]) -> int:
    """Play schedules from a seed on; what was played stands in the ledger, and is not played again."""
    parser = argparse.ArgumentParser(prog="run.py faults exchange", description=__doc__)
    parser.add_argument("--schedules", type=int, default=USUAL, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first one's; each next one is one more")
    parser.add_argument("--ledger", type=Path, default=LEDGER, help="where each schedule's end is written")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite", help="of every node")
    parser.add_argument("--story", default="", help="schedules whose story has these words")
    parser.add_argument("--minutes", type=float, default=1e6, help="end then; the next run goes on")
    given = parser.parse_args(words)
    begin()
    from tools.faults.exchange.playing import play, story_of  # noqa: PLC0415  (needs settings)

    done = played(given.ledger)
    seeds = range(given.seed, given.seed + given.schedules)
    wanted = [seed for seed in seeds if seed not in done and given.story in story_of(seed)]
    count, bad, weather, ended, began = 0, 0, Counter[str](), Counter[str](), time.perf_counter()
    with nodes_on(given.database) as nodes, given.ledger.open("a", encoding="ascii") as file:
        until = time.monotonic() + given.minutes * 60
        for seed in wanted:
            if time.monotonic() > until:
                break
            used = time.process_time()
            told = play(nodes, seed)
            used, count = time.process_time() - used, count + 1
            weather.update(told.weather)
            ended.update(told.ended)
            bad += bool(told.faults)
            line: dict[str, object] = {"seed": seed, "story": told.story, "sent": len(told.sent), "calls": told.calls}
            line["seconds"] = round(used, 3)  # of a processor
            line |= {"ended": told.ended, "weather": told.weather, "done": told.done, "faults": told.faults}
            file.write(json.dumps(line) + "\n")
            file.flush()
            for fault in told.faults:
                print(f"       seed {seed} ({told.story}): {fault}", flush=True)
    seconds = time.perf_counter() - began
    print(f"{count} schedules in {seconds:.0f} s, {len(done)} were played before; {bad} found something.")
    print(f"Calls by weather: {dict(weather.most_common())}")
    print(f"Processes ended at: {dict(ended.most_common())}")
    return 1 if bad else 0


@contextmanager
def nodes_on(database: str) -> "Iterator[Region]":
    """The simulated nodes, on files in memory or on a server of their own that does not wait for its disk."""
    from tools.faults.exchange.blanks import migrated  # noqa: PLC0415  (needs settings)
    from tools.faults.exchange.databases import Server  # noqa: PLC0415  (as above)
    from tools.faults.exchange.nodes import region  # noqa: PLC0415  (as above)

    memory = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="samakki-exchange-", dir=memory) as folder:
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)
        if database == "sqlite":
            with region(Path(folder)) as nodes:
                yield nodes
            return
        with postgres.throwaway(site_packages()) as server:
            blank = Server(server.address).database("blank")
            migrated(blank)
            store = Server(server.address, blank.settings_dict["NAME"])
            with region(Path(folder), store=store, blank=lambda _made: None) as nodes:
                yield nodes


def played(ledger: Path) -> set[int]:
    """Seeds that the ledger has as good; those that found something are played again."""
    if not ledger.exists():
        return set()
    told = [json.loads(line) for line in ledger.read_text("ascii").splitlines() if line.endswith("}")]
    return {one["seed"] for one in told if not one["faults"]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
