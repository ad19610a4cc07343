"""What is read in the books of real nodes after kills, on books that are written here."""

from copy import deepcopy
from typing import Any

import pytest

from tools.faults.main_job.leads import DESKS, THIRD
from tools.faults.main_job.real_judging import judged
from tools.faults.main_job.real_list import DESK as CHANGED
from tools.trial.main_job_cases import task_of
from tools.trial.main_job_entire import ANSWERED, ENDINGS, SHARES, wishes
from tools.trial.main_job_long import LongPlay, Wish
from tools.trial.main_job_play import Told

TOLD = Told("Lead 0000", "Men Vuthei", "Men Vuthy", "012 700 000")
QUIET: dict[str, Any] = {
    "reports": [], "judged": [], "parts": [], "received": [], "letters": [], "came": [], "board": [], "twice": [],
    "unexplained": [], "alarms": [], "waiting": 0, "judged_by_itself": [], "imports": [], "cases": [], "releases": [],
    "emergencies": [], "lives": [], "unanswered": [], "telephones": {},
}  # fmt: skip


ROUND = frozenset({Wish.FILE, Wish.CASE, Wish.ONWARD, Wish.LATE})


def lead(around: frozenset[Wish] = frozenset()) -> LongPlay:
    nobody: Any = None
    play = LongPlay(
        TOLD, nobody, nobody, nobody, nobody, DESKS[0], number=0, wishes=around, supervisor_abroad=nobody, other=nobody,
        third=nobody, desks=DESKS, other_desk=DESKS[1], third_desk=THIRD, end_holds=nobody, let_nobody_answer=nobody,
    )  # fmt: skip
    play.report, play.disclosure, play.captured, play.matches = "R-1", "D-1", {"person": "E-1"}, ["E-2"]
    if around:
        play.imported, play.case, play.emergency = "M-1", "C-1", "EM-1"
        play.onward.report, play.onward.disclosure = "R-7", "D-7"
    return play


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


def whole_around() -> dict[str, dict[str, Any]]:
    """The same with a file, a case, leave to pass on, what was passed on, and an emergency that two desks answered."""
    books = whole()
    home, thai, viet = books.values()
    home["imports"] = [["M-1", "accepted", "R-1", 2]]
    home["cases"] = [
        {
            "reference": "C-1", "nickname": "Lorry 0000", "people": [["E-1", ["suspect"], ["transporter"]]],
            "tasks": [task_of(0)], "reports": ["R-1"],
        }
    ]  # fmt: skip
    home["releases"] = [["RR-1", False, "approved", THIRD]]
    thai["releases"] = [["RR-1", True, "approved", THIRD]]
    thai["reports"] = [{"headline": "", "reference": "R-7", "items": [], "things": [], "disclosures": ["D-7"]}]
    thai["parts"] = [["D-7", "sent", THIRD, "accepted"]]
    viet["received"].append(["D-7", THIRD, "accepted", ["held"]])
    home["emergencies"] = [["EM-1", sorted(DESKS), [DESKS[1]]]]
    thai["lives"], viet["lives"] = [["EM-1", DESKS[0], "declined"]], [["EM-1", DESKS[1], "accepted"]]
    return books


def test_nothing_is_wrong_with_books_that_are_whole() -> None:
    assert list(judged(whole(), [lead()])) == []
    assert list(judged(whole_around(), [lead(ROUND)])) == []


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


@pytest.mark.parametrize(
    ("node", "part", "becomes", "says"),
    [
        ("kh", "imports", [["M-1", "draft", "", 2]], "its file is"),
        ("kh", "imports", [["M-1", "accepted", "R-1", 4]], "its file is"),
        ("kh", "imports", [["M-1", "accepted", "R-1", 2], ["M-2", "uploaded", "", 0]], "imports that no lead has"),
        ("kh", "cases", [], "its case is"),
        ("kh", "emergencies", [["EM-1", sorted(DESKS), []]], "its emergency is"),
        ("vn", "lives", [["EM-1", DESKS[1], "accepted"]] * 2, "2 times at"),
        ("th", "releases", [["RR-1", True, "asked", THIRD]], "asked were"),
        ("th", "reports", [], "passed on were []"),
        ("vn", "unanswered", ["VN about EC-1"], "waits for an answer"),
    ],
)
def test_what_is_wrong_around_a_lead_is_found(node: str, part: str, becomes: object, says: str) -> None:
    books = whole_around()
    books[node][part] = becomes

    assert any(says in fault for fault in judged(books, [lead(ROUND)]))


def test_a_node_that_missed_what_the_list_says_is_found() -> None:
    books = whole()
    for one in books.values():
        one["telephones"] = {CHANGED: "+84 1"}
    books["th"]["telephones"] = {CHANGED: "+84 2"}

    assert list(judged(books, [lead()], telephone="+84 1")) == ["th does not know what the list says since it changed"]


def test_a_seed_decides_what_stands_around_a_lead_and_everything_comes() -> None:
    drawn = [wishes(f"lead {number}") for number in range(60)]

    assert wishes("lead 7") == drawn[7]
    assert frozenset().union(*drawn) == {wish for wish, _share in (*SHARES, *ANSWERED, *ENDINGS)} == set(Wish)
