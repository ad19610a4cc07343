"""Proofs that receipts stand in the log: made from a real one, and false after any change."""

import json
from argparse import Namespace
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from samakki.access import audit
from samakki.access.domain.merkle import leaf_hash
from samakki.access.models import AuditEntry
from samakki.exchange.actions.proving import NotProvable, prove_receipt, receipts_named
from samakki.exchange.actions.receipts import make_receipt
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.domain import receipt_proofs as proofs
from samakki.exchange.domain.receipt_proofs import Wrong, judge
from samakki.exchange.domain.receipts import Kind
from samakki.exchange.models import Inbox, ReceiptMade
from samakki.node.commands.audit_command import run
from samakki.node.commands.console import Stopped
from samakki.sealing.documents import sign_document
from samakki.sealing.notes import checkpoint_text, sign_note
from samakki.sealing.signing import SigningKey, new_signing_key
from tests.support.audit_logs import Log, make_log
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
FIXTURES = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def log(tmp_path: Path, settings: Settings, stations: Stations) -> Log:
    """A log with two receipts of one message in it, signed, and more entries around."""
    log = make_log(tmp_path, settings)
    log.grow(11)
    take_envelope(stations.here, stations.sent(1, "line.check@1.0", {"marker": "00112233"}), carrier="TH/POL")
    log.grow(9)
    audit.checkpoint()
    return log


def receipt(kind: str = "R2") -> ReceiptMade:
    return ReceiptMade.objects.get(kind=kind)


@pytest.fixture
def made(log: Log, stations: Stations) -> bytes:
    return prove_receipt(stations.officer, stations.here, receipt())


def known(stations: Stations) -> proofs.KeyOf:
    key = stations.here.signing
    return lambda node, wanted: key.public if (node, wanted) == ("KH/POL", key.id) else None


def test_a_proof_holds_without_the_log_and_says_what_it_proves(stations: Stations, made: bytes) -> None:
    judged = judge(made, known(stations))
    assert (judged.wrong, judged.by, judged.receipt and judged.receipt.verdict) == (None, "KH/POL", "delivered")
    entry = AuditEntry.objects.get(action="receive_message")
    assert judged.receipt is not None
    assert judged.receipt.log == leaf_hash(bytes(entry.leaf)).hex()
    assert b"receive_message" not in made, "no line of the log leaves"
    assert AuditEntry.objects.filter(action="prove_receipt", actor=stations.officer.code).count() == 1


@settings(max_examples=300, suppress_health_check=FIXTURES, deadline=None)
@given(data=st.data())
def test_one_altered_byte_anywhere_is_never_a_proof(stations: Stations, made: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(made) - 1))
    other = data.draw(st.integers(1, 255))
    altered = made[:place] + bytes([made[place] ^ other]) + made[place + 1 :]
    assert judge(altered, known(stations)).wrong is not None


@settings(max_examples=60, suppress_health_check=FIXTURES, deadline=None)
@given(raw=st.binary(max_size=300), end=st.integers(0, 4000))
def test_nothing_that_somebody_wrote_raises(stations: Stations, made: bytes, raw: bytes, end: int) -> None:
    for one in (raw, made[: min(end, len(made) - 1)], made + raw + b"x", b'{"by":"KH/POL"}\n' + raw):
        assert judge(one, known(stations)).wrong is not None


def again(made: bytes, key: SigningKey, change: Mapping[str, object]) -> bytes:
    """A proof that its own node signed anew with something else in it."""
    said = json.loads(made.split(b"\n")[0]) | change
    return sign_document(said, kind=proofs.DOCUMENT, key=key)


