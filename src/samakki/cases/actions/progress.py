"""What a case is about and how far it is: nickname, countries, lead, stage, the two questions, reviews."""

from collections.abc import Set
from datetime import date

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as access
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.queries import Officer
from samakki.cases.actions.indexing import index_case
from samakki.cases.actions.working import is_prosecution, opened_for_work, touch
from samakki.cases.domain.opening import refusals_of_countries, refusals_of_nickname
from samakki.cases.domain.people import refusals_of_reason
from samakki.cases.domain.reviews import StalledReason, refusals_to_review
from samakki.cases.domain.stages import StageFacts, refusals_to_move
from samakki.cases.domain.tasks import ENDED
from samakki.cases.domain.vocabulary import HypothesisAnswer, Offence, Stage
from samakki.cases.models import Case, Hypothesis, NppCheck, StageChange, StalledReview
from samakki.kernel.marks import mark_of, refusals_to_overwrite
from samakki.kernel.refusals import Refusal


def describe_case(
    *,
    by: Officer,
    case: str,
    nickname: str,
    nickname_is_no_name: bool,
    countries: tuple[str, ...],
    seen: str | None = None,
) -> None:
    """Change what a case is called and which countries it concerns.

    Args:
        by: who changes it.
        case: reference.
        nickname: what the team calls it.
        nickname_is_no_name: the officer says so.
        countries: ISO 3166-1 alpha-2.
        seen: mark of what they saw (`mark_of` nickname and countries); None does not ask.

    Raises:
        Refused: "not-found"; "changed-meanwhile"; or what is wrong with nickname or countries.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        reasons += refusals_of_nickname(nickname, is_no_name=nickname_is_no_name) if row else ()
        reasons += refusals_of_countries(countries) if row else ()
        reasons += refusals_to_overwrite(seen, mark_of(row.nickname, row.countries.split(","))) if row else ()
        if row is not None and not reasons:
            row.nickname, row.countries = nickname.strip(), ",".join(dict.fromkeys(countries))
            row.save(update_fields=["nickname", "countries"])
            touch(row)
            index_case(row)
            audit.record(by, "describe_case", case)
            return
    raise logged_refusal(by, "describe_case", case, reasons)


def change_lead(*, by: Officer, case: str, officer: str) -> None:
    """Put another officer of the team in the lead.

    Raises:
        Refused: "not-found"; "officer-not-on-team" for anybody who does not read all of the case file.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            whom = Officer.objects.select_related("desk__agency").filter(code=officer, is_active=True).first()
            seen = whom and access.decide_record(by=whom, reference=case, purpose=None, surface=Surface.PAGE)
            if whom is not None and seen and seen.view is View.FULL:
                row.lead = whom.code
                row.save(update_fields=["lead"])
                touch(row)
                audit.record(by, "change_lead", case, facts={"officer": officer})
                return
            reasons = [Refusal("officer-not-on-team")]
    raise logged_refusal(by, "change_lead", case, reasons)


def answer_hypothesis(*, by: Officer, case: str, offence: Offence, answer: HypothesisAnswer, reason: str) -> None:
    """Answer "is it trafficking?" or "is it smuggling?" anew. The other question is left as it is.

    Nothing that protects a person changes: codes, task lists and categories stay whatever the answer.

    Raises:
        Refused: "not-found", "reason-length", or "answer-unchanged".
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            last = row.hypotheses.filter(offence=offence.value).order_by("-at", "-pk").first()
            reasons += refusals_of_reason(reason)
            if last is not None and last.answer == answer.value:
                reasons.append(Refusal("answer-unchanged"))
            if not reasons:
                Hypothesis.objects.create(
                    case=row,
                    offence=offence.value,
                    answer=answer.value,
                    reason=reason.strip(),
                    at=timezone.now(),
                    by=by.code,
                )
                touch(row)
                facts = {"what": offence.value, "finding": answer.value}
                audit.record(by, "answer_hypothesis", case, facts=facts)
                return
    raise logged_refusal(by, "answer_hypothesis", case, reasons)


def change_stage(*, by: Officer, case: str, to: Stage, reason: str) -> None:
    """Move a case to another stage.

    Pausing needs a review of today that says why the case is stalled and when to look again (`review_case`).

    Raises:
        Refused: "not-found", or every reason the table of stages gives.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case, even_closed=True)
        if row is not None:
            reasons += refusals_to_move(
                _facts(row), to, reason=reason, is_prosecution=is_prosecution(by), has_review=_has_review(row)
            )
            if not reasons:
                now = timezone.now()
                StageChange.objects.create(
                    case=row, before=row.stage, after=to.value, reason=reason.strip(), at=now, by=by.code
                )
                row.stage, row.stage_since = to.value, now
                if to is Stage.CLOSED:
                    row.next_review_on = None
                row.save(update_fields=["stage", "stage_since", "next_review_on"])
                touch(row)
                audit.record(by, "change_stage", case, facts={"what": to.value})
                return
    raise logged_refusal(by, "change_stage", case, reasons, facts={"what": to.value})


def review_case(
    *,
    by: Officer,
    case: str,
    reasons: Set[StalledReason],
    words: str,
    next_review_on: date | None,
    moves_on: bool = False,
) -> None:
    """Say why a case does not move, or that it does, and when to look again.

    Raises:
        Refused: "not-found", or what is wrong with reasons or day.
    """
    with transaction.atomic():
        row, refusals = opened_for_work(by, case)
        if row is not None:
            refusals += refusals_to_review(reasons, next_review_on, today=timezone.localdate(), moves_on=moves_on)
            if not refusals and next_review_on is not None:
                codes = ",".join(reason.value for reason in StalledReason if reason in reasons)
                StalledReview.objects.create(
                    case=row,
                    reasons=codes,
                    words=words.strip(),
                    next_review_on=next_review_on,
                    at=timezone.now(),
                    by=by.code,
                )
                row.next_review_on = next_review_on
                row.save(update_fields=["next_review_on"])
                touch(row)
                audit.record(by, "review_case", case, facts={"count": len(reasons)})
                return
    raise logged_refusal(by, "review_case", case, refusals)


def _facts(row: Case) -> StageFacts:
    ended = [state.value for state in ENDED]
    return StageFacts(
        Stage(row.stage),
        open_npp_checks=NppCheck.objects.filter(person__case=row, answered_at=None, is_moot=False).count(),
        open_protection_tasks=row.tasks.filter(protects=True).exclude(state__in=ended).count(),
    )


def _has_review(row: Case) -> bool:
    last = row.reviews.order_by("-at", "-pk").first()
    return last is not None and bool(last.reasons) and timezone.localdate(last.at) == timezone.localdate()
