"""People for the verbs of intelligence."""

import pytest

from tests.support.people import People


@pytest.fixture
def people(db: None) -> People:
    return People()
