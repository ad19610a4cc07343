from datetime import UTC, datetime, timedelta

import pytest

from samakki.access.domain.accounts import Actor
from samakki.access.domain.membership import (
    ASSIGNABLE,
    LONGEST,
    refusals_of_tie,
    refusals_to_act_on,
    refusals_to_add,
    refusals_to_grant,
)
from samakki.access.domain.policy import Decision, ResourceFacts, Viewer
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose, View
from samakki.kernel.handling import HandlingCode

NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
DESK, OTHER = "KH/POL/AHTJPD/duty", "KH/POL/AHTJPD/field"
CLOSED = Decision(None, None, None)


def actor(*roles: str, desk: str = DESK) -> Actor:
    return Actor(Viewer("O-1", desk, frozenset(roles)), "KH/POL")


def resource(compartment: Compartment = Compartment.CASE_FILE, owner: str = DESK) -> ResourceFacts:
    return ResourceFacts("C-1", compartment, frozenset({HandlingCode.H0}), owner, is_protected=False)


def seen(view: View) -> Decision:
    return Decision(view, Basis.TEAM, Purpose.PROSECUTE)


@pytest.mark.parametrize(
    ("who", "duty", "what", "decision", "codes"),
    [
        (actor("supervisor"), Duty.MANAGE_MEMBERS, resource(), CLOSED, []),
        (actor("supervisor"), Duty.MANAGE_MEMBERS, resource(owner=OTHER), seen(View.FULL), []),
        (actor("supervisor"), Duty.MANAGE_MEMBERS, resource(owner=OTHER), seen(View.SUMMARY), ["not-found"]),
        (actor("supervisor"), Duty.MANAGE_MEMBERS, resource(Compartment.CARE), CLOSED, ["not-found"]),
        (actor("investigator"), Duty.MANAGE_MEMBERS, resource(), seen(View.FULL), ["duty-not-held"]),
        (actor("investigator"), Duty.MANAGE_MEMBERS, resource(), CLOSED, ["duty-not-held", "not-found"]),
        (actor("overseer"), Duty.EXCLUDE, resource(Compartment.CARE, OTHER), CLOSED, []),
        (actor("overseer"), Duty.MANAGE_MEMBERS, resource(), CLOSED, ["duty-not-held", "not-found"]),
    ],
)
def test_members_are_managed_at_the_own_desk_or_by_who_reads_it_all(
    who: Actor, duty: Duty, what: ResourceFacts, decision: Decision, codes: list[str]
) -> None:
    found = refusals_to_act_on(who, duty, what, decision, excluded=False)
    assert [reason.code for reason in found] == codes


@pytest.mark.parametrize("role", ["supervisor", "overseer", "investigator"])
def test_a_missing_record_and_one_kept_from_the_actor_get_one_answer(role: str) -> None:
    missing = refusals_to_act_on(actor(role), Duty.EXCLUDE, None, CLOSED, excluded=False)
    kept = refusals_to_act_on(actor(role), Duty.EXCLUDE, resource(), CLOSED, excluded=True)
    assert missing == kept
    assert missing[-1].code == "not-found"


@pytest.mark.parametrize("basis", Basis)
def test_some_ties_must_end_and_none_lasts_longer_than_its_kind(basis: Basis) -> None:
    longest = LONGEST.get(basis)
    endless = refusals_of_tie(basis, starts_at=NOW, ends_at=None)
    assert [reason.code for reason in endless] == (["end-needed"] if longest else [])
    (backwards,) = refusals_of_tie(basis, starts_at=NOW, ends_at=NOW)
    assert backwards.code == "end-before-start"
    if longest:
        assert refusals_of_tie(basis, starts_at=NOW, ends_at=NOW + longest) == ()
        (late,) = refusals_of_tie(basis, starts_at=NOW, ends_at=NOW + longest + timedelta(seconds=1))
        assert (late.code, late.facts["days"]) == ("end-too-late", longest.days)


def test_nobody_adds_themself_and_some_bases_are_not_given_by_hand() -> None:
    found = refusals_to_add(actor("supervisor"), "O-1", Basis.GRANT, starts_at=NOW, ends_at=None)
    assert [reason.code for reason in found] == ["end-needed", "basis-not-assignable", "own-membership"]
    assert refusals_to_add(actor("supervisor"), "O-2", Basis.TEAM, starts_at=NOW, ends_at=None) == ()


def test_a_grant_and_urgent_access_have_verbs_of_their_own() -> None:
    assert not ASSIGNABLE & {Basis.ANYONE, Basis.DESK, Basis.GRANT, Basis.BREAK_GLASS}


@pytest.mark.parametrize(
    ("who", "officer", "what", "decision", "codes"),
    [
        (actor("custodian"), "O-2", resource(Compartment.VICTIM_IDENTITY), seen(View.CODE), []),
        (actor("custodian"), "O-2", resource(Compartment.SOURCE_IDENTITY), seen(View.CODE), []),
        (actor("custodian"), "O-2", None, CLOSED, ["not-found"]),
        (actor("custodian"), "O-2", resource(Compartment.VICTIM_IDENTITY), CLOSED, ["not-found"]),
        (actor("custodian"), "O-2", resource(Compartment.WHEREABOUTS), seen(View.CODE), ["not-found"]),
        (actor("custodian"), "O-1", resource(Compartment.VICTIM_IDENTITY), seen(View.CODE), ["own-membership"]),
        (actor("prosecutor"), "O-2", resource(Compartment.VICTIM_IDENTITY), seen(View.FULL), ["duty-not-held"]),
    ],
)
def test_a_custodian_grants_identities_of_the_own_desk_to_others(
    who: Actor, officer: str, what: ResourceFacts | None, decision: Decision, codes: list[str]
) -> None:
    found = refusals_to_grant(who, officer, what, decision, starts_at=NOW, ends_at=NOW + timedelta(days=1))
    assert [reason.code for reason in found] == codes


def test_a_grant_without_an_end_is_refused() -> None:
    what = resource(Compartment.VICTIM_IDENTITY)
    (reason,) = refusals_to_grant(actor("custodian"), "O-2", what, seen(View.CODE), starts_at=NOW, ends_at=None)
    assert reason.code == "end-needed"
