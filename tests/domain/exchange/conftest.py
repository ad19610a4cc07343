"""A region that held its ceremony, for whatever reads or changes its trust list."""

import shutil
from pathlib import Path

import pytest
import time_machine

from samakki.exchange.trust.folder import TrustFolder
from tests.support.ceremony import Region
from tests.support.shared import NOW


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Built once; every test gets a copy of its folder."""
    place = tmp_path_factory.mktemp("ceremony")
    with time_machine.travel(NOW):
        return Region(TrustFolder(place / "list"), place).begun(NOW)


@pytest.fixture
def region(made: Region, tmp_path: Path) -> Region:
    shutil.copytree(made.folder.path, tmp_path / "list")
    return replace_folder(made, TrustFolder(tmp_path / "list"))


def replace_folder(region: Region, folder: TrustFolder) -> Region:
    copied = object.__new__(Region)
    copied.__dict__ = {**region.__dict__, "folder": folder}
    return copied
