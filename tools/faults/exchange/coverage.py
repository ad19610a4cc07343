"""``python3 run.py faults told --ledger FILE …``: how often each thing went wrong that was to go wrong.

Rows are those of the fault table of issue 4 which concern the exchange and which schedules play; tests of single rules
hold the others (``docs/explanation/exchange.md`` has both). 0 where every row and every named step was met.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from samakki.exchange.domain.steps import STEPS
from tools.faults.exchange.databases import AFTER_COMMIT, BEFORE_COMMIT, STATEMENT
from tools.faults.main_job import coverage as main_job

ENDS = (*STEPS, STATEMENT, BEFORE_COMMIT, AFTER_COMMIT)
ROWS: Mapping[str, tuple[str, ...]] = {
    "a process ends between any two steps": ENDS,
    "lost": ("request lost", "answer lost", "no way there"),
    "doubled": ("doubled", "late copy"),
    "delayed, in another order": ("held up", "late arrival", "slow"),
    "truncated": ("request cut", "answer cut"),
    "changed on the line": ("changed",),
    "a first refusal, then the same again": ("came again: rejected", "an owner refuses"),
    "the same again, long after": ("came again: delivered",),
    "one id, other content": ("one id, other content",),
    "clocks off by days": (
        "a clock -15 days", "a clock -3 days", "a clock +3 days", "a clock +20 days", "a clock set anew",
        "a clock -365 days", "a clock +365 days",
    ),
    "a peer dark for sixty days": ("dark for sixty days, and back",),
    "one 5xx, one slow peer, one large thing": (
        "broken server", "one peer: broken server", "one peer: request lost", "one peer: answer cut", "one peer: slow",
        "an attachment", "an attachment of several pieces",
    ),
    "calls that follow each other": ("more than one call holds", "an answer used beside the next call"),
    "partition": ("two nodes cut off from each other for hours",),
    "poison": ("an owner breaks", "a broken owner was mended"),
    "a member put out while others are cut off": ("a member put out while two others are cut off",),
    "nobody, an unknown desk, a key past its day": (
        "refused: message-to-nobody", "refused: desk-not-listed", "refused: no key any more",
    ),
    "a wrong audience: undone in the hold": ("undone in the hold",),
    "a wrong audience: recalled, over two hops too": (
        "recall: withdraw", "recall: correct", "recall: restrict", "recall: erase", "recall over two hops",
        "recalled once more",
    ),
    "a word that may not leave": ("marks looked for", "marks looked for on a stick"),
    "signature stripped, header altered, recipient added": (
        "forged: no signature", "forged: a signature cut short", "forged: another lane", "forged: another recipient",
        "forged: wraps doubled", "forged: another body", "forged: cut short", "forged: one bit",
        "forged: another country's key",
    ),
    "a key withdrawn": ("a key withdrawn: came before", "a key withdrawn: came after"),
    "a bundle twice, volumes in another order, one missing": (
        "a bundle twice", "volumes in another order", "a volume missing",
    ),
}  # fmt: skip


def told(lines: Iterable[str]) -> tuple[dict[int, dict[str, object]], Counter[str]]:
    """Schedules by seed, the last time each was played, and how often each thing happened in them."""
    played = {one["seed"]: one for one in map(json.loads, (line for line in lines if line.endswith("}")))}
    counts: Counter[str] = Counter()
    for one in played.values():
        counts.update(one["ended"])
        counts.update(one.get("weather", {}))
        counts.update(one.get("done", {}))
    return played, counts


def missing(counts: Mapping[str, int], rows: Mapping[str, tuple[str, ...]] = ROWS) -> list[str]:
    """What never happened."""
    return [one for names in rows.values() for one in names if not counts.get(one)]


def table(counts: Mapping[str, int], rows: Mapping[str, tuple[str, ...]] = ROWS) -> str:
    """A Markdown table of rows, and how often each part of a row happened."""
    lines = ["| what goes wrong | how often |", "|---|---|"]
    for row, names in rows.items():
        lines.append(f"| {row} | {', '.join(f'{one} {counts.get(one, 0):,}' for one in names)} |")
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Say what stands in ledgers; 0 where nothing was found and nothing is missing."""
    parser = argparse.ArgumentParser(prog="run.py faults told", description=__doc__)
    parser.add_argument("--ledger", type=Path, nargs="+", required=True, help="of `run.py faults exchange`")
    parser.add_argument("--main-job", action="store_true", help="ledgers of `run.py faults main-job`")
    given = parser.parse_args(words)
    rows = main_job.ROWS if given.main_job else ROWS
    played, counts = told(line for path in given.ledger for line in path.read_text("ascii").splitlines())
    bad = {seed: one["faults"] for seed, one in played.items() if one["faults"]}
    stories = Counter(str(one["story"]) for one in played.values())
    print(table(counts, rows))
    print(f"\nStories: {', '.join(f'{name} {times:,}' for name, times in sorted(stories.items()))}")
    sent = sum(int(str(one["sent"])) for one in played.values())
    calls = sum(int(str(one["calls"])) for one in played.values())
    print(f"{len(played):,} schedules, {sent:,} messages, {calls:,} calls; {len(bad)} found something: {bad or 'none'}")
    lacking = missing(counts, rows)
    print(f"Never met: {', '.join(lacking) or 'nothing'}")
    return 1 if bad or lacking else 0
