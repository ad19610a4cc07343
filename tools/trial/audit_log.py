"""Does one act of ``audit_acts`` on a trial's node, in a process of its own."""

import importlib
import json
import os
import sys

import django

from tools.trial.node import TrialNode


def act(node: TrialNode, name: str, count: int = 0) -> dict[str, float]:
    """What the act called `name` gives; `count` is how often it is done, or how large the log becomes."""
    told = node.python("-m", "tools.trial.audit_log", name, str(count)).stdout
    return {key: float(value) for key, value in json.loads(told).items()}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    acts = importlib.import_module("tools.trial.audit_acts")  # its models load only now
    print(json.dumps(acts.ACTS[sys.argv[1]](int(sys.argv[2]))))
