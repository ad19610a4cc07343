import hashlib
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from samakki.exchange.domain.chunks import body_bytes, read_body
from samakki.exchange.domain.envelopes import (
    Composed,
    ContentNotOfType,
    HeaderRefused,
    Message,
    OutgoingFile,
    TypeUnknown,
    compose,
    read_message,
)
from samakki.exchange.domain.fields import HeaderUnreadable
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.domain.schemas import ContentRefused
from samakki.sealing.chunks import Attachment, open_chunks
from samakki.sealing.desks import DeskKeys
from samakki.sealing.envelopes import seal
from samakki.sealing.errors import EnvelopeError, NotUnderstood
from tests.domain.exchange.test_header import LEAST
from tests.support.post import HYBRID, NODE, OFFICER, listed

ANSWER = {"disclosure": "D-7K3QX", "answer": "declined", "note": "មិនមែនយើងទេ"}


def composed(content: Any = ANSWER, header: Any = LEAST, **more: Any) -> Composed:  # noqa: ANN401 (spoilt in every way)
    return compose(header, content, to=[HYBRID.recipient], sign=NODE, **more)


def read(raw: bytes) -> Message:
    return read_message(raw, desk_keys=DeskKeys([HYBRID]), senders=listed())


def by_hand(content: bytes, **fields: object) -> bytes:
    """An envelope of a sender who checks nothing."""
    header = {name: value for name, value in {**LEAST.fields(), **fields}.items() if value is not ...}
    return seal(header, content, to=[HYBRID.recipient], sign=NODE)


def test_a_message_is_read_as_it_was_composed() -> None:
    sent = composed(cosign=OFFICER)
    message = read(sent.raw)
    assert (message.header, message.content, message.digest) == (LEAST, ANSWER, sent.digest)
    assert json.loads(message.original) == ANSWER
    assert (message.node, message.officer_key_id, message.desk) == ("KH/POL", OFFICER.id, HYBRID.desk)


def test_content_in_bytes_is_sent_as_it_is() -> None:
    raw = b'{"answer":"accepted","disclosure":"D-7K3QX"}'
    assert read(composed(raw).raw).original == raw


def test_names_of_files_travel_inside_the_seal() -> None:
    stored: dict[str, bytes] = {}
    files = [
        OutgoingFile(io.BytesIO(b"plan"), "ផែនការ Sok Dara.pdf", "application/pdf"),
        OutgoingFile(io.BytesIO(b""), "x"),
    ]
    sent = composed(files=files, store=stored.__setitem__)
    message = read(sent.raw)
    assert [(it.name, it.kind, it.digest) for it in message.files] == [
        ("ផែនការ Sok Dara.pdf", "application/pdf", hashlib.sha256(b"plan").hexdigest()),
        ("x", "application/octet-stream", hashlib.sha256(b"").hexdigest()),
    ]
    assert sent.roots == tuple(it.attachment.root for it in message.files)
    pieces = open_chunks(message.files[0].attachment, key=message.content_key, fetch=stored.__getitem__)
    assert b"".join(pieces) == b"plan"
    outside = sent.raw + b"".join(stored.values()) + "".join(stored).encode()
    for mark in ("Sok Dara", "ផែនការ", "application/pdf", files[0].name, hashlib.sha256(b"plan").hexdigest()):
        assert mark.encode() not in outside
    assert "Sok Dara" not in repr(message)


@pytest.mark.parametrize(
    "content",
    [
        {"answer": "accepted"},
        {**ANSWER, "answer": "perhaps"},
        {**ANSWER, "victim": "her name"},
        b'{"answer": "accepted"}',
        b"[]",
    ],
)
def test_what_is_not_of_its_type_does_not_leave(content: object) -> None:
    with pytest.raises(ContentRefused) as refused:
        composed(content)
    assert "her name" not in str(refused.value)


