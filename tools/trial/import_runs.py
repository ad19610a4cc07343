"""Does one act of ``import_acts`` on a trial's node, in a process of its own."""

import importlib
import json
import os
import sys

import django

from tools.trial.node import TrialNode


def act(node: TrialNode, name: str, count: int) -> dict[str, float]:
    """What the act called `name` gives for a sheet of `count` rows."""
    told = node.python("-m", "tools.trial.import_runs", name, str(count)).stdout
    return {key: float(value) for key, value in json.loads(told.splitlines()[-1]).items()}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    acts = importlib.import_module("tools.trial.import_acts")  # its models load only now
    print(json.dumps(acts.ACTS[sys.argv[1]](int(sys.argv[2]))))
