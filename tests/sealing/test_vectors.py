"""What this software writes and reads is what others write and read: HPKE, ML-KEM, JWS and JSON of other people."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from samakki.sealing.chunks import chunk_names, open_chunk
from samakki.sealing.documents import verify_document
from samakki.sealing.envelopes import envelope_digest, open_envelope, seal, skeleton
from samakki.sealing.errors import EnvelopeError
from samakki.sealing.suites import Suite, private_key, public_bytes, unwrap
from tests.support import second_reader
from tests.support.post import NODE, OFFICER, Listed, desk_key, from_vector, header
from tools import other_hpke, vectors

FOLDER = Path(vectors.FOLDER)
NAMES = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem not in {"refused", "document"})


def load(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return read


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signers(vector: dict[str, Any]) -> dict[str, bytes]:
    return {it["kid"]: decoded(it["public"]) for it in (vector["node"], vector["officer"]) if it}


def test_the_committed_vectors_are_what_the_script_writes() -> None:
    assert vectors.written() == {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}


@pytest.mark.parametrize("name", NAMES)
def test_a_vector_opens_for_each_of_its_desks(name: str) -> None:
    vector = load(name)
    keys, senders = from_vector(vector)
    raw = decoded(vector["envelope"])
    read = open_envelope(raw, desk_keys=keys, senders=senders, understood={"handling"})
    assert read.body == decoded(vector["body"])
    assert read.digest == envelope_digest(raw) == vector["digest"]
    assert (read.content_key.commitment(), read.header["cek_commit"]) == (vector["cek_commit"],) * 2
    assert read.content_key.commitment_to(read.body) == vector["pt_commit"]
    assert skeleton(raw) == decoded(vector["skeleton"])


@pytest.mark.parametrize("name", NAMES)
def test_a_second_implementation_reads_the_same_from_a_vector(name: str) -> None:
    vector = load(name)
    for desk in vector["desks"]:
        read = second_reader.read(
            decoded(vector["envelope"]),
            desk=desk["desk"],
            key_id=desk["kid"],
            seed=bytes.fromhex(desk["seed"]),
            signers=signers(vector),
        )
        assert (read.body, read.digest) == (decoded(vector["body"]), vector["digest"])
        assert read.content_key.hex() == vector["content_key"]


@pytest.mark.parametrize("suite", list(Suite))
def test_a_second_implementation_reads_what_we_seal(suite: Suite) -> None:
    keys = [desk_key(f"TH/POL/AHTD/desk{number}", suite) for number in range(3)]
    said = header(*(key.desk for key in keys), x_newer="ខ្មែរ")
    raw = seal(said, b"a body", to=[it.recipient for it in keys], sign=NODE, cosign=OFFICER)
    public = {NODE.id: NODE.public, OFFICER.id: OFFICER.public}
    for key in keys:
        read = second_reader.read(raw, desk=key.desk, key_id=key.id, seed=key.seed, signers=public)
        assert (read.body, read.digest) == (b"a body", envelope_digest(raw))


def test_a_second_implementation_reads_chunks() -> None:
    vector = load("attachment")
    keys, senders = from_vector(vector)
    read = open_envelope(decoded(vector["envelope"]), desk_keys=keys, senders=senders)
    (attachment,), last = read.attachments, decoded(vector["last_chunk"])
    names = [it["name"] for it in vector["chunks"]]
    assert chunk_names(b"".join(bytes.fromhex(name) for name in names[:-1]), attachment) == tuple(names[:-1])
    piece = open_chunk(last, name=names[-2], key=read.content_key, attachment=attachment, index=1)
    assert piece == hashlib.shake_256(b"samakki vector file").digest(attachment.size)[-5:]
    key = bytes.fromhex(vector["content_key"])
    assert second_reader.read_chunk(last, content_key=key, attachment=0, index=1) == piece


def test_a_second_implementation_reads_documents() -> None:
    vector = load("document")
    raw, node = decoded(vector["document"]), vector["node"]
    ours = verify_document(raw, kind=vector["kind"], key_of={node["kid"]: decoded(node["public"])}.get)
    theirs = second_reader.read_document(raw, kind=vector["kind"], key_id=node["kid"], public=decoded(node["public"]))
    assert dict(ours.content) == theirs


@pytest.mark.parametrize("case", load("refused")["refused"], ids=lambda case: case["what"])
def test_what_no_implementation_opens_is_refused_for_the_reason_named(case: dict[str, str]) -> None:
    keys, senders = from_vector(load("x25519"))
    with pytest.raises(EnvelopeError) as refused:
        open_envelope(decoded(case["envelope"]), desk_keys=keys, senders=senders)
    assert refused.value.code == case["code"]


def test_a_vector_of_another_sender_is_refused() -> None:
    vector = load("x25519")
    with pytest.raises(EnvelopeError):
        open_envelope(decoded(vector["envelope"]), desk_keys=from_vector(vector)[0], senders=Listed())


@pytest.mark.parametrize("number", range(3))
def test_hybrid_keys_are_those_of_another_ml_kem(number: int) -> None:
    seed = vectors.seed("key", number)
    assert public_bytes(Suite.MLKEM768_X25519, seed) == other_hpke.hybrid_public(seed)


def test_the_hybrid_is_x_wing_as_published() -> None:
    """First vector of draft-connolly-cfrg-xwing-kem, appendix C: seed, randomness and the secret they share."""
    seed = bytes.fromhex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26")
    randomness = bytes.fromhex(
        "3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2"
        "35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2"
    )
    public = public_bytes(Suite.MLKEM768_X25519, seed)
    shared, _ = other_hpke.encapsulate_hybrid(public, randomness)
    assert shared.hex() == "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384"
    wrapped = other_hpke.wrap_hybrid(bytes(32), public=public, info=b"header", seed=randomness)
    private = private_key(Suite.MLKEM768_X25519, seed)
    assert unwrap(wrapped, suite=Suite.MLKEM768_X25519, private=private, info=b"header") == bytes(32)
