import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from samakki.sealing import keyring
from samakki.sealing.errors import KeyExposed, KeyFileBroken, KeyFileBusy, KeyMissing
from samakki.sealing.keyring import create_keyring, load_keyring, rotate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "fields.json"


def test_a_new_ring_is_readable_by_its_owner_alone_and_leaves_no_draft(path: Path) -> None:
    create_keyring(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == ["fields.json"]


def test_a_loaded_ring_is_the_one_that_was_made(path: Path) -> None:
    assert create_keyring(path) == load_keyring(path)


def test_a_ring_that_exists_is_never_overwritten(path: Path) -> None:
    before = create_keyring(path)
    with pytest.raises(FileExistsError):
        create_keyring(path)
    assert load_keyring(path) == before
    assert os.listdir(path.parent) == ["fields.json"]


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o620, 0o602, 0o777])
def test_a_key_file_that_others_can_reach_is_not_loaded(path: Path, mode: int) -> None:
    create_keyring(path)
    path.chmod(mode)
    with pytest.raises(KeyExposed, match="chmod 600"):
        load_keyring(path)


def test_a_missing_key_file_says_what_to_do(path: Path) -> None:
    with pytest.raises(KeyMissing, match="backup"):
        load_keyring(path)


def test_rotation_keeps_every_earlier_key(path: Path) -> None:
    rings = [create_keyring(path), rotate(path), rotate(path)]
    now = load_keyring(path)
    assert now == rings[-1]
    assert [now.key(ring.active.id) for ring in rings] == [ring.active for ring in rings]
    assert len(now.keys) == 3


def test_of_two_rotations_at_once_the_second_is_refused_so_that_no_key_is_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_keyring(path)
    made = keyring._new_key

    def meanwhile() -> keyring.FieldKey:
        monkeypatch.undo()
        with pytest.raises(KeyFileBusy):
            rotate(path)
        return made()

    monkeypatch.setattr(keyring, "_new_key", meanwhile)
    assert load_keyring(path).keys.keys() < rotate(path).keys.keys()
    assert os.listdir(path.parent) == ["fields.json"]


def test_a_ring_shows_no_key_when_it_is_printed(path: Path) -> None:
    ring = create_keyring(path)
    assert ring.active.id in repr(ring)
    assert repr(ring.active.secret) not in repr(ring)


def damaged(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def damage(content: str) -> str:
        data = json.loads(content)
        change(data)
        return json.dumps(data)

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-10],
        lambda _: "[]",
        damaged(lambda data: data.update(format=2)),
        damaged(lambda data: data["keys"].clear()),
        damaged(lambda data: data["keys"][0].update(state="retired")),
        damaged(lambda data: data["keys"].append(data["keys"][0])),
        damaged(lambda data: data["keys"][0].update(id="00" * 8)),
        damaged(lambda data: data["keys"][0].update(key="c2hvcnQ=")),
        damaged(lambda data: data["keys"][0].update(key="!")),
        damaged(lambda data: data["keys"][0].update(made_at="yesterday")),
        damaged(lambda data: data["keys"][0].pop("made_at")),
    ],
    ids=["cut", "list", "format", "empty", "none active", "two active", "id", "short", "base64", "date", "no date"],
)
def test_a_damaged_ring_is_refused(path: Path, damage: Callable[[str], str]) -> None:
    create_keyring(path)
    path.write_text(damage(path.read_text("ascii")), "ascii")
    with pytest.raises(KeyFileBroken, match="backup"):
        load_keyring(path)
