from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import override_settings

from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Agency, Desk
from samakki.exchange.actions import own_keys
from samakki.exchange.domain.trust import changing
from samakki.exchange.domain.trust.publication import read_publication
from samakki.exchange.domain.trust.statement import Reach, Statement
from samakki.exchange.queries import directory
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.node.config import load
from samakki.node.doctor import trusting
from samakki.node.doctor.finding import Level
from samakki.sealing.desks import EPOCH
from samakki.sealing.errors import KeyExposed, KeyMissing, SealBroken
from samakki.sealing.keyring import create_keyring, rotate
from tests.support.shared import NOW
from tests.support.trust import a_desk, put_in_directory

pytestmark = pytest.mark.django_db
DUTY = DeskAddress.parse("KH/POL/AHTJPD/duty")
NAME = NodeName.parse("KH/POL")


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Path]:
    create_keyring(tmp_path / "fields.json")
    with override_settings(SAMAKKI_KEYS=tmp_path, SAMAKKI_EXCHANGE_NAME=str(NAME)):
        yield tmp_path


def test_a_desk_has_a_key_for_ninety_days_and_the_next_one_a_month_before(
    keys: Path, clock: time_machine.Traveller
) -> None:
    assert own_keys.renew(by="console", desks=[DUTY]).made == (str(DUTY),)
    assert own_keys.renew(by="console", desks=[DUTY]).made == ()
    first = own_keys.desk_keys().current(str(DUTY), at=NOW + timedelta(minutes=1))
    assert first
    clock.shift(timedelta(days=61))
    assert own_keys.renew(by="console", desks=[DUTY]).made == (str(DUTY),)
    now = NOW + timedelta(days=61, minutes=1)
    assert own_keys.desk_keys().current(str(DUTY), at=now) == first  # the next begins where it ends
    second = own_keys.desk_keys().current(str(DUTY), at=first.valid_to)
    assert second
    assert second.valid_to - first.valid_from == 2 * EPOCH
    assert own_keys.ends_first() == second.valid_to


def test_an_old_key_opens_for_two_months_and_is_then_destroyed(keys: Path, clock: time_machine.Traveller) -> None:
    own_keys.renew(by="console", desks=[DUTY])
    old = own_keys.desk_keys().current(str(DUTY), at=NOW + timedelta(minutes=1))
    assert old
    clock.shift(timedelta(days=149))
    assert own_keys.renew(by="console", desks=[DUTY]).ended == 0
    assert own_keys.desk_keys().key(str(DUTY), old.id)
    clock.shift(timedelta(days=2))
    assert own_keys.renew(by="console", desks=[DUTY]).ended == 1
    assert own_keys.desk_keys().key(str(DUTY), old.id) is None
    assert own_keys.desk_keys().is_closed(str(DUTY), old.id)


def test_desk_keys_lie_sealed_and_for_the_owner_alone(keys: Path) -> None:
    own_keys.renew(by="console", desks=[DUTY])
    key = own_keys.desk_keys().current(str(DUTY), at=NOW + timedelta(minutes=1))
    assert key
    raw = (keys / "desks.json").read_bytes()
    assert key.seed not in raw
    assert {(keys / name).stat().st_mode & 0o777 for name in ("desks.json", "exchange.key")} == {0o600}
    (keys / "desks.json").chmod(0o644)
    with pytest.raises(KeyExposed):
        own_keys.ends_first()


def test_a_changed_entry_is_noticed(keys: Path) -> None:
    own_keys.renew(by="console", desks=[DUTY])
    path = keys / "desks.json"
    path.write_text(path.read_text("ascii").replace(str(DUTY), "KH/POL/AHTJPD/forged"), "ascii")
    path.chmod(0o600)
    with pytest.raises(SealBroken):
        own_keys.ends_first()


def test_keys_are_sealed_again_when_the_ring_turns(keys: Path) -> None:
    own_keys.renew(by="console", desks=[DUTY])
    before = own_keys.desk_keys().current(str(DUTY), at=NOW + timedelta(minutes=1))
    rotate(keys / "fields.json")
    assert own_keys.seal_again() == 1
    assert own_keys.desk_keys().current(str(DUTY), at=NOW + timedelta(minutes=1)) == before


