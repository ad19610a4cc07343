"""What schedules of the main job have to meet, row by row, for ``run.py faults told --main-job``."""

from collections.abc import Mapping

from samakki.exchange.domain.steps import STEPS
from tools.faults.exchange.databases import AFTER_COMMIT, BEFORE_COMMIT, STATEMENT

MOODS = ("fine", "down", "behind", "half written", "cut short", "garbled")
"""What answers of the secretariat are like."""
CHUNKS = ("chunk:written", "chunk:committed")  # nothing of the main job is attached to a message

ROWS: Mapping[str, tuple[str, ...]] = {
    "a process ends between any two steps": (
        *(one for one in STEPS if one not in CHUNKS), STATEMENT, BEFORE_COMMIT, AFTER_COMMIT,
    ),
    "a process ends while an officer works": (
        "ended in: write a report", "ended in: add an item", "ended in: capture: Person", "ended in: bring a file in",
        "ended in: say what columns mean", "ended in: accept the file", "ended in: open a case",
        "ended in: file it in the case", "ended in: grade", "ended in: sanitise", "ended in: authorise",
        "ended in: start a disclosure", "ended in: tick what leaves", "ended in: answer for names", "ended in: freeze",
        "ended in: send alone", "ended in: let it go, as a second person", "ended in: accept",
        "ended in: recall: withdraw", "ended in: recall: erase", "ended in: send an emergency",
    ),
    "a process ends while the node works by itself": ("ended in: what a node does by itself",),
    "the same form once more": (
        "the same form again: refused", "the same form again: tick what leaves",
        "the same form again: answer for names",
    ),
    "lost": ("request lost", "answer lost", "no way there"),
    "doubled, late, in another order": ("doubled", "late copy", "held up", "late arrival", "slow"),
    "truncated, changed, a broken server": ("request cut", "answer cut", "changed", "broken server"),
    "the same again, long after": ("came again: delivered",),
    "clocks off; a node dark for a week": ("clocks off", "dark for a week, and back"),
    "the secretariat": tuple(f"the secretariat: {one}" for one in MOODS),
    "a new list in the middle": (
        "a new list: a member joins", "a new list: a member put out", "a newer list was taken",
    ),
    "a file brought in": ("an import is checked", "an import is draft", "an import is accepted"),
    "who is known already": ("a possible match seen", "judge: positive", "judge: negative", "judge: unsure"),
    "a lead goes abroad": (
        "disclosed to 1", "disclosed to 2", "undo in the hold", "accept", "decline", "write own words",
        "passed on with leave",
    ),
    "leave to pass on": (
        "answer a request: approved", "answer a request: approved_sanitised", "answer a request: refused",
        "a request unanswered by its day", "withdraw a request", "ask again with a later day",
    ),
    "taken back": (
        "recall: withdraw", "recall: correct", "recall: restrict", "recall: erase", "agree to an erasure",
        "recalled once more",
    ),
    "life at risk": (
        "send an emergency", "an emergency that nobody answered in a quarter of an hour", "act on an emergency",
        "hand an emergency back", "an emergency: ended", "an emergency: wrong_desk", "an emergency: not_true",
        "an emergency: corrected", "read what became of an emergency", "look back at an emergency",
    ),
}  # fmt: skip
