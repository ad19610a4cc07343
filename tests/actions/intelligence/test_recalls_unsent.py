"""A holder that cannot be written to keeps a recall from nobody else, and is asked again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.exchange.registries import Undelivered
from samakki.intelligence import actions
from samakki.intelligence.actions.recalls_unsent import ask_again, undelivered
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.models import Disclosure, RecallAnswer
from samakki.kernel.addresses import DeskAddress
from tests.actions.intelligence.world_of_disclosures import Abroad
from tests.support.refusing import refused_attempt
from tests.support.wire import THAI, VIET


@pytest.fixture
def reference(abroad: Abroad) -> str:
    """A disclosure that is at desks of two countries."""
    made = abroad.built(to=(THAI, VIET))
    actions.freeze_disclosure(by=abroad.desk.writer, reference=made)
    actions.hand_over_disclosure(by=abroad.desk.writer, reference=made)
    seen = Disclosure.objects.get(reference=made).package_digest
    actions.confirm_disclosure(by=abroad.desk.supervisor, reference=made, seen=seen)
    Disclosure.objects.filter(reference=made).update(held_until=timezone.now() - timedelta(seconds=1))
    abroad.wire.deliver_all()
    return made


def recall(abroad: Abroad, reference: str) -> str:
    return actions.recall_disclosure(
        by=abroad.desk.writer, reference=reference, scope=RecallScope.WITHDRAW, reason=RecallReason.WRONG,
        note="She was somebody else.",
    )  # fmt: skip


def open_rows() -> set[tuple[str, str]]:
    return set(RecallAnswer.objects.filter(result="asked").values_list("desk", "message"))


def test_one_desk_that_cannot_be_written_to_keeps_a_recall_from_nobody_else(abroad: Abroad, reference: str) -> None:
    abroad.wire.refuses = {VIET}
    asked = recall(abroad, reference)
    assert [one.to for one in abroad.wire.posted] == [THAI]
    abroad.wire.deliver_all()
    assert open_rows() == {(VIET, "")}  # the board waits for it
    failed = AuditEntry.objects.filter(action="ask_recall", outcome="failed", reference=reference)
    assert [one.facts["desk"] for one in failed] == [VIET]
    assert ask_again() == 0
    assert failed.count() == 1
    abroad.wire.refuses = set()
    assert ask_again() == 1
    assert [(one.to, one.said["recall"]) for one in abroad.wire.posted] == [(VIET, asked)]
    assert ask_again() == 0
    abroad.wire.deliver_all()
    assert open_rows() == set()


def test_where_nobody_can_be_written_to_the_officer_is_told(abroad: Abroad, reference: str) -> None:
    abroad.wire.refuses = {THAI, VIET}
    with refused_attempt("ask_recall", abroad.desk.writer.code, *["desk-not-listed"] * 2, about=reference):
        recall(abroad, reference)
    assert not RecallAnswer.objects.exists()


def test_a_recall_that_was_given_up_on_its_way_goes_again(abroad: Abroad, reference: str) -> None:
    recall(abroad, reference)
    (message,) = (one.reference for one in abroad.wire.posted if one.to == VIET)
    abroad.wire.posted.clear()
    desk = DeskAddress.parse(VIET)
    undelivered(Undelivered(message, desk, "refused", "type-unknown"))
    assert ask_again() == 0  # it was there, and the answer was no
    undelivered(Undelivered(message, desk, "expired", "no-contact"))
    assert ask_again() == 1
    assert [one.to for one in abroad.wire.posted] == [VIET]
    assert AuditEntry.objects.filter(action="ask_recall", outcome="failed").count() == 2
    undelivered(Undelivered("M-99999", desk, "expired", "no-contact"))
