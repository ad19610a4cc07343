"""Acts of ``samakki trust`` on a node: settings and tables are loaded first, then ``trust_within`` does them."""

import argparse
import importlib
from pathlib import Path

from samakki.node.starting import start_django


def own_keys(given: argparse.Namespace, home: Path) -> None:
    """Make the keys that are due."""
    _within("own_keys", given, home)


def publish_keys(given: argparse.Namespace, home: Path) -> None:
    """Write the file for the central authority."""
    _within("publish_keys", given, home)


def follow(given: argparse.Namespace, home: Path) -> None:
    """Believe a first root."""
    _within("follow", given, home)


def update(given: argparse.Namespace, home: Path) -> None:
    """Take what is newer."""
    _within("update", given, home)


def show(given: argparse.Namespace, home: Path) -> None:
    """Say how things stand."""
    _within("show", given, home)


def _within(act: str, given: argparse.Namespace, home: Path) -> None:
    start_django(home)
    getattr(importlib.import_module("samakki.node.commands.trust_within"), act)(given)
