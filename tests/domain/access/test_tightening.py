import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.access.domain.roles import ROLES
from samakki.access.domain.tightening import tightened
from samakki.access.domain.views import contains
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose, View
from samakki.kernel.refusals import Refused


def refusals(wishes: dict[str, object]) -> list[tuple[str, object]]:
    with pytest.raises(Refused) as refused:
        tightened(ROLES, wishes)
    return [(reason.code, reason.facts["place"]) for reason in refused.value.reasons]


def test_a_deployment_takes_permits_duties_and_purposes_away() -> None:
    wishes = {
        "investigator": {
            "permits": {"intelligence": ["full by team"], "tips": [], "suspects": ["summary by team"]},
            "without_duties": ["break_glass"],
            "without_purposes": ["investigate_smuggling"],
        }
    }
    role = tightened(ROLES, wishes)["investigator"]

    assert [permit.basis for permit in role.permits[Compartment.INTELLIGENCE]] == [Basis.TEAM]
    assert Compartment.TIPS not in role.permits
    assert role.duties == frozenset({Duty.WRITE})
    assert Purpose.INVESTIGATE_SMUGGLING not in role.purposes
    assert role.code == "investigator"
    assert role.note == ROLES["investigator"].note


def test_what_is_no_longer_read_in_full_is_no_longer_written() -> None:
    role = tightened(ROLES, {"investigator": {"permits": {"suspects": ["summary by team"]}}})["investigator"]
    assert Compartment.SUSPECTS not in role.writes
    assert Compartment.EXHIBITS in role.writes


def test_without_the_duty_nothing_is_written() -> None:
    assert tightened(ROLES, {"prosecutor": {"without_duties": ["write"]}})["prosecutor"].writes == frozenset()


def test_other_roles_stay_as_they_are() -> None:
    roles = tightened(ROLES, {"judge": {"permits": {"care": []}}})
    assert {code for code in ROLES if roles[code] is not ROLES[code]} == {"judge"}


@pytest.mark.parametrize(
    ("compartment", "permit"),
    [
        ("whereabouts", "full by team"),  # a compartment the role never sees
        ("victim_identity", "full by team"),  # more than the permit on that basis
        ("case_file", "full by desk"),  # another basis
        ("care", "service_row by team"),  # another kind of note, though not a stronger one
    ],
)
def test_a_wish_that_widens_is_refused(compartment: str, permit: str) -> None:
    found = refusals({"investigator": {"permits": {compartment: [permit]}}})
    assert found == [("tighten-widens", f"investigator.permits.{compartment}")]


@pytest.mark.parametrize(
    ("wishes", "place"),
    [
        ({"chief": {}}, "chief"),
        ({"judge": "less"}, "judge"),
        ({"judge": {"rank": []}}, "judge.rank"),
        ({"judge": {"permits": []}}, "judge.permits"),
        ({"judge": {"permits": {"gossip": []}}}, "judge.permits.gossip"),
        ({"judge": {"permits": {"care": ["much by order"]}}}, "judge.permits.care"),
        ({"judge": {"permits": {"care": ["full by luck"]}}}, "judge.permits.care"),
        ({"judge": {"permits": {"care": "full by order"}}}, "judge.permits.care"),
        ({"judge": {"permits": {"care": [7]}}}, "judge.permits.care"),
        ({"judge": {"without_duties": ["sleep"]}}, "judge.without_duties"),
        ({"judge": {"without_purposes": "adjudicate"}}, "judge.without_purposes"),
    ],
)
def test_a_wish_that_cannot_be_read_is_refused_with_its_place(wishes: dict[str, object], place: str) -> None:
    assert refusals(wishes) == [("tighten-unknown", place)]


def test_all_mistakes_are_told_at_once() -> None:
    wishes: dict[str, object] = {"chief": {}, "planner": {"permits": {"tips": ["full by anyone"]}}}
    assert {code for code, _ in refusals(wishes)} == {"tighten-unknown", "tighten-widens"}


words = st.builds(
    "{} by {}".format, st.sampled_from([one.value for one in View]), st.sampled_from([one.value for one in Basis])
)


@given(
    code=st.sampled_from(sorted(ROLES)),
    permits=st.dictionaries(st.sampled_from([one.value for one in Compartment]), st.lists(words, max_size=2)),
    duties=st.lists(st.sampled_from([one.value for one in Duty])),
)
def test_no_wish_that_is_taken_gives_anything(code: str, permits: dict[str, list[str]], duties: list[str]) -> None:
    try:
        role = tightened(ROLES, {code: {"permits": permits, "without_duties": duties}})[code]
    except Refused:
        return
    before = ROLES[code]
    assert role.duties <= before.duties
    assert role.writes <= before.writes
    for compartment, listed in role.permits.items():
        for permit in listed:
            assert any(
                one.basis is permit.basis and contains(one.view, permit.view) for one in before.permits[compartment]
            )
