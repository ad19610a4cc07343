"""Judgements and the profiles that follow from them, for one officer or for the node itself.

An officer is shown a judgement only where both entities are open to them in full, and a profile only as far as such
judgements make it: nobody learns of a record from what it joins.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from samakki.access.models import Officer
from samakki.entities import queries as entities
from samakki.entities.queries import Caption
from samakki.kernel.refusals import Refusal
from samakki.matching.domain.profiles import Change, Judged, Profiles, change, profiles
from samakki.matching.domain.vocabulary import Judgement, StepKind
from samakki.matching.models import Judgement as Row
from samakki.matching.models import JudgementStep

CHUNK = 400  # names in one question to the database; SQLite takes no more than 999


@dataclass(frozen=True, slots=True)
class Step:
    """A confirmation or a withdrawal."""

    at: datetime
    by: str
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement with what became of it.

    Attributes:
        a: reference of the entity with the lesser reference.
        b: of the other.
        confirmed: by a second officer; None where nobody did or none is needed.
        withdrawn: None while it was not taken back.
    """

    code: str
    a: str
    b: str
    judgement: Judgement
    reason: str
    needs_second: bool
    made_at: datetime
    made_by: str
    made_in: str
    confirmed: Step | None
    withdrawn: Step | None

    @property
    def is_in_force(self) -> bool:
        """Whether profiles follow from it."""
        return self.withdrawn is None and (not self.needs_second or self.confirmed is not None)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a second officer."""
        return self.withdrawn is None and self.needs_second and self.confirmed is None

    def other(self, reference: str) -> str:
        """The one of the two that is not `reference`."""
        return self.b if reference == self.a else self.a


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A profile as one officer sees it.

    Attributes:
        members: captions of the others in it, in order of their references.
        judgements: on the entity itself, newest first, those taken back among them.
        related: every judgement that reaches it over entities they see.
        conflicts: codes of judgements that contradict each other around it.
        captions: of everything named here.
    """

    reference: str
    members: tuple[Caption, ...]
    judgements: tuple[JudgementRow, ...]
    related: tuple[JudgementRow, ...]
    conflicts: tuple[tuple[str, ...], ...]
    captions: dict[str, Caption]


def profile_members(reference: str) -> tuple[str, ...]:
    """References of all that was judged to be the same as an entity, itself not among them.

    Trap: for the node itself (protecting a person reaches all of them). What an officer is shown comes from `profile`
    or from `members_among`.
    """
    return tuple(one for one in profiles(judged(around([reference]))).of(reference) if one != reference)


def members_among(reference: str, among: Collection[str]) -> tuple[str, ...]:
    """The same, as far as it follows from judgements on entities of `among` alone."""
    found = around([reference], among=set(among))
    return tuple(one for one in profiles(judged(found)).of(reference) if one != reference)


def profile(by: Officer, reference: str) -> ProfileView | None:
    """What `by` may know of the profile of an entity; None where the entity itself is not open to them."""
    rows = seen_around(by, [reference])
    named = {reference, *(one for row in rows for one in (row.a, row.b))}
    captions = dict(entities.captions(by, named))
    if reference not in captions:
        return None
    found = profiles(judged(rows))
    own = [row for row in rows if reference in {row.a, row.b}]
    conflicts = [(*one.negative, *one.positive) for one in found.conflicts]
    members = tuple(captions[one] for one in found.of(reference) if one != reference)
    newest = tuple(sorted(own, key=lambda row: (row.made_at, row.code), reverse=True))
    return ProfileView(reference, members, newest, tuple(rows), tuple(conflicts), captions)


def judgement(by: Officer, code: str) -> JudgementRow | None:
    """One judgement; None where there is none, or one of its entities is not open to `by`, alike."""
    found = Row.objects.filter(code=code.replace("\0", " ")).select_related("first", "second").first()
    if found is None:
        return None
    (row,) = with_steps([found])
    return row if {row.a, row.b} <= set(entities.captions(by, [row.a, row.b])) else None


def between(by: Officer, a: str, b: str) -> tuple[JudgementRow, ...]:
    """Judgements on two entities, newest first; none where one of the two is not open to `by`."""
    if not {a, b} <= set(entities.captions(by, [a, b])):
        return ()
    first, second = sorted((a, b))
    rows = Row.objects.filter(first__reference=first, second__reference=second).select_related("first", "second")
    return tuple(with_steps(rows.order_by("-made_at", "-pk")))


def waiting(by: Officer, references: Collection[str]) -> tuple[JudgementRow, ...]:
    """Judgements on these entities that wait for a second officer, as far as `by` sees both."""
    return tuple(row for row in seen_around(by, references) if row.is_waiting)


