"""The API answers what its own description says, to requests made from that description and to broken ones.

The short form of ``python3 run.py fuzz api``.
"""

import pytest

from tools.fuzz.api import asked, examples_accepted, operations, world

EXAMPLES = 2


@pytest.mark.django_db
def test_every_operation_answers_as_described_and_never_with_a_fault() -> None:
    met = world()
    wrong = [one for operation in operations() for one in asked(operation, met, EXAMPLES)]
    assert wrong == []
    assert len(met.answers) > 20
    assert any(200 <= status < 300 for statuses in met.answers.values() for status in statuses)


@pytest.mark.django_db
def test_every_example_of_the_description_is_accepted_as_it_stands() -> None:
    met = world()
    assert [one.label for one in operations() if not examples_accepted(one, met)] == []
