"""What subjects above entities fill when the node starts; entities call it and know nothing of who answers.

A rules test lists every registration.
"""

from collections.abc import Callable, Sequence

Saved = Callable[[Sequence[str]], None]
"""Takes references of entities that were made or changed, after the transaction that did it has committed."""

Members = Callable[[str], Sequence[str]]
"""Takes an entity's reference; returns those judged to be the same thing, itself not among them."""

entity_saved: dict[str, Saved] = {}
profile_members: dict[str, Members] = {}


def on_entity_saved(name: str, told: Saved) -> None:
    """Have `told` called after every commit that made or changed entities."""
    entity_saved[name] = told


def answer_profile_members(name: str, members: Members) -> None:
    """Say who knows which entities were judged to be one thing."""
    profile_members[name] = members
