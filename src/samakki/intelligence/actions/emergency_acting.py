"""At the desk that sent an emergency: who acts on it, and telling that to every other desk that was asked."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.audit.entries import Outcome
from samakki.access.domain.vocabulary import Purpose
from samakki.access.models import Officer
from samakki.exchange.registries import Arrived, Undelivered, Verdict
from samakki.intelligence.actions.posting import NODE, Route, post
from samakki.intelligence.actions.recalls_unsent import MAY_COME_LATER
from samakki.intelligence.domain.disclosure_messages import ANSWER_OF_EMERGENCY
from samakki.intelligence.domain.emergencies import EmergencyState
from samakki.intelligence.domain.emergency_acting import News, answer_number, news_body, told_to
from samakki.intelligence.models import Emergency, EmergencyAct, EmergencyNews
from samakki.intelligence.queries.acting import acting_on
from samakki.intelligence.queries.emergencies import holders_of
from samakki.kernel.refusals import Fact, Refused


def note_act(arrived: Arrived, *, is_acting: bool) -> Verdict | None:
    """Note that a desk acts, or does not, and tell the others; None where it is about no emergency of that desk."""
    reference, desk = str(arrived.body.get("disclosure", "")), str(arrived.sender)
    rows = Emergency.objects.select_for_update(of=("self",)).select_related("resource__owner_desk")
    row = rows.filter(reference=reference).first()
    if row is None or desk not in row.desks[: row.asked]:
        return None
    number = answer_number(arrived.body)
    before = row.acts.filter(desk=desk).first()
    if before is not None and number <= before.number:  # an earlier answer that came later, or the same again
        return Verdict(accepted=True, subject=reference)
    EmergencyAct.objects.update_or_create(
        emergency=row,
        desk=desk,
        defaults={"number": number, "is_acting": is_acting, "since": timezone.now()},
    )
    audit.record(NODE, "note_answer", reference, facts={"desk": desk, "finding": "taken" if is_acting else "declined"})
    settle(row)
    tell_who_acts(NODE, row)
    return Verdict(accepted=True, subject=reference)


def settle(row: Emergency) -> None:
    """Where an emergency stands after somebody said that they act, or do not, or were told to stop.

    Where nobody acts any more, or everybody who was asked said no, the desk that sent it is to call at once: a call
    that was noted before was about something else.
    """
    if row.state == EmergencyState.WITHDRAWN.value:
        return
    acting, had_one = acting_on(row), bool(row.taken_by)
    if acting:
        row.state, row.taken_by, row.taken_at = EmergencyState.TAKEN.value, acting[0].desk, acting[0].since
    elif had_one or everybody_said_no(row):
        row.state, row.taken_by, row.taken_at = EmergencyState.UNANSWERED.value, "", None
        row.call_noted_at, row.call_noted_by = None, ""
    row.save()


def everybody_said_no(row: Emergency) -> bool:
    """Whether every desk that has it said that it does not act: then nobody waits for a quarter of an hour."""
    holders = holders_of(row)
    said_no = set(row.acts.filter(is_acting=False).values_list("desk", flat=True))
    return bool(holders) and set(holders) <= said_no


def tell_who_acts(by: Officer | str, row: Emergency) -> int:
    """Tell each desk that has it which others act, where it was last told something else; in the caller's transaction.

    Returns:
        How many were told now.
    """
    acting = acting_on(row)
    if row.state == EmergencyState.WITHDRAWN.value:
        return 0
    return sum(_told(by, row, desk, News(0, told_to(desk, acting))) for desk in holders_of(row))


def tell_again() -> int:
    """Tell every desk that could not be told before. For the node's clock.

    Returns:
        How many were told now.
    """
    waiting = EmergencyNews.objects.filter(message="").exclude(emergency__state=EmergencyState.WITHDRAWN.value)
    return sum(_again(key) for key in sorted(set(waiting.values_list("emergency", flat=True))))


def undelivered(told: Undelivered) -> None:
    """Note that a desk does not know who acts; where it never arrived there, it is told again."""
    one = EmergencyNews.objects.filter(message=told.reference, desk=str(told.desk)).select_related("emergency").first()
    if one is None:
        return
    _log(NODE, one, error=told.code or told.state)
    if told.state in MAY_COME_LATER:
        one.message = ""
    else:  # an older node does not know such news: the page says to call
        one.error = (told.code or told.state)[:60]
    one.save(update_fields=["message", "error"])


def _again(key: int) -> int:
    with transaction.atomic():
        rows = Emergency.objects.select_for_update(of=("self",)).select_related("resource__owner_desk")
        return tell_who_acts(NODE, rows.get(pk=key))


def _told(by: Officer | str, row: Emergency, desk: str, wanted: News) -> bool:
    one = row.news.filter(desk=desk).first() or EmergencyNews(emergency=row, desk=desk)
    acting = [each.stored for each in wanted.acting]
    if acting == one.acting and (one.message or not one.number):
        return False
    if acting != one.acting or not one.number:
        one.number, one.acting = one.number + 1, acting
    was_silent = one.pk is None or bool(one.message)
    one.message, one.error = "", ""
    own = row.resource.owner_desk.address
    body = news_body(disclosure=row.reference, news=News(one.number, wanted.acting))
    route = Route(own, desk, row.reference, Purpose.INVESTIGATE_TRAFFICKING.value, subjects=(row.reference,))
    try:
        with transaction.atomic():
            one.message = post(by, ANSWER_OF_EMERGENCY, body, route, is_urgent=True)
    except Refused as refused:
        one.save()
        if was_silent:  # once, and not at every turn of the clock
            _log(by, one, reasons=",".join(dict.fromkeys(each.code for each in refused.reasons)))
        return False
    one.save()
    _log(by, one)
    return True


def _log(by: Officer | str, one: EmergencyNews, **why: str) -> None:
    facts: dict[str, Fact] = {"desk": one.desk, "count": len(one.acting), **why}
    outcome: Outcome = "failed" if why else "done"
    audit.record(by, "tell_who_acts", one.emergency.reference, outcome=outcome, facts=facts)
