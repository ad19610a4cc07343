"""Many records at once: the policy as one query, for lists, searches and counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.utils import timezone

from samakki.access.domain.policy import Reach, Viewer, purposes_of, reach
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import Exclusion, Membership, Officer, Resource
from samakki.access.queries.deployment import roles, wishes
from samakki.access.queries.people import viewer
from samakki.access.queries.prepared import DESK, NOW, OFFICER, Prepared, prepared
from samakki.access.queries.records import Standing, exclusion_by_rows, facts_of, tie_of
from samakki.kernel.handling import HandlingCode

ALL = frozenset(Compartment)
PAGE = 50
SORTS = 1_024
"""Conditions whose SQL is kept: one for each set of roles that somebody holds, and each sort of list."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a list is made for."""

    surface: Surface
    purpose: Purpose | None = None  # any of theirs
    compartments: frozenset[Compartment] = ALL
    views: frozenset[View] = frozenset(View)
    bases: frozenset[Basis] = frozenset(Basis)


@dataclass(frozen=True, slots=True)
class VisibleRecord:
    """One record that an officer may know of, and how much of it."""

    reference: str
    compartment: Compartment
    view: View
    basis: Basis
    purpose: Purpose


def visible(
    *,
    by: Officer,
    surface: Surface,
    purpose: Purpose | None = None,
    compartments: Collection[Compartment] = ALL,
    after: str = "",
    limit: int = PAGE,
) -> tuple[VisibleRecord, ...]:
    """The next `limit` records that `by` may see on `surface`, in the order of their references.

    Agrees with `decide_record` record by record: both ask the same policy, and a test compares them over random worlds.

    Args:
        by: who asks.
        surface: one on which several records show: a list, a search, an export, a chart.
        purpose: None for any of theirs.
        compartments: those wanted.
        after: last reference of the page before; a page never repeats or skips a record.
        limit: 1 or more.
    """
    now = timezone.now()
    who = viewer(by)
    wanted = _visible_to(who, by, _Asked(surface, purpose, frozenset(compartments)), now=now)
    page = Resource.objects.filter(wanted, reference__gt=after).order_by("reference")[:limit]
    return _decided(who, by, page, surface=surface, purpose=purpose, now=now)


def my_records(by: Officer, *, after: str = "", limit: int = PAGE) -> tuple[VisibleRecord, ...]:
    """The next records that a membership of `by` opens in a list, in the order of their references.

    Identities, whereabouts and sources are in no list: who was granted one has a notice with its reference.
    """
    now = timezone.now()
    who = viewer(by)
    wanted = _visible_to(who, by, _Asked(Surface.LIST), now=now, is_tied=True)
    page = Resource.objects.filter(wanted, reference__gt=after).order_by("reference")[:limit]
    return _decided(who, by, page, surface=Surface.LIST, purpose=None, now=now)


def count_visible(*, by: Officer, purpose: Purpose | None = None, compartments: Collection[Compartment] = ALL) -> int:
    """How many records `by` may count. What is hidden is in no number that leaves here."""
    wanted = _visible_to(viewer(by), by, _Asked(Surface.COUNT, purpose, frozenset(compartments)), now=timezone.now())
    return Resource.objects.filter(wanted).count()


def visible_ids(
    *,
    by: Officer,
    surfaces: Collection[Surface],
    purpose: Purpose | None = None,
    compartments: Collection[Compartment] = ALL,
    views: Collection[View] = tuple(View),
    bases: Collection[Basis] = tuple(Basis),
) -> frozenset[int]:
    """Row numbers of the records that `by` may see on each of `surfaces`, for an index that is asked with them.

    Trap: all of them, in memory. An officer is tied to thousands of records, not to millions.

    Args:
        by: who asks.
        surfaces: where what is found will show: a search that says how many there are shows in a count too.
        purpose: None for any of theirs.
        compartments: those wanted.
        views: those that the records may be shown at.
        bases: those on which they may be open to `by`: their own cases, or what others shared.
    """
    who, now = viewer(by), timezone.now()
    # Surfaces on which the same is open, which they are as a rule, are asked once.
    different: list[tuple[Mapping[_Group, set[str]], _Asked]] = []
    for surface in surfaces:
        asked = _Asked(surface, purpose, frozenset(compartments), frozenset(views), frozenset(bases))
        reached = _purposes_by_group(who.roles, asked, wishes())
        if all(reached != known for known, _ in different):
            different.append((reached, asked))
    found = [
        frozenset(Resource.objects.filter(_visible_to(who, by, asked, now=now)).values_list("pk", flat=True))
        for _, asked in different
    ]
    return frozenset.intersection(*found)


def listed_among(*, by: Officer, references: Collection[str]) -> frozenset[str]:
    """Those of some records that a list may show to `by`: a link to another would end at "not available"."""
    shown = _visible_to(viewer(by), by, _Asked(Surface.LIST), now=timezone.now())
    return frozenset(Resource.objects.filter(shown, reference__in=references).values_list("reference", flat=True))


def visible_filter(
    *,
    by: Officer,
    surface: Surface,
    purpose: Purpose | None = None,
    compartments: Collection[Compartment] = ALL,
    views: Collection[View] = tuple(View),
    column: str,
) -> Q:
    """The policy as a condition on a subject's own table, for its lists, searches and counts.

    Args:
        by: who asks.
        surface: where the rows will show.
        purpose: None for any of theirs.
        compartments: those the table's records are in; naming them keeps the query short.
        views: those that the rows may be shown at; a row that holds what a record says needs ``View.FULL`` alone.
        column: the table's foreign key to ``Resource``: "resource".
    """
    asked = _Asked(surface, purpose, frozenset(compartments), frozenset(views))
    now = NOW if by.pk == OFFICER else timezone.now()  # a query that is prepared as a whole gets its moment at each use
    return _visible_to(viewer(by), by, asked, now=now, column=f"{column}_id")


