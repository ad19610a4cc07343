"""Make a new key for fields: new values are sealed with it at once, and old ones are sealed again.

The node may run meanwhile. The old key stays on the ring, because backups made with it need it.
"""

import argparse
from pathlib import Path

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from samakki.access import audit
from samakki.access.actions.resealing import reseal
from samakki.node.beginning import CONSOLE
from samakki.node.commands.console import say
from samakki.sealing.keyring import rotate

SEALED_PARTS = ("secret", "seed")  # of a second factor: an app's secret, the seed of recovery codes


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["rotate"])


def run(_given: argparse.Namespace, _home: Path) -> int:
    """Rotate, seal again, and say how much."""
    ring = rotate(settings.CONFIG.keys / "fields.json")
    count = reseal() + _reseal_factors()
    audit.record(CONSOLE, "rotate_keys", facts={"what": "fields", "key": ring.active.id, "count": count})
    say(f"The key {ring.active.id} seals from now on; {count} values were sealed again.")
    say("Make a backup now: one made before does not hold the new key.")
    return 0


def _reseal_factors() -> int:
    """Second factors: the library keeps them, and our adapter seals them."""
    adapter, count = get_adapter(), 0
    with transaction.atomic():
        for factor in Authenticator.objects.select_for_update().order_by("pk"):
            parts = [part for part in SEALED_PARTS if part in factor.data]
            for part in parts:
                factor.data[part] = adapter.encrypt(adapter.decrypt(factor.data[part]))
            if parts:
                factor.save(update_fields=["data"])
                count += 1
    return count
