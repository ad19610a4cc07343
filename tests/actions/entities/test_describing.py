
from samakki.entities import actions, queries
from samakki.entities.models import Entity
from tests.support.described import BUS_OWNER, source
from tests.support.people import People


def test_what_is_described_is_kept_as_written(people: People) -> None:
    officer = people.officer("investigator")
    reference = actions.describe(by=officer, source=source(officer), entity=BUS_OWNER)
    found = queries.entity(officer, reference)
    assert found is not None
    assert found.caption.text == "สมชาย ใจดี"
    assert [(one.prop, one.value) for one in found.assertions] == [("name", "สมชาย ใจดี"), ("gender", "male")]
    assert Entity.objects.get().properties == {"name": ["สมชาย ใจดี"], "gender": ["male"]}