def _decided(
    who: Viewer,
    by: Officer,
    page: QuerySet[Resource],
    *,
    surface: Surface,
    purpose: Purpose | None,
    now: datetime,
) -> tuple[VisibleRecord, ...]:
    """Rows that `_visible_to` let through, each with the policy's own answer; two queries for the page."""
    rows = list(page.select_related("owner_desk"))
    ties = defaultdict(list)
    for membership in Membership.objects.filter(officer=by, resource__in=rows):
        ties[membership.resource_id].append(tie_of(membership))
    asked = [Standing(who, facts_of(row), row.pk, tuple(ties[row.pk]), excluded=False) for row in rows]
    decided = [
        (row, one.decide(purpose=purpose, surface=surface, now=now)) for row, one in zip(rows, asked, strict=True)
    ]
    return tuple(
        VisibleRecord(row.reference, Compartment(row.compartment), decision.view, decision.basis, decision.purpose)
        for row, decision in decided
        if decision.view and decision.basis and decision.purpose
    )


def _visible_to(
    who: Viewer,
    by: Officer,
    asked: _Asked,
    *,
    now: datetime,
    column: str = "pk",
    is_tied: bool = False,
) -> Q:
    """Condition on `column`, a record's row number; with `is_tied` only what a membership opens."""
    ids = _ids(who.roles, asked, wishes(), is_tied=is_tied)
    if ids is None:
        return Q(**{f"{column}__in": []})
    shown, kept_away = (one.asked(now=now, officer=by.pk, desk=by.desk_id) for one in (ids, _kept_away()))
    return Q(**{f"{column}__in": shown}) & ~Q(**{f"{column}__in": kept_away})


@lru_cache(maxsize=SORTS)
def _ids(held: frozenset[str], asked: _Asked, less: str, *, is_tied: bool) -> Prepared | None:
    """Row numbers of the records that roles open; None where they open none.

    The ids come from at most three short index ranges, put together by UNION: this officer's memberships, the desk's
    records, records for anyone. OR between them would make PostgreSQL read every record there is.

    Args:
        held: roles of who asks.
        asked: what for.
        less: what the deployment took away from roles (`wishes`).
        is_tied: only by a membership.
    """
    tied, desks, anyones = Q(), Q(), Q()
    for group, purposes in _purposes_by_group(held, asked, less).items():
        if group.basis is Basis.ANYONE:
            anyones |= group.condition()
        elif group.basis is Basis.DESK:
            desks |= group.condition()
        else:
            tie = Q(basis=group.basis.value, purpose__in=sorted(purposes))
            tied |= group.condition("resource__") & tie
    ids: list[QuerySet[Resource, int] | QuerySet[Membership, int]] = []
    if tied:
        in_time = Q(starts_at__lte=NOW) & (Q(ends_at__isnull=True) | Q(ends_at__gt=NOW))
        ids.append(Membership.objects.filter(tied, in_time, officer=OFFICER).values_list("resource_id", flat=True))
    if desks and not is_tied:
        ids.append(Resource.objects.filter(desks, owner_desk=DESK).values_list("pk", flat=True))
    if anyones and not is_tied:
        ids.append(Resource.objects.filter(anyones).values_list("pk", flat=True))
    if not ids:
        return None
    first, *others = ids
    return prepared(first.union(*others) if others else first)


@lru_cache(maxsize=1)
def _kept_away() -> Prepared:
    """Row numbers of the records from which somebody is kept away, by name or by desk."""
    return prepared(Exclusion.objects.filter(exclusion_by_rows(OFFICER, DESK)).values_list("resource_id", flat=True))


@lru_cache(maxsize=SORTS)
def _purposes_by_group(held: frozenset[str], asked: _Asked, _less: str) -> "Mapping[_Group, set[str]]":
    """What roles reach, and for which purposes, before any record is looked at."""
    found = defaultdict(set)
    who = Viewer("", "", held)
    for purpose in purposes_of(who, roles=roles()) if asked.purpose is None else [asked.purpose]:
        reached = reach(
            who,
            purpose=purpose,
            surface=asked.surface,
            compartments=asked.compartments,
            views=asked.views,
            roles=roles(),
        )
        for group in _groups(one for one in reached if one.basis in asked.bases):
            found[group].add(purpose.value)
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """Compartments that are reached under the same conditions."""

    basis: Basis
    forbidden_codes: frozenset[HandlingCode]
    takes_protected: bool
    compartments: frozenset[Compartment]

    def condition(self, prefix: str = "") -> Q:
        """A record's own side: compartment, handling codes, protection."""
        wanted = Q(**{f"{prefix}compartment__in": sorted(one.value for one in self.compartments)})
        for code in sorted(self.forbidden_codes, key=lambda code: code.value):
            wanted &= ~Q(**{f"{prefix}handling__contains": code.value})
        if not self.takes_protected:
            wanted &= Q(**{f"{prefix}is_protected": False})
        return wanted


def _groups(reached: Iterable[Reach]) -> list[_Group]:
    """The same reach in fewer conditions."""
    together = defaultdict(set)
    for one in reached:
        together[one.basis, one.forbidden_codes, one.takes_protected].add(one.compartment)
    return [_Group(*shared, frozenset(compartments)) for shared, compartments in together.items()]
