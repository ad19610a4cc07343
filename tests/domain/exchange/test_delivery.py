import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.exchange.domain.delivery import (
    ARRIVED_TRANSITIONS,
    SENT_TRANSITIONS,
    Arrived,
    ImpossibleStep,
    Lane,
    Sent,
    after_receipt,
    least_far,
    require_step,
)
from samakki.exchange.domain.frames import Head, NotAFrame, Part, Want, content_of, frame, open_head, parts_of
from samakki.exchange.domain.ranges import is_whole, joined, missing
from samakki.exchange.domain.receipts import Kind, NotAReceipt, Receipt, line_named_in, node_of, read_receipt
from samakki.exchange.domain.receipts import content_of as receipt_content
from samakki.exchange.domain.retrying import LONGEST_WAIT, is_due, is_leased, wait
from samakki.sealing.canonical import canonical, sha256

NOW = datetime(2026, 3, 1, tzinfo=UTC)
RECEIPT = Receipt(
    kind=Kind.R2, of="0" * 64, message_id="0199f0c2-0000-7000-8000-000000000001", to="KH/POL", by="TH/POL",
    desk="TH/POL/AHTD/duty", verdict="delivered", code="", first_seen="2026-03-01T03:00:00Z",
)  # fmt: skip


def test_every_state_is_in_the_tables_and_leads_only_to_states() -> None:
    assert set(SENT_TRANSITIONS) == set(Sent)
    assert set(ARRIVED_TRANSITIONS) == set(Arrived)


@given(
    st.sampled_from([Sent.QUEUED, Sent.SENDING, Sent.PARKED, Sent.EXPIRED]),
    st.lists(st.sampled_from([Sent.TRANSPORTED, Sent.DELIVERED, Sent.OPENED, Sent.ANSWERED]), max_size=8),
)
def test_receipts_in_any_order_end_where_the_furthest_of_them_is(before: Sent, told: list[Sent]) -> None:
    order = [before, Sent.TRANSPORTED, Sent.DELIVERED, Sent.OPENED, Sent.ANSWERED]
    state = before
    for one in told:
        state = after_receipt(state, one)
    assert order.index(state) == max((order.index(one) for one in told), default=0)


def test_a_desk_that_said_no_is_known_by_that_receipt_alone() -> None:
    assert after_receipt(Sent.QUEUED, Sent.DECLINED) is Sent.DECLINED
    assert after_receipt(Sent.SENDING, Sent.DECLINED) is Sent.DECLINED


def test_what_was_refused_stays_refused() -> None:
    assert all(after_receipt(Sent.REFUSED, one) is Sent.REFUSED for one in Sent)


def test_a_step_that_is_not_in_the_table_is_a_mistake_of_the_program() -> None:
    require_step(Arrived.STORED, Arrived.DELIVERED)
    with pytest.raises(ImpossibleStep):
        require_step(Arrived.REJECTED, Arrived.DELIVERED)


def test_the_state_shown_is_the_one_that_wants_looking_at() -> None:
    assert least_far([Sent.DELIVERED, Sent.PARKED, Sent.QUEUED]) is Sent.PARKED


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True), st.sampled_from(Lane))
def test_no_wait_is_longer_than_its_lane_allows(failures: int, draw: float, lane: Lane) -> None:
    assert timedelta() <= wait(failures, draw, lane) <= LONGEST_WAIT[lane]


def test_times_that_only_a_wrong_clock_can_have_set_do_not_count() -> None:
    assert not is_due(NOW + timedelta(minutes=30), now=NOW)
    assert is_due(NOW + timedelta(days=3), now=NOW)
    assert is_leased(NOW + timedelta(minutes=4), now=NOW)
    assert not is_leased(NOW + timedelta(days=3), now=NOW)
    assert not is_leased(None, now=NOW)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_what_is_here_and_what_is_missing_are_the_whole(pieces: list[tuple[int, int]]) -> None:
    have = joined(pieces)
    gaps = missing(have, 50)
    covered = {at for start, end in (*have, *gaps) for at in range(start, end)}
    assert covered >= set(range(50))
    assert is_whole((*have, *gaps), 50)
    assert not {at for start, end in have for at in range(start, end)} & {
        at for start, end in gaps for at in range(start, end)
    }


