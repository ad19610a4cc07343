"""What subjects above entities fill when the node starts; entities call it and know nothing of who answers.

A rules test lists every registration.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samakki.access.queries import Officer
from samakki.entities.domain.made import MadeEntity
from samakki.entities.domain.protection import Protection, Touched
from samakki.kernel.refusals import Refusal

Saved = Callable[[Sequence[str]], None]
"""Takes references of entities that were made or changed, after the transaction that did it has committed."""

Made = Callable[[Sequence[MadeEntity]], None]
"""Takes new entities as they were written, inside the transaction that wrote them."""

Members = Callable[[str], Sequence[str]]
"""Takes an entity's reference; returns those judged to be the same thing, itself not among them."""

Among = Callable[[str, Collection[str]], Sequence[str]]
"""The same, as far as it follows from judgements on entities of a collection alone: those that an officer sees."""

entity_written: dict[str, Saved] = {}
"""Asked within the transaction that wrote: what must never lag behind the tables, such as the search index."""

entity_made: dict[str, Made] = {}
"""By the same names: asked instead where all entities are new, so that nobody reads back what is at hand."""

entity_saved: dict[str, Saved] = {}
profile_members: dict[str, Members] = {}
profile_members_among: dict[str, Among] = {}


def on_entity_saved(name: str, told: Saved) -> None:
    """Have `told` called after every commit that made or changed entities."""
    entity_saved[name] = told


def on_entity_written(name: str, told: Saved, *, made: Made | None = None) -> None:
    """Have `told` called inside every transaction that makes or changes entities, before it commits.

    Args:
        name: of who asks.
        told: takes references.
        made: takes entities that are new, as they were written; called for these instead of `told`.
    """
    entity_written[name] = told
    if made is not None:
        entity_made[name] = made


def answer_profile_members(name: str, members: Members, among: Among | None = None) -> None:
    """Say who knows which entities were judged to be one thing, and which of them an officer may be shown together."""
    profile_members[name] = members
    if among is not None:
        profile_members_among[name] = among


CaseRecords = Callable[[str], Iterable[str]]
"""Takes a case's reference; returns references of the records filed in it: its folders, reports, exhibits."""

case_records: dict[str, CaseRecords] = {}


def answer_case_records(name: str, records: CaseRecords) -> None:
    """Say which records belong to a case, so that a search can be narrowed to it.

    What is named here opens nothing: a search looks at it only where the policy lets the officer see it anyway.
    """
    case_records[name] = records


Replace = Callable[[Protection], Sequence[Touched]]
"""Puts the code in place of every spelling in the texts of its subject, inside the transaction it is called in.

Rewrites only records that `Protection.concerns`, and what hangs on them. Seals what was there before it writes
(``entities.actions.seal_original``; ``entities.actions.protect_rows`` does both). Says what it touched.
"""

Widen = Callable[[frozenset[str]], Iterable[str]]
"""Takes references of records that concern a person; returns further ones that do because of these: the case in which
a report is filed, the parts of a case. What belongs to a case is asked for once, and not on from there."""


Reindex = Callable[[frozenset[str]], None]
"""Takes references of records whose texts came back; brings their rows of the search index up to date."""


@dataclass(frozen=True, slots=True)
class Protecting:
    """What one subject does when a person is protected."""

    replace: Replace
    covers: Mapping[str, Sequence[str]] = field(default_factory=dict)  # {"cases.Note": ("text",)}: what it rewrites
    widen: Widen | None = None
    reindex: Reindex | None = None


protections: dict[str, Protecting] = {}


def protecting(
    name: str,
    replace: Replace,
    *,
    covers: Mapping[str, Sequence[str]] | None = None,
    widen: Widen | None = None,
    reindex: Reindex | None = None,
) -> None:
    """Have `replace` called whenever a person is protected.

    Args:
        name: of the subject, or subject and part: "cases", "cases: exhibits".
        replace: see `Replace`.
        covers: labels of models with the text fields that it rewrites; a rules test wants every personal text named
            here or excused with a reason.
        widen: see `Widen`.
        reindex: see `Reindex`; asked for when a protection is taken back.
    """
    protections[name] = Protecting(replace, covers or {}, widen, reindex)


Parts = Callable[[str], Iterable[str]]
"""Takes the reference of a case; returns references of records that belong to it: its folders, reports filed in it."""

parts: dict[str, Parts] = {}


def has_parts(name: str, of: Parts) -> None:
    """Say which records belong to a case, so that it can be taken out of the node as a whole."""
    parts[name] = of


