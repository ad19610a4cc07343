"""``docs/reference/delivery-states.md``: states of messages between nodes, drawn from their tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from samakki.exchange.domain.delivery import ARRIVED_TRANSITIONS, SENT_TRANSITIONS, Arrived, Sent
from samakki.exchange.domain.receipts import TELLS
from samakki.exchange.domain.retrying import KEPT_FOR, LONGEST_WAIT
from samakki.exchange.web.wording.mail import CAME, SENT
from samakki.ui.wording import Text
from tools.pages import table

State = TypeVar("State", Sent, Arrived)

OPENING = """\
# States of messages between nodes

## At the sender, for each desk

"""
RECEIVER = """
## At the receiver

"""
RECEIPTS = """
## Receipts

What the sender's state becomes with each, unless it is further already.

"""
TIMES = """
## Times

"""


def page() -> str:
    """The whole page."""
    receipts = [[f"`{kind.value}`", f"`{verdict}`", f"`{state.value}`"] for (kind, verdict), state in TELLS.items()]
    times = [[f"longest wait, {lane.value}", str(longest)] for lane, longest in LONGEST_WAIT.items()]
    times.append(["given up after", f"{KEPT_FOR.days} days"])
    return (
        OPENING
        + _diagram(SENT_TRANSITIONS)
        + "\n"
        + _words(SENT)
        + RECEIVER
        + _diagram(ARRIVED_TRANSITIONS)
        + "\n"
        + _words(CAME)
        + RECEIPTS
        + table(["receipt", "verdict", "state"], receipts)
        + TIMES
        + table(["what", "time"], times)
    )


def _diagram(transitions: Mapping[State, tuple[State, ...]]) -> str:
    lines = [f"    {start.value} --> {end.value}\n" for start, ends in transitions.items() for end in ends]
    return "```mermaid\nflowchart TD\n" + "".join(lines) + "```\n"


def _words(words: Mapping[str, tuple[Text, str, Text]]) -> str:
    rows = [[f"`{state}`", str(said), str(now) or "–"] for state, (said, _colour, now) in words.items()]
    return table(["state", "on pages", "what to do"], rows)