@pytest.mark.parametrize("name", ["", "a/b", "..\\a", "a\nb", "a\u202egpj.exe", "x" * 201, "a\x00b"])
def test_a_name_that_is_none_does_not_leave(name: str) -> None:
    with pytest.raises(ValueError, match="plain name"):
        composed(files=[OutgoingFile(io.BytesIO(b""), name)], store=lambda _name, _piece: None)


def test_files_without_a_store_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="store"):
        composed(files=[OutgoingFile(io.BytesIO(b""), "x")])


@pytest.mark.parametrize(
    ("raw", "kind", "code"),
    [
        (by_hand(b'{}\n{"answer":"accepted","disclosure":"D-7K3QX"}', expires="soon"), HeaderRefused, "header-refused"),
        (by_hand(b'{}\n{"answer":"accepted","disclosure":"D-7K3QX"}', thread=...), HeaderRefused, "header-refused"),
        (by_hand(b"no first line"), HeaderRefused, "header-refused"),
        (by_hand(b'{"att":[{}]}\n{}'), HeaderRefused, "header-refused"),
        (by_hand(b"{}\n{}", type="disclosure.answer@9.0"), TypeUnknown, "type-unknown"),
        (by_hand(b"{}\n{}", type="something.else@1.0"), TypeUnknown, "type-unknown"),
        (by_hand(b"{}\n{}"), ContentNotOfType, "content-refused"),
        (by_hand(b'{}\n{"answer": "accepted","disclosure":"D-7K3QX"}'), ContentNotOfType, "content-refused"),
        (by_hand(b"{}\n"), ContentNotOfType, "content-refused"),
        (by_hand(b"{}\n{}", crit=["embargo"]), NotUnderstood, "not-understood"),
    ],
)  # fmt: skip
def test_what_is_proved_and_not_of_its_type_is_refused_with_what_a_receipt_needs(
    raw: bytes, kind: type[EnvelopeError], code: str
) -> None:
    with pytest.raises(kind) as refused:
        read(raw)
    assert refused.value.code == code
    assert refused.value.signed is not None
    assert refused.value.signed.header["id"] == str(LEAST.id)


def test_a_newer_minor_is_read_and_what_it_adds_is_kept() -> None:
    raw = by_hand(b'{}\n{"answer":"accepted","disclosure":"D-7K3QX","mood":"good"}', type="disclosure.answer@1.9")
    message = read(raw)
    assert message.header.type == MessageType("disclosure.answer", 1, 9)
    assert message.content["mood"] == "good"
    assert b'"mood":"good"' in message.original


@pytest.mark.parametrize("crit", [("handling",), ("handling.victim", "thread", "reply_by")])
def test_what_this_version_understands_may_be_demanded(crit: tuple[str, ...]) -> None:
    assert read(composed(header=replace(LEAST, crit=crit)).raw).header.crit == crit


FILE = Attachment("0" * 64, 4, 0)
ENTRY = {"digest": "0" * 64, "kind": "application/pdf", "name": "plan.pdf"}


def test_a_body_names_as_many_files_as_the_header() -> None:
    body = body_bytes(b"content", [("plan.pdf", "application/pdf", "0" * 64)])
    assert read_body(body, [FILE])[1][0].name == "plan.pdf"
    for attachments in ([], [FILE, FILE]):
        with pytest.raises(HeaderUnreadable):
            read_body(body, attachments)


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "0"},
        {"kind": "pdf"},
        {"kind": "A/B"},
        {"name": "../x"},
        {"name": "a\u202eb"},
        {"name": 5},
        {"name": ""},
    ],
)
def test_a_file_described_in_another_form_is_refused(change: dict[str, object]) -> None:
    body = json.dumps({"att": [{**ENTRY, **change}]}, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    with pytest.raises(HeaderUnreadable):
        read_body(f"{body}\ncontent".encode(), [FILE])


@pytest.mark.parametrize("line", [b'{"att":5}', b'{"att":[5]}', b'{"att": []}', b"[]", b""])
def test_a_first_line_of_another_form_is_refused(line: bytes) -> None:
    with pytest.raises(HeaderUnreadable):
        read_body(line + b"\ncontent", [FILE])
