"""The trust list as a node of the simulation asks it: each question goes to the tables once until the list changes.

A node at work asks the same of the same list many times; here nothing else changes it meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from samakki.exchange.actions.station import Station
from samakki.exchange.queries import directory
from samakki.exchange.queries.seen import was_seen_before

MOST = 5000  # answers that depend on the time are of no use later
LIVE = frozenset({"freshness", "own"})  # depend on the clock or on settings


@dataclass(slots=True)
class Trust:
    """What a node asked of one trust list.

    Attributes:
        station: the node with this list.
        answers: of functions that ask without arguments.
    """

    station: Station | None = None
    answers: dict[Callable[[], Any], Any] = field(default_factory=dict)


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
                if len(answers) > MOST:
                    answers.clear()
                answers[key] = ask(*given, **named)
        except TypeError:  # a list of addresses
            return ask(*given, **named)
        return answers[key]

    return answer


def of_the_list(ask: Callable[[], Any], now: Callable[[], Trust | None]) -> Callable[[], Any]:
    """A question to the trust list without arguments, put once for each list that a node has.

    Args:
        ask: the question.
        now: gives the list of the node at work; None where there is none.
    """

    def answer() -> Any:  # noqa: ANN401  (as what is asked)
        trust = now()
        if trust is None:
            return ask()
        if ask not in trust.answers:
            trust.answers[ask] = ask()
        return trust.answers[ask]

    return answer
