"""Fill a demonstration node with made-up agencies, officers and records."""

import argparse
from pathlib import Path

from django.conf import settings

from samakki.demo.nations import NATIONS
from samakki.demo.people import PUBLICATION, DemoNation
from samakki.demo.seed import seed
from samakki.node.commands import trust_within
from samakki.node.commands.console import Stopped, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("nation", choices=[nation.key for nation in NATIONS])
    how_much = parser.add_mutually_exclusive_group()
    how_much.add_argument("--region", action="store_true", help="with the country's cases of the region")
    how_much.add_argument("--empty", action="store_true", help="with desks and officers, and no record at all")


def run(given: argparse.Namespace, home: Path) -> int:
    """Fill it, unless it is a real node."""
    if not settings.CONFIG.is_demo:
        raise Stopped(
            "Nothing was written.",
            f"The node in {home} is not a demonstration, and made-up people with known passwords have no place in it.",
            "Make a demonstration with `samakki init --demo`.",
        )
    nation = next(nation for nation in NATIONS if nation.key == given.nation)
    added = seed(nation, with_region=given.region, is_empty=given.empty)
    say(f"{added} officers of {nation.title} were added.")
    if settings.SAMAKKI_EXCHANGE_NAME:
        _publish(nation, home)
    return 0


def _publish(nation: DemoNation, home: Path) -> None:
    """Make the node's keys, and the file that its country signs, as ``samakki trust`` does."""
    trust_within.own_keys(argparse.Namespace(desk=[], new_signing_key=False))
    endpoint = f"http://{nation.host}:{settings.CONFIG.number('port')}"
    trust_within.publish_keys(
        argparse.Namespace(file=home / "state" / PUBLICATION, endpoint=[endpoint], certificate=None, no_pin=True)
    )
