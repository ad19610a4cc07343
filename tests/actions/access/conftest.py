"""People and records for the verbs of access."""

import pytest

from tests.support.people import People


@pytest.fixture
def people(db: None) -> People:
    return People()
