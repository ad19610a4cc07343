import io
import shutil
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from samakki.exchange.domain.trust.errors import CeremonyWrong, MetadataRefused
from samakki.exchange.trust import carrying, proposing, signing
from samakki.exchange.trust.differences import differences
from samakki.exchange.trust.folder import TrustFolder
from tests.support.ceremony import Region, a_key
from tests.support.shared import NOW
from tests.support.trust import a_statement, revoked

LATER = NOW + timedelta(hours=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Region:
    place = tmp_path_factory.mktemp("carrying")
    with time_machine.travel(NOW):
        return Region(TrustFolder(place / "list"), place).begun(NOW)


@pytest.fixture
def here(made: Region, tmp_path: Path) -> TrustFolder:
    shutil.copytree(made.folder.path, tmp_path / "here")
    return TrustFolder(tmp_path / "here")


def there(here: TrustFolder, name: str = "there") -> TrustFolder:
    other = TrustFolder(here.path.parent / name)
    carrying.merge(other, carrying.unpack(carrying.pack(here)))
    return other


def test_a_folder_arrives_whole_and_the_same_list_is_the_same_file(here: TrustFolder) -> None:
    other = there(here)
    assert other.files() == here.files()
    assert carrying.pack(other) == carrying.pack(here)
    assert carrying.merge(other, carrying.unpack(carrying.pack(here))) == carrying.Brought(False, (), 0)


def test_signatures_made_in_two_places_come_together(made: Region, here: TrustFolder) -> None:
    proposing.add_country(here, "LA", keys=[a_key(here.path.parent, "LA").half], at=LATER)
    other = there(here)
    signing.sign(here, made.national["KH"])
    signing.sign(other, made.national["VN"])
    brought = carrying.merge(here, carrying.unpack(carrying.pack(other)))
    assert (brought.is_newer, brought.signatures) == (False, 1)
    assert [one.is_complete for one in signing.progress(here)] == [True]
    assert carrying.merge(here, carrying.unpack(carrying.pack(other))).signatures == 0  # twice is harmless


def test_two_different_proposals_do_not_become_one(here: TrustFolder) -> None:
    other = there(here)
    keys = [a_key(here.path.parent, "LA").half]
    proposing.add_country(here, "LA", keys=keys, at=LATER)
    proposing.add_country(other, "MM", keys=keys, at=LATER)
    before = here.files()
    with pytest.raises(CeremonyWrong, match="another one"):
        carrying.merge(here, carrying.unpack(carrying.pack(other)))
    assert here.files() == before


def test_a_newer_list_is_taken_and_an_older_one_is_not(made: Region, here: TrustFolder) -> None:
    other = there(here)
    more, _ = a_statement("KH", desks=("AHTJPD/duty", "BORDER/duty"))
    proposing.state(here, more, at=LATER)
    waiting = there(here, "waiting")
    signing.sign(here, made.role["KH"])
    signing.publish(here, made.host, at=LATER)
    assert carrying.merge(other, carrying.unpack(carrying.pack(here))).is_newer
    carrying.merge(waiting, carrying.unpack(carrying.pack(here)))
    assert waiting.waiting() == ()  # what waited there was published meanwhile
    old = there_from(made, here)
    with pytest.raises(MetadataRefused, match="older"):
        carrying.merge(here, old)


def test_whoever_signs_reads_first_what_would_change(made: Region, here: TrustFolder) -> None:
    key = a_key(here.path.parent, "LA directory").half
    proposing.add_country(here, "LA", keys=[key], at=LATER)
    proposing.change_root(here, at=LATER, out=[made.national["VN"].half.id], new=[a_key(here.path.parent, "MM").half])
    node = made.statements["KH"].nodes[0]
    more, _ = a_statement("KH", desks=("BORDER/duty",))
    proposing.state(here, revoked(replace(more, nodes=(node,)), LATER), at=LATER)
    assert differences(here, "targets") == (f"+ LA, signing with 1 of LA directory ({key.id[:8]})",)
    assert [line[:17] for line in differences(here, "root")] == ["+ national key of", "- national key of"]
    told = differences(here, "KH")
    assert "- desk KH/POL/AHTJPD/duty" in told
    assert "+ desk KH/POL/BORDER/duty" in told
    assert f"    ! key {node.keys[0].id} revoked from {LATER:%Y-%m-%d %H:%M} UTC" in told


def there_from(made: Region, _here: TrustFolder) -> dict[str, bytes]:
    return dict(carrying.unpack(carrying.pack(made.folder)))


def test_a_forged_list_in_a_file_is_not_taken(here: TrustFolder) -> None:
    files = dict(carrying.unpack(carrying.pack(here)))
    name = next(name for name in files if name.endswith("timestamp.json"))
    files[name] = files[name].replace(b'"version":1', b'"version":9')
    with pytest.raises(MetadataRefused):
        carrying.merge(here, files)


def archive(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for name, content in files.items():
            written.writestr(name.replace("_", "/"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04 and then nothing",
        archive(**{"../../keys.json": b"{}"}),
        archive(**{"/etc/passwd": b"x"}),
        archive(**{"metadata/1.root.json/../x": b"x"}),
        archive(**{"waiting/root.json": b"x" * 65_000_000}),
    ],
    ids=range(6),
)
def test_an_archive_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(MetadataRefused):
        carrying.unpack(raw)
