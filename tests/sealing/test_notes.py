"""Vectors: the example key and note of golang.org/x/mod/sumdb/note, the reference implementation of signed notes."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.sealing.errors import SealBroken
from samakki.sealing.notes import (
    Checkpoint,
    checkpoint_text,
    key_id,
    open_note,
    parse_checkpoint,
    sign_note,
    verifier_key,
)
from samakki.sealing.signing import SigningKey

PETER = SigningKey(base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:])
ENOCH_PUBLIC = base64.b64decode("ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")[1:]
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ENOCH_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
ROOT = base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")


def opened(note: str, name: str = "PeterNeumann", public_key: bytes = PETER.public) -> str:
    return open_note(note, name=name, public_key=public_key)


def test_key_names_ids_and_signatures_are_those_of_the_reference_implementation() -> None:
    assert key_id("PeterNeumann", PETER.public).hex() == "c74f20a3"
    assert verifier_key("PeterNeumann", PETER.public) == (
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    )
    assert sign_note(TEXT, name="PeterNeumann", key=PETER) == f"{TEXT}\n{PETER_LINE}"


def test_a_note_signed_by_two_opens_with_the_key_of_either() -> None:
    note = f"{TEXT}\n{PETER_LINE}{ENOCH_LINE}"
    assert opened(note) == TEXT
    assert opened(note, "EnochRoot", ENOCH_PUBLIC) == TEXT


@given(lines=st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), min_size=1))
def test_a_signed_text_in_any_script_with_empty_lines_opens_to_the_same_text(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    assert opened(sign_note(text, name="PeterNeumann", key=PETER)) == text


@given(data=st.data())
def test_one_flipped_bit_anywhere_is_refused(data: st.DataObject) -> None:
    note = bytearray(sign_note(checkpoint_text("test.example", 7, ROOT), name="PeterNeumann", key=PETER).encode())
    bit = data.draw(st.integers(0, len(note) * 8 - 1))
    note[bit // 8] ^= 1 << bit % 8
    try:
        changed = note.decode()
    except UnicodeDecodeError:
        return
    with pytest.raises(SealBroken):
        opened(changed)


@pytest.mark.parametrize(
    "note",
    [
        "",
        TEXT,
        TEXT + "\n",
        f"{TEXT}\n{PETER_LINE[:-1]}",
        f"\x01{TEXT}\n{PETER_LINE}",
        f"{TEXT}\r\n{PETER_LINE}",
        f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', 'Bad Name')}",
        f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', 'Bad+Name')}",
        f"{TEXT}\n{PETER_LINE.replace('—', '-')}",
        f"{TEXT}\n{PETER_LINE}Unexpected line.\n",
        f"{TEXT}\n{PETER_LINE}\n",
        f"{TEXT}\n{PETER_LINE * 65}",
        f"{TEXT}\n— PeterNeumann x08gow==\n",
        f"{TEXT}\n{PETER_LINE[:-2]}\n",
    ],
)
def test_what_has_not_the_form_of_a_note_is_refused(note: str) -> None:
    with pytest.raises(SealBroken, match="not a signed note"):
        opened(note)


def test_a_wrong_signature_of_the_known_key_spoils_the_note_even_beside_a_right_one() -> None:
    wrong = sign_note(TEXT + "more\n", name="PeterNeumann", key=PETER).rpartition("\n\n")[2]
    with pytest.raises(SealBroken, match="wrong signature"):
        opened(f"{TEXT}\n{PETER_LINE}{wrong}")


def test_a_note_of_another_signer_or_another_key_of_the_same_name_is_not_signed() -> None:
    with pytest.raises(SealBroken, match="not signed by the key"):
        opened(f"{TEXT}\n{ENOCH_LINE}")
    with pytest.raises(SealBroken, match="not signed by the key"):
        opened(sign_note(TEXT, name="PeterNeumann", key=SigningKey(bytes(32))))


@pytest.mark.parametrize("text", ["no newline", "carriage return\r\n", "tab\t\n", "", "bell\x07\n"])
def test_a_text_that_no_reader_would_take_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match="newline"):
        sign_note(text, name="PeterNeumann", key=PETER)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\u2003b"])
def test_a_name_that_no_reader_would_take_does_not_sign(name: str) -> None:
    with pytest.raises(ValueError, match="no space"):
        sign_note(TEXT, name=name, key=PETER)
    with pytest.raises(ValueError, match="no space"):
        verifier_key(name, PETER.public)


def test_a_checkpoint_reads_as_in_the_specification() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    assert checkpoint_text("example.com/behind-the-sofa", 20852163, ROOT) == text
    assert parse_checkpoint(text) == Checkpoint("example.com/behind-the-sofa", 20852163, ROOT)


@given(
    origin=st.from_regex(r"[a-z.]+", fullmatch=True),
    size=st.integers(0, 2**63 - 1),
    root=st.binary(min_size=32, max_size=32),
)
def test_every_checkpoint_reads_back_as_it_was_written(origin: str, size: int, root: bytes) -> None:
    assert parse_checkpoint(checkpoint_text(origin, size, root)) == Checkpoint(origin, size, root)


def test_extension_lines_are_passed_over() -> None:
    assert parse_checkpoint(checkpoint_text("a.example", 0, ROOT) + "extension\n").size == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.example\n7\n",
        checkpoint_text("", 7, ROOT),
        checkpoint_text("a.example", 7, ROOT)[:-1],
        checkpoint_text("a.example", 7, ROOT[:-1]),
        checkpoint_text("a.example", 7, ROOT) + "\n",
        checkpoint_text("a.example", 7, ROOT).replace("\n7\n", "\n07\n"),
        checkpoint_text("a.example", 7, ROOT).replace("\n7\n", "\n-7\n"),
        checkpoint_text("a.example", 7, ROOT).replace("\n7\n", "\n៧\n"),
        checkpoint_text("a.example", 7, ROOT).replace("=", ""),
    ],
)
def test_what_has_not_the_form_of_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(SealBroken, match="not a log checkpoint"):
        parse_checkpoint(text)
