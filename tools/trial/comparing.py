"""Runs ``comparing_acts`` on a trial's node, in a process of its own."""

import importlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import django

from tools.trial.node import TrialNode


@dataclass(frozen=True, slots=True)
class Compared:
    """What possible matches cost on one node; times in milliseconds.

    Attributes:
        opens: list of possible matches of one person, drawn and worded: p50 and p95.
        panel: the same as it stands on the person's page, three at most.
        saves: writing a person, index and the asking for comparison included.
        compares: one person with everything the node holds, by the worker, before the list is written.
        whole: writing and comparing one after the other.
        least: reading the records of a list, before anything is decided, compared or worded: median.
        processor: of the process itself, on average, for comparing one person and for opening one list.
        found: possible matches of a person, on average.
        right: share of people of whom a known other record of theirs was found among them.
        cut: share of people with so common a name that not all were compared.
        megabytes: most that the process held.
    """

    opens: Mapping[str, float]
    panel: Mapping[str, float]
    saves: Mapping[str, float]
    compares: Mapping[str, float]
    whole: Mapping[str, float]
    least: float
    processor: Mapping[str, float]
    found: float
    right: float
    cut: float
    megabytes: float


def compared(node: TrialNode, each: int) -> Compared:
    """What the node says; `each` is the number of people."""
    return Compared(**json.loads(node.python("-m", "tools.trial.comparing", str(each)).stdout))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    acts = importlib.import_module("tools.trial.comparing_acts")  # its models load only now
    print(json.dumps(acts.measure(int(sys.argv[1]))))
