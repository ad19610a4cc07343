"""What is read in the books of real nodes after kills, on books that are written here."""

from copy import deepcopy
from typing import Any

import pytest

from tools.faults.main_job.kills import judged
from tools.faults.main_job.leads import DESKS, Lead
from tools.trial.main_job_play import Play, Told

TOLD = Told("Lead 0000", "Men Vuthei", "Men Vuthy", "012 700 000")
QUIET: dict[str, Any] = {
    "reports": [], "judged": [], "parts": [], "received": [], "letters": [], "came": [], "board": [], "twice": [],
    "unexplained": [], "alarms": [], "waiting": 0, "judged_by_itself": [],
}  # fmt: skip


def lead() -> Lead:
    play = Play(TOLD, None, None, None, people=(), desk=DESKS[0])  # type: ignore[arg-type]  # nobody plays
    play.disclosure, play.captured, play.matches = "D-1", {"person": "E-1"}, ["E-2"]
    return Lead(0, play, None)  # type: ignore[arg-type]  # as above


def whole() -> dict[str, dict[str, Any]]:
    """Books of three nodes after one lead that two countries accepted."""
    home, thai, viet = (deepcopy(QUIET) for _ in range(3))
    report = {"headline": TOLD.headline, "reference": "R-1", "items": sorted(raw for raw, *_ in TOLD.items)}
    report |= {"things": ["Address", "Person", "UserAccount"], "disclosures": ["D-1"]}
    home |= {"reports": [report], "judged": [["E-1", "E-2"]]}
    home["parts"] = [["D-1", "sent", desk, "accepted"] for desk in DESKS]
    for there, desk, digest in ((thai, DESKS[0], "a"), (viet, DESKS[1], "b")):
        home["letters"].append(["disclosure.offer@1.0", digest, desk, "answered", ""])
        there["came"].append([digest, desk])
        there["received"].append(["D-1", desk, "accepted", ["held"]])
    return {"kh": home, "th": thai, "vn": viet}


def test_nothing_is_wrong_with_books_that_are_whole() -> None:
    assert list(judged(whole(), [lead()])) == []


@pytest.mark.parametrize(
    ("node", "part", "becomes", "says"),
    [
        ("th", "came", [], "is answered and came 0 times"),
        ("th", "received", [], "it is []"),
        ("vn", "received", [["D-1", DESKS[1], "accepted", ["withdrawn"]]], "copies at"),
        ("kh", "judged", [], "0 judgements"),
        ("kh", "board", [["D-1", DESKS[0], "1", "asked"]], "the board still waits"),
        ("kh", "twice", ["start_report of R-1"], "more than once in the log"),
        ("kh", "judged_by_itself", ["samakki audit verify ended with 1"], "audit verify"),
        ("vn", "waiting", 2, "2 things still wait"),
        ("vn", "came", [["b", DESKS[1]], ["z", DESKS[1]]], "a message that nobody sent"),
    ],
)
def test_what_is_lost_doubled_or_left_over_is_found(node: str, part: str, becomes: object, says: str) -> None:
    books = whole()
    books[node][part] = becomes

    assert any(says in fault for fault in judged(books, [lead()]))


def test_a_report_that_stands_twice_is_found() -> None:
    books = whole()
    books["kh"]["reports"] *= 2

    assert "lead 0: 2 reports" in judged(books, [lead()])
