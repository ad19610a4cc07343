"""A full answer is used while the next call is on its way, and what it leaves to be said is said after that."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from samakki.exchange.actions import sender
from samakki.exchange.actions.asking import Answered, Asked
from samakki.exchange.actions.gathering import JUST_GIVEN, gather
from samakki.exchange.actions.receiving import take_envelopes
from samakki.exchange.actions.using import Used, together
from samakki.exchange.domain.frames import Bad, Head
from samakki.exchange.models import ReceiptMade
from tests.actions.exchange.test_calls import envelope
from tests.support.stations import Stations
from tools.faults.exchange.later import UsedLater


@dataclass
class Play:
    """Calls that another node answers as a list has it, and what happened in which order."""

    answers: list[Asked | bool]
    events: list[str] = field(default_factory=list)

    def call(self, _at: object, _node: str, _wire: object, *, before: Used) -> Any:  # noqa: ANN401  (one of two)
        self.events.append(f"call says {','.join(before.got)}")
        given = self.answers.pop(0)
        if isinstance(given, Asked):
            return given
        number = len(self.events)
        head = Head(sender="TH/POL", receiver="KH/POL", call=str(number), has_more=given)
        quota: Any = None
        return Answered(
            at=quota, node="TH/POL", call=str(number), head=head, parts=(), quota=quota, rows=(),
            met=timezone.now(), carried=0, is_more_given=False, has_wanted=False,
        )  # fmt: skip

    def finish(self, answered: Answered) -> Asked:
        self.events.append(f"use {answered.call}")
        used = Used(got=(f"g{answered.call}",)) if answered.has_more else Used()
        return Asked(used=used, has_more=answered.has_more)


def played(
    monkeypatch: pytest.MonkeyPatch, answers: list[Asked | bool], beside: object = UsedLater
) -> tuple[Play, Asked]:
    play = Play(answers)
    monkeypatch.setattr(sender, "call", play.call)
    monkeypatch.setattr(sender, "finish", play.finish)
    nothing: Any = None
    return play, sender.send_to(nothing, "TH/POL", nothing, before=Used(got=("g0",)), beside=beside)  # type: ignore[arg-type]  # None too


def test_full_answers_are_used_one_call_later_and_everything_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    play, asked = played(monkeypatch, [True, True, False, False])
    assert play.events == [
        "call says g0", "call says ", "use 1", "call says g1", "use 2", "use 4", "call says g2", "use 7",
    ]  # fmt: skip
    assert not asked.used
    assert not asked.has_more


def test_without_anything_beside_each_answer_is_used_before_the_next_call(monkeypatch: pytest.MonkeyPatch) -> None:
    play, _ = played(monkeypatch, [True, False], beside=None)
    assert play.events == ["call says g0", "use 1", "call says g1", "use 3"]


def test_a_line_that_breaks_does_not_keep_the_answer_before_it_from_being_used(monkeypatch: pytest.MonkeyPatch) -> None:
    play, asked = played(monkeypatch, [True, Asked(problem="cut")])
    assert play.events == ["call says g0", "call says ", "use 1"]
    assert asked.problem == "cut"


@pytest.mark.django_db
def test_receipts_in_an_answer_are_not_given_again_at_once_and_are_after_a_while(stations: Stations) -> None:
    take_envelopes(stations.here, [envelope(stations)], carrier="TH/POL")
    now = timezone.now()

    def given(moment: Any) -> int:  # noqa: ANN401  (a moment)
        return len(gather(stations.here, "TH/POL", call="c", wants=(), budget=100_000, now=moment).parts)

    assert [given(now), given(now + JUST_GIVEN), given(now - timedelta(days=1))] == [0, 2, 2]
    assert ReceiptMade.objects.filter(settled_at=None).count() == 2


def test_what_several_calls_leave_to_be_said_is_said_together() -> None:
    assert not Used()
    one, other = Used(receipts=(b"1",), got=("a",)), Used(bad=(Bad("d", "c"),), later=(Bad("e", "c"),))
    assert together([one, other]) == Used((b"1",), ("a",), (Bad("d", "c"),), (Bad("e", "c"),))
