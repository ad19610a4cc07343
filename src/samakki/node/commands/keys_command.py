"""Make a new key for fields: new values are sealed with it at once, and old ones are sealed again.

The node may run meanwhile. The old key stays on the ring, because backups made with it need it.
"""

import argparse
from pathlib import Path

from django.conf import settings

from samakki.access import audit
from samakki.access.actions.resealing import reseal
from samakki.entities.actions.files import reseal_names
from samakki.exchange.actions import own_keys
from samakki.intelligence.actions import reseal_sources
from samakki.node.beginning import CONSOLE
from samakki.node.commands.console import say
from samakki.sealing.keyring import rotate


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["rotate"])


def run(_given: argparse.Namespace, _home: Path) -> int:
    """Rotate, seal again, and say how much."""
    ring = rotate(settings.CONFIG.keys / "fields.json")
    count = reseal() + reseal_names() + reseal_sources() + own_keys.seal_again()
    audit.record(CONSOLE, "rotate_keys", facts={"what": "fields", "key": ring.active.id, "count": count})
    say(f"The key {ring.active.id} seals from now on; {count} values were sealed again.")
    say("Make a backup now: one made before does not hold the new key.")
    return 0
