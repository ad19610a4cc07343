"""The policy against the drawn tables: every role, compartment, basis, purpose and surface."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from samakki.access.domain.policy import NOT_FOUND, ResourceFacts, Tie, Viewer, decide
from samakki.access.domain.roles import ROLES
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose, Surface, View
from samakki.kernel.handling import HandlingCode
from tests.spec.access import drawn

NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
H0 = frozenset({HandlingCode.H0})
OWN, OTHER = "KH/POL/AHTJPD/duty", "KH/POL/AHTJPD/field"


def test_code_and_tables_name_the_same_roles() -> None:
    assert set(ROLES) == set(drawn.ROLES)
    assert {role for role, _ in drawn.MATRIX} == set(drawn.ROLES)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (drawn.COMPARTMENTS, Compartment),
        (list(drawn.OPENS), Purpose),
        (drawn.SURFACES, Surface),
        (drawn.BASES, Basis),
        (drawn.STRENGTH, View),
        ([word for of, word in drawn.SHOWS if of == "compartment"], Compartment),
        ([word for of, word in drawn.SHOWS if of == "view"], View),
    ],
)
def test_code_and_tables_use_the_same_words(words: list[str], kind: type[Compartment]) -> None:
    assert sorted(words) == sorted(member.value for member in kind)


def test_no_role_holds_a_permit_or_a_purpose_that_is_not_drawn() -> None:
    # Beside the walk below, which cannot see a permit that purposes or surfaces happen to keep shut today.
    written = {
        (code, compartment.value): {
            (permit.view.value, permit.basis.value) for permit in role.permits.get(compartment, ())
        }
        for code, role in ROLES.items()
        for compartment in Compartment
    }
    assert written == {place: set(permits) for place, permits in drawn.MATRIX.items()}
    assert {code: {one.value for one in role.purposes} for code, role in ROLES.items()} == drawn.PURPOSES


@pytest.mark.parametrize("role", drawn.ROLES)
def test_policy_says_what_the_tables_say(role: str) -> None:
    viewer = Viewer("O-1", OWN, frozenset({role}))
    wrong = []
    for compartment, basis in product(Compartment, Basis):
        owner = OWN if basis is Basis.DESK else OTHER
        resource = ResourceFacts("C-1", compartment, H0, owner, is_protected=False)
        for purpose, surface in product(Purpose, Surface):
            ties = () if basis in {Basis.DESK, Basis.ANYONE} else (Tie(basis, purpose, NOW, None),)
            decision = decide(viewer, resource, ties=ties, purpose=purpose, surface=surface, excluded=False, now=NOW)
            expected = drawn.expected_view(role, compartment.value, basis.value, purpose.value, surface.value)
            seen = decision.view.value if decision.view else None
            closed_right = seen is not None or decision.reasons == (NOT_FOUND,)
            if seen != expected or not closed_right:
                wrong.append((compartment.value, basis.value, purpose.value, surface.value, seen, expected))
    assert wrong == []


def test_every_permit_can_be_used_somewhere() -> None:
    unused = [
        (role, compartment, view, basis)
        for (role, compartment), permits in drawn.MATRIX.items()
        for view, basis in permits
        if not any(drawn.expected_view(role, compartment, basis, purpose, "page") for purpose in drawn.PURPOSES[role])
    ]
    assert unused == []


def test_urgent_access_is_a_duty_of_the_drawn_roles_alone() -> None:
    assert {code for code, role in ROLES.items() if Duty.BREAK_GLASS in role.duties} == drawn.URGENT_ROLES


def test_the_administrator_of_a_node_reads_no_record_of_any_case() -> None:
    seen = {
        compartment for (role, compartment), permits in drawn.MATRIX.items() if role == "node_administrator" and permits
    }
    assert seen == {"audit", "accounts"}


def test_names_places_and_care_show_on_no_surface_made_for_many_records() -> None:
    for compartment in ("victim_identity", "whereabouts", "source_identity"):
        assert drawn.SHOWS["compartment", compartment] <= {"page", "attachment"}
    assert drawn.SHOWS["compartment", "care"] == {"page", "list", "attachment"}


HANDLING = [
    # code, purpose, surface, basis, open?
    ("H0", Purpose.COOPERATE, Surface.EXPORT, Basis.REQUEST, True),
    ("H1", Purpose.COOPERATE, Surface.PAGE, Basis.REQUEST, True),
    ("H1", Purpose.COOPERATE, Surface.EXPORT, Basis.REQUEST, True),
    ("H2", Purpose.COOPERATE, Surface.PAGE, Basis.REQUEST, True),
    ("H2", Purpose.COOPERATE, Surface.EXPORT, Basis.REQUEST, False),
    ("H2", Purpose.COOPERATE, Surface.API, Basis.REQUEST, False),
    ("H3", Purpose.COOPERATE, Surface.PAGE, Basis.TEAM, True),
    ("H3", Purpose.COOPERATE, Surface.EXPORT, Basis.REQUEST, True),
    ("H3", Purpose.COOPERATE, Surface.API, Basis.REQUEST, True),
    ("H3", Purpose.COOPERATE, Surface.EXPORT, Basis.TEAM, False),
    ("H3", Purpose.COOPERATE, Surface.API, Basis.TEAM, False),
    ("H1,H2", Purpose.COOPERATE, Surface.EXPORT, Basis.REQUEST, False),
]


@pytest.mark.parametrize(("codes", "purpose", "surface", "basis", "is_open"), HANDLING)
def test_handling_codes_close_what_leaves_the_node(
    codes: str, purpose: Purpose, surface: Surface, basis: Basis, is_open: bool
) -> None:
    handling = frozenset(HandlingCode(code) for code in codes.split(","))
    viewer = Viewer("O-1", OWN, frozenset({"central_authority_officer"}))
    resource = ResourceFacts("R-1", Compartment.REQUESTS, handling, OTHER, is_protected=False)
    tie = Tie(basis, purpose, NOW, None)

    decision = decide(viewer, resource, ties=(tie,), purpose=purpose, surface=surface, excluded=False, now=NOW)

    assert (decision.view is View.FULL) is is_open
    assert is_open or "handling-forbids" in {reason.code for reason in decision.inner}


@pytest.mark.parametrize(
    ("role", "basis", "purpose"),
    [("judge", Basis.BUNDLE, Purpose.ADJUDICATE), ("victims_lawyer", Basis.MANDATE, Purpose.REPRESENT)],
)
def test_h1_stays_out_of_court(role: str, basis: Basis, purpose: Purpose) -> None:
    resource = ResourceFacts("S-1", Compartment.STATEMENT, frozenset({HandlingCode.H1}), OTHER, is_protected=False)
    decision = decide(
        Viewer("O-1", OWN, frozenset({role})),
        resource,
        ties=(Tie(basis, purpose, NOW, None),),
        purpose=purpose,
        surface=Surface.PAGE,
        excluded=False,
        now=NOW,
    )
    assert decision.view is None


@pytest.mark.parametrize("surface", Surface)
def test_a_protected_person_is_a_code_on_a_chart_and_nothing_where_rows_leave_in_bulk(surface: Surface) -> None:
    resource = ResourceFacts("E-1", Compartment.SUSPECTS, H0, OTHER, is_protected=True)
    tie = Tie(Basis.TEAM, Purpose.PROSECUTE, NOW, None)
    decision = decide(
        Viewer("O-1", OWN, frozenset({"prosecutor"})),
        resource,
        ties=(tie,),
        purpose=Purpose.PROSECUTE,
        surface=surface,
        excluded=False,
        now=NOW,
    )
    closed, codes = {Surface.API, Surface.STATISTIC}, {Surface.CHART, Surface.NOTIFICATION}
    assert decision.view is (None if surface in closed else View.CODE if surface in codes else View.FULL)


@pytest.mark.parametrize("role", drawn.ROLES)
def test_an_exclusion_closes_every_compartment_on_every_basis(role: str) -> None:
    viewer = Viewer("O-1", OWN, frozenset({role}))
    for compartment, basis, purpose in product(Compartment, Basis, ROLES[role].purposes):
        resource = ResourceFacts("C-1", compartment, H0, OWN, is_protected=False)
        tie = Tie(basis, purpose, NOW - timedelta(days=1), None)
        decision = decide(viewer, resource, ties=(tie,), purpose=purpose, surface=Surface.PAGE, excluded=True, now=NOW)
        assert (decision.view, decision.basis, decision.reasons) == (None, None, (NOT_FOUND,))
