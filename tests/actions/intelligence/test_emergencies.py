"""Emergencies: sent at once, to the next desk when nobody answers, looked back at by somebody else."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from samakki.intelligence import actions
from samakki.intelligence.domain.emergencies import FIELDS, EmergencyFinding
from samakki.intelligence.models import Emergency, ReceivedDisclosure
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.refusing import refused_attempt
from tests.support.wire import THAI, VIET

LINES = dict.fromkeys(FIELDS, "a few words")


def test_an_emergency_leaves_at_once_and_goes_to_the_next_desk_when_nobody_answers(abroad: Abroad) -> None:
    writer, supervisor = abroad.desk.writer, abroad.desk.supervisor
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        reference = actions.send_emergency(
            by=writer, texts=LINES, desks=[THAI, VIET], reason="She is locked in and calls for help."
        )
    (posted,) = abroad.wire.posted
    assert (posted.to, posted.hold.total_seconds(), posted.is_urgent) == (THAI, 0, True)
    assert set(posted.said) == {*FIELDS, "disclosure", "originator"}
    assert b"locked in" not in posted.body
    with time_machine.travel(start + timedelta(minutes=14), tick=False):
        assert actions.ask_next_desks() == 0
    with time_machine.travel(start + timedelta(minutes=15), tick=False):
        assert actions.ask_next_desks() == 1
    assert [one.to for one in abroad.wire.posted] == [THAI, VIET]
    abroad.wire.deliver_all()
    there = ReceivedDisclosure.objects.get(desk=VIET)
    actions.take_emergency(by=abroad.others[VIET], reference=there.reference)
    abroad.wire.deliver_all()
    row = Emergency.objects.get(reference=reference)
    assert (row.state, row.taken_by, row.review_due_at - row.sent_at) == ("taken", VIET, timedelta(hours=24))
    with refused_attempt("review_emergency", writer.code, "disclosure-needs-duty", "disclosure-own-work"):
        actions.review_emergency(by=writer, reference=reference, finding=EmergencyFinding.RIGHT)
    actions.review_emergency(by=supervisor, reference=reference, finding=EmergencyFinding.RIGHT)
    assert Emergency.objects.get(reference=reference).reviewed_by == supervisor.code


def test_an_emergency_without_its_lines_or_a_listed_desk_is_not_sent(abroad: Abroad) -> None:
    with refused_attempt("send_emergency", abroad.desk.writer.code, "emergency-fields", "emergency-reason"):
        actions.send_emergency(by=abroad.desk.writer, texts={}, desks=[THAI], reason="")
    with refused_attempt("send_emergency", abroad.desk.writer.code, "recipient-unknown"):
        actions.send_emergency(
            by=abroad.desk.writer, texts=LINES, desks=["LA/POL/ATD/duty"], reason="She calls for help."
        )
