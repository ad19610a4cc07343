"""What subjects above access fill when the node starts; access calls it and knows nothing of who answers.

A rules test lists every registration.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samakki.access.queries import Officer

Companions = Callable[[str], Sequence[str]]
"""Takes a record's reference; returns records that are parts of it: who is tied to it, let go from it or kept away
from it is so for them too, as far as their role reads them. Empty for a record that has no parts."""


@dataclass(frozen=True, slots=True)
class MembershipChange:
    """An officer was tied to a record, or let go from it."""

    reference: str
    officer: str
    purpose: str  # value of the purpose; empty for who was let go
    is_tied: bool


Told = Callable[[Officer, MembershipChange], None]
"""Takes who changed the members and the change; called inside the transaction that changes them. Must not refuse."""

companions: dict[str, Companions] = {}
membership_changes: dict[str, Told] = {}


def answer_companions(name: str, parts: Companions) -> None:
    """Say which records are parts of another."""
    companions[name] = parts


def on_membership_change(name: str, told: Told) -> None:
    """Have `told` called whenever a member is added to a record or their membership ends."""
    membership_changes[name] = told


def companions_of(reference: str) -> tuple[str, ...]:
    """Every record that is a part of the one with `reference`, in a fixed order."""
    return tuple(sorted({part for parts in companions.values() for part in parts(reference)} - {reference}))


def tell_membership_change(by: Officer, change: MembershipChange) -> None:
    """Tell every subject that asked."""
    for told in membership_changes.values():
        told(by, change)
