import pytest

from samakki.access.domain.accounts import (
    Actor,
    GrantFacts,
    OfficerFacts,
    may_confirm,
    refusals_to_confirm,
    refusals_to_manage_accounts,
    refusals_to_propose,
    refusals_to_staff,
    refusals_to_take_away,
)
from samakki.access.domain.policy import Viewer
from samakki.access.domain.vocabulary import AgencyKind

CONSOLE = Actor(Viewer("console", "", frozenset()), "", is_console=True)


def actor(code: str, *roles: str, agency: str = "KH/POL") -> Actor:
    return Actor(Viewer(code, f"{agency}/HQ/duty", frozenset(roles)), agency)


def officer(
    code: str = "O-1", *roles: str, agency: str = "KH/POL", kind: AgencyKind = AgencyKind.POLICE, is_open: bool = True
) -> OfficerFacts:
    return OfficerFacts(code, agency, kind, is_open, frozenset(roles))


def grant(by: str = "O-9", *, role: str = "investigator", confirmed: bool = False, ended: bool = False) -> GrantFacts:
    return GrantFacts(role, by, confirmed, ended)


ADMIN = actor("O-9", "node_administrator", agency="KH/OPS")
CHIEF = actor("O-8", "supervisor")
WATCH = actor("O-7", "overseer", agency="KH/OMB")


@pytest.mark.parametrize(
    ("who", "about", "role", "codes"),
    [
        (ADMIN, officer(), "investigator", []),
        (CONSOLE, officer(), "investigator", []),
        (CHIEF, officer(), "investigator", ["duty-not-held"]),
        (ADMIN, officer("O-9"), "investigator", ["own-role"]),
        (ADMIN, officer(is_open=False), "investigator", ["officer-closed"]),
        (ADMIN, officer(), "chief_of_everything", ["role-unknown"]),
        (ADMIN, officer(), "judge", ["role-not-for-agency"]),
        (ADMIN, officer("O-1", "investigator"), "investigator", ["role-there-already"]),
        (ADMIN, officer("O-1", "investigator"), "custodian", ["roles-exclude-each-other"]),
        (ADMIN, officer("O-1", "custodian"), "investigator", ["roles-exclude-each-other"]),
        (ADMIN, officer("O-1", "role_of_last_year"), "investigator", []),
        (
            CHIEF,
            officer("O-8", is_open=False),
            "judge",
            ["duty-not-held", "own-role", "officer-closed", "role-not-for-agency"],
        ),
    ],
)
def test_a_role_is_proposed_where_it_belongs(who: Actor, about: OfficerFacts, role: str, codes: list[str]) -> None:
    assert [reason.code for reason in refusals_to_propose(who, about, role)] == codes


@pytest.mark.parametrize(
    ("who", "about", "what", "codes"),
    [
        (CHIEF, officer(), grant(), []),
        (WATCH, officer(), grant(), []),
        (WATCH, officer(agency="KH/NGO"), grant(), []),
        (ADMIN, officer(), grant("console"), ["duty-not-held", "administrator-cannot-confirm", "other-agency"]),
        (actor("O-6", "investigator"), officer(), grant(), ["duty-not-held"]),
        (CHIEF, officer("O-8"), grant(), ["own-role"]),
        (CHIEF, officer(), grant("O-8"), ["second-person-needed"]),
        (CHIEF, officer(agency="KH/NGO"), grant(), ["other-agency"]),
        (CHIEF, officer(is_open=False), grant(), ["officer-closed"]),
        (CHIEF, officer(), grant(confirmed=True), ["role-not-proposed"]),
        (CHIEF, officer(), grant(ended=True), ["role-not-proposed"]),
    ],
)
def test_a_second_person_of_the_agency_or_an_overseer_confirms(
    who: Actor, about: OfficerFacts, what: GrantFacts, codes: list[str]
) -> None:
    assert [reason.code for reason in refusals_to_confirm(who, about, what, others_who_may=3)] == codes


def test_whoever_holds_the_administrators_role_beside_another_confirms_nothing() -> None:
    both = actor("O-5", "node_administrator", "supervisor")
    (reason,) = refusals_to_confirm(both, officer(), grant(), others_who_may=3)
    assert reason.code == "administrator-cannot-confirm"


def test_the_console_confirms_only_while_nobody_else_could() -> None:
    assert refusals_to_confirm(CONSOLE, officer(), grant("console"), others_who_may=0) == ()
    (reason,) = refusals_to_confirm(CONSOLE, officer(), grant("console"), others_who_may=2)
    assert (reason.code, reason.facts) == ("console-confirms-first-only", {"others": 2})


def test_those_who_could_confirm_are_counted_without_the_proposer_and_other_agencies() -> None:
    candidates = [CHIEF, WATCH, ADMIN, actor("O-4", "support_lead", agency="KH/NGO")]
    assert may_confirm(candidates, officer(), grant("O-8")) == 1
    assert may_confirm(candidates, officer(), grant("console")) == 2


@pytest.mark.parametrize(
    ("who", "about", "codes"),
    [
        (CHIEF, officer(), []),
        (WATCH, officer(agency="KH/NGO"), []),
        (ADMIN, officer(), []),
        (CONSOLE, officer(), []),
        (CHIEF, officer("O-8"), ["own-account"]),
        (CHIEF, officer(agency="KH/NGO"), ["duty-not-held"]),
        (actor("O-6", "investigator"), officer(), ["duty-not-held"]),
    ],
)
def test_taking_away_takes_one_person(who: Actor, about: OfficerFacts, codes: list[str]) -> None:
    assert [reason.code for reason in refusals_to_take_away(who, about)] == codes


def test_only_the_console_and_who_has_the_duty_manage_accounts() -> None:
    assert refusals_to_manage_accounts(CONSOLE) == ()
    assert refusals_to_manage_accounts(ADMIN) == ()
    assert [reason.code for reason in refusals_to_manage_accounts(CHIEF)] == ["duty-not-held"]


def test_no_officers_before_the_terms_are_signed_and_none_where_it_is_closed() -> None:
    assert refusals_to_staff(has_terms=True, is_agency_closed=False, is_desk_closed=False) == ()
    found = refusals_to_staff(has_terms=False, is_agency_closed=True, is_desk_closed=True)
    assert [reason.code for reason in found] == ["agency-terms-missing", "agency-closed", "desk-closed"]
