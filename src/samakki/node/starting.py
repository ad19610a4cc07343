"""Loads Django for a command, with the settings of one home folder."""

from pathlib import Path

import django

from samakki.node.commands.console import Stopped
from samakki.node.config import FILE, HOME_VARIABLE


def start_django(home: Path) -> None:
    """Load the node's settings and tables; modules with tables can be imported afterwards.

    Raises:
        Stopped: there is no node in `home`.
        NodeFileError: its settings cannot be used.
    """
    if not (home / FILE).exists():
        raise Stopped(
            "There is no node here.",
            f"{home} has no file {FILE}.",
            f"Name the node's folder with --home or {HOME_VARIABLE}, or make a node with `samakki init`.",
        )
    django.setup()
