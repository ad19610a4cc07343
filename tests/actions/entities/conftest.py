"""People, and records that describe entities."""

import pytest

from tests.support.people import People


@pytest.fixture
def people(db: None) -> People:
    return People()
