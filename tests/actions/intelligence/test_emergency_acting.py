"""Who acts on an emergency: every desk that was asked knows, in whatever order answers and news come."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from samakki.access import actions as access
from samakki.access.models import AuditEntry, Officer
from samakki.exchange.registries import Undelivered
from samakki.intelligence import actions
from samakki.intelligence.actions import answers_arriving
from samakki.intelligence.actions.emergency_acting import tell_again, undelivered
from samakki.intelligence.domain.emergencies import FIELDS
from samakki.intelligence.domain.emergency_acting import read_news
from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.models import Emergency, EmergencyNews, EmergencyStanding, Holding, ReceivedDisclosure
from samakki.intelligence.queries.acting import asked_desks
from samakki.intelligence.queries.alarms import alarms
from samakki.intelligence.queries.received import offers_to_answer, received
from samakki.kernel.addresses import DeskAddress
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support import wire
from tests.support.refusing import refused_attempt
from tests.support.wire import THAI, VIET, Posted

LINES = dict.fromkeys(FIELDS, "a few words")
NIGHT = "TH/POL/AHTD/night"


@pytest.fixture
def sent(abroad: Abroad) -> str:
    """An emergency that two desks have: the first did not answer."""
    return late(abroad, THAI, VIET)


def late(abroad: Abroad, *desks: str, asked: int = 2) -> str:
    start = timezone.now() - timedelta(minutes=16 * (asked - 1))
    with time_machine.travel(start, tick=False):
        made = actions.send_emergency(
            by=abroad.desk.writer, texts=LINES, desks=desks, reason="She is locked in and calls for help."
        )
    for number in range(1, asked):
        with time_machine.travel(start + timedelta(minutes=16 * number), tick=False):
            actions.ask_next_desks()
    abroad.wire.deliver_all()
    return made


def at(desk: str) -> ReceivedDisclosure:
    return ReceivedDisclosure.objects.get(desk=desk)


def take(abroad: Abroad, desk: str) -> None:
    actions.take_emergency(by=abroad.others[desk], reference=at(desk).reference)


def hand_back(abroad: Abroad, desk: str) -> None:
    actions.decline_emergency(by=abroad.others[desk], reference=at(desk).reference)


def known(desk: str) -> list[str]:
    """Other desks that act, as a desk knows."""
    standing = EmergencyStanding.objects.filter(received__desk=desk).first()
    return [one["desk"] for one in standing.acting] if standing else []


def said(reference: str) -> dict[str, bool | None]:
    return {one.desk: one.is_acting for one in asked_desks(reference)}


def strip(officer: Officer) -> list[tuple[list[str], bool, bool]]:
    return [([each.desk for each in one.acting], one.is_news, one.is_ours) for one in alarms(officer)]


RED: tuple[list[str], bool, bool] = ([], False, False)
AGAIN: tuple[list[str], bool, bool] = ([], True, False)


def test_the_other_desk_learns_who_has_it_and_its_strip_ends_when_somebody_there_read_it(
    abroad: Abroad, sent: str
) -> None:
    viet = abroad.others[VIET]
    assert strip(viet) == [RED]
    take(abroad, THAI)
    answer = abroad.wire.posted[0]
    assert (answer.type, answer.said, answer.is_urgent) == (
        "disclosure.answer@1.0", {"answer": "taken", "disclosure": sent}, True,
    )  # fmt: skip
    abroad.wire.deliver(abroad.wire.posted.pop())
    (news,) = abroad.wire.posted
    assert (news.to, news.type, news.is_urgent, news.hold.total_seconds()) == (VIET, "disclosure.answer@1.1", True, 0)
    assert b"few words" not in news.body
    abroad.wire.deliver_all()
    assert strip(viet) == [([THAI], True, False)]
    assert [one.is_taken for one in offers_to_answer(viet)] == [True]
    actions.note_change_read(by=viet, reference=at(VIET).reference)
    assert (strip(viet), offers_to_answer(viet), known(THAI)) == ([], (), [])
    detail = received(viet, at(VIET).reference)
    assert detail is not None
    assert [one.desk for one in detail.others.acting] == [THAI]
    assert said(sent) == {THAI: True, VIET: None}


def test_two_that_answer_at_the_same_moment_both_stand_and_know_of_each_other(abroad: Abroad, sent: str) -> None:
    take(abroad, VIET)
    take(abroad, THAI)
    abroad.wire.deliver_all()
    row = Emergency.objects.get(reference=sent)
    assert (row.state, row.taken_by, said(sent)) == ("taken", VIET, {THAI: True, VIET: True})
    assert (known(THAI), known(VIET)) == ([VIET], [THAI])
    assert strip(abroad.thai) == [([VIET], True, True)]
    noted = AuditEntry.objects.filter(action="note_answer", reference=sent)
    assert {one.facts["desk"] for one in noted} == {VIET, THAI}
    hand_back(abroad, VIET)
    abroad.wire.deliver_all()
    row.refresh_from_db()
    assert (row.state, row.taken_by, known(THAI)) == ("taken", THAI, [])
    assert strip(abroad.thai) == [([], True, True)]


def test_of_three_desks_the_two_others_are_told_and_who_is_asked_later_too(
    abroad: Abroad, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(wire.ABROAD, "night", NIGHT)
    access.add_desk(by="console", address=NIGHT, name="Night desk")
    abroad.others[NIGHT] = abroad.desk.people.officer("investigator", desk=NIGHT)
    sent = late(abroad, THAI, VIET, NIGHT, asked=3)
    take(abroad, NIGHT)
    abroad.wire.deliver_all()
    assert (known(THAI), known(VIET), known(NIGHT)) == ([NIGHT], [NIGHT], [])
    take(abroad, THAI)
    abroad.wire.deliver_all()
    assert (known(THAI), known(VIET), known(NIGHT)) == ([NIGHT], [NIGHT, THAI], [THAI])
    actions.change_emergency(by=abroad.desk.writer, reference=sent, change=Change.WRONG_DESK, texts={}, desks=[NIGHT])
    abroad.wire.deliver_all()
    assert (known(THAI), known(VIET), known(NIGHT)) == ([], [THAI], [THAI])
    assert Emergency.objects.get(reference=sent).taken_by == THAI
    actions.change_emergency(by=abroad.desk.writer, reference=sent, change=Change.ENDED, texts={})
    assert {one.type for one in abroad.wire.posted} == {"recall.request@1.1"}


def test_handed_back_the_sender_is_to_call_at_once_and_the_strip_of_the_others_is_red_again(
    abroad: Abroad, sent: str
) -> None:
    writer, viet = abroad.desk.writer, abroad.others[VIET]
    actions.note_call(by=writer, reference=sent)
    take(abroad, THAI)
    abroad.wire.deliver_all()
    actions.note_change_read(by=viet, reference=at(VIET).reference)
    assert alarms(writer) == ()
    hand_back(abroad, THAI)
    assert abroad.wire.posted[0].said == {
        "answer": "declined", "disclosure": sent, "number": 2, "reason": "cannot_act",
    }  # fmt: skip
    abroad.wire.deliver_all()
    row = Emergency.objects.get(reference=sent)
    assert (row.state, row.taken_by, said(sent)) == ("unanswered", "", {THAI: False, VIET: None})
    assert (strip(viet), strip(abroad.thai), len(alarms(writer))) == ([AGAIN], [], 1)
    with refused_attempt("decline_emergency", abroad.thai.code, "offer-answered-already", about=at(THAI).reference):
        hand_back(abroad, THAI)
    take(abroad, THAI)  # they found somebody after all
    abroad.wire.deliver_all()
    assert (strip(viet), said(sent)[THAI]) == ([([THAI], True, False)], True)
    assert set(Holding.objects.values_list("state", flat=True)) == {"held", "offered"}


def test_a_desk_that_cannot_act_is_followed_by_the_next_without_a_wait(abroad: Abroad) -> None:
    sent = late(abroad, THAI, VIET, asked=1)
    hand_back(abroad, THAI)
    abroad.wire.deliver_all()
    assert [one.desk for one in alarms(abroad.desk.writer)] == [THAI]
    assert actions.ask_next_desks() == 1
    abroad.wire.deliver_all()
    assert (actions.ask_next_desks(), at(VIET).state, said(sent)) == (0, "offered", {THAI: False, VIET: None})


def test_answers_and_news_that_overtake_each_other_leave_the_newest(abroad: Abroad, sent: str) -> None:
    take(abroad, THAI)
    hand_back(abroad, THAI)
    take(abroad, THAI)
    first, second, third = abroad.wire.posted
    abroad.wire.posted.clear()
    for one in (third, first, second, third):
        assert abroad.wire.deliver(one).accepted
    assert said(sent)[THAI] is True
    hand_back(abroad, THAI)
    abroad.wire.deliver(abroad.wire.posted.pop())
    has_it, nobody = (one for one in abroad.wire.posted if one.to == VIET)
    abroad.wire.posted.clear()
    for one in (nobody, has_it):
        assert abroad.wire.deliver(one).accepted
    assert known(VIET) == []
    assert EmergencyStanding.objects.get(received__desk=VIET).number == 2


def test_news_that_come_before_the_emergency_count_when_it_comes(abroad: Abroad) -> None:
    sent = late(abroad, THAI, asked=1)
    Emergency.objects.filter(reference=sent).update(desks=[THAI, VIET], asked=2, messages={THAI: "M-1", VIET: "M-9"})
    take(abroad, THAI)
    abroad.wire.deliver(abroad.wire.posted.pop())
    (news,) = abroad.wire.posted
    assert (abroad.wire.deliver(news).accepted, abroad.wire.deliver(news).accepted) == (True, True)
    emergency = Posted(
        "M-9", "node", "disclosure.emergency@1.0", news.sender, VIET,
        json.dumps({**LINES, "disclosure": sent, "originator": {"desk": news.sender, "reference": sent}}).encode(),
        sent, news.hold, (), is_urgent=True,
    )  # fmt: skip
    assert abroad.wire.deliver(emergency).accepted
    assert (known(VIET), strip(abroad.others[VIET])) == ([THAI], [([THAI], True, False)])


def test_a_process_that_ends_in_the_middle_leaves_nothing_half_done(
    abroad: Abroad, sent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(abroad, THAI)
    (answer,) = abroad.wire.posted
    with monkeypatch.context() as broken:
        broken.setattr(answers_arriving, "note_act", lambda *_args, **_named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            abroad.wire.deliver(answer)
    with monkeypatch.context() as broken:
        broken.setattr("samakki.intelligence.actions.emergency_acting.post", lambda *_args, **_named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            abroad.wire.deliver(answer)
    assert (said(sent)[THAI], EmergencyNews.objects.count()) == (None, 0)
    abroad.wire.deliver_all()
    assert (said(sent)[THAI], known(VIET)) == (True, [THAI])


def test_news_that_are_lost_are_sent_again_and_the_page_says_who_does_not_know(abroad: Abroad, sent: str) -> None:
    abroad.wire.refuses = {VIET}
    take(abroad, THAI)
    abroad.wire.deliver_all()
    assert [one.is_untold for one in asked_desks(sent)] == [False, True]
    failed = AuditEntry.objects.filter(action="tell_who_acts", outcome="failed")
    assert (tell_again(), failed.count()) == (0, 1)
    abroad.wire.refuses = set()
    assert (tell_again(), tell_again()) == (1, 0)
    (news,) = abroad.wire.posted
    abroad.wire.posted.clear()
    undelivered(Undelivered(news.reference, DeskAddress.parse(VIET), "expired", "no-contact"))
    assert tell_again() == 1
    abroad.wire.deliver_all()
    assert (known(VIET), [one.is_untold for one in asked_desks(sent)]) == ([THAI], [False, False])


def test_a_node_that_does_not_know_such_news_is_not_asked_again_and_is_to_be_called(abroad: Abroad, sent: str) -> None:
    take(abroad, THAI)
    abroad.wire.deliver(abroad.wire.posted.pop())
    (news,) = abroad.wire.posted
    for reference in (news.reference, "M-unknown"):
        undelivered(Undelivered(reference, DeskAddress.parse(VIET), "refused", "disclosure-unknown"))
    assert (tell_again(), [one.is_untold for one in asked_desks(sent)]) == (0, [False, True])


def test_only_who_sent_an_emergency_says_who_acts_and_only_in_the_form_that_is_known(abroad: Abroad, sent: str) -> None:
    take(abroad, THAI)
    abroad.wire.deliver(abroad.wire.posted.pop())
    (news,) = abroad.wire.posted
    abroad.wire.deliver(replace(news, sender=THAI))
    assert known(VIET) == []
    body = news.said
    nowhere = {"desk": "nowhere", "since": "2026-11-22T06:00:00Z"}
    unreadable: tuple[object, ...] = ("no list", [nowhere], [{"desk": THAI}], [1], [{}] * 9)
    for wrong in unreadable:
        assert read_news(body | {"acting": wrong}) is None
        posted = replace(news, body=json.dumps(body | {"acting": wrong}).encode())
        assert abroad.wire.deliver(posted).code == "emergency-news-not-readable"
    abroad.wire.deliver(replace(news, body=json.dumps(body | {"number": 10**9 % 7919}).encode()))
    assert known(VIET) == [THAI]


def test_what_is_over_is_neither_handed_back_nor_declined_like_an_offer(abroad: Abroad, sent: str) -> None:
    take(abroad, THAI)
    abroad.wire.deliver_all()
    with refused_attempt("decline_disclosure", abroad.others[VIET].code, "not-found", "decline-reason-missing"):
        actions.decline_offer(by=abroad.others[VIET], reference=at(VIET).reference, reason=None)
    actions.change_emergency(by=abroad.desk.writer, reference=sent, change=Change.ENDED, texts={})
    abroad.wire.deliver_all()
    with refused_attempt("decline_emergency", abroad.thai.code, "offer-answered-already", about=at(THAI).reference):
        hand_back(abroad, THAI)
    assert Emergency.objects.get(reference=sent).taken_by == THAI