def test_without_keys_it_is_said_where_they_are_missing(keys: Path) -> None:
    assert not own_keys.has_keys()
    with pytest.raises(KeyMissing, match=r"exchange\.key"):
        own_keys.signing()


def test_what_is_published_holds_public_halves_and_becomes_part_of_the_statement(keys: Path) -> None:
    own_keys.renew(by="console", desks=[DUTY])
    key = own_keys.desk_keys().current(str(DUTY), at=NOW + timedelta(minutes=1))
    assert key
    types = {"disclosure.offer": ("1.0",)}
    raw = own_keys.publication(NAME, endpoints=("https://kh.samakki.example",), types=types).to_bytes()
    offer = read_publication(raw)
    assert [one.address for one in offer.desks] == [DUTY]
    stated = changing.with_agency(Statement("KH", Reach.DIRECT, None), "KH/POL", "police", {"en": "Police"})
    stated = changing.with_desk(changing.with_node(stated, offer), a_desk(DUTY, key))
    put_in_directory(stated, dated=NOW)
    assert directory.signing_key(NAME, own_keys.signing().id, at=NOW + timedelta(minutes=1)).is_valid
    assert directory.recipients([DUTY], at=NOW + timedelta(minutes=1))[0].public == key.public

    rotated = own_keys.rotate_signing(by="console")
    newer = changing.with_node(stated, read_publication(own_keys.publication(NAME, types=types).to_bytes()))
    assert {one.id for one in newer.nodes[0].keys} == {offer.keys[0].id, rotated.id}  # what the old one signed stays


def test_desks_of_whoever_runs_the_machine_are_written_to_by_nobody(keys: Path) -> None:
    for code, kind, address in (
        ("KH/POL", AgencyKind.POLICE, str(DUTY)),
        ("KH/OPS", AgencyKind.OPERATOR, "KH/OPS/NODE/administration"),
    ):
        agency = Agency.objects.create(code=code, name=code, country="KH", kind=kind.value)
        Desk.objects.create(agency=agency, address=address, name=address)
    assert own_keys.desks_here() == (DUTY,)


def test_the_doctor_says_what_is_missing_for_the_exchange(keys: Path, clock: time_machine.Traveller) -> None:
    config = load(keys)
    assert list(trusting.exchange(config)) == []
    values = {**config.values, "exchange.name": str(NAME)}
    config = type(config)(config.home, is_present=True, values=values)
    assert [one.level for one in trusting.exchange(config)] == [Level.WARN, Level.WARN]
    own_keys.renew(by="console", desks=[DUTY])
    found = [one.what for one in trusting.exchange(config)]
    assert "does not name the key" in found[0]
    key = own_keys.desk_keys().current(str(DUTY), at=NOW + timedelta(minutes=1))
    assert key
    offer = read_publication(own_keys.publication(NAME, types={}).to_bytes())
    stated = changing.with_agency(Statement("KH", Reach.DIRECT, None), "KH/POL", "police", {"en": "Police"})
    put_in_directory(changing.with_desk(changing.with_node(stated, offer), a_desk(DUTY, key)), dated=NOW)
    assert [one.level for one in trusting.exchange(config)] == [Level.OK, Level.OK]
    (own_keys._folder() / own_keys.SIGNING_FILE).rename(keys / "lost")
    assert [one.level for one in trusting.exchange(config)] == [Level.FAIL, Level.OK]  # others write to it
    (keys / "lost").rename(own_keys._folder() / own_keys.SIGNING_FILE)
    clock.shift(timedelta(days=10))
    assert [one.level for one in trusting.exchange(config)] == [Level.OK, Level.WARN]
    clock.shift(timedelta(days=25))
    assert [one.level for one in trusting.exchange(config)][-1] is Level.FAIL
    assert not any("for a year" in one.what for one in trusting.exchange(config))
    clock.shift(timedelta(days=365))
    (stale,) = [one for one in trusting.exchange(config) if "for a year" in one.what]
    assert (stale.level, str(DUTY) in stale.what) == (Level.WARN, True)
