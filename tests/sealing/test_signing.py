"""Vector: RFC 8032, 7.1, TEST 1."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.sealing.errors import KeyExposed, KeyFileBroken, KeyMissing
from samakki.sealing.signing import SigningKey


def test_signatures_are_those_of_the_specification() -> None:
    key = SigningKey(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )


def test_a_key_is_kept_for_its_owner_alone_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.key"
    key = SigningKey.create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert SigningKey.load(path).public == key.public
    with pytest.raises(FileExistsError):
        SigningKey.create(path)
    assert SigningKey.load(path).public == key.public


def test_a_new_key_signs_and_the_earlier_ones_still_prove(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.key"
    keys = [SigningKey.create(path), SigningKey.rotate(path), SigningKey.rotate(path)]
    assert [key.public for key in SigningKey.load_all(path)] == [key.public for key in keys]
    assert SigningKey.load(path).public == keys[-1].public


@given(one=st.binary(), other=st.binary())
def test_a_stamp_fits_one_content_and_one_key(one: bytes, other: bytes) -> None:
    key = SigningKey(bytes(32))
    assert (key.stamp(one) == key.stamp(other)) is (one == other)
    assert key.stamp(one) != SigningKey(bytes([1]) * 32).stamp(one)


def test_a_key_file_that_others_can_reach_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.key"
    SigningKey.create(path)
    path.chmod(0o644)
    with pytest.raises(KeyExposed, match="chmod 600"):
        SigningKey.load(path)


def test_a_missing_key_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="backup"):
        SigningKey.load(tmp_path / "checkpoint.key")


@pytest.mark.parametrize("content", [b"", b"ed25519\n", b"ed25519 AAAA\n", b"rsa AAAA\n", b"ed25519 !\n", b"\xff\n"])
def test_a_damaged_key_file_is_refused_and_not_added_to(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "checkpoint.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileBroken, match="backup"):
        SigningKey.load_all(path)
    with pytest.raises(KeyFileBroken):
        SigningKey.rotate(path)
    assert path.read_bytes() == content
