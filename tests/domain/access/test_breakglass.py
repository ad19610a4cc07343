from dataclasses import replace

import pytest

from samakki.access.domain.accounts import Actor
from samakki.access.domain.breakglass import (
    LONGEST_REASON,
    refusals_beyond_agency,
    refusals_to_open,
    refusals_to_review,
)
from samakki.access.domain.policy import Decision, ResourceFacts, Viewer
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, View
from samakki.kernel.handling import HandlingCode

DESK = "KH/POL/AHTJPD/duty"
WHY = "A child is in the house now, and the case officer does not answer."
CLOSED = Decision(None, None, None)
OPENED = Decision(View.FULL, Basis.BREAK_GLASS, Purpose.INVESTIGATE_TRAFFICKING)
SUMMARY = Decision(View.SUMMARY, Basis.DESK, Purpose.INVESTIGATE_TRAFFICKING)
FULL = Decision(View.FULL, Basis.TEAM, Purpose.INVESTIGATE_TRAFFICKING)
RECORD = ResourceFacts("C-1", Compartment.CASE_FILE, frozenset({HandlingCode.H0}), DESK, is_protected=False)


def actor(*roles: str, code: str = "O-1", desk: str = DESK) -> Actor:
    return Actor(Viewer(code, desk, frozenset(roles)), "KH/POL")


@pytest.mark.parametrize(
    ("role", "reason", "waiting", "now_sees", "would_see", "codes"),
    [
        ("investigator", WHY, "", CLOSED, OPENED, []),
        ("supervisor", WHY, "", SUMMARY, OPENED, []),
        ("planner", WHY, "", CLOSED, CLOSED, ["duty-not-held", "not-found"]),
        ("investigator", "danger", "", CLOSED, OPENED, ["break-glass-reason-short"]),
        ("investigator", " x " * 40 + " " * 40, "", CLOSED, OPENED, []),
        ("investigator", "." + " " * 40 + ".", "", CLOSED, OPENED, ["break-glass-reason-short"]),
        ("investigator", "x" * (LONGEST_REASON + 1), "", CLOSED, OPENED, ["break-glass-reason-long"]),
        ("investigator", WHY, "U-7K3Q", CLOSED, OPENED, ["break-glass-awaits-review"]),
        ("investigator", WHY, "", FULL, FULL, ["break-glass-not-needed"]),
        ("investigator", WHY, "", CLOSED, CLOSED, ["not-found"]),
    ],
)
def test_urgent_access_needs_a_duty_a_reason_and_a_clean_slate(
    role: str, reason: str, waiting: str, now_sees: Decision, would_see: Decision, codes: list[str]
) -> None:
    found = refusals_to_open(
        actor(role), reason=reason, awaiting_review=waiting, now_sees=now_sees, would_see=would_see
    )
    assert [one.code for one in found] == codes


@pytest.mark.parametrize(
    ("owner", "codes"),
    [
        (DESK, []),
        ("KH/POL/OTHER/desk", []),
        ("KH/PRO/PP/duty", ["record-of-another-agency"]),
        ("KH/POLX/AHTJPD/duty", ["record-of-another-agency"]),
        ("TH/POL/AHTJPD/duty", ["record-of-another-agency"]),
        ("", ["record-of-another-agency"]),
    ],
)
def test_urgent_access_stays_within_the_agency(owner: str, codes: list[str]) -> None:
    found = refusals_beyond_agency(actor("supervisor"), replace(RECORD, owner_desk=owner))
    assert [one.code for one in found] == codes
    assert refusals_beyond_agency(actor("supervisor"), None) == ()


@pytest.mark.parametrize(
    ("who", "record", "opened_by", "reviewed", "excluded", "codes"),
    [
        (actor("supervisor"), RECORD, "O-2", False, False, []),
        (actor("overseer", desk="KH/OMB/HQ/duty"), RECORD, "O-2", False, False, []),
        (actor("supervisor", desk="KH/POL/AHTJPD/field"), RECORD, "O-2", False, False, ["not-found"]),
        (actor("supervisor"), RECORD, "O-1", False, False, ["own-use"]),
        (actor("supervisor"), RECORD, "O-2", True, False, ["reviewed-already"]),
        (actor("supervisor"), RECORD, "O-2", False, True, ["not-found"]),
        (actor("supervisor"), None, "", False, False, ["not-found"]),
        (actor("investigator"), RECORD, "O-2", False, False, ["duty-not-held"]),
    ],
)
def test_another_person_of_the_owning_desk_or_an_overseer_reviews(
    who: Actor, record: ResourceFacts | None, opened_by: str, reviewed: bool, excluded: bool, codes: list[str]
) -> None:
    found = refusals_to_review(who, resource=record, opened_by=opened_by, is_reviewed=reviewed, excluded=excluded)
    assert [one.code for one in found] == codes
