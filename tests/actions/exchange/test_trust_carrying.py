from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.exchange.actions import bundles, trust, trust_carrying, trust_versions
from samakki.exchange.actions.bundles import Imported, export_bundle, import_bundle
from samakki.exchange.actions.calls import NotBelieved
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.domain.frames import Part
from samakki.exchange.domain.trust.publication import digest_of
from samakki.exchange.models import Inbox, KnownKey, Outbox, TrustState
from samakki.exchange.trust import signing
from samakki.exchange.trust.folder import TrustFolder
from samakki.sealing import carrying
from tests.actions.exchange.test_queue import sent
from tests.support.ceremony import Region
from tests.support.shared import NOW
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db


class Quick:
    """Instead of age, which takes a second for each passphrase; tests/sealing/test_carrying.py has the true one."""

    HEAD = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\n"

    @classmethod
    def encrypt(cls, plain: bytes, passphrase: str) -> bytes:
        return cls.HEAD + passphrase.encode() + b"\n" + plain

    @classmethod
    def decrypt(cls, sealed: bytes, passphrase: str) -> bytes:
        said, _, plain = sealed.removeprefix(cls.HEAD).partition(b"\n")
        if said != passphrase.encode():
            raise pyrage.DecryptError
        return plain


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "age", Quick)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    made = Region(TrustFolder(tmp_path / "list"), tmp_path).begun(NOW)
    trust.begin(by="console", root=made.first_root(), digest=digest_of(made.first_root()), source=made.folder)
    return made


def published(region: Region) -> tuple[Part, ...]:
    """The next list, as another node carries it; this one has the earlier one still."""
    before = TrustState.objects.values().get()
    later = NOW + timedelta(hours=1)
    signing.publish(region.folder, region.host, at=later)
    trust.update(by="node", source=region.folder)
    parts = trust_carrying.parts()
    TrustState.objects.all().delete()
    TrustState.objects.create(**before)
    return parts


def failures() -> int:
    return AuditEntry.objects.filter(action="take_trust_list", outcome="failed").count()


def test_a_newer_list_is_taken_from_what_somebody_carries(region: Region) -> None:
    ours = trust_versions.version()
    parts = published(region)
    assert trust_carrying.take_parts(parts, by="console") == ""
    assert trust_versions.version() != ours
    mark = trust_versions.mark()
    assert mark is not None
    assert (mark.root, failures()) == (1, 0)


def test_an_older_list_and_no_list_at_all_change_nothing(region: Region) -> None:
    old = trust_carrying.parts()
    trust_carrying.take_parts(published(region), by="console")
    ours = trust_versions.version()
    assert trust_carrying.take_parts(old, by="console") == ""
    assert trust_carrying.take_parts((), by="console") == ""
    assert (trust_versions.version(), failures()) == (ours, 0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-20],
        lambda content: content.replace(b'"version":2', b'"version":9').replace(b'"version": 2', b'"version": 9'),
        lambda content: b"../../keys/exchange.key\n" + content,
        lambda content: b"metadata/timestamp.json\n[]",
    ],
    ids=["cut", "changed", "another name", "another form"],
)
def test_what_was_spoiled_on_its_way_is_refused_and_told(region: Region, spoil: object) -> None:
    assert callable(spoil)
    ours = trust_versions.version()
    parts = [
        Part("trust", spoil(part.content)) if part.content.startswith(b"metadata/timestamp") else part
        for part in published(region)
    ]
    assert trust_carrying.take_parts(parts, by="console") == "trust-refused"
    assert (trust_versions.version(), failures()) == (ours, 1)


def test_a_node_that_follows_no_list_takes_none_from_a_bundle(region: Region) -> None:
    parts = published(region)
    TrustState.objects.all().delete()
    assert trust_carrying.take_parts(parts, by="console") == ""
    assert not TrustState.objects.exists()
    assert (trust_versions.version(), trust_versions.mark()) == ("", None)


@pytest.mark.parametrize(
    ("theirs", "is_newer"),
    [("1.2", True), ("2.1", True), ("1.1", False), ("0.9", False), ("", False), ("x", False), ("1.2.3", False)],
)
def test_a_newer_version_that_is_heard_of_makes_a_node_ask(stations: Stations, theirs: str, is_newer: bool) -> None:
    TrustState.objects.update(tried_at=timezone.now() - timedelta(minutes=10))
    assert trust_versions.heard(theirs) is is_newer
    assert trust.is_due() is is_newer
    assert trust_versions.version() == "1.1"


def carried(stations: Stations, folder: Path) -> tuple[Path, ...]:
    """A bundle from the other node, which has one message for this one."""
    raw = stations.sent(1, "line.check@1.0", {"marker": "00112233"})
    sent(stations, hold=timedelta(0))
    seal_due(stations.here)
    row = Outbox.objects.select_related("envelope").get()
    row.node = "KH/POL"
    row.save()
    type(row.envelope).objects.filter(pk=row.envelope_id).update(sealed=raw, size=len(raw))
    folder.mkdir()
    return export_bundle(
        by="console", at=stations.there, node="KH/POL", folder=folder, passphrase="river and rice"
    ).files


def taken_in(stations: Stations, files: tuple[Path, ...]) -> Imported:
    anew = replace(stations.here, _keys={}, _nodes={})  # as each command has it: nothing asked yet
    return import_bundle(by="console", at=anew, files=files, passphrase="river and rice")


def test_trust_data_is_taken_before_whatever_is_signed_with_keys_it_names(
    stations: Stations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = carried(stations, tmp_path / "stick")
    key = KnownKey.objects.get(key_id=stations.there.signing.id)
    KnownKey.objects.filter(pk=key.pk).delete()
    with pytest.raises(NotBelieved):
        taken_in(stations, files)
    assert not Inbox.objects.exists()

    def teaches(_parts: object, *, by: str, is_whole: bool) -> str:
        key.save(force_insert=True)
        return ""

    monkeypatch.setattr(trust_carrying, "take_parts", teaches)
    assert taken_in(stations, files).messages == 1
    assert Inbox.objects.get().state == "delivered"


def test_a_bundle_holds_the_list_and_names_its_version(stations: Stations, tmp_path: Path) -> None:
    stand_in = (Part("trust", b"metadata/timestamp.json\n{}"),)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trust_carrying, "parts", lambda: stand_in)
        files = carried(stations, tmp_path / "stick")
    told = taken_in(stations, files)
    assert told.problems == ["trust-refused"]
    assert told.messages == 1


def test_a_missing_volume_is_called_missing_and_nothing_forged(stations: Stations, tmp_path: Path) -> None:
    """Files of the list that lie in another volume look as if somebody had taken them out."""
    stand_in = (Part("trust", b"metadata/snapshot.json\n{}"), Part("trust", b"metadata/timestamp.json\n{}"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trust_carrying, "parts", lambda: stand_in)
        patch.setattr(bundles, "VOLUME_BYTES", 1)  # each part is a volume of its own
        files = carried(stations, tmp_path / "stick")
    told = taken_in(stations, files[1:])
    assert (told.problems, told.missing) == (["trust-incomplete"], (1,))
    told = taken_in(stations, files)
    assert (told.problems, told.missing) == (["trust-refused"], ())
    facts = AuditEntry.objects.filter(action="take_trust_list", outcome="failed").values_list("facts", flat=True)
    assert sorted(one["error"] for one in facts) == ["trust-incomplete", "trust-refused"]
