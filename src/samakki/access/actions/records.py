"""Records as access knows them: registering them, reading them, and who is tied to them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samakki.access import audit, queries
from samakki.access.actions.notifying import notify
from samakki.access.actions.refusing import as_logged, logged_refusal
from samakki.access.actions.secrets_made import free_reference
from samakki.access.actions.ties import end_ties, tie
from samakki.access.domain import membership as rules
from samakki.access.domain.accounts import Actor
from samakki.access.domain.notices import NoticeCode
from samakki.access.domain.policy import NOT_FOUND, Decision, Tie
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface
from samakki.access.models import Desk, Membership, Officer, Resource
from samakki.access.queries.choices import manage_refusals, officer_to_tie
from samakki.access.queries.records import Standing, standing
from samakki.access.registries import MembershipChange, companions_of, tell_membership_change
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Fact

UNLOGGED = frozenset(
    {Compartment.AGGREGATES, Compartment.LAW, Compartment.PROGRAMME, Compartment.ACCOUNTS, Compartment.AUDIT}
)
"""Compartments without a person's row. Reading anything else is written down."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """What access keeps of a new record; its content stays with its subject.

    Attributes:
        reference: from `new_record_reference`.
        subject: the package that keeps the content: "cases".
        compartment: row of the visibility matrix.
        owner_desk: address; empty for the desk of who makes the record.
        handling: codes of the record; they combine.
        is_protected: it concerns a protected person.
    """

    reference: str
    subject: str
    compartment: Compartment
    owner_desk: str = ""
    handling: frozenset[HandlingCode] = frozenset({HandlingCode.H0})
    is_protected: bool = False


def new_record_reference(prefix: str) -> str:
    """A reference for a new record: one to three capitals saying its kind, free on this node."""
    return free_reference(prefix, _is_reference)


def register_resource(
    *, by: Officer, record: NewRecord, purpose: Purpose, basis: Basis = Basis.TEAM, ends_at: datetime | None = None
) -> None:
    """Tell access of a new record, and make `by` its first member. Part of a subject's action, in its transaction.

    Not checked here: whether `by` may write such a record. The subject's action asks ``domain.policy.decide_write``
    first, because a refusal in the middle of its transaction would undo its audit entry.

    Args:
        by: who makes the record.
        record: what access keeps of it.
        purpose: of the first membership.
        basis: of the first membership.
        ends_at: end of the first membership, where the basis needs one.

    Raises:
        ValueError: no transaction, a reference of another form, no handling code, a basis that is not given to
            members, or an end that the basis does not allow: mistakes of the calling program.
    """
    now = timezone.now()
    mistakes = {
        "a record is registered inside the transaction that writes it": transaction.get_connection().in_atomic_block,
        "a reference comes from new_record_reference": as_logged(record.reference) == record.reference,
        "a record has at least one handling code": bool(record.handling),
        "this basis is not one for members": basis in rules.ASSIGNABLE,
        "the first membership needs another end": not rules.refusals_of_tie(basis, starts_at=now, ends_at=ends_at),
    }
    for message, holds in mistakes.items():
        if not holds:
            raise ValueError(message)
    desk = Desk.objects.get(address=record.owner_desk) if record.owner_desk else by.desk
    resource = Resource.objects.create(
        reference=record.reference,
        subject=record.subject,
        compartment=record.compartment.value,
        handling=",".join(sorted(code.value for code in record.handling)),
        owner_desk=desk,
        is_protected=record.is_protected,
        created_at=now,
    )
    tie(resource.pk, by, Tie(basis, purpose, now, ends_at), granted_by=by.code)
    facts = {
        "compartment": record.compartment.value,
        "desk": desk.address,
        "basis": basis.value,
        "purpose": purpose.value,
    }
    audit.record(by, "register_resource", record.reference, facts=facts)


def read_record(*, by: Officer, reference: str, surface: Surface, purpose: Purpose | None = None) -> Decision:
    """Decide what `by` sees of a record and write the look down, refused or not.

    A missing record and one that is not theirs take the same queries and the same entry, so that neither the answer
    nor the work behind it tells them apart; only the log knows which it was.

    Args:
        by: who looks.
        reference: as in the address of the page; any text.
        surface: where it will show.
        purpose: None for whichever of theirs opens most.

    Returns:
        A decision with a view.

    Raises:
        Refused: "not-found", always that.
    """
    with transaction.atomic():
        seen = standing(by, reference)
        decision = seen.decide(purpose=purpose, surface=surface, now=timezone.now())
        if decision.view:
            if seen.resource is not None and seen.resource.compartment not in UNLOGGED:
                audit.record(by, "read_record", reference, facts=_facts_of(decision, surface))
            return decision
    raise logged_refusal(by, "read_record", reference, decision.reasons, inner=decision.inner)


def read_records(*, by: Officer, references: Collection[str], surface: Surface) -> None:
    """Write down that `by` looks at several records at once, on the page of another: as `read_record`, in one go.

    Args:
        by: who looks.
        references: of records that a query showed `by` in this very request.
        surface: where they show.

    Raises:
        Refused: "not-found", where one of them is open no more.
    """
    with transaction.atomic():
        decided = queries.decisions_on(by=by, references=references, surface=surface)
        closed = sorted(set(references) - set(decided))
        if not closed:
            kinds = Resource.objects.filter(reference__in=decided).values_list("reference", "compartment")
            logged = {reference for reference, kind in kinds if Compartment(kind) not in UNLOGGED}
            told = {one: _facts_of(decided[one], surface) for one in sorted(logged)}
            audit.record_each(by, "read_record", told)
            return
    raise logged_refusal(by, "read_record", closed[0], [NOT_FOUND])


def _facts_of(decision: Decision, surface: Surface) -> dict[str, Fact]:
    found = {"view": decision.view, "basis": decision.basis, "purpose": decision.purpose}
    return {"surface": surface.value, **{name: one.value for name, one in found.items() if one is not None}}


def add_member(
    *,
    by: Officer,
    reference: str,
    officer: str,
    purpose: Purpose,
    basis: Basis = Basis.TEAM,
    ends_at: datetime | None = None,
) -> None:
    """Tie an officer to a record, and to those of its parts that their role reads on the same ground.

    Args:
        by: who manages the record's members.
        reference: the record.
        officer: code; never that of `by`.
        purpose: what the officer will open it for; one of their role's.
        basis: what ties them to it.
        ends_at: needed for a session, a referral, an order and a mandate.

    Raises:
        Refused: "not-found"; "officer-not-available" for an officer who is unknown, closed, has no fitting role or is
            excluded alike; or what is wrong with basis and end.
    """
    with transaction.atomic():
        now = timezone.now()
        seen = standing(by, reference)
        reasons = list(manage_refusals(by, seen))
        if not reasons:
            acting = Actor(seen.viewer, by.desk.agency.code)
            reasons += rules.refusals_to_add(acting, officer, basis, starts_at=now, ends_at=ends_at)
            whom = officer_to_tie(seen, officer, purpose=purpose, basis=basis)
            if whom is None:
                reasons.append(rules.NOT_AVAILABLE)
            elif not reasons:
                how = Tie(basis, purpose, now, ends_at)
                for one in (seen, *_parts_open_to(by, reference, officer, how)):
                    tie(one.resource_id, whom, how, granted_by=by.code)
                notify([whom], NoticeCode.MEMBER_ADDED, at=now, reference=reference)
                facts = {"officer": officer, "basis": basis.value, "purpose": purpose.value}
                audit.record(by, "add_member", reference, facts=facts)
                tell_membership_change(by, MembershipChange(reference, officer, purpose.value, is_tied=True))
                return
    raise logged_refusal(by, "add_member", reference, reasons)


def end_membership(*, by: Officer, reference: str, officer: str) -> None:
    """End every tie of an officer to a record and its parts at once, grants and urgent access included.

    Officers may leave a record they are tied to; without a tie, trying to leave is answered like anything else, or it
    would tell whether there is a record. The officer is not told: a notice could be what sets off the harm.

    Raises:
        Refused: "not-found"; "officer-not-available" where nobody of that code is tied to the record now.
    """
    with transaction.atomic():
        now = timezone.now()
        seen = standing(by, reference)
        reasons = list(manage_refusals(by, seen))
        if officer == by.code and seen.is_tied(now):
            reasons = []
        if not reasons:
            ties = Membership.objects.filter(resource=seen.resource_id, officer__code=officer)
            if end_ties(ties, now):
                parts = companions_of(reference)
                end_ties(Membership.objects.filter(resource__reference__in=parts, officer__code=officer), now)
                audit.record(by, "end_membership", reference, facts={"officer": officer})
                tell_membership_change(by, MembershipChange(reference, officer, "", is_tied=False))
                return
            reasons = [rules.NOT_AVAILABLE]
    raise logged_refusal(by, "end_membership", reference, reasons)


def grant_identity(
    *,
    by: Officer,
    reference: str,
    officer: str,
    purpose: Purpose,
    reason: rules.GrantReason,
    ends_at: datetime | None,
) -> None:
    """Open an identity to one officer, as a custodian who does not read it: for a reason, until an end.

    Args:
        by: a custodian of the desk that owns the record.
        reference: of an identity of a victim or a source.
        officer: code of who will read it; never that of `by`.
        purpose: what for; one of their role's.
        reason: why; a code, since the log keeps it.
        ends_at: mandatory, at most 30 days from now.

    Raises:
        Refused: "not-found" for anything that is not an identity of the custodian's desk; "officer-not-available"; or
            what is wrong with the end.
    """
    with transaction.atomic():
        now = timezone.now()
        seen = standing(by, reference)
        decision = seen.decide(purpose=None, surface=Surface.PAGE, now=now)
        acting = Actor(seen.viewer, by.desk.agency.code)
        reasons = list(
            rules.refusals_to_grant(
                acting, officer, seen.resource, decision, starts_at=now, ends_at=ends_at, roles=queries.roles()
            )
        )
        if not reasons:
            whom = officer_to_tie(seen, officer, purpose=purpose, basis=Basis.GRANT)
            if whom is None:
                reasons.append(rules.NOT_AVAILABLE)
            else:
                how = Tie(Basis.GRANT, purpose, now, ends_at)
                tie(seen.resource_id, whom, how, granted_by=by.code, reason=reason.value)
                notify([whom], NoticeCode.IDENTITY_GRANTED, at=now, reference=reference)
                facts = {"officer": officer, "purpose": purpose.value, "reason": reason.value}
                audit.record(by, "grant_identity", reference, facts=facts)
                return
    raise logged_refusal(by, "grant_identity", reference, reasons)


def _parts_open_to(by: Officer, reference: str, officer: str, how: Tie) -> list[Standing]:
    """Parts of a record that `how` would show the officer something of; kept away from one, they get the others."""
    parts = [standing(by, part) for part in companions_of(reference)]
    return [part for part in parts if officer_to_tie(part, officer, purpose=how.purpose, basis=how.basis)]


def _is_reference(reference: str) -> bool:
    return Resource.objects.filter(reference=reference).exists()