def a_call(*parts: Part) -> bytes:
    head = Head(sender="KH/POL", receiver="TH/POL", call="c", wants=(Want("0" * 64, 5, 10),), got=("1" * 64,))
    return frame(canonical(content_of(head, parts)) + b"\nsignature\n", parts)


def test_a_call_is_read_as_it_was_written() -> None:
    parts = (Part("envelope", b"abc"), Part("chunk", b"defg", "0" * 64, 7))
    raw = a_call(*parts)
    opened = open_head(raw)
    assert opened.head.wants == (Want("0" * 64, 5, 10),)
    assert opened.size == len(raw)
    assert parts_of(opened, raw) == (parts, ())


def test_of_a_call_that_was_cut_short_the_beginning_of_a_piece_is_kept() -> None:
    raw = a_call(Part("envelope", b"abc"), Part("chunk", b"defg", "0" * 64, 7))
    whole, broken = parts_of(open_head(raw), raw[:-1])
    assert [part.content for part in whole] == [b"abc"]
    assert broken == (Part("chunk", b"def", "0" * 64, 7),)


def test_a_part_that_was_changed_is_left_out() -> None:
    raw = bytearray(a_call(Part("envelope", b"abc")))
    raw[-1] ^= 1
    assert parts_of(open_head(bytes(raw)), bytes(raw)) == ((), ())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_call_or_are_refused(raw: bytes) -> None:
    with pytest.raises(NotAFrame):
        open_head(raw)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_call_with_one_byte_changed_is_another_head_or_refused(at: int, value: int) -> None:
    raw = bytearray(a_call(Part("envelope", b"abc")))
    raw[at % len(raw)] = value
    try:
        opened = open_head(bytes(raw))
    except NotAFrame:
        return
    assert opened.size <= len(raw) + 1024 * 1024


def test_a_receipt_is_read_as_it_was_written() -> None:
    assert read_receipt(receipt_content(RECEIPT)) == RECEIPT
    assert node_of(canonical(receipt_content(RECEIPT)) + b"\nsignature\n") == "TH/POL"


FROZEN = (
    b'{"by":"TH/POL","code":"","desk":"TH/POL/AHTD/duty","first_seen":"2026-03-01T03:00:00Z",'
    b'"id":"0199f0c2-0000-7000-8000-000000000001","kind":"R2",%s"of":"' + b"0" * 64 + b'","to":"KH/POL","v":1,'
    b'"verdict":"delivered"}'
)
"""As nodes sent it first, and with the line of the log: bytes that nodes must read for good."""


@pytest.mark.parametrize(("more", "line"), [(b"", ""), (b'"log":"' + b"a" * 64 + b'",', "a" * 64)])
def test_receipts_of_earlier_nodes_are_still_read(more: bytes, line: str) -> None:
    raw = FROZEN % more
    said = read_receipt(json.loads(raw))
    assert said == replace(RECEIPT, log=line)
    assert canonical(receipt_content(said)) == raw
    assert line_named_in(raw + b"\nsignature\n") == line


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "R9"}, {"verdict": "accepted"}, {"verdict": "rejected"}, {"code": "Why"}, {"of": "x"}, {"desk": ""},
        {"to": "nobody"}, {"v": 2}, {"more": 1}, {"id": 5}, {"first_seen": "yesterday"},
        {"log": ""}, {"log": "A" * 64}, {"log": 5},
    ],
)  # fmt: skip
def test_a_receipt_of_another_form_is_none(changed: dict[str, object]) -> None:
    with pytest.raises(NotAReceipt):
        read_receipt({**receipt_content(RECEIPT), **changed})


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]\n", b'{"by":5}\n', b'{"by":"nobody"}\n', b"x" * 5000])
def test_bytes_that_name_no_node_are_no_receipt(raw: bytes) -> None:
    with pytest.raises(NotAReceipt):
        node_of(raw)


def test_a_digest_is_of_the_bytes() -> None:
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
