"""How fast a node of an exchange works, measured from within; runs in a process of its own."""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
DESK = "DUTY/duty"
PORTION = 100
HOLD_SECONDS = 3.0
"""Long enough for the node to have seen when it ends, as it has of every hold of minutes."""


def hold(to: str, count: int) -> object:
    """Queue so many messages that nothing lets go yet; seconds it took."""
    queue = importlib.import_module("samakki.exchange.actions.queue")
    addresses = importlib.import_module("samakki.kernel.addresses")
    transaction = importlib.import_module("django.db").transaction
    own = importlib.import_module("samakki.exchange.queries.directory").own()
    desk = addresses.DeskAddress.parse(f"{to}/{DESK}")
    began = time.perf_counter()
    for start in range(0, count, PORTION):
        with transaction.atomic():
            for number in range(start, min(start + PORTION, count)):
                queue.queue(
                    by="node", sender=own.desks[0], to=[desk], type="line.check@1.0",
                    body={"marker": f"{number:08x}"}, handling={"codes": ["H1"]}, purpose="trafficking_in_persons",
                    thread=f"trial-{number}", hold=timedelta(days=1),
                )  # fmt: skip
    return {"queued": time.perf_counter() - began}


def let_go() -> object:
    """Let the hold of all end in a moment, and wait until each has the receipt of its desk; seconds from then."""
    models = importlib.import_module("samakki.exchange.models")
    timezone = importlib.import_module("django.utils.timezone")
    before = models.Addressee.objects.filter(state="delivered").count()
    ends = timezone.now() + timedelta(seconds=HOLD_SECONDS)
    wanted = models.Message.objects.filter(held_until__isnull=False).update(held_until=ends)
    time.sleep(max(0.0, (ends - timezone.now()).total_seconds()))
    began = time.perf_counter()
    while (there := models.Addressee.objects.filter(state="delivered").count() - before) < wanted:
        time.sleep(0.1)
    return {"delivered": time.perf_counter() - began, "count": there}


if __name__ == "__main__":
    django.setup()
    acts: dict[str, Callable[..., object]] = {"hold": hold, "let_go": let_go}
    print(json.dumps(acts[sys.argv[1]](*map(json.loads, sys.argv[2:]))))
