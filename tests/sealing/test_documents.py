import pytest

from samakki.sealing.documents import MOST_DOCUMENT, sign_document, verify_document
from samakki.sealing.errors import EnvelopeAltered, EnvelopeError, EnvelopeMalformed, SenderUnknown
from tests.support.post import NODE, OFFICER

CONTENT = {"kind": "R1", "verdict": "accepted", "of": "0" * 64}
RAW = sign_document(CONTENT, kind="receipt", key=NODE)
KEYS = {NODE.id: NODE.public, OFFICER.id: OFFICER.public}.get


def test_a_document_says_what_was_signed_and_by_which_key() -> None:
    read = verify_document(RAW, kind="receipt", key_of=KEYS)
    assert (dict(read.content), read.key_id) == (CONTENT, NODE.id)


def test_two_signatures_of_one_content_have_one_digest() -> None:
    other = sign_document(CONTENT, kind="receipt", key=OFFICER)
    assert (
        verify_document(other, kind="receipt", key_of=KEYS).digest
        == verify_document(RAW, kind="receipt", key_of=KEYS).digest
    )


def test_a_document_of_one_kind_is_none_of_another() -> None:
    with pytest.raises(EnvelopeAltered):
        verify_document(RAW, kind="checkpoint", key_of=KEYS)


def test_a_key_nobody_knows_is_said() -> None:
    with pytest.raises(SenderUnknown):
        verify_document(RAW, kind="receipt", key_of=lambda _: None)


def test_another_key_under_the_id_proves_nothing() -> None:
    with pytest.raises(EnvelopeAltered):
        verify_document(RAW, kind="receipt", key_of=lambda _: OFFICER.public)


def test_every_byte_of_a_document_counts() -> None:
    for place in range(len(RAW)):
        changed = bytearray(RAW)
        changed[place] ^= 1 << place % 8
        with pytest.raises(EnvelopeError):
            verify_document(bytes(changed), kind="receipt", key_of=KEYS)
        with pytest.raises(EnvelopeError):
            verify_document(RAW[:place], kind="receipt", key_of=KEYS)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\n", b"{}\n", b"{}\n\n", b"{}\n" + b"x" * 2_000 + b"\n", RAW + b"\n", RAW[:-1] + "ខ\n".encode(),
     b"{}\ne30..\n", b"[]\n" + RAW.split(b"\n")[1] + b"\n", bytes(MOST_DOCUMENT * 2)],
)  # fmt: skip
def test_what_is_no_document_is_refused(raw: bytes) -> None:
    with pytest.raises(EnvelopeError) as refused:
        verify_document(raw, kind="receipt", key_of=KEYS)
    assert isinstance(refused.value, EnvelopeMalformed | EnvelopeAltered)


def test_a_document_that_nobody_would_read_is_not_signed() -> None:
    with pytest.raises(ValueError, match="64 KiB"):
        sign_document({"a": "x" * MOST_DOCUMENT}, kind="receipt", key=NODE)
