"""What every verb on a disclosure shares: finding it, moving it, noting who worked on it."""

from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.ties import tie
from samakki.access.domain.policy import NOT_FOUND, Tie
from samakki.access.domain.vocabulary import Basis, Duty, Purpose, Surface, View
from samakki.access.models import Membership, Officer, Resource
from samakki.access.queries.choices import officer_to_tie
from samakki.access.queries.records import standing
from samakki.intelligence.domain.disclosures import DisclosureState, DisclosureStep, disclosure_after, standing_at
from samakki.intelligence.models import Disclosure, DisclosureEvent
from samakki.intelligence.queries.opening import may_change
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Fact, Refusal


def disclosure_to_change(by: Officer, reference: str) -> tuple[Disclosure | None, tuple[Refusal, ...]]:
    """The disclosure, locked, where `by` may change it; else the one answer for missing and not theirs."""
    if not may_change(by, reference):
        return None, (NOT_FOUND,)
    return _locked(reference)


def disclosure_to_judge(by: Officer, reference: str) -> tuple[Disclosure | None, tuple[Refusal, ...]]:
    """The disclosure, locked, where `by` sees at least what would leave: enough for a second person."""
    decision = officers.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    if decision.view not in {View.FULL, View.SUMMARY}:
        return None, (NOT_FOUND,)
    return _locked(reference)


def state_of(row: Disclosure) -> DisclosureState:
    """Where it stands now: a hold that is over has let it leave."""
    return standing_at(DisclosureState(row.state), held_until=row.held_until, now=timezone.now())


def move_disclosure(by: Officer, row: Disclosure, step: DisclosureStep, *, note: str = "", **facts: Fact) -> None:
    """Take one step of the table, which the caller has asked for, and write it down twice: for people, for the log."""
    start, now = state_of(row), timezone.now()
    row.state, row.changed_at = disclosure_after(start, step).value, now
    row.save()
    DisclosureEvent.objects.create(
        disclosure=row, step=step.value, start=start.value, end=row.state, note=note, at=now, by=by.code
    )
    audit.record(by, step.value, row.reference, facts={"step": row.state, **facts})


def worked_on(by: Officer, row: Disclosure) -> None:
    """Note that `by` chose or answered something of it: the same officer is not its second person."""
    if by.code not in row.writers:
        row.writers = [*row.writers, by.code]
    row.changed_at = timezone.now()
    row.save()


def unfreeze(row: Disclosure) -> None:
    """Throw away bytes that nobody will send."""
    row.package_sealed = row.rest_sealed = b""
    row.package_digest = row.rest_digest = ""
    row.codes, row.frozen_at, row.held_until = [], None, None
    row.confirmed_by, row.confirmed_at = "", None


def countries_of(row: Disclosure) -> tuple[str, ...]:
    """Countries of every desk that will read it, each once, in order."""
    return tuple(sorted({DeskAddress.parse(one).country for one in row.recipients}))


def has_duty(by: Officer) -> bool:
    """Whether `by` may be the second person at all."""
    return not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE)


def tie_team(by: Officer, resource: Resource, record: str) -> None:
    """Tie who is tied to another record to this one as well, as far as their role reads it."""
    now = timezone.now()
    seen = standing(by, resource.reference)
    for member in officers.members_of(by=by, reference=record):
        purpose = Purpose(member.purpose)
        whom = officer_to_tie(seen, member.officer.code, purpose=purpose, basis=Basis.TEAM)
        there = Membership.objects.filter(resource=resource, officer=whom, ends_at__isnull=True).exists()
        if whom is not None and not there:
            tie(resource.pk, whom, Tie(Basis.TEAM, purpose, now, None), granted_by=by.code)


def _locked(reference: str) -> tuple[Disclosure | None, tuple[Refusal, ...]]:
    found = Disclosure.objects.select_for_update(of=("self",)).select_related(
        "resource__owner_desk", "report__resource"
    )
    row = found.filter(reference=reference).first()
    return (row, ()) if row is not None else (None, (NOT_FOUND,))
