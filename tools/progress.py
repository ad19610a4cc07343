"""Numbered lines that say what is being done, and the one way to stop with an explanation."""

from __future__ import annotations

import sys


class SetupError(Exception):
    """Ends the command. The text says what happened and what to do."""


class Progress:
    """Counts the steps of one command: ``2/4 Installing packages …``.

    Args:
        steps: how many there will be.
        only_work: stay silent about steps that find nothing to do, as a command whose output is read by others must.
    """

    def __init__(self, steps: int, *, only_work: bool = False) -> None:
        self.steps = steps
        self.done = 0
        self.only_work = only_work

    def step(self, what: str, *, is_work: bool = True) -> None:
        """Begin the next step; `is_work` is false where everything is there already."""
        self.done += 1
        if is_work or not self.only_work:
            print(f"{self.done}/{self.steps} {what}{' …' if is_work else ''}", file=sys.stderr, flush=True)