def members_of(reference: str) -> frozenset[str]:
    """Every record that some subject counts to a case."""
    return frozenset(one for of in parts.values() for one in of(reference))


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """A record that an officer may accept an import into.

    Attributes:
        reference: what people call it: "C-7K3QX".
        resource: reference of the resource that what it describes belongs to; of a case, that of its people.
        words: one line for a list; no name of a person.
    """

    reference: str
    resource: str
    words: str


Targets = Callable[[Officer], Sequence[ImportTarget]]
"""Takes an officer; returns the records whose people and things they may write, newest first."""

Pointing = Callable[[Sequence[str]], Iterable[str]]
"""Takes references of entities; returns references of records that name one of them and would lose it."""

Because = Callable[[int, str], Refusal]
"""Takes how many records rest on them, and some of their references in one line; returns why they stay."""

import_targets: dict[str, Targets] = {}


@dataclass(frozen=True, slots=True)
class Resting:
    """What of one kind rests on entities.

    Attributes:
        held: the refusal to take the entities away.
        tables: labels of models with a foreign key to entities that `points` answers for.
    """

    points: Pointing
    held: Because
    tables: frozenset[str]


pointing: dict[str, Resting] = {}


def offer_import_targets(name: str, targets: Targets) -> None:
    """Say which records of a subject an import can be accepted into."""
    import_targets[name] = targets


def pointed_at(count: int, records: str) -> Refusal:
    """Why entities stay on which other work rests, where the subject of that work says nothing more."""
    return Refusal("import-pointed-at", {"count": count, "records": records})


def answer_pointing(name: str, points: Pointing, *, held: Because = pointed_at, tables: Collection[str] = ()) -> None:
    """Say which records of a subject name entities, so that an import they rest on is not undone under them.

    Args:
        name: of the subject, or subject and part.
        points: see `Pointing`.
        held: the refusal, whose words say what to do; the subject has them.
        tables: labels of models whose rows `points` answers for: a row that counts no more does not hold anything up.
    """
    pointing[name] = Resting(points, held, frozenset(tables))


source_pages: dict[str, Callable[[str], str]] = {}
"""Address of the page of a source, by the value of its kind: takes the source's reference."""


def show_source(kind: str, address: Callable[[str], str]) -> None:
    """Say where a source of this kind has its page; without one its reference stands as plain text."""
    source_pages[kind] = address


Held = Callable[[], Collection[str]]
"""Returns references of people about whom nothing may leave the node yet, whoever asks."""

held_back: dict[str, Held] = {}


def hold_back(name: str, held: Held) -> None:
    """Say about whom nothing may leave: asked before every file, release and print of a case."""
    held_back[name] = held


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something here that belongs to somebody else, who has not allowed its use in court.

    Attributes:
        reference: of the report, item, person or thing.
        owner: desk that owns it: "TH/POL/AHTD/duty".
        source: reference of what came: "DR-…".
        url: page where its owner is asked.
    """

    reference: str
    owner: str
    source: str
    url: str


Withholds = Callable[[Collection[str]], Iterable[Withheld]]
"""Takes references of reports, items, people and things; returns those whose owner has not allowed use in court."""

withholding: dict[str, Withholds] = {}


def withhold_from_prints(name: str, withholds: Withholds) -> None:
    """Say what no print of a case shows although its readers do: asked before every print."""
    withholding[name] = withholds


def withheld_among(references: Collection[str]) -> dict[str, Withheld]:
    """What of these no print shows, by reference."""
    found = (one for withholds in withholding.values() for one in withholds(references)) if references else ()
    return {one.reference: one for one in found}


withholding_from_files: dict[str, Withholds] = {}


def withhold_from_files(name: str, withholds: Withholds) -> None:
    """Say what no file that is taken out holds although who makes it reads it: asked before every file.

    Args:
        name: of who says so.
        withholds: takes references of sources; returns those whose owner has not allowed that they go anywhere.
    """
    withholding_from_files[name] = withholds


def withheld_from_files(sources: Collection[str]) -> dict[str, Withheld]:
    """Which of these sources no file holds anything of, by reference."""
    found = (one for withholds in withholding_from_files.values() for one in withholds(sources)) if sources else ()
    return {one.reference: one for one in found}


Wants = Callable[[], Iterable[str]]
"""Returns references of stored files whose record was destroyed."""

Holds = Callable[[Sequence[str]], Iterable[str]]
"""Takes references of stored files; returns those that must stay."""

files_to_clear: dict[str, Wants] = {}
file_holds: dict[str, Holds] = {}


def clear_files_of(name: str, wants: Wants, *, holds: Holds | None = None) -> None:
    """Say which files of a subject go because their record was destroyed, and which must stay whoever wants them gone.

    What another row names by a foreign key stays without being named here.
    """
    files_to_clear[name] = wants
    if holds is not None:
        file_holds[name] = holds
