import json
from pathlib import Path

import pytest

from samakki.sealing.ceremony import Cost, PublicCeremonyKey, create_ceremony_key, open_ceremony_key
from samakki.sealing.errors import KeyExposed, KeyFileBroken, SealBroken

CHEAP = Cost(1, 1, 64)
WORDS = "rice and river water"


def a_key(folder: Path) -> Path:
    create_ceremony_key(folder / "kh.key", holder="KH", passphrase=WORDS, cost=CHEAP)
    return folder / "kh.key"


def test_a_key_is_opened_by_its_passphrase_and_signs_as_its_public_half_says(tmp_path: Path) -> None:
    path = tmp_path / "kh.key"
    public = create_ceremony_key(path, holder="KH", passphrase=WORDS, cost=CHEAP)
    signer = open_ceremony_key(path, WORDS)
    assert signer.half == public
    signer.public_key.verify_signature(signer.sign(b"members"), b"members")
    assert PublicCeremonyKey.from_bytes(public.to_bytes()) == public
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    with pytest.raises(SealBroken, match="passphrase"):
        open_ceremony_key(a_key(tmp_path), "rice and river stones")


def test_nothing_of_the_key_is_in_the_clear(tmp_path: Path) -> None:
    one, other = a_key(tmp_path).read_text("ascii"), json.loads(a_key_in(tmp_path / "other"))
    assert json.loads(one)["sealed"] != other["sealed"]
    assert WORDS not in one


def a_key_in(folder: Path) -> str:
    folder.mkdir()
    return a_key(folder).read_text("ascii")


@pytest.mark.parametrize("name", ["holder", "public", "passes", "salt", "nonce", "sealed"])
def test_whatever_is_changed_in_the_file_is_noticed(tmp_path: Path, name: str) -> None:
    path = a_key(tmp_path)
    given = json.loads(path.read_text("ascii"))
    value = given[name]
    given[name] = value + 1 if isinstance(value, int) else "TH" if name == "holder" else flipped(value)
    path.write_text(json.dumps(given), "ascii")
    with pytest.raises((SealBroken, KeyFileBroken)):
        open_ceremony_key(path, WORDS)


def flipped(text: str) -> str:
    return text[:-1] + ("0" if text[-1] != "0" else "1")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": "samakki-ceremony-key-1"}', "\x00"])
def test_another_file_is_told_apart(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.key"
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    with pytest.raises(KeyFileBroken):
        open_ceremony_key(path, WORDS)
    with pytest.raises(KeyFileBroken):
        PublicCeremonyKey.from_bytes(content.encode())


def test_a_file_cannot_ask_for_hours_of_work(tmp_path: Path) -> None:
    path = a_key(tmp_path)
    given = json.loads(path.read_text("ascii")) | {"kibibytes": 2**40}
    path.write_text(json.dumps(given), "ascii")
    with pytest.raises(KeyFileBroken, match="out of bounds"):
        open_ceremony_key(path, WORDS)


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    path = a_key(tmp_path)
    path.chmod(0o644)
    with pytest.raises(KeyExposed):
        open_ceremony_key(path, WORDS)


def test_a_short_passphrase_and_an_odd_holder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 12"):
        create_ceremony_key(tmp_path / "a.key", holder="KH", passphrase="short", cost=CHEAP)
    with pytest.raises(KeyFileBroken):
        create_ceremony_key(tmp_path / "a.key", holder="K\nH", passphrase=WORDS, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []
    a_key(tmp_path)
    with pytest.raises(FileExistsError):
        a_key(tmp_path)
