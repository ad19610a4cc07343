from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.access.domain.accounts import Actor, OfficerFacts
from samakki.access.domain.policy import Viewer
from samakki.access.domain.recovery import (
    MOST_TRIES,
    RecoveryFacts,
    may_be_used,
    refusals_to_confirm,
    refusals_to_open,
    tidy_secret,
    written_secret,
)
from samakki.access.domain.vocabulary import AgencyKind

NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=60)


def actor(code: str, role: str, agency: str = "KH/NGO") -> Actor:
    return Actor(Viewer(code, f"{agency}/HQ/duty", frozenset({role})), agency)


def officer(code: str = "O-1", *, is_open: bool = True) -> OfficerFacts:
    return OfficerFacts(code, "KH/NGO", AgencyKind.VICTIM_SUPPORT, is_open, frozenset())


def recovery(
    by: str = "O-2",
    agency: str = "KH/NGO",
    confirmed: str = "",
    ends: datetime = SOON,
    tries: int = 0,
    is_used: bool = False,
) -> RecoveryFacts:
    return RecoveryFacts(by, agency, confirmed, ends, tries, is_used)


LEAD, WATCH = actor("O-3", "support_lead"), actor("O-7", "overseer", "KH/OMB")
ADMIN, POLICE = actor("O-9", "node_administrator", "KH/OPS"), actor("O-5", "supervisor", "KH/POL")


@pytest.mark.parametrize(
    ("who", "about", "codes"),
    [
        (LEAD, officer(), []),
        (WATCH, officer(), []),
        (ADMIN, officer(), []),
        (POLICE, officer(), ["other-agency"]),
        (actor("O-4", "social_worker"), officer(), ["duty-not-held"]),
        (LEAD, officer("O-3"), ["own-account"]),
        (LEAD, officer(is_open=False), ["officer-not-available"]),
        (LEAD, None, ["officer-not-available"]),
    ],
)
def test_a_colleague_of_the_agency_opens_it(who: Actor, about: OfficerFacts | None, codes: list[str]) -> None:
    assert [reason.code for reason in refusals_to_open(who, about)] == codes


@pytest.mark.parametrize(
    ("who", "about", "row", "codes"),
    [
        (LEAD, officer(), recovery(), []),
        (WATCH, officer(), recovery(), []),
        (LEAD, officer(), recovery("O-9", "KH/OPS"), []),
        (LEAD, officer(), recovery("O-3"), ["second-person-needed"]),
        (WATCH, officer(), recovery("O-9", "KH/OPS"), ["own-agency-needed"]),
        (ADMIN, officer(), recovery(), ["duty-not-held"]),
        (POLICE, officer(), recovery(), ["other-agency"]),
        (LEAD, officer("O-3"), recovery(), ["own-account"]),
        (LEAD, None, recovery(), ["officer-not-available"]),
        (LEAD, officer(), None, ["recovery-not-open"]),
        (LEAD, officer(), recovery(ends=NOW), ["recovery-not-open"]),
        (LEAD, officer(), recovery(confirmed="O-4"), ["recovery-not-open"]),
        (LEAD, officer(), recovery(is_used=True), ["recovery-not-open"]),
        (LEAD, officer(), recovery(tries=MOST_TRIES), ["recovery-not-open"]),
    ],
)
def test_another_one_confirms_it_and_one_of_the_two_is_of_the_agency(
    who: Actor, about: OfficerFacts | None, row: RecoveryFacts | None, codes: list[str]
) -> None:
    assert [reason.code for reason in refusals_to_confirm(who, about, row, now=NOW)] == codes


@pytest.mark.parametrize(
    ("row", "usable"),
    [
        (recovery(confirmed="O-3"), True),
        (recovery(confirmed="O-3", tries=MOST_TRIES - 1), True),
        (recovery(), False),
        (recovery(confirmed="O-3", ends=NOW), False),
        (recovery(confirmed="O-3", tries=MOST_TRIES), False),
        (recovery(confirmed="O-3", is_used=True), False),
        (None, False),
    ],
)
def test_both_halves_work_for_an_hour_five_tries_and_once(row: RecoveryFacts | None, usable: bool) -> None:
    assert may_be_used(row, now=NOW) is usable


@given(st.binary(min_size=2, max_size=40).filter(lambda drawn: len(drawn) % 2 == 0))
def test_a_secret_is_read_back_however_it_is_typed(drawn: bytes) -> None:
    written = written_secret(drawn)
    tidy = tidy_secret(written)
    assert len(tidy) == len(drawn) // 2
    assert tidy_secret(written.lower().replace("-", " ")) == tidy
    assert tidy_secret(tidy.replace("0", "o").replace("1", "l")) == tidy
    assert max(len(group) for group in written.split("-")) <= 4
