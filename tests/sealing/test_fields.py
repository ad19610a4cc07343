from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.sealing.errors import KeyMissing, SealBroken
from samakki.sealing.fields import key_id_of, open_field, open_text, reseal_field, seal_field, seal_text
from samakki.sealing.keyring import Keyring, create_keyring, rotate

PLACE = {"table": "access_breakglass", "row": "7", "column": "reason_sealed"}
text = st.text(st.characters(codec="utf-8"))
place = st.fixed_dictionaries({"table": text, "row": text, "column": text})


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    return create_keyring(tmp_path_factory.mktemp("keys") / "fields.json")


@given(plain=st.binary(), where=place)
def test_what_was_sealed_opens_to_the_same_bytes(ring: Keyring, plain: bytes, where: dict[str, str]) -> None:
    assert open_field(seal_field(plain, keyring=ring, **where), keyring=ring, **where) == plain


@given(plain=text)
def test_a_text_in_any_script_comes_back_as_it_was(ring: Keyring, plain: str) -> None:
    assert open_text(seal_text(plain, keyring=ring, **PLACE), keyring=ring, **PLACE) == plain


@given(plain=st.binary(max_size=40), data=st.data())
def test_one_flipped_bit_anywhere_is_refused(ring: Keyring, plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal_field(plain, keyring=ring, **PLACE))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises((SealBroken, KeyMissing)):  # a flipped key id names a key that does not exist
        open_field(bytes(sealed), keyring=ring, **PLACE)


@given(plain=st.binary(max_size=40), data=st.data())
def test_a_value_cut_short_is_refused(ring: Keyring, plain: bytes, data: st.DataObject) -> None:
    sealed = seal_field(plain, keyring=ring, **PLACE)
    with pytest.raises(SealBroken):
        open_field(sealed[: data.draw(st.integers(0, len(sealed) - 1))], keyring=ring, **PLACE)


@given(here=place, there=place)
def test_a_value_moved_to_another_row_column_or_table_is_refused(
    ring: Keyring, here: dict[str, str], there: dict[str, str]
) -> None:
    sealed = seal_field(b"a reason", keyring=ring, **here)
    if here == there:
        assert open_field(sealed, keyring=ring, **there) == b"a reason"
        return
    with pytest.raises(SealBroken):
        open_field(sealed, keyring=ring, **there)


def test_letters_pushed_over_the_border_of_row_and_column_do_not_make_the_same_place(ring: Keyring) -> None:
    sealed = seal_field(b"a reason", keyring=ring, table="t", row="1", column="23")
    with pytest.raises(SealBroken):
        open_field(sealed, keyring=ring, table="t", row="12", column="3")


def test_the_same_content_sealed_twice_looks_different(ring: Keyring) -> None:
    assert seal_text("Sok", keyring=ring, **PLACE) != seal_text("Sok", keyring=ring, **PLACE)


def test_a_value_of_an_unknown_key_names_the_key_and_where_to_look_for_it(ring: Keyring, tmp_path: Path) -> None:
    other = create_keyring(tmp_path / "fields.json")
    sealed = seal_field(b"a reason", keyring=other, **PLACE)
    with pytest.raises(KeyMissing, match="backup") as missing:
        open_field(sealed, keyring=ring, **PLACE)
    assert missing.value.facts == {"key": other.active.id}


def test_after_rotation_old_values_open_and_reseal_moves_them_to_the_new_key(tmp_path: Path) -> None:
    path = tmp_path / "fields.json"
    before = create_keyring(path)
    sealed = seal_field(b"a reason", keyring=before, **PLACE)
    after = rotate(path)

    assert open_field(sealed, keyring=after, **PLACE) == b"a reason"
    moved = reseal_field(sealed, keyring=after, **PLACE)
    assert (key_id_of(sealed), key_id_of(moved)) == (before.active.id, after.active.id)
    assert open_field(moved, keyring=after, **PLACE) == b"a reason"
    with pytest.raises(KeyMissing):
        open_field(moved, keyring=before, **PLACE)


def test_a_value_under_the_active_key_is_resealed_to_itself(ring: Keyring) -> None:
    sealed = seal_field(b"a reason", keyring=ring, **PLACE)
    assert reseal_field(sealed, keyring=ring, **PLACE) == sealed


def test_resealing_a_changed_value_is_refused_rather_than_made_valid(ring: Keyring) -> None:
    sealed = seal_field(b"a reason", keyring=ring, **PLACE)
    with pytest.raises(SealBroken):
        reseal_field(sealed[:-1] + bytes([sealed[-1] ^ 1]), keyring=ring, **PLACE)
