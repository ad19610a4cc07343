"""Nobody signs what was changed on its way, and nobody decides alone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Root, Targets

from samakki.exchange.domain.trust.errors import CeremonyWrong, MetadataRefused
from samakki.exchange.trust import proposing, signing
from samakki.exchange.trust.folder import TrustFolder
from tests.support.ceremony import Region
from tests.support.shared import NOW
from tests.support.trust import a_statement

LATER = NOW + timedelta(days=1)


def swapped_statement(region: Region) -> None:
    """Beside the role lies another statement than the one it names: people would read one and sign the other."""
    more, _ = a_statement("KH", desks=("FORGED/duty",))
    proposing.state(region.folder, more, at=LATER)
    shown = region.folder.read("waiting/KH.country.json") or b""
    proposing.state(region.folder, region.statements["KH"], at=LATER)
    region.folder.write({"waiting/KH.country.json": shown})


def keep(region: Region, name: str, waits: Metadata[Root] | Metadata[Targets]) -> None:
    region.folder.write({f"waiting/{name}.json": waits.to_bytes()})


def proposed_root(region: Region) -> Metadata[Root]:
    proposing.change_root(region.folder, at=LATER)
    waits = region.folder.proposed_root()
    assert waits
    return waits


def proposed_members(region: Region) -> Metadata[Targets]:
    proposing.add_country(region.folder, "LA", keys=[region.role["KH"].half], at=LATER)
    waits = region.folder.proposed("targets")
    assert waits
    return waits


def endless(region: Region) -> None:
    waits = proposed_root(region)
    waits.signed.expires = NOW + timedelta(days=3650)
    keep(region, "root", waits)


def one_key_decides(region: Region) -> None:
    waits = proposed_root(region)
    waits.signed.roles["targets"].threshold = 1
    keep(region, "root", waits)


def host_decides(region: Region) -> None:
    waits = proposed_root(region)
    waits.signed.add_key(region.host.public_key, "targets")
    keep(region, "root", waits)


def jumped(region: Region) -> None:
    waits = proposed_members(region)
    waits.signed.version = 40
    keep(region, "targets", waits)


def wide(region: Region) -> None:
    waits = proposed_members(region)
    assert waits.signed.delegations
    assert waits.signed.delegations.roles
    waits.signed.delegations.roles["LA"].paths = ["*/*/*"]
    keep(region, "targets", waits)


@pytest.mark.parametrize("trap", [swapped_statement, endless, one_key_decides, host_decides, jumped, wide])
def test_nobody_signs_what_was_changed_on_its_way(region: Region, trap: Callable[[Region], None]) -> None:
    trap(region)
    before = region.folder.files()
    for signer in (region.national["KH"], region.role["KH"]):
        with pytest.raises((MetadataRefused, CeremonyWrong)) as refused:
            signing.sign(region.folder, signer)
        assert isinstance(refused.value, MetadataRefused) or "nothing" in str(refused.value).lower()
    assert not any(signer in signed_by(region) for signer in (region.national["KH"].half.id, region.role["KH"].half.id))
    assert region.folder.files().keys() == before.keys()


def signed_by(region: Region) -> set[str]:
    """Keys whose signatures stand on what waits."""
    waits = [
        region.folder.proposed_root() if name == "root" else region.folder.proposed(name)
        for name in region.folder.waiting()
    ]
    return {key_id for one in waits if one for key_id in one.signatures}


@pytest.mark.parametrize(("needed", "count"), [(1, 3), (4, 3), (2, 1)])
def test_nobody_decides_alone(tmp_path: Path, region: Region, needed: int, count: int) -> None:
    keys = [one.half for one in region.national.values()][:count]
    with pytest.raises(CeremonyWrong):
        proposing.begin(TrustFolder(tmp_path / "other"), national=keys, needed=needed, host=region.host.half, at=NOW)


def test_whoever_publishes_holds_no_national_key(tmp_path: Path, region: Region) -> None:
    keys = [one.half for one in region.national.values()]
    with pytest.raises(CeremonyWrong, match="must not decide"):
        proposing.begin(TrustFolder(tmp_path / "other"), national=keys, needed=2, host=keys[0], at=NOW)
