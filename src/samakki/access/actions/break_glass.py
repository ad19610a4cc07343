"""Urgent access: opening one record in danger, and reviewing that it was right."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samakki.access import audit, queries
from samakki.access.actions.notifying import notify
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import free_reference
from samakki.access.actions.ties import end_ties, tie
from samakki.access.domain import breakglass as rules
from samakki.access.domain.accounts import Actor
from samakki.access.domain.notices import NoticeCode
from samakki.access.domain.policy import NOT_FOUND, Decision, Tie, purposes_of
from samakki.access.domain.vocabulary import Basis, Duty, Purpose, Surface
from samakki.access.models import BreakGlass, Exclusion, Membership, Officer, Resource
from samakki.access.queries.people import actor, actors_with
from samakki.access.queries.records import Standing, exclusion_of, facts_of, standing
from samakki.kernel.refusals import Refusal
from samakki.sealing.fields import open_text, seal_text
from samakki.sealing.keyring import Keyring, load_keyring

TABLE, COLUMN = "access_breakglass", "reason_sealed"


@dataclass(frozen=True, slots=True)
class Opened:
    """A use of urgent access: its code and its end."""

    use: str
    ends_at: datetime


def open_break_glass(*, by: Officer, reference: str, reason: str) -> Opened:
    """Open one record in full for 24 hours, because somebody is in danger and nobody who may read it can be reached.

    Never opens identities, whereabouts, care or sources, nor a record of another agency; those are answered as one that
    is missing. The desk that owns the record, those who review and overseers are told at once.

    Not checked here: that `by` has just typed their password again. The page asks for it (``access/web``).

    Args:
        by: who asks.
        reference: the record; any text.
        reason: in their own words, 20 to 2,000 characters; sealed, and opened for the reviewer only.

    Raises:
        Refused: see ``domain.breakglass.refusals_to_open``.
    """
    with transaction.atomic():
        # Locked, so that two requests at once cannot both find that no earlier use awaits a review.
        Officer.objects.select_for_update().get(pk=by.pk)
        now = timezone.now()
        ends_at = now + rules.LASTS
        seen = standing(by, reference)
        acting = actor(by)
        would_see, purpose = _would_see(acting, seen, now=now, ends_at=ends_at)
        waiting = BreakGlass.objects.filter(officer=by, reviewed_at__isnull=True).order_by("opened_at").first()
        reasons = rules.refusals_to_open(
            acting,
            reason=reason,
            awaiting_review=waiting.code if waiting else "",
            now_sees=seen.decide(purpose=None, surface=Surface.PAGE, now=now),
            would_see=would_see,
            roles=queries.roles(),
        )
        if not reasons and purpose is not None:
            opened = Opened(free_reference("U", _is_use), ends_at)
            BreakGlass.objects.create(
                code=opened.use,
                resource_id=seen.resource_id,
                officer=by,
                reason_sealed=seal_text(reason.strip(), keyring=_keyring(), table=TABLE, row=opened.use, column=COLUMN),
                opened_at=now,
                ends_at=ends_at,
            )
            how = Tie(Basis.BREAK_GLASS, purpose, now, ends_at)
            tie(seen.resource_id, by, how, granted_by=by.code, reason=opened.use)
            notify(_to_be_told(seen.resource_id, by), NoticeCode.BREAK_GLASS_OPENED, at=now, reference=reference)
            facts = {"record": opened.use, "purpose": purpose.value}
            audit.record(by, "open_break_glass", reference, facts=facts)
            return opened
    raise logged_refusal(by, "open_break_glass", reference, reasons, inner=would_see.inner)


def read_break_glass_reason(*, by: Officer, use: str) -> str:
    """The written reason of a use, for who may review it. The look is written down.

    Raises:
        Refused: as for `review_break_glass`.
    """
    with transaction.atomic():
        found, reasons = _to_review(by, use)
        if found is not None and not reasons:
            audit.record(by, "read_break_glass_reason", found.resource.reference, facts={"record": use})
            return open_text(bytes(found.reason_sealed), keyring=_keyring(), table=TABLE, row=found.code, column=COLUMN)
    raise logged_refusal(by, "read_break_glass_reason", found.resource.reference if found else "", reasons)


def review_break_glass(*, by: Officer, use: str, finding: rules.Finding) -> None:
    """Say whether a use was justified. One that was not ends at once; either way the next use is possible again.

    Args:
        by: another person of the desk that owns the record, or an overseer.
        use: its code.
        finding: what the reviewer found.

    Raises:
        Refused: see ``domain.breakglass.refusals_to_review``.
    """
    with transaction.atomic():
        found, reasons = _to_review(by, use)
        if found is not None and not reasons:
            now = timezone.now()
            found.reviewed_by, found.reviewed_at, found.finding = by.code, now, finding.value
            found.save(update_fields=["reviewed_by", "reviewed_at", "finding"])
            if finding is rules.Finding.NOT_JUSTIFIED:
                end_ties(Membership.objects.filter(basis=Basis.BREAK_GLASS.value, reason=use), now)
            reference = found.resource.reference
            notify([found.officer], NoticeCode.BREAK_GLASS_REVIEWED, at=now, reference=reference)
            facts = {"record": use, "finding": finding.value}
            audit.record(by, "review_break_glass", reference, facts=facts)
            return
    raise logged_refusal(by, "review_break_glass", found.resource.reference if found else "", reasons)


def _would_see(acting: Actor, seen: Standing, *, now: datetime, ends_at: datetime) -> tuple[Decision, Purpose | None]:
    """The policy's answer if urgent access were there, for the first purpose of the officer that it opens for."""
    refused = seen.decide(purpose=None, surface=Surface.PAGE, now=now)
    if beyond := rules.refusals_beyond_agency(acting, seen.resource):
        return Decision(None, None, None, (NOT_FOUND,), (*refused.inner, *beyond)), None
    for purpose in purposes_of(seen.viewer, roles=queries.roles()):
        supposed = Tie(Basis.BREAK_GLASS, purpose, now, ends_at)
        decision = seen.decide(purpose=purpose, surface=Surface.PAGE, now=now, extra=(supposed,))
        if decision.basis is Basis.BREAK_GLASS:
            return decision, purpose
    return refused, None


