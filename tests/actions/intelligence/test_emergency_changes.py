"""An emergency that is over, went to the wrong desk, is not true or is put right, at both ends."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.exchange.registries import Undelivered
from samakki.intelligence import actions
from samakki.intelligence.actions.emergency_changes import tell_again, undelivered
from samakki.intelligence.domain.emergencies import FIELDS, read_lines
from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.domain.recalls import KeepGround, RecallResult
from samakki.intelligence.models import CopyUse, Emergency, Holding, RecallArrived, ReceivedDisclosure
from samakki.intelligence.queries.alarms import alarms
from samakki.intelligence.queries.emergencies import (
    changes_of,
    emergencies_changed,
    emergencies_unanswered,
    emergency_board,
)
from samakki.intelligence.queries.received import received
from samakki.kernel.addresses import DeskAddress
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.refusing import refused_attempt
from tests.support.wire import THAI, VIET

LINES = dict.fromkeys(FIELDS, "a few words")
RIGHT = {**LINES, "where": "room 41, not room 14"}


@pytest.fixture
def sent(abroad: Abroad) -> str:
    """An emergency that two desks have: the first did not answer."""
    start = timezone.now() - timedelta(minutes=16)
    with time_machine.travel(start, tick=False):
        made = actions.send_emergency(
            by=abroad.desk.writer, texts=LINES, desks=[THAI, VIET], reason="She is locked in and calls for help."
        )
    actions.ask_next_desks()
    abroad.wire.deliver_all()
    return made


def change(abroad: Abroad, reference: str, what: Change, **more: object) -> str:
    told = {"texts": {}, **more}
    return actions.change_emergency(by=abroad.desk.writer, reference=reference, change=what, **told)  # type: ignore[arg-type]  # passed on


def at(desk: str) -> ReceivedDisclosure:
    return ReceivedDisclosure.objects.get(desk=desk)


def board(reference: str) -> dict[str, tuple[bool, str]]:
    return {one.desk: (one.is_held, one.result.value if one.result else "") for one in emergency_board(reference)}


def test_found_safe_reaches_every_desk_at_once_and_each_says_what_it_did(abroad: Abroad, sent: str) -> None:
    actions.take_emergency(by=abroad.others[VIET], reference=at(VIET).reference)
    abroad.wire.deliver_all()
    assert board(sent) == {THAI: (True, ""), VIET: (True, "")}
    made = change(abroad, sent, Change.ENDED)
    assert {(one.to, one.type, one.is_urgent, one.hold.total_seconds()) for one in abroad.wire.posted} == {
        (THAI, "recall.request@1.1", True, 0), (VIET, "recall.request@1.1", True, 0),
    }  # fmt: skip
    assert b"few words" not in abroad.wire.posted[0].body
    assert set(board(sent).values()) == {(True, "asked")}
    abroad.wire.deliver_all()
    assert set(board(sent).values()) == {(False, "done")}
    row = Emergency.objects.get(reference=sent)
    assert (row.state, row.taken_by, emergencies_unanswered(abroad.desk.writer)) == ("withdrawn", VIET, ())
    assert set(Holding.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert [one.change for one in received(abroad.thai, at(THAI).reference).changes] == [Change.ENDED]  # type: ignore[union-attr]  # there
    (told,) = changes_of(sent)
    assert (told.reference, told.missing) == (made, 0)
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        assert actions.ask_next_desks() == 0


def test_the_desk_that_has_it_is_told_on_every_page_until_somebody_read_it(abroad: Abroad, sent: str) -> None:
    officer, there = abroad.others[VIET], at(VIET).reference
    actions.take_emergency(by=officer, reference=there)
    abroad.wire.deliver_all()
    assert alarms(officer) == ()
    change(abroad, sent, Change.CORRECTED, texts=RIGHT)
    change(abroad, sent, Change.ENDED)
    abroad.wire.deliver_all()
    (alarm,) = alarms(officer)
    assert (alarm.reference, alarm.desk, alarm.change) == (there, at(VIET).originator_desk, Change.ENDED)
    actions.note_change_read(by=officer, reference=there)
    assert alarms(officer) == ()
    assert set(RecallArrived.objects.filter(received__desk=VIET).values_list("seen_by", flat=True)) == {officer.code}
    with refused_attempt("read_emergency_change", officer.code, "not-found", about=at(THAI).reference):
        actions.note_change_read(by=officer, reference=at(THAI).reference)


def test_a_correction_takes_the_place_of_the_lines_here_there_and_at_desks_asked_later(abroad: Abroad) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sent = actions.send_emergency(
            by=abroad.desk.writer, texts=LINES, desks=[THAI, VIET], reason="She is locked in and calls for help."
        )
        abroad.wire.deliver_all()
        change(abroad, sent, Change.CORRECTED, texts=RIGHT)
        abroad.wire.deliver_all()
    with time_machine.travel(start + timedelta(minutes=16), tick=False):
        assert actions.ask_next_desks() == 1
        assert abroad.wire.posted[0].said["where"] == RIGHT["where"]
        abroad.wire.deliver_all()
        for desk, officer in ((THAI, abroad.thai), (VIET, abroad.others[VIET])):
            (copy,) = received(officer, at(desk).reference).copies  # type: ignore[union-attr]  # there
            assert dict(copy.lines) == RIGHT
    assert board(sent) == {THAI: (True, "done"), VIET: (True, "")}
    assert dict(changes_of(sent)[0].before) == LINES
    assert Emergency.objects.get(reference=sent).state == "unanswered"


def test_a_wrong_desk_puts_it_away_and_the_others_go_on(abroad: Abroad, sent: str) -> None:
    actions.take_emergency(by=abroad.thai, reference=at(THAI).reference)
    abroad.wire.deliver_all()
    change(abroad, sent, Change.WRONG_DESK, desks=[THAI])
    assert [one.reference for one in emergencies_changed(abroad.desk.writer)] == [sent]
    abroad.wire.deliver_all()
    assert emergencies_changed(abroad.desk.writer) == ()
    row = Emergency.objects.get(reference=sent)
    assert (row.state, row.taken_by, board(sent)) == ("unanswered", "", {THAI: (False, "done"), VIET: (True, "")})
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert actions.ask_next_desks() == 1  # nobody acts on it now: call, and not the desk that was wrong
        assert [one.desk for one in alarms(abroad.desk.writer)] == [VIET]
    writer = abroad.desk.writer
    with refused_attempt("change_emergency", writer.code, "emergency-desk-missing", about=sent):
        change(abroad, sent, Change.WRONG_DESK, desks=[THAI])
    change(abroad, sent, Change.NOT_TRUE)
    assert {one.to for one in abroad.wire.posted} == {VIET}
    with refused_attempt("change_emergency", writer.code, "emergency-taken-back", about=sent):
        change(abroad, sent, Change.ENDED)


def test_what_a_court_needs_is_kept_and_said_so(abroad: Abroad, sent: str) -> None:
    copy = Holding.objects.get(received=at(THAI))
    CopyUse.objects.create(holding=copy, use=KeepGround.ARREST.value, at=timezone.now(), by=abroad.thai.code)
    change(abroad, sent, Change.NOT_TRUE)
    abroad.wire.deliver_all()
    (thai,) = [one for one in emergency_board(sent) if one.desk == THAI]
    assert (thai.is_held, thai.result, thai.ground) == (True, RecallResult.KEPT, KeepGround.ARREST)


def test_what_is_over_stays_over_in_whatever_order_it_comes(abroad: Abroad) -> None:
    sent = actions.send_emergency(
        by=abroad.desk.writer, texts=LINES, desks=[THAI], reason="She is locked in and calls for help."
    )
    change(abroad, sent, Change.CORRECTED, texts=RIGHT)
    change(abroad, sent, Change.ENDED)
    emergency, corrected, ended = abroad.wire.posted
    for one in (ended, emergency, corrected):
        assert abroad.wire.deliver(one).accepted
    assert (at(THAI).state, set(Holding.objects.values_list("state", flat=True))) == ("withdrawn", {"withdrawn"})
    assert alarms(abroad.thai)[0].change is Change.ENDED
    with refused_attempt("take_emergency", abroad.thai.code, "offer-answered-already", about=at(THAI).reference):
        actions.take_emergency(by=abroad.thai, reference=at(THAI).reference)


def test_a_desk_that_cannot_be_reached_is_told_later_and_of_the_newest_change_alone(abroad: Abroad, sent: str) -> None:
    abroad.wire.refuses = {VIET}
    change(abroad, sent, Change.CORRECTED, texts=RIGHT)
    change(abroad, sent, Change.ENDED)
    failed = AuditEntry.objects.filter(action="change_emergency", outcome="failed", reference=sent)
    assert ([one.facts["desk"] for one in failed], tell_again()) == ([VIET, VIET], 0)
    abroad.wire.refuses = set()
    abroad.wire.posted.clear()
    assert (tell_again(), tell_again()) == (1, 0)
    (posted,) = abroad.wire.posted
    assert (posted.to, posted.said["ended"]) == (VIET, True)
    undelivered(Undelivered(posted.reference, DeskAddress.parse(VIET), "expired", "no-contact"))
    assert tell_again() == 1


def test_a_change_needs_something_changed_and_somebody_who_reads_it(abroad: Abroad, sent: str) -> None:
    writer = abroad.desk.writer
    for texts, code in ((LINES, "emergency-unchanged"), ({}, "emergency-fields")):
        with refused_attempt("change_emergency", writer.code, code, about=sent):
            change(abroad, sent, Change.CORRECTED, texts=texts)
    with refused_attempt("change_emergency", abroad.thai.code, "not-found", about=sent):
        actions.change_emergency(by=abroad.thai, reference=sent, change=Change.ENDED, texts={})
    abroad.wire.refuses = {THAI, VIET}
    with refused_attempt("change_emergency", writer.code, *["desk-not-listed"] * 2, about=sent):
        change(abroad, sent, Change.ENDED)
    assert Emergency.objects.get(reference=sent).state == "unanswered"


def test_a_correction_that_is_no_five_lines_changes_nothing(abroad: Abroad, sent: str) -> None:
    change(abroad, sent, Change.CORRECTED, texts=RIGHT)
    posted = abroad.wire.posted[0]
    for text in ("no lines", "[]", "{}", '{"who":"she"}', "[" * 5000):
        assert read_lines(text) == {}
        body = posted.said | {"corrections": [{"id": "summary", "text": text}]}
        assert abroad.wire.deliver(replace(posted, body=json.dumps(body).encode())).code == "recall-not-readable"
    assert dict(received(abroad.thai, at(THAI).reference).copies[0].lines) == LINES  # type: ignore[union-attr]  # there
