"""An officer's word on two entities; a second officer's; and taking it back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samakki.access import audit, queries
from samakki.access.actions.notifying import notify
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import free_reference
from samakki.access.domain.notices import NoticeCode
from samakki.access.domain.vocabulary import Duty
from samakki.access.models import Officer
from samakki.entities.actions import extend_protection
from samakki.entities.domain import schemata
from samakki.entities.models import Entity
from samakki.entities.queries.seeing import seen_entities
from samakki.kernel.refusals import Refusal
from samakki.matching import registries
from samakki.matching.domain import judging as rules
from samakki.matching.domain.judging import Side
from samakki.matching.domain.profiles import Change, change
from samakki.matching.domain.vocabulary import Judgement, Reason, StepKind, WithdrawalReason
from samakki.matching.models import Judgement as Row
from samakki.matching.models import JudgementStep
from samakki.matching.queries.judgements import JudgementRow, around, judgement, profiles_of


def judge(*, by: Officer, a: str, b: str, judgement: Judgement, reason: Reason) -> str:
    """Say whether two entities are one and the same. Nothing is merged: profiles follow from all judgements together.

    An officer's earlier word on the same two is withdrawn by a new one. Between records of two agencies, or of another
    agency than the officer's, nothing follows until an officer of another agency confirms it.

    Args:
        by: who says so; sees both in full and has a role that writes.
        a: reference of one entity.
        b: of the other.
        judgement: what they say.
        reason: why; one that goes with the judgement (`vocabulary.FITTING`).

    Returns:
        The code of the judgement.

    Raises:
        Refused: "not-found"; "same-entity"; "protected-not-judged"; "link-not-judged"; "different-kinds";
            "draft-not-judged"; "reason-does-not-fit".
    """
    with transaction.atomic():
        rows = _locked(by, [a, b])
        this, that = (_side(rows[one]) if one in rows else None for one in (a, b))
        reasons = _refusals(by, this, that, judgement, reason)
        if not reasons and this is not None and that is not None:
            now = timezone.now()
            before = around([a, b])
            _withdraw_own(by, rows[a], rows[b], now)
            first, second = sorted((rows[a], rows[b]), key=lambda row: row.reference)
            made = Row.objects.create(
                code=free_reference("J", _is_code),
                first=first,
                second=second,
                judgement=judgement.value,
                reason=reason.value,
                needs_second=rules.needs_second(this, that, judgement, officer_agency=by.desk.agency.code),
                made_at=now,
                made_by=by.code,
                made_in=by.desk.agency.code,
            )
            facts = {"what": judgement.value, "reason": reason.value}
            audit.record(by, "judge", made.code, facts={**facts, **_facts(first, second)})
            _follow(by, _changed(before, [a, b]))
            return made.code
    raise logged_refusal(by, "judge", a, reasons)


def confirm(*, by: Officer, code: str) -> Change:
    """Say the same as an officer of another agency did; the judgement holds from now on.

    Returns:
        What it does to profiles.

    Raises:
        Refused: "not-found"; "judgement-not-waiting"; "protected-not-judged"; "own-judgement"; "same-agency-as-first".
    """
    with transaction.atomic():
        found, is_visible = _open_judgement(by, code)
        reasons = rules.refusals_to_confirm(
            is_visible=is_visible,
            is_waiting=bool(found and found.is_waiting),
            is_protected=found is not None and _is_protected([found.a, found.b]),
            made_by=found.made_by if found else "",
            made_in=found.made_in if found else "",
            officer=by.code,
            agency=by.desk.agency.code,
        )
        if found is not None and not reasons:
            before = around([found.a, found.b])
            _step(by, found.code, StepKind.CONFIRMED, "", timezone.now())
            audit.record(by, "confirm_judgement", code, facts={"what": found.judgement.value})
            done = _changed(before, [found.a, found.b])
            _follow(by, done)
            return done
    raise logged_refusal(by, "confirm_judgement", code, reasons)


def unjudge(*, by: Officer, code: str, reason: WithdrawalReason) -> Change:
    """Take a judgement back. It stays in the table; whatever hung together by it comes apart at once.

    Those who made and confirmed it are told, unless it was `by`; so are those whose judgements lie in a profile that
    comes apart.

    Args:
        by: anyone who sees both entities in full and has a role that writes.
        code: of the judgement.
        reason: why; "judged_anew" is the software's own.

    Returns:
        What was together before, and how it is grouped now.

    Raises:
        Refused: "not-found"; "judgement-withdrawn-already".
    """
    with transaction.atomic():
        found, is_visible = _open_judgement(by, code)
        reasons = rules.refusals_to_withdraw(is_visible=is_visible, is_withdrawn=bool(found and found.withdrawn))
        if found is not None and not reasons:
            now = timezone.now()
            before = around([found.a, found.b])
            _step(by, found.code, StepKind.WITHDRAWN, reason.value, now)
            audit.record(by, "withdraw_judgement", code, facts={"what": found.judgement.value, "reason": reason.value})
            done = _changed(before, [found.a, found.b])
            told = {found.made_by, found.confirmed.by if found.confirmed else ""}
            if done.comes_apart:
                told |= {row.made_by for row in before if row.is_in_force}
            _notify(told - {by.code, ""}, code, now)
            _follow(by, done)
            return done
    raise logged_refusal(by, "withdraw_judgement", code, reasons)


def _refusals(by: Officer, a: Side | None, b: Side | None, judgement: Judgement, reason: Reason) -> tuple[Refusal, ...]:
    are_of_a_kind = (
        a is not None and b is not None and (schemata.is_a(a.schema, b.schema) or schemata.is_a(b.schema, a.schema))
    )
    return rules.refusals_to_judge(a, b, judgement, reason, may_write=_may_write(by), are_of_a_kind=are_of_a_kind)


def _locked(by: Officer, references: Sequence[str]) -> dict[str, Entity]:
    """The entities that `by` sees in full; held until the transaction ends, so that judgements on them queue."""
    references = [one.replace("\0", " ") for one in references]  # PostgreSQL takes no zero byte
    rows = seen_entities(by, references).select_related("source", "resource__owner_desk__agency")
    list(Entity.objects.select_for_update().filter(reference__in=references).order_by("pk").values_list("pk"))
    return {row.reference: row for row in rows}


def _side(row: Entity) -> Side:
    return Side(
        row.reference,
        row.schema,
        row.resource.owner_desk.agency.code,
        is_protected=row.is_protected or row.resource.is_protected,
        is_link=schemata.ends(row.schema) is not None,
        is_draft=row.source.is_draft,
    )


def _open_judgement(by: Officer, code: str) -> tuple[JudgementRow | None, bool]:
    """A judgement, and whether `by` sees both of its entities and has a role that writes."""
    found = judgement(by, code)
    if found is None:
        return None, False
    _locked(by, [found.a, found.b])
    return judgement(by, code), _may_write(by)


def _is_protected(references: Sequence[str]) -> bool:
    return Entity.objects.filter(reference__in=references, is_protected=True).exists()


def _may_write(by: Officer) -> bool:
    """A judgement is written work; a role that only reads gives none."""
    return not queries.duty_refusals(by=by, duty=Duty.WRITE)


def _withdraw_own(by: Officer, a: Entity, b: Entity, now: datetime) -> None:
    first, second = sorted((a, b), key=lambda row: row.reference)
    earlier = Row.objects.filter(first=first, second=second, made_by=by.code)
    withdrawn = JudgementStep.objects.filter(judgement__in=earlier, kind=StepKind.WITHDRAWN.value)
    for row in earlier.exclude(pk__in=withdrawn.values("judgement")):
        _step(by, row.code, StepKind.WITHDRAWN, WithdrawalReason.JUDGED_ANEW.value, now)


def _step(by: Officer, code: str, kind: StepKind, reason: str, now: datetime) -> None:
    JudgementStep.objects.create(
        judgement=Row.objects.get(code=code),
        kind=kind.value,
        reason=reason,
        at=now,
        by=by.code,
        by_agency=by.desk.agency.code,
    )


def _changed(before: Sequence[JudgementRow], touched: Sequence[str]) -> Change:
    reached = {one for row in before for one in (row.a, row.b)} | set(touched)
    return change(profiles_of(before), profiles_of(around(reached)), touched)


def _follow(by: Officer, done: Change) -> None:
    """Protect what is now judged to be a protected person, and tell whoever registered, after the commit."""
    if set(done.before) == set(done.after):
        return
    for group in done.after:
        if len(group) > 1:
            extend_protection(by=by, entities=group)
    touched = sorted({one for group in (*done.before, *done.after) for one in group})

    def tell() -> None:
        for told in registries.profile_changed.values():
            told(touched)

    transaction.on_commit(tell)


def _notify(codes: set[str], reference: str, now: datetime) -> None:
    notify(Officer.objects.filter(code__in=codes), NoticeCode.JUDGEMENT_WITHDRAWN, at=now, reference=reference)


def _facts(first: Entity, second: Entity) -> dict[str, str]:
    return {"entity": first.reference, "other_entity": second.reference}


def _is_code(code: str) -> bool:
    return Row.objects.filter(code=code).exists()