def _to_be_told(resource_id: int, by: Officer) -> list[Officer]:
    """Officers of the desk that owns the record, and who may review; without `by`, and without who is excluded."""
    desk = Resource.objects.select_related("owner_desk__agency").get(pk=resource_id).owner_desk
    reviewers = [
        officer
        for officer, acting in actors_with(Duty.REVIEW_BREAK_GLASS)
        if acting.agency == desk.agency.code or acting.is_overseer()
    ]
    of_desk = list(Officer.objects.filter(desk=desk, is_active=True))
    hidden = Exclusion.objects.filter(resource=resource_id, lifted_at__isnull=True)
    kept_away = Officer.objects.filter(
        Q(pk__in=hidden.filter(officer__isnull=False).values("officer_id"))
        | Q(desk__in=hidden.filter(desk__isnull=False).values("desk_id"))
    )
    not_told = {by.pk, *kept_away.values_list("pk", flat=True)}
    return [officer for officer in (*of_desk, *reviewers) if officer.pk not in not_told]


def _to_review(by: Officer, use: str) -> tuple[BreakGlass | None, tuple[Refusal, ...]]:
    rows = BreakGlass.objects.select_for_update(of=("self",)).select_related("resource__owner_desk", "officer")
    found = rows.filter(code=use).first()
    excluded = Exclusion.objects.filter(exclusion_of(by), resource__break_glasses__code=use).exists()
    reasons = rules.refusals_to_review(
        actor(by),
        resource=facts_of(found.resource) if found else None,
        opened_by=found.officer.code if found else "",
        is_reviewed=found is not None and found.reviewed_at is not None,
        excluded=excluded,
        roles=queries.roles(),
    )
    return found, reasons


def _is_use(code: str) -> bool:
    return BreakGlass.objects.filter(code=code).exists()


def _keyring() -> Keyring:
    return load_keyring(settings.SAMAKKI_KEYS / "fields.json")
