"""``python3 run.py faults kills``: two real nodes that send to each other while their processes are killed.

Half of the kills come at a moment of chance, half at a named step of delivery, which the node's own process reaches and
ends at with SIGKILL (``tools/trial/ending``). Of those by chance, some end one process of a node alone, which the node
replaces; all others end the whole node, which starts again. Then both books are looked at; when all is over everything
that was sent has to be at its desk, once, with receipts that verify.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

import psycopg

from samakki.exchange.domain.steps import STEPS
from tools import postgres
from tools.environment import site_packages
from tools.faults.outcome import Outcome
from tools.trial.node import TrialNode
from tools.trial.pair import NAMES, Pair, pair

LONG, SHORT = 300, 6
LEDGER = Path("faults-kills.jsonl")
MOST_MESSAGES = 12
STEP_SECONDS = 4.0  # until a step is reached; then the kill comes anyway
ONE_ALONE = 0.6  # of the kills at a moment of chance
REPLACED_SECONDS = 60  # on a machine that does much else
QUIET_SECONDS = 360  # what was on the line in an answer that was lost waits for its lease of five minutes
SENDS, TAKES = ("seal", "send", "receipt"), ("call", "receive")  # steps of the one, and of the other


def killed_while_sending(short: bool, *, made: TrialNode | None = None) -> Outcome:
    """One of two nodes is killed in the middle of calls, again and again, while both send."""
    faults: list[str] = []
    how: Counter[str] = Counter()
    with pair(made=made, ends_at_steps=True) as both:
        trial = Kills(both)
        for number in range(SHORT if short else LONG):
            how[trial.kill(number)] += 1
            faults += trial.faults
        faults += trial.end()
    return Outcome(faults, f"killed {how.total()} times, {sum(trial.sent.values())} messages: {dict(how)}")


class Kills:
    """Two nodes that run, and what was sent."""

    def __init__(self, both: Pair) -> None:
        self.both = both
        self.sent = {name: 0 for name in NAMES}
        self.faults: list[str] = []
        for node in both.nodes.values():
            node.start()

    def kill(self, number: int) -> str:
        """Send something, kill a node, start it again and look at both books; how it was killed."""
        dice = random.Random(number)  # noqa: S311  (whom to kill, and when)
        sender, other = dice.sample(NAMES, 2)
        victim = self.both.nodes[dice.choice(NAMES)]
        order = victim.home / "end-at"
        does = SENDS if victim is self.both.nodes[sender] else TAKES
        step = dice.choice([one for one in STEPS if one.partition(":")[0] in does])
        if is_step := dice.random() < 0.5:  # noqa: PLR2004  (half of them)
            order.write_text(step, "ascii")
        self.sent[sender] += len(
            self.both.act(sender, "send", other, self.sent[sender], dice.randint(1, MOST_MESSAGES))
        )
        if is_step:
            limit = time.monotonic() + STEP_SECONDS
            while order.exists() and time.monotonic() < limit:
                time.sleep(0.02)
        else:
            time.sleep(dice.uniform(0.0, 0.9))
        is_reached = is_step and not order.exists()
        order.unlink(missing_ok=True)
        if not is_step and dice.random() < ONE_ALONE:
            is_replaced = replaced(victim, dice)
            self.faults = judged(self.both, self.sent, is_over=False)
            self.faults += [] if is_replaced else ["a process of the node was not replaced"]
            return "one process alone"
        victim.kill()
        victim.start()
        self.faults = judged(self.both, self.sent, is_over=False)
        return step if is_reached else "any moment"

    def end(self) -> list[str]:
        """What is wrong when nothing moves any more."""
        is_quiet = self.both.wait_until_quiet(sum(self.sent.values()), seconds=QUIET_SECONDS)
        faults = judged(self.both, self.sent, is_over=True)
        return faults if is_quiet else [*faults, "something still waits"]


def replaced(node: TrialNode, dice: random.Random) -> bool:
    """End one process of a running node, not the one that watches over the others; whether another took its place.

    Two ends of a process that answers pages within five seconds and a half end the whole node: the server takes it for
    one that cannot work. Whoever runs it starts it again, as the unit of systemd does.
    """
    main, *others = node.processes()
    ended = dice.choice(others)
    with suppress(ProcessLookupError):
        os.kill(ended, signal.SIGKILL)
    limit = time.monotonic() + REPLACED_SECONDS
    while time.monotonic() < limit:
        now = node.processes()
        if main in now and ended not in now and len(now) > len(others):
            return True
        if main not in now:
            node.kill()
            node.start()
            return True
        time.sleep(0.05)
    return False


def judged(both: Pair, sent: dict[str, int], *, is_over: bool) -> list[str]:
    """What is wrong between two nodes, by their own books; what did not come yet only when all is over."""
    faults = []
    for sender, receiver in (NAMES, NAMES[::-1]):
        books, own = both.act(receiver, "books"), both.act(sender, "books")
        effects, wanted = books["effects"], {f"{number:08x}" for number in range(sent[sender])}
        twice = [marker for marker, times in effects.items() if times > 1]
        faults += [f"{receiver} did {len(twice)} of {sender} twice"] * bool(twice)
        faults += [f"{sender} lost {len(wanted) - sum(own['states'].values())}"] * (
            sum(own["states"].values()) != len(wanted)
        )
        faults += [f"{sender} has alarms: {own['alarms']}"] * bool(own["alarms"])
        if is_over:
            missing = wanted - effects.keys()
            faults += [f"{receiver} never got {len(missing)} of {sender}"] * bool(missing)
            faults += [f"{sender}: {fault}" for fault in both.act(sender, "judge")]
    return faults


def main(words: list[str]) -> int:
    """Kill until so many kills stand in the ledger; 0 where nothing was found.

    SIGTERM ends it after the kill at hand, and everything is looked at as if that had been the last one.
    """
    parser = argparse.ArgumentParser(prog="run.py faults kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=LONG, help="how many in all, those in the ledger included")
    parser.add_argument("--ledger", type=Path, default=LEDGER, help="where each kill is written")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite", help="of both nodes")
    parser.add_argument("--minutes", type=float, default=1e6, help="end then; the next run goes on")
    given = parser.parse_args(words)
    lines = given.ledger.read_text("ascii").splitlines() if given.ledger.exists() else []
    done = {json.loads(line)["kill"] for line in lines if line.endswith("}")}
    wanted = [one for one in range(given.kills) if one not in done]
    bad, count, is_told_to_end = 0, 0, Event()
    signal.signal(signal.SIGTERM, lambda *_given: is_told_to_end.set())
    with two_on(given.database) as both, given.ledger.open("a", encoding="ascii") as file:
        trial, until = Kills(both), time.monotonic() + given.minutes * 60
        for number in wanted:
            if time.monotonic() > until or is_told_to_end.is_set():
                break
            began = time.monotonic()
            how = trial.kill(number)
            count, bad = count + 1, bad + bool(trial.faults)
            told = {"kill": number, "how": how, "database": given.database, "faults": trial.faults}
            file.write(json.dumps({**told, "seconds": round(time.monotonic() - began, 1)}) + "\n")
            file.flush()
        faults = trial.end()
        messages = sum(trial.sent.values())
        file.write(json.dumps({"kill": -1, "messages": messages, "database": given.database, "faults": faults}) + "\n")
    for fault in faults:
        print(f"       {fault}")
    print(f"{count} kills, {messages} messages, {len(done)} kills before; {bad} found something at once.")
    return 1 if bad or faults else 0


@contextmanager
def two_on(database: str) -> Iterator[Pair]:
    """Two nodes on files, or on two databases of a server that waits for its disk."""
    if database == "sqlite":
        with (
            tempfile.TemporaryDirectory(prefix="samakki-kills-") as folder,
            pair(made=TrialNode.make(Path(folder)), ends_at_steps=True) as both,
        ):
            yield both
        return
    with postgres.throwaway(site_packages(), fast=False) as server:
        other = server.address.replace("/postgres?", "/other?")
        with psycopg.connect(server.address, autocommit=True) as session:
            session.execute("CREATE DATABASE other")
        with pair(databases=(server.address, other), ends_at_steps=True) as both:
            yield both


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
