import pickle
from datetime import UTC, datetime, timedelta

import pytest

from samakki.sealing.desks import DeskKey, DeskKeys, new_desk_key, open_desk_key, seal_desk_key
from samakki.sealing.errors import KeyFileBroken, SealBroken
from samakki.sealing.fields import seal_field
from samakki.sealing.keyring import Keyring, create_keyring
from samakki.sealing.signing import (
    SigningKey,
    new_signing_key,
    open_signing_key,
    seal_signing_key,
    signing_key_id,
    verify,
)
from samakki.sealing.suites import Suite, public_key, unwrap, wrap
from tests.support.post import SENT, THAI_DESK, desk_key, seed

EVERY_SUITE = pytest.mark.parametrize("suite", list(Suite))


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    return create_keyring(tmp_path_factory.mktemp("keys") / "fields.json")


@EVERY_SUITE
def test_a_new_key_is_good_for_90_days_and_like_no_other(suite: Suite) -> None:
    one, other = (new_desk_key(THAI_DESK, suite=suite, valid_from=SENT) for _ in range(2))
    assert one.valid_to - one.valid_from == timedelta(days=90)
    assert one.id != other.id
    assert len(one.public) == suite.public_bytes
    assert one.recipient.key_id == one.id


@EVERY_SUITE
def test_a_stored_key_is_the_same_key(ring: Keyring, suite: Suite) -> None:
    key = desk_key(suite=suite)
    stored = seal_desk_key(key, ring)
    assert key.seed not in stored
    assert open_desk_key(stored, ring, desk=THAI_DESK, key_id=key.id) == key


def test_a_stored_key_opens_for_its_desk_and_id_alone(ring: Keyring) -> None:
    key = desk_key()
    stored = seal_desk_key(key, ring)
    for place in ({"desk": "TH/POL/AHTD/other", "key_id": key.id}, {"desk": THAI_DESK, "key_id": "0" * 32}):
        with pytest.raises(SealBroken):
            open_desk_key(stored, ring, **place)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"seed":"AA","suite":"none","valid_from":"","valid_to":""}'])
def test_something_else_in_the_place_of_a_key_is_refused(ring: Keyring, content: bytes) -> None:
    stored = seal_field(content, keyring=ring, table="desk-keys", row=f"{THAI_DESK} x", column="private")
    with pytest.raises(SealBroken):
        open_desk_key(stored, ring, desk=THAI_DESK, key_id="x")


def test_others_seal_to_the_newest_valid_key() -> None:
    keys = DeskKeys([desk_key(epoch=1), desk_key(epoch=2), desk_key("TH/POL/AHTD/other", epoch=3)])
    first, second = desk_key(epoch=1), desk_key(epoch=2)
    assert keys.current(THAI_DESK, at=first.valid_from) == first
    assert keys.current(THAI_DESK, at=first.valid_to) == second
    assert keys.current(THAI_DESK, at=second.valid_to) is None
    overlapping = new_desk_key(THAI_DESK, suite=Suite.X25519, valid_from=first.valid_from + timedelta(days=1))
    assert DeskKeys([first, overlapping]).current(THAI_DESK, at=SENT) == overlapping


def test_a_desk_key_leaves_the_program_in_no_other_way() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(desk_key())


@EVERY_SUITE
def test_what_is_no_public_key_is_said(suite: Suite) -> None:
    for public in (b"", bytes(31), b"\xff" * (suite.public_bytes + 1)):
        with pytest.raises(KeyFileBroken):
            public_key(suite, public)


@EVERY_SUITE
def test_a_wrap_opens_with_its_key_beside_its_header_alone(suite: Suite) -> None:
    key, other = desk_key(suite=suite), desk_key(suite=suite, epoch=2)
    wrapped = wrap(seed("secret"), suite=suite, public=key.public, info=b"header")
    assert len(wrapped) == suite.wrap_bytes
    assert unwrap(wrapped, suite=suite, private=key.private, info=b"header") == seed("secret")
    assert unwrap(wrapped, suite=suite, private=key.private, info=b"heade") is None
    assert unwrap(wrapped, suite=suite, private=other.private, info=b"header") is None
    assert unwrap(wrapped[:-1], suite=suite, private=key.private, info=b"header") is None


def test_one_seed_makes_another_key_in_another_suite() -> None:
    x25519, hybrid = (DeskKey(THAI_DESK, suite, SENT, SENT, seed("one")) for suite in Suite)
    assert x25519.id != hybrid.id
    assert x25519.public not in hybrid.public


def test_a_signing_key_is_stored_like_a_desk_key(ring: Keyring) -> None:
    key = new_signing_key()
    stored = seal_signing_key(key, ring)
    assert open_signing_key(stored, ring, key_id=key.id).public == key.public
    with pytest.raises(SealBroken):
        open_signing_key(stored, ring, key_id=new_signing_key().id)
    short = seal_field(b"short", keyring=ring, table="signing-keys", row="x", column="seed")
    with pytest.raises(SealBroken):
        open_signing_key(short, ring, key_id="x")


def test_a_signature_is_verified_or_not_and_never_raises() -> None:
    key = SigningKey(seed("signer"))
    signature = key.sign(b"content")
    assert key.id == signing_key_id(key.public)
    assert verify(key.public, b"content", signature)
    assert not verify(key.public, b"other", signature)
    assert not verify(key.public, b"content", signature[:-1])
    assert not verify(b"", b"content", signature)
    assert not verify(b"\xff" * 32, b"content", signature)


def test_a_key_of_the_future_is_not_used_yet() -> None:
    assert DeskKeys([desk_key()]).current(THAI_DESK, at=datetime(2020, 1, 1, tzinfo=UTC)) is None
