"""Two real nodes that send to each other while their processes are killed: nothing lost, nothing twice."""

import random
import time

from tools.faults.outcome import Outcome
from tools.trial.pair import NAMES, Pair, pair

LONG, SHORT = 300, 3


def killed_while_sending(short: bool) -> Outcome:
    """One of two nodes is killed in the middle of calls, again and again, while both send."""
    rounds, chance = SHORT if short else LONG, random.Random(9180)  # noqa: S311  (when to kill; the same in every run)
    sent = {name: 0 for name in NAMES}
    with pair() as both:
        for node in both.nodes.values():
            node.start()
        for turn in range(rounds):
            name, other = chance.sample(NAMES, 2)
            sent[name] += len(both.act(name, "send", other, sent[name], 20))
            time.sleep(chance.uniform(0.0, 0.8))
            victim = both.nodes[NAMES[turn % 2]]
            victim.kill()
            victim.start()
        is_quiet = both.wait_until_quiet(sum(sent.values()), seconds=120)
        faults = judged(both, sent)
        if not is_quiet:
            faults.append("something still waits")
    return Outcome(faults, f"killed {rounds} times, {sum(sent.values())} messages")


def judged(both: Pair, sent: dict[str, int]) -> list[str]:
    """What is wrong between two nodes, by their own books."""
    faults = []
    for sender, receiver in (NAMES, NAMES[::-1]):
        effects = both.act(receiver, "books")["effects"]
        wanted = {f"{number:08x}" for number in range(sent[sender])}
        faults += [f"{receiver} never got {len(wanted - effects.keys())} of {sender}"] * bool(wanted - effects.keys())
        twice = [marker for marker, times in effects.items() if times > 1]
        faults += [f"{receiver} did {len(twice)} of {sender} twice"] * bool(twice)
    return faults
