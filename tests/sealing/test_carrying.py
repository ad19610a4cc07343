import pytest

from samakki.sealing.carrying import new_passphrase, open_carried, seal_to_carry
from samakki.sealing.errors import SealBroken


def test_only_the_passphrase_opens_it() -> None:
    sealed = seal_to_carry(b"who writes to whom", passphrase="river and rice")

    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"who writes" not in sealed
    assert open_carried(sealed, passphrase="river and rice") == b"who writes to whom"
    with pytest.raises(SealBroken):
        open_carried(sealed, passphrase="river and ric")
    with pytest.raises(SealBroken):
        open_carried(sealed[:-1], passphrase="river and rice")


def test_a_file_that_asks_for_more_memory_than_a_node_gives_is_not_tried() -> None:
    with pytest.raises(SealBroken):
        open_carried(b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 21\n", passphrase="river and rice")


def test_a_passphrase_is_never_made_twice_and_can_be_read_out() -> None:
    one, other = new_passphrase(), new_passphrase()

    assert one != other
    assert [len(group) for group in one.split("-")] == [4] * 6
