from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.access.domain.policy import (
    NOT_FOUND,
    Decision,
    ResourceFacts,
    Tie,
    Viewer,
    decide,
    decide_duty,
    decide_for_any_purpose,
    decide_write,
    purposes_of,
    reach,
)
from samakki.access.domain.roles import ROLES, Role
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose, Surface, View
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Refusal

NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DESK = "KH/POL/AHTJPD/duty"
INVESTIGATE = Purpose.INVESTIGATE_TRAFFICKING


def viewer(*roles: str, desk: str = DESK) -> Viewer:
    return Viewer("O-1", desk, frozenset(roles))


def resource(
    compartment: Compartment = Compartment.CASE_FILE, *, owner: str = "KH/POL/AHTJPD/field", handling: str = "H0"
) -> ResourceFacts:
    return ResourceFacts("C-1", compartment, frozenset({HandlingCode(handling)}), owner, is_protected=False)


def tie(
    basis: Basis = Basis.TEAM,
    purpose: Purpose = INVESTIGATE,
    starts: datetime = NOW - DAY,
    ends: datetime | None = None,
) -> Tie:
    return Tie(basis, purpose, starts, ends)


def asked(
    who: Viewer,
    what: ResourceFacts,
    *ties: Tie,
    purpose: Purpose = INVESTIGATE,
    surface: Surface = Surface.PAGE,
    excluded: bool = False,
) -> Decision:
    return decide(who, what, ties=ties, purpose=purpose, surface=surface, excluded=excluded, now=NOW)


def codes(decision: Decision) -> set[str]:
    return {reason.code for reason in decision.inner}


@pytest.mark.parametrize(
    ("starts", "ends", "opens"),
    [
        (NOW, None, True),
        (NOW - DAY, NOW + timedelta(microseconds=1), True),
        (NOW - DAY, NOW, False),  # the end is not part of it
        (NOW + timedelta(microseconds=1), None, False),
    ],
)
def test_a_tie_holds_from_its_start_until_before_its_end(starts: datetime, ends: datetime | None, opens: bool) -> None:
    decision = asked(viewer("investigator"), resource(), tie(starts=starts, ends=ends))
    assert (decision.view is View.FULL) is opens
    assert opens or "tie-not-now" in codes(decision)


def test_a_tie_for_one_purpose_does_not_serve_another_of_the_same_role() -> None:
    decision = asked(
        viewer("investigator"), resource(), tie(purpose=Purpose.INVESTIGATE_SMUGGLING), purpose=INVESTIGATE
    )
    assert decision.view is None
    assert "tie-for-other-purpose" in codes(decision)


def test_every_reason_is_kept_for_the_log_and_one_is_shown() -> None:
    decision = asked(
        viewer("investigator"), resource(handling="H2"), purpose=Purpose.PROTECT, surface=Surface.API, excluded=True
    )
    assert decision.reasons == (NOT_FOUND,)
    assert {"excluded", "purpose-not-of-role", "no-tie", "handling-forbids"} <= codes(decision)


def test_a_record_the_role_never_sees_looks_like_any_other_closed_one() -> None:
    never = asked(viewer("planner"), resource(), purpose=Purpose.PLAN_RESOURCES)
    not_theirs = asked(viewer("investigator"), resource())
    assert (never.view, never.basis, never.reasons) == (not_theirs.view, not_theirs.basis, not_theirs.reasons)
    assert codes(never) == {"compartment-closed"}


def test_the_strongest_of_several_permits_counts() -> None:
    decision = asked(
        viewer("investigator"),
        resource(Compartment.VICTIM_IDENTITY),
        tie(Basis.TEAM),
        tie(Basis.GRANT, ends=NOW + DAY),
    )
    assert (decision.view, decision.basis) == (View.FULL, Basis.GRANT)


def test_the_desk_is_a_tie_of_its_own() -> None:
    supervisor = viewer("supervisor")
    assert asked(supervisor, resource(owner=DESK)).view is View.SUMMARY
    assert asked(supervisor, resource()).view is None
    assert asked(supervisor, resource(), tie(Basis.DESK)).view is None  # nobody is a member by desk


def test_urgent_access_opens_in_full_what_the_role_sees_in_part() -> None:
    glass = tie(Basis.BREAK_GLASS, Purpose.PROSECUTE, NOW, NOW + DAY)
    decision = asked(viewer("prosecutor"), resource(Compartment.INTELLIGENCE), glass, purpose=Purpose.PROSECUTE)
    assert (decision.view, decision.basis) == (View.FULL, Basis.BREAK_GLASS)


@pytest.mark.parametrize(
    "compartment",
    [Compartment.VICTIM_IDENTITY, Compartment.WHEREABOUTS, Compartment.CARE, Compartment.SOURCE_IDENTITY],
)
@pytest.mark.parametrize("role", ROLES)
def test_urgent_access_never_opens_identities_whereabouts_care_or_sources(role: str, compartment: Compartment) -> None:
    for purpose in Purpose:
        glass = tie(Basis.BREAK_GLASS, purpose, NOW, NOW + DAY)
        assert asked(viewer(role), resource(compartment), glass, purpose=purpose).view is None


def test_unknown_roles_are_no_roles() -> None:
    assert asked(viewer("chief_of_everything"), resource(), tie()).view is None
    assert purposes_of(viewer("chief_of_everything")) == ()


