"""Answers that are used as late as a sender may: when the next call came back."""

from collections.abc import Callable
from dataclasses import dataclass

from samakki.exchange.actions.asking import Asked


@dataclass(slots=True)
class UsedLater:
    """As the thread of a sender that uses answers, without a thread."""

    work: Callable[[], Asked]

    def result(self) -> Asked:
        """Use it now."""
        return self.work()
