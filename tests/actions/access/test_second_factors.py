"""Secrets of second factors: sealed, opened with older keys, moved to the active key."""

import shutil
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from pytest_django.fixtures import Settings

from samakki.access import actions
from samakki.access.actions import resealing
from samakki.access.actions.second_factors import open_secret, seal_secret
from samakki.access.models import BreakGlass
from samakki.sealing.errors import SealBroken
from samakki.sealing.fields import key_id_of
from samakki.sealing.keyring import rotate
from tests.support.people import FIELD, People, record
from tests.support.sign_in import past_first_steps


@pytest.fixture
def own_keys(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the node's keys that a test may rotate."""
    keys = tmp_path / "keys"
    shutil.copytree(settings.SAMAKKI_KEYS, keys)
    settings.SAMAKKI_KEYS = keys
    return keys / "fields.json"


def test_a_sealed_secret_opens_to_itself_and_shows_nothing() -> None:
    sealed = seal_secret("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DP" not in sealed
    assert b"JBSWY3DP" not in bytes.fromhex(sealed)
    assert open_secret(sealed) == "JBSWY3DPEHPK3PXP"


def test_a_changed_secret_is_refused() -> None:
    sealed = bytearray(bytes.fromhex(seal_secret("JBSWY3DPEHPK3PXP")))
    sealed[-1] ^= 1
    with pytest.raises(SealBroken):
        open_secret(sealed.hex())


def test_after_a_rotation_every_secret_is_sealed_with_the_new_key_and_still_the_same(
    people: People, own_keys: Path
) -> None:
    secret = past_first_steps(people.officer())
    ring = rotate(own_keys)
    row = Authenticator.objects.get()
    assert open_secret(row.data["secret"]) == secret
    assert key_id_of(bytes.fromhex(row.data["secret"])) != ring.active.id
    assert resealing.reseal() == 1
    row.refresh_from_db()
    assert key_id_of(bytes.fromhex(row.data["secret"])) == ring.active.id
    assert open_secret(row.data["secret"]) == secret


def test_a_reason_of_urgent_access_moves_to_the_new_key_and_stays_readable(people: People, own_keys: Path) -> None:
    reference = record(by=people.officer("investigator"))
    vanna = people.officer("investigator", desk=FIELD)
    why = "Somebody is in danger in the house by the river."
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=why)
    Authenticator.objects.create(user=vanna, type=Authenticator.Type.WEBAUTHN, data={"name": "key"})  # holds no secret

    ring = rotate(own_keys)

    assert resealing.reseal() == 1
    assert key_id_of(bytes(BreakGlass.objects.get().reason_sealed)) == ring.active.id
    assert actions.read_break_glass_reason(by=people.overseer, use=opened.use) == why