def test_any_purpose_takes_the_one_that_opens_most_and_names_it() -> None:
    decision = decide_for_any_purpose(
        viewer("investigator"),
        resource(),
        ties=(tie(purpose=Purpose.COOPERATE),),
        surface=Surface.PAGE,
        excluded=False,
        now=NOW,
    )
    assert (decision.view, decision.purpose) == (View.FULL, Purpose.COOPERATE)


@pytest.mark.parametrize(("roles", "reason"), [((), "no-role"), (("investigator",), "no-tie")])
def test_any_purpose_without_a_view_keeps_the_reasons_of_all(roles: tuple[str, ...], reason: str) -> None:
    decision = decide_for_any_purpose(
        viewer(*roles), resource(), ties=(), surface=Surface.PAGE, excluded=False, now=NOW
    )
    assert (decision.view, decision.reasons) == (None, (NOT_FOUND,))
    assert reason in codes(decision)


def test_duties_come_from_any_role_held() -> None:
    assert decide_duty(viewer("investigator", "supervisor"), Duty.EXCLUDE) == ()
    assert decide_duty(viewer("investigator"), Duty.EXCLUDE) == (Refusal("duty-not-held", {"duty": "exclude"}),)


@pytest.mark.parametrize(
    ("role", "compartment", "purpose", "reason"),
    [
        ("investigator", Compartment.CASE_FILE, INVESTIGATE, None),
        ("legal_steward", Compartment.LAW, Purpose.KEEP_LAW, None),
        ("investigator", Compartment.LAW, INVESTIGATE, "compartment-not-written-by-role"),
        ("judge", Compartment.EXHIBITS, Purpose.ADJUDICATE, "compartment-not-written-by-role"),
        ("investigator", Compartment.CASE_FILE, Purpose.PROSECUTE, "purpose-not-for-this"),
        ("investigator", Compartment.TIPS, Purpose.COOPERATE, "purpose-not-for-this"),
    ],
)
def test_a_role_writes_what_it_names_for_a_purpose_it_has(
    role: str, compartment: Compartment, purpose: Purpose, reason: str | None
) -> None:
    found = decide_write(viewer(role), compartment, purpose=purpose)
    assert [one.code for one in found] == ([reason] if reason else [])


@pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))
def test_a_role_writes_only_what_it_can_read_in_full(role: type[Role]) -> None:
    readable = {where for where, permits in role.permits.items() if View.FULL in {one.view for one in permits}}
    assert role.writes <= readable
    assert (Duty.WRITE in role.duties) is bool(role.writes)


@pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))
def test_a_role_says_what_it_is(role: type[Role]) -> None:
    assert role.title == f"role-{role.code.replace('_', '-')}"
    assert len(role.note) > 30
    assert role.may_be_held_in
    assert role.purposes
    assert role.never_with <= set(ROLES)


def test_who_can_be_granted_an_identity_never_grants_one() -> None:
    granted = {
        code
        for code, role in ROLES.items()
        for permits in role.permits.values()
        if Basis.GRANT in {permit.basis for permit in permits}
    }
    assert granted <= ROLES["custodian"].never_with


ties = st.lists(
    st.builds(
        tie,
        st.sampled_from(Basis),
        st.sampled_from(Purpose),
        st.sampled_from([NOW - DAY, NOW, NOW + DAY]),
        st.sampled_from([None, NOW, NOW + DAY]),
    ),
    max_size=4,
)


@given(
    roles=st.sets(st.sampled_from(sorted(ROLES)), max_size=3),
    compartment=st.sampled_from(Compartment),
    handling=st.sets(st.sampled_from(HandlingCode), min_size=1),
    protected=st.booleans(),
    own=st.booleans(),
    ties=ties,
    purpose=st.sampled_from(Purpose),
    surface=st.sampled_from(Surface),
)
def test_a_list_reaches_exactly_what_a_page_decides(
    roles: set[str],
    compartment: Compartment,
    handling: set[HandlingCode],
    protected: bool,
    own: bool,
    ties: list[Tie],
    purpose: Purpose,
    surface: Surface,
) -> None:
    who = viewer(*roles)
    what = ResourceFacts(
        "C-1", compartment, frozenset(handling), DESK if own else "KH/PRO/PP/duty", is_protected=protected
    )
    in_force = {one.basis for one in ties if one.purpose is purpose and one.holds(NOW)}
    reached = any(
        one.compartment is compartment
        and not one.forbidden_codes & handling
        and (one.takes_protected or not protected)
        and (one.basis is Basis.ANYONE or (own if one.basis is Basis.DESK else one.basis in in_force))
        for one in reach(who, purpose=purpose, surface=surface)
    )
    decision = asked(who, what, *ties, purpose=purpose, surface=surface)
    assert (decision.view is not None) is reached


@given(
    roles=st.sets(st.sampled_from(sorted(ROLES)), max_size=3),
    more=st.sampled_from(sorted(ROLES)),
    compartment=st.sampled_from(Compartment),
    ties=ties,
    extra=st.builds(tie, st.sampled_from(Basis), st.sampled_from(Purpose)),
    purpose=st.sampled_from(Purpose),
    surface=st.sampled_from(Surface),
)
def test_one_more_role_or_tie_never_closes_what_was_open(
    roles: set[str],
    more: str,
    compartment: Compartment,
    ties: list[Tie],
    extra: Tie,
    purpose: Purpose,
    surface: Surface,
) -> None:
    what = resource(compartment)
    before = asked(viewer(*roles), what, *ties, purpose=purpose, surface=surface)
    after = asked(viewer(*roles, more), what, *ties, extra, purpose=purpose, surface=surface)
    assert before.view is None or after.view is not None
