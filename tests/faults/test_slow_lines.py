"""Attachments over slow lines, short; ``run.py bench exchange`` carries large ones."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from tools.faults.exchange.attaching import NeverArrivedError, carry
from tools.faults.exchange.blanks import from_database
from tools.faults.exchange.nodes import Region, region
from tools.faults.exchange.noise import Noise

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def nodes(
    django_db_setup: None, django_db_blocker: "DjangoDbBlocker", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Region]:
    with django_db_blocker.unblock():
        if connections["default"].vendor == "sqlite":
            from_database(Path(connections["default"].settings_dict["NAME"]))
        with region(tmp_path_factory.mktemp("region")) as made:
            yield made


def test_an_attachment_goes_on_where_the_line_was_cut(nodes: Region) -> None:
    arrival = carry(nodes, size=3_000_000, bits_a_second=256_000)

    assert arrival.is_right
    assert arrival.seconds > 60  # it was cut once at least
    assert arrival.waste < 0.02


def test_an_attachment_that_cannot_be_sealed_is_not_waited_for(nodes: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(noise: Noise, size: int = -1) -> bytes:
        raise OSError

    monkeypatch.setattr(Noise, "read", fail)

    with pytest.raises(NeverArrivedError, match="failed"):
        carry(nodes, size=1_000, bits_a_second=256_000)
