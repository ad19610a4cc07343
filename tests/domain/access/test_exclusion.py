import pytest

from samakki.access.domain.exclusion import refusals_of_target
from samakki.access.domain.policy import ResourceFacts
from samakki.access.domain.vocabulary import Compartment
from samakki.kernel.handling import HandlingCode

OWNER = "KH/POL/AHTJPD/duty"
RECORD = ResourceFacts("C-1", Compartment.CASE_FILE, frozenset({HandlingCode.H0}), OWNER, is_protected=False)


@pytest.mark.parametrize(
    ("officer_exists", "desk", "desk_exists", "is_excluded", "codes"),
    [
        (True, "", False, False, []),
        (None, "KH/PRO/PP/duty", True, False, []),
        (None, "", False, False, ["officer-or-desk"]),
        (True, "KH/PRO/PP/duty", True, False, ["officer-or-desk"]),
        (False, "", False, False, ["officer-not-available"]),
        (None, "KH/PRO/PP/gone", False, False, ["desk-not-available"]),
        (None, OWNER, True, False, ["owner-desk-stays"]),
        (True, "", False, True, ["excluded-already"]),
    ],
)
def test_one_officer_or_one_desk_but_not_the_one_that_answers_for_the_record(
    officer_exists: bool | None, desk: str, desk_exists: bool, is_excluded: bool, codes: list[str]
) -> None:
    found = refusals_of_target(
        RECORD, officer_exists=officer_exists, desk=desk, desk_exists=desk_exists, is_excluded=is_excluded
    )
    assert [reason.code for reason in found] == codes
