from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.people import FIELD, People
from tests.support.stations import Stations, two_stations


@pytest.fixture
def stations(people: People, tmp_path: Path) -> Iterator[Stations]:
    officer = people.officer("investigator")
    with two_stations(tmp_path, officer, people.officer("investigator", desk=FIELD)) as made:
        yield made