def what_if(by: Officer, reference: str, *, without: str) -> Change:
    """What taking a judgement back would do, as far as `by` may see it.

    Args:
        by: who asks.
        reference: of one of the two entities.
        without: code of the judgement.
    """
    rows = seen_around(by, [reference])
    touched = {one for row in rows if row.code == without for one in (row.a, row.b)}
    rest = [row for row in rows if row.code != without]
    return change(profiles(judged(rows)), profiles(judged(rest)), touched)


def profiles_of(rows: Iterable[JudgementRow]) -> Profiles:
    """Profiles that follow from rows."""
    return profiles(judged(rows))


def judged(rows: Iterable[JudgementRow]) -> list[Judged]:
    """Those in force, as the rules read them."""
    return [Judged(row.code, row.a, row.b, row.judgement) for row in rows if row.is_in_force]


def seen_around(by: Officer, references: Collection[str]) -> list[JudgementRow]:
    """Judgements that reach these entities over entities that `by` sees."""
    known: dict[str, bool] = {}

    def open_ones(asked: Collection[str]) -> set[str]:
        new = [one for one in asked if one not in known]
        shown: set[str] = set()
        for start in range(0, len(new), CHUNK):
            shown |= set(entities.captions(by, new[start : start + CHUNK]))
        known.update((one, one in shown) for one in new)
        return {one for one in asked if known[one]}

    started = open_ones(references)
    found: dict[str, JudgementRow] = {}
    frontier, met = set(started), set(started)
    while frontier:
        rows = touching(frontier)
        named = {one for row in rows for one in (row.a, row.b)}
        shown = open_ones(named)
        found |= {row.code: row for row in rows if {row.a, row.b} <= shown}
        frontier = next_ones(found.values(), met)
        met |= frontier
    return list(found.values())


def around(references: Collection[str], *, among: set[str] | None = None) -> list[JudgementRow]:
    """Judgements that reach these entities; with `among` over entities of that set alone."""
    found: dict[str, JudgementRow] = {}
    frontier, met = set(references), set(references)
    while frontier:
        rows = touching(frontier)
        found |= {row.code: row for row in rows if among is None or {row.a, row.b} <= among}
        frontier = next_ones(found.values(), met)
        met |= frontier
    return list(found.values())


def next_ones(rows: Iterable[JudgementRow], met: set[str]) -> set[str]:
    """Entities that positive judgements in force lead on to."""
    joining = (row for row in rows if row.is_in_force and row.judgement is Judgement.POSITIVE)
    return {one for row in joining for one in (row.a, row.b)} - met


def touching(references: Collection[str]) -> list[JudgementRow]:
    """Every judgement on one of these entities."""
    listed = sorted(references)
    rows: dict[int, Row] = {}
    for start in range(0, len(listed), CHUNK):
        part = listed[start : start + CHUNK]
        # OR between two joined tables would have the database read every judgement there is.
        firsts, seconds = Row.objects.filter(first__reference__in=part), Row.objects.filter(second__reference__in=part)
        wanted = firsts.values("pk").union(seconds.values("pk"))
        rows |= {row.pk: row for row in Row.objects.filter(pk__in=wanted).select_related("first", "second")}
    return with_steps(rows.values())


def with_steps(rows: Iterable[Row]) -> list[JudgementRow]:
    """Rows, fetched with their entities, with what became of them."""
    listed = list(rows)
    steps: dict[tuple[int, str], Step] = {}
    pks: Sequence[int] = [row.pk for row in listed]
    for start in range(0, len(pks), CHUNK):
        for step in JudgementStep.objects.filter(judgement__in=pks[start : start + CHUNK]):
            steps[step.judgement_id, step.kind] = Step(step.at, step.by, step.by_agency, step.reason)
    return [
        JudgementRow(
            row.code,
            row.first.reference,
            row.second.reference,
            Judgement(row.judgement),
            row.reason,
            row.needs_second,
            row.made_at,
            row.made_by,
            row.made_in,
            steps.get((row.pk, StepKind.CONFIRMED.value)),
            steps.get((row.pk, StepKind.WITHDRAWN.value)),
        )
        for row in listed
    ]


def held_by_judgements(count: int, records: str) -> Refusal:
    """Why an import stays of which officers judged something."""
    return Refusal("import-judged", {"count": count, "records": records})


def judged_among(references: Sequence[str]) -> Iterator[str]:
    """Entities of some that an officer judged, where nobody took the judgement back. Asks no policy: for actions."""
    taken_back = JudgementStep.objects.filter(kind=StepKind.WITHDRAWN.value).values("judgement")
    standing = Row.objects.exclude(pk__in=taken_back)
    for end in ("first__reference", "second__reference"):
        yield from standing.filter(**{f"{end}__in": references}).values_list(end, flat=True).distinct()
