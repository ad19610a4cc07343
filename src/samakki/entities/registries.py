"""What subjects above entities fill when the node starts; entities call it and know nothing of who answers.

A rules test lists every registration.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samakki.entities.domain.protection import Protection, Touched

Saved = Callable[[Sequence[str]], None]
"""Takes references of entities that were made or changed, after the transaction that did it has committed."""

Members = Callable[[str], Sequence[str]]
"""Takes an entity's reference; returns those judged to be the same thing, itself not among them."""

Among = Callable[[str, Collection[str]], Sequence[str]]
"""The same, as far as it follows from judgements on entities of a collection alone: those that an officer sees."""

entity_written: dict[str, Saved] = {}
"""Asked within the transaction that wrote: what must never lag behind the tables, such as the search index."""

entity_saved: dict[str, Saved] = {}
profile_members: dict[str, Members] = {}
profile_members_among: dict[str, Among] = {}


def on_entity_saved(name: str, told: Saved) -> None:
    """Have `told` called after every commit that made or changed entities."""
    entity_saved[name] = told


def on_entity_written(name: str, told: Saved) -> None:
    """Have `told` called inside every transaction that makes or changes entities, before it commits."""
    entity_written[name] = told


def answer_profile_members(name: str, members: Members, among: Among | None = None) -> None:
    """Say who knows which entities were judged to be one thing, and which of them an officer may be shown together."""
    profile_members[name] = members
    if among is not None:
        profile_members_among[name] = among


Replace = Callable[[Protection], Sequence[Touched]]
"""Puts the code in place of every spelling in the texts of its subject, inside the transaction it is called in.

Rewrites only records that `Protection.concerns`, and what hangs on them. Seals what was there before it writes
(``entities.actions.seal_original``; ``entities.actions.protect_rows`` does both). Says what it touched.
"""

Widen = Callable[[frozenset[str]], Iterable[str]]
"""Takes references of records that concern a person; returns further ones that do because of these: the case in which
a report is filed, the exhibits of a case. Asked again until nothing new comes."""


@dataclass(frozen=True, slots=True)
class Protecting:
    """What one subject does when a person is protected."""

    replace: Replace
    covers: Mapping[str, Sequence[str]] = field(default_factory=dict)  # {"cases.Note": ("text",)}: what it rewrites
    widen: Widen | None = None


protections: dict[str, Protecting] = {}


def protecting(
    name: str, replace: Replace, *, covers: Mapping[str, Sequence[str]] | None = None, widen: Widen | None = None
) -> None:
    """Have `replace` called whenever a person is protected.

    Args:
        name: of the subject, or subject and part: "cases", "cases: exhibits".
        replace: see `Replace`.
        covers: labels of models with the text fields that it rewrites; a rules test wants every personal text named
            here or excused with a reason.
        widen: see `Widen`.
    """
    protections[name] = Protecting(replace, covers or {}, widen)
