"""The number of a form is taken in the transaction of what the form does."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions import sending
from samakki.access.actions.sending import AlreadySent, Numbered
from samakki.access.audit.once import UNCOUNTED
from samakki.access.models import AuditEntry, Sending
from samakki.access.web.wording.acts import every_act
from samakki.node import cleaning

pytestmark = pytest.mark.django_db
WHO = "O-7K3QR"
NUMBER, CONTENT = "a" * 64, "b" * 64


def form() -> Numbered:
    return Numbered(NUMBER, CONTENT, WHO)


def act(name: str = "add_member") -> None:
    with transaction.atomic():
        audit.record(WHO, name, "C-7K3Q")


def acts() -> list[str]:
    return list(AuditEntry.objects.values_list("action", flat=True))


def test_a_number_is_taken_with_the_act_and_given_back_with_it() -> None:
    def act_and_fail() -> None:
        with transaction.atomic():
            act()
            raise ZeroDivisionError

    with sending.given(form()), pytest.raises(ZeroDivisionError):
        act_and_fail()
    assert sending.earlier(NUMBER) is None
    with sending.given(form()):
        act()
    assert sending.earlier(NUMBER) is not None
    with sending.given(form()), pytest.raises(AlreadySent):
        act()
    assert acts() == ["add_member"]


def test_what_an_act_wrote_before_its_entry_goes_too_where_the_number_is_taken() -> None:
    def write_and_act() -> None:
        with transaction.atomic():
            Sending.objects.create(number="c" * 64, content=CONTENT, request=form().request, sent_at=timezone.now())
            act()

    with sending.given(form()):
        act()
    with sending.given(form()), pytest.raises(AlreadySent):
        write_and_act()
    assert sending.earlier("c" * 64) is None


def test_one_form_may_do_several_acts() -> None:
    with sending.given(form()):
        act("start_report")
        with transaction.atomic():
            act("add_item")
            act("add_item")
        audit.record_each(WHO, "file_in_case", {"C-7K3Q": {}, "C-7K3R": {}})
    assert len(acts()) == 5


def test_an_act_after_one_that_was_undone_takes_the_number_again() -> None:
    def try_in_vain() -> None:
        with transaction.atomic():
            act("start_report")
            raise ZeroDivisionError

    with sending.given(form()), transaction.atomic():
        with pytest.raises(ZeroDivisionError):
            try_in_vain()
        act("add_item")
    with sending.given(form()), pytest.raises(AlreadySent):
        act()
    assert acts() == ["add_item"]


def test_entries_that_are_written_together_take_it_too() -> None:
    with sending.given(form()), transaction.atomic(), audit.written_together():
        audit.record(WHO, "add_member", "C-7K3Q")
    with sending.given(form()), pytest.raises(AlreadySent), transaction.atomic(), audit.written_together():
        audit.record(WHO, "add_member", "C-7K3Q")
    assert acts() == ["add_member"]


def test_refusals_looks_and_what_others_do_take_nothing() -> None:
    with sending.given(form()):
        audit.record(WHO, "add_member", "C-7K3Q", outcome="refused")
        audit.record("node", "add_member", "C-7K3Q")
        audit.record_each(WHO, "read_record", {"C-7K3Q": {}})
        for name in sorted(UNCOUNTED):
            act(name)
    act()
    assert sending.earlier(NUMBER) is None


def test_every_act_that_takes_nothing_is_one_that_is_there() -> None:
    assert UNCOUNTED - every_act().keys() == set()


def test_a_request_that_is_refused_after_it_did_something_gives_its_number_back() -> None:
    one = form()
    with sending.given(one):
        act()
    assert sending.keep_answer(one, answer="", status=409)
    assert sending.earlier(NUMBER) is None


def test_after_a_fault_the_number_stays_taken() -> None:
    one = form()
    with sending.given(one):
        act()
    assert sending.keep_answer(one, answer="", status=500)
    before = sending.earlier(NUMBER)
    assert before is not None
    assert (before.answer, before.is_running) == ("", False)


def test_an_address_that_is_too_long_is_not_kept() -> None:
    one = form()
    with sending.given(one):
        act()
    sending.keep_answer(one, answer="/" * 501, status=302)
    assert Sending.objects.get().answer == ""


def test_numbers_are_forgotten_after_a_week() -> None:
    with sending.given(form()):
        act()
    cleaning.clear_sendings()
    assert Sending.objects.exists()
    Sending.objects.update(sent_at=timezone.now() - timedelta(days=7, seconds=1))
    cleaning.clear_sendings()
    assert not Sending.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_later_waits_and_does_nothing() -> None:
    has_acted, ends = threading.Event(), []

    def second() -> None:
        has_acted.wait()
        try:
            with sending.given(form()):
                act("add_item")
            ends.append("done")
        except AlreadySent:
            ends.append("sent before")
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with sending.given(form()), transaction.atomic():
        act()
        has_acted.set()
        other.join(0.3)
        assert ends == []
    other.join()
    assert ends == ["sent before"]
    assert acts() == ["add_member"]
