"""Who looked, and what happened: the audit log as people may read it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from samakki.access.domain.accounts import Actor
from samakki.access.domain.exclusion import UNTOLD_ACTIONS
from samakki.access.domain.vocabulary import Compartment, Duty, Surface
from samakki.access.models import AuditEntry, Exclusion, Officer
from samakki.access.queries.choices import manage_refusals
from samakki.access.queries.people import duty_refusals, viewer
from samakki.access.queries.records import Standing, exclusion_of, standing

LOOKS = frozenset({"read_record", "open_break_glass"})
PAGE = 50


@dataclass(frozen=True, slots=True)
class Look:
    """One look, or an attempt at one, as the owner of a record reads it."""

    at: datetime
    officer: str
    action: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry. `facts` are empty for a reader whose role gives metadata only to keep the node running."""

    entry: str
    at: datetime
    actor: str
    action: str
    reference: str
    outcome: str
    facts: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Entries, newest first, and where the next page starts ("" at the end)."""

    rows: tuple[AuditRow, ...]
    after: str


def who_looked(*, by: Officer, reference: str, limit: int = PAGE) -> tuple[Look, ...]:
    """The latest looks at a record, for officers of the desk that owns it, its managing members and overseers.

    Refused attempts are shown only to who may exclude somebody: for others, a colleague who is suddenly refused would
    give an exclusion away. Empty for everybody else, and for a record that `by` does not know of.

    Args:
        by: who asks.
        reference: the record.
        limit: most looks returned.
    """
    seen = standing(by, reference)
    if not may_ask_who_looked(by, seen):
        return ()
    entries = AuditEntry.objects.filter(reference=reference, action__in=LOOKS)
    if manage_refusals(by, seen, Duty.EXCLUDE):
        entries = entries.filter(outcome="done")
    latest = entries.order_by("-at", "-id")[:limit]
    return tuple(Look(entry.at, entry.actor, entry.action, entry.outcome) for entry in latest)


def audit_entries(
    *,
    by: Officer,
    officer: str = "",
    action: str = "",
    reference: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    after: str = "",
    limit: int = PAGE,
) -> AuditPage:
    """One page of the log, newest first; empty for whoever does not read the log.

    An entry about a record that the reader is excluded from is left out, for an overseer too. Who is not an overseer
    sees no exclusion at all and no facts: reasons of refusals would tell who is excluded from what.

    Args:
        by: who reads.
        officer: only what this officer code (or "console", "node") did.
        action: only this verb.
        reference: only what concerns this record.
        since: only from this moment on.
        until: only before this moment.
        after: `AuditPage.after` of the page before; anything else starts at the newest.
        limit: entries a page.
    """
    if duty_refusals(by, Duty.READ_AUDIT):
        return AuditPage((), "")
    wanted = {"actor": officer, "action": action, "reference": reference, "at__gte": since, "at__lt": until}
    entries = AuditEntry.objects.filter(**{name: value for name, value in wanted.items() if value})
    hidden = Exclusion.objects.filter(exclusion_of(by)).values("resource__reference")
    entries = entries.exclude(reference__in=hidden)
    is_overseer = Actor(viewer(by), "").is_overseer()
    if not is_overseer:
        entries = entries.exclude(action__in=UNTOLD_ACTIONS)
    place = _read_place(after)
    if place:
        at, entry_id = place
        # A row comparison would be one condition; spelled out, SQLite and PostgreSQL both walk the index on (at).
        entries = entries.filter(at__lte=at).exclude(Q(at=at) & Q(id__gte=entry_id))
    rows = list(entries.order_by("-at", "-id")[: limit + 1])
    shown = tuple(
        AuditRow(
            str(entry.id),
            entry.at,
            entry.actor,
            entry.action,
            entry.reference,
            entry.outcome,
            entry.facts if is_overseer else {},
        )
        for entry in rows[:limit]
    )
    return AuditPage(shown, f"{shown[-1].at.isoformat()} {shown[-1].entry}" if len(rows) > limit else "")


def may_ask_who_looked(by: Officer, seen: Standing) -> bool:
    """Whether `by` answers for the record enough to know who looked at it: its desk, its managers, overseers."""
    now = timezone.now()
    if seen.resource is None or seen.excluded:
        return False
    if Actor(seen.viewer, "").is_overseer() or not manage_refusals(by, seen):
        return True
    # The log of a record is a compartment of its own, reached on the same ties as the record.
    log = Standing(
        seen.viewer,
        replace(seen.resource, compartment=Compartment.AUDIT),
        seen.resource_id,
        seen.ties,
        excluded=False,
    )
    sees_record = seen.decide(purpose=None, surface=Surface.PAGE, now=now).view
    return sees_record is not None and log.decide(purpose=None, surface=Surface.PAGE, now=now).view is not None


def _read_place(after: str) -> tuple[datetime, uuid.UUID] | None:
    at, _, entry = after.partition(" ")
    try:
        return datetime.fromisoformat(at), uuid.UUID(entry)
    except ValueError:
        return None
