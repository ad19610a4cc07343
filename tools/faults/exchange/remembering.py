"""The trust list as a node of the simulation asks it: each question goes to the tables once until the list changes.

A node at work asks the same of the same list many times; here nothing else changes it meanwhile.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from samakki.exchange.queries import directory
from samakki.exchange.queries.seen import was_seen_before

LIVE = frozenset({"freshness", "own"})  # depend on the clock or on settings


class Directory(ModuleType):
    """``queries.directory`` with a memory."""

    def __init__(self) -> None:
        super().__init__(directory.__name__)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the directory has)
        found = getattr(directory, name)
        made = remembered(found) if callable(found) and name not in LIVE else found
        setattr(self, name, made)
        return made


class Senders(directory.Senders):
    """``directory.Senders`` with a memory of keys, and none of what was seen."""

    def __init__(self) -> None:
        super().__init__(was_seen_before=was_seen_before)
        self.node_key = remembered(super().node_key)  # type: ignore[method-assign]  # the same, with a memory


def remembered(ask: Callable[..., Any]) -> Callable[..., Any]:
    """The same, asked once for each set of arguments."""
    answers: dict[Any, Any] = {}

    def answer(*given: Any, **named: Any) -> Any:  # noqa: ANN401  (as what is asked)
        key = given, tuple(sorted(named.items()))
        try:
            if key not in answers:
                answers[key] = ask(*given, **named)
        except TypeError:  # a list of addresses
            return ask(*given, **named)
        return answers[key]

    return answer
