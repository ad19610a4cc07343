"""Runs ``search_acts`` on a trial's node, in a process of its own."""

import importlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import django

from tools.trial.node import TrialNode


@dataclass(frozen=True, slots=True)
class Measured:
    """What searching one node costs; times in milliseconds.

    Attributes:
        share: of the rows that the officer who asks may see.
        p50: median by class of query, and of "all".
        p95: the same, of 95 in 100.
        scan: median of the same queries by reading every row.
        least: median of reading one page of rows by their numbers.
        hidden: median for what only others may see.
        missing: median for what nobody holds.
        processor: of the asking process for one search, on average; the work of a database server is not in it.
        megabytes: most that the asking process held.
        disk: megabytes of the database.
    """

    share: float
    p50: Mapping[str, float]
    p95: Mapping[str, float]
    scan: float
    least: float
    hidden: float
    missing: float
    processor: float
    megabytes: float
    disk: float


def measured(node: TrialNode, entities: int, each: int) -> Measured:
    """What the node says; `each` is the number of queries of each class."""
    return Measured(**json.loads(node.python("-m", "tools.trial.searching", str(entities), str(each)).stdout))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    acts = importlib.import_module("tools.trial.search_acts")  # its models load only now
    print(json.dumps(acts.measure(int(sys.argv[1]), int(sys.argv[2]))))