def lies(said: dict[str, object], stations: Stations, log: Log) -> dict[Wrong, Mapping[str, object]]:
    """What a dishonest node might write, by what is found."""
    strange, log_key = new_signing_key(), SigningKey.load(log.key_file)
    row, r1 = Inbox.objects.get(), receipt("R1")
    name, size = str(said["log"]), int(str(said["size"]))
    without = make_receipt(stations.here, row, Kind.R3, verdict="opened", desk="KH/POL/AHTJPD/duty", now=row.first_seen)
    theirs = bytes(r1.signed).replace(b'"by":"KH/POL"', b'"by":"TH/POL"').split(b"\n")[0]
    signed_there = sign_document(json.loads(theirs), kind="receipt", key=stations.here.signing)
    shorter = sign_note(checkpoint_text(name, size - 1, bytes(32)), name=name, key=log_key)
    wrong_root = sign_note(checkpoint_text(name, size, bytes(32)), name=name, key=log_key)
    strange_note = sign_note(checkpoint_text(name, size, bytes(32)), name=name, key=strange)
    cut = str(said["receipt"]).replace("delivered", "declivered", 1)
    unknown = sign_document(json.loads(str(said["receipt"]).split("\n")[0]), kind="receipt", key=strange)
    return {
        Wrong.UNREADABLE: {"position": -1},
        Wrong.RECEIPT_CHANGED: {"receipt": cut},
        Wrong.RECEIPT_KEY_UNKNOWN: {"receipt": unknown.decode()},
        Wrong.RECEIPT_OF_ANOTHER: {"receipt": signed_there.decode()},
        Wrong.NO_LINE: {"receipt": bytes(without.signed).decode()},
        Wrong.OTHER_LINE: {"entry": "0" * 64},
        Wrong.CHECKPOINT_FORGED: {"checkpoint": strange_note},
        Wrong.OTHER_CHECKPOINT: {"checkpoint": shorter},
        Wrong.NOT_INCLUDED: {"checkpoint": wrong_root},
    }


def test_each_way_to_be_false_is_told_apart_and_has_an_exit_code(
    log: Log, stations: Stations, made: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, key, strange = tmp_path / "one.proof", stations.here.signing, new_signing_key()
    files = {
        wrong: again(made, key, change)
        for wrong, change in lies(json.loads(made.split(b"\n")[0]), stations, log).items()
    }
    files[Wrong.CHANGED] = made.replace(b'"position":', b'"position":1', 1)
    files[Wrong.KEY_UNKNOWN] = again(made, strange, {})
    assert set(files) == set(Wrong)
    for wrong, raw in files.items():
        path.write_bytes(raw)
        assert check(path, key.public.hex()) == (3 if wrong in proofs.CANNOT_BE_SAID else 1)
        assert f"({wrong.value})" in capsys.readouterr().err
    path.write_bytes(again(made, strange, {}))
    assert check(path, key.public.hex(), strange.public.hex()) == 0


def check(path: Path, *keys: str) -> int:
    return run(Namespace(act="check-proof", what=[str(path)], key=list(keys)), path)


def test_the_command_writes_a_file_for_each_receipt_and_another_node_checks_it_by_its_trust_list(
    log: Log, stations: Stations, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stations.stand(stations.here)
    told = Inbox.objects.get()

    def prove(*what: str) -> int:
        return run(Namespace(act="prove", what=list(what), to=tmp_path / "out"), tmp_path)

    assert prove(told.reference) == 0
    files = sorted((tmp_path / "out").iterdir())
    assert [one.name for one in files] == [f"receipt-{kind}-{receipt(kind).digest[:16]}.proof" for kind in ("R1", "R2")]
    assert [check(one) for one in files] == [0, 0]
    said = capsys.readouterr().out
    assert "HOLDS. KH/POL signed that KH/POL/AHTJPD/duty has this message as: delivered" in said
    assert receipts_named(str(told.message_id)) == receipts_named(told.reference)
    assert prove(receipt().digest, "M-0000") == 1
    assert check(tmp_path / "nowhere.proof") == 3
    nothing = partial(run, Namespace(act="check-proof", what=[], key=[]), tmp_path)
    for wrong in (prove, partial(check, files[0], "12"), nothing):
        with pytest.raises(Stopped):
            wrong()


def test_what_cannot_be_proved_yet_says_why(log: Log, stations: Stations, capsys: pytest.CaptureFixture[str]) -> None:
    take_envelope(stations.here, stations.sent(2, "line.check@1.0", {"marker": "00112233"}), carrier="TH/POL")
    row = Inbox.objects.latest("pk")
    without = make_receipt(stations.here, row, Kind.R3, verdict="opened", desk="KH/POL/AHTJPD/duty", now=row.first_seen)
    newest = ReceiptMade.objects.get(kind="R2", message=row)

    def code(one: ReceiptMade) -> str:
        with pytest.raises(NotProvable) as problem:
            prove_receipt("console", stations.here, one)
        return problem.value.code

    assert (code(without), code(newest)) == ("no-line", "not-in-log")
    audit.sequence()
    assert code(newest) == "no-checkpoint"
    audit.checkpoint()
    assert judge(prove_receipt("console", stations.here, newest), known(stations)).wrong is None
    stations.stand(stations.here)
    assert run(Namespace(act="prove", what=[without.digest], to=log.home), log.home) == 1
    assert "names no line of the log" in capsys.readouterr().err
