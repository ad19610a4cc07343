from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.exchange.domain.delivery import Lane
from samakki.exchange.domain.fields import HeaderUnreadable
from samakki.exchange.domain.header import UNDERSTOOD, Header, Marking, TrustMark
from samakki.exchange.domain.message_types import MessageType
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.handling import HandlingCode
from samakki.sealing.canonical import canonical
from tests.support.post import KHMER_DESK, SENT, THAI_DESK

ID, OTHER = UUID("019aa700-0000-7000-8000-000000000001"), UUID("019aa700-0000-7000-8000-000000000002")
LEAST = Header(
    id=ID,
    sender=DeskAddress.parse(KHMER_DESK),
    to=(DeskAddress.parse(THAI_DESK),),
    type=MessageType.parse("disclosure.answer@1.0"),
    thread="KH-2026-000412",
    created=SENT,
    expires=SENT + timedelta(days=30),
    marking=Marking(codes=(HandlingCode.H1,), purpose="trafficking_in_persons"),
)
FULL = replace(
    LEAST,
    to=(*LEAST.to, DeskAddress.parse("VN/POL/C02/duty")),
    lane=Lane.URGENT,
    in_reply_to=OTHER,
    reply_by=SENT + timedelta(hours=8),
    actor="kh:7f3a",
    refs=("hit:9c1e",),
    channel_also=("interpol:2026/881",),
    pair_seq={NodeName("TH", "POL"): 88213, NodeName("VN", "POL"): 1},
    roster_epoch=0,
    trust=TrustMark(3, SENT),
    crit=("handling",),
    marking=Marking(
        codes=(HandlingCode.H1, HandlingCode.H2),
        purpose="trafficking_in_persons",
        source="B",
        information="2",
        concerns_victim=True,
        legal_basis="ASEAN-MLAT, Art. 3",
        review_by=date(2027, 11, 21),
        other={"x_newer": (1, 2)},
    ),
    other={"x_newer": {"a": None}},
)


@pytest.mark.parametrize("header", [LEAST, FULL], ids=["least", "full"])
def test_a_header_is_read_as_it_was_written(header: Header) -> None:
    assert Header.from_bytes(header.to_bytes()) == header
    assert Header.from_bytes(header.to_bytes()).to_bytes() == header.to_bytes()


def test_what_is_empty_is_left_out_and_never_null() -> None:
    assert LEAST.fields().keys() == {
        "id", "from", "to", "type", "thread", "created", "expires", "handling", "urgency",
    }  # fmt: skip
    assert LEAST.fields()["handling"].keys() == {"codes", "purpose"}


def test_fields_of_a_newer_version_are_kept_and_written_again() -> None:
    raw = canonical({**LEAST.fields(), "x_newer": [1, {"deep": "ខ"}]})
    assert Header.from_bytes(raw).to_bytes() == raw


def test_fields_that_sealing_adds_are_passed_over() -> None:
    raw = canonical({**LEAST.fields(), "v": 1, "signer": "0" * 32, "att": []})
    assert Header.from_bytes(raw) == LEAST


def spoilt(**changes: object) -> Mapping[str, Any]:
    fields = {**FULL.fields(), **changes}
    return {name: value for name, value in fields.items() if value is not ...}


@pytest.mark.parametrize(
    ("field", "content"),
    [
        ("id", ...),
        ("id", "019AA700-0000-7000-8000-000000000001"),
        ("id", "019aa700-0000-4000-8000-000000000001"),
        ("id", "{019aa700-0000-7000-8000-000000000001}"),
        ("id", 5),
        ("from", "KH/POL"),
        ("from", "kh/pol/ahtjpd/duty"),
        ("to", []),
        ("to", THAI_DESK),
        ("to", [THAI_DESK, THAI_DESK]),
        ("to", ["*"]),
        ("to", [None]),
        ("to", [f"TH/POL/AHTD/d{number}" for number in range(51)]),
        ("type", "disclosure.offer"),
        ("thread", ""),
        ("thread", "KH 2026"),
        ("thread", "ខ្មែរ"),
        ("created", "2026-11-22T06:00Z"),
        ("created", 5),
        ("expires", "2026-11-22T06:00:00Z"),
        ("expires", "2025-11-22T06:00:00Z"),
        ("urgency", "soon"),
        ("urgency", None),
        ("in_reply_to", None),
        ("in_reply_to", "M-7K3QX"),
        ("reply_by", ""),
        ("actor", "Sok Dara"),
        ("actor", None),
        ("refs", ["a", "a"]),
        ("refs", []),
        ("refs", "a"),
        ("channel_also", [5]),
        ("pair_seq", {}),
        ("pair_seq", {"TH/POL": -1}),
        ("pair_seq", {"TH/POL": True}),
        ("pair_seq", {"TH": 1}),
        ("pair_seq", 5),
        ("roster_epoch", "0"),
        ("tl", {"root": 3}),
        ("tl", {"ts": "2026-11-22T06:00:00Z", "root": -1}),
        ("tl", 3),
        ("crit", [""]),
        ("handling", ...),
        ("handling", {}),
        ("handling", {"codes": ["H1"]}),
        ("handling", {"codes": [], "purpose": "x"}),
        ("handling", {"codes": ["H9"], "purpose": "x"}),
        ("handling", {"codes": ["H1", "H1"], "purpose": "x"}),
        ("handling", {"codes": ["H1"], "purpose": ""}),
        ("handling", {"codes": ["H1"], "purpose": "x", "source": "D"}),
        ("handling", {"codes": ["H1"], "purpose": "x", "info": 2}),
        ("handling", {"codes": ["H1"], "purpose": "x", "victim": 1}),
        ("handling", {"codes": ["H1"], "purpose": "x", "review_by": "2027"}),
        ("handling", {"codes": ["H1"], "purpose": "x", "review_by": "20271121"}),
    ],
)
def test_a_field_of_another_form_is_refused_and_named_without_quoting_it(field: str, content: object) -> None:
    with pytest.raises(HeaderUnreadable) as refused:
        Header.read(spoilt(**{field: content}))
    assert refused.value.name.partition(".")[0] == field
    assert "Sok Dara" not in str(refused.value)


def test_every_demand_that_is_understood_names_a_field_that_is_read() -> None:
    given = FULL.fields()
    for name in UNDERSTOOD:
        outer, _, inner = name.partition(".")
        assert outer in given
        assert not inner or inner in given[outer], name


words = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=20)


@settings(max_examples=60)
@given(
    thread=words,
    actor=words,
    days=st.integers(1, 400),
    refs=st.lists(words, unique=True, max_size=4),
    codes=st.lists(st.sampled_from(HandlingCode), min_size=1, unique=True),
    lane=st.sampled_from(Lane),
    epoch=st.none() | st.integers(0, 2**53 - 1),
)
def test_any_header_survives_the_line(
    thread: str, actor: str, days: int, refs: list[str], codes: list[HandlingCode], lane: Lane, epoch: int | None
) -> None:
    header = replace(
        LEAST,
        thread=thread,
        actor=actor,
        expires=SENT + timedelta(days=days),
        refs=tuple(refs),
        marking=replace(LEAST.marking, codes=tuple(codes)),
        lane=lane,
        roster_epoch=epoch,
    )
    assert Header.from_bytes(header.to_bytes()) == header
