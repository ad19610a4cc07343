"""Old messages still read. The files are frozen: what a node sent once, nodes must read for good."""

import hashlib
from pathlib import Path

import pytest

from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.domain.schemas import CATALOGUE
from samakki.sealing.canonical import canonical, read_canonical

CORPUS = Path(__file__).parent / "corpus"
SUMS = CORPUS / "SHA256SUMS"
MESSAGES = sorted(CORPUS.glob("*.json"))


def kind(path: Path) -> MessageType:
    return MessageType.parse(path.stem.rpartition("-")[0])


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_an_old_message_still_reads_and_nothing_of_it_is_lost(path: Path) -> None:
    raw = path.read_bytes()
    content = read_canonical(raw, most=len(raw))
    CATALOGUE.check(kind(path), content)
    assert canonical(content) == raw


def test_the_corpus_is_frozen() -> None:
    lines = (line.split("  ") for line in SUMS.read_text("utf-8").splitlines())
    written = {name: digest for digest, name in lines}
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in MESSAGES} == written


def test_every_major_of_every_type_has_an_old_message() -> None:
    assert {it.major_name for it in CATALOGUE.types} - {kind(path).major_name for path in MESSAGES} == set()
