"""Named steps of delivery, at each of which a process may end: the fault suite ends it there and looks what is left.

On a real node nobody watches, and a step costs one comparison.
"""

from collections.abc import Callable

STEPS: tuple[str, ...] = (
    "queue:written",  # message stored, transaction open
    "queue:committed",
    "seal:sealed",  # envelope made, transaction open
    "seal:committed",
    "send:leased",  # rows are marked as on the line
    "send:answered",  # the answer is here, nothing of it used
    "send:used",  # everything in the answer is used, not yet noted that the peer was met
    "call:checked",  # a request is proved, nothing of it used
    "call:used",  # everything in it is used, the answer not made
    "call:made",  # the answer is made, not sent
    "receive:opened",  # envelope opened, nothing written
    "receive:effect",  # the owner has written, transaction open
    "receive:receipt",  # receipts written, transaction open
    "receive:committed",
    "receipt:written",  # a receipt that came is written, transaction open
    "receipt:committed",
    "chunk:written",  # bytes are in the file, not yet in the table
    "chunk:committed",
)
"""Every step, in the order of a message's life."""

watchers: list[Callable[[str], None]] = []


def reached(step: str) -> None:
    """Say that a step was reached."""
    for watch in watchers:
        watch(step)
