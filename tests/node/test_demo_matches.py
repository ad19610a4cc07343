"""The demonstration shows possible matches: one across scripts that is likely right, and a near namesake."""

import pytest

from samakki.demo.again import OLDER
from samakki.demo.casework import work_case
from samakki.demo.stories import STORIES
from samakki.entities.models import Entity
from samakki.matching.actions import comparing
from samakki.matching.domain.weighing import prior_among
from samakki.matching.queries import finding
from samakki.matching.queries.candidates import possible_matches
from tests.support.people import People

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("nation", STORIES)
def test_the_recruiter_is_found_again_before_his_namesake(nation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "PAUSE_SECONDS", 0)
    # PostgreSQL's numbers of rows go on counting from test to test; a node of the demonstration begins at one.
    monkeypatch.setattr(finding, "prior_among", lambda model, _last: prior_among(model, Entity.objects.count()))
    people = People()
    story = STORIES[nation]
    investigator, chief, counsel = (people.officer(role) for role in ("investigator", "supervisor", "prosecutor"))
    work_case(story, investigator=investigator.code, colleagues=(), supervisor=chief.code, prosecutor=counsel.code)
    comparing.compare_waiting(lambda: True)
    older = OLDER[story.language]
    recruiter = Entity.objects.get(schema="Person", caption=story.recruiter)
    found = possible_matches(investigator, recruiter.reference, most=5)
    assert found is not None
    assert [one.other.text for one in found.shown] == [older.latin, older.namesake]
    likely, unlikely = (one.probability for one in found.shown)
    assert likely > 0.5 > unlikely
