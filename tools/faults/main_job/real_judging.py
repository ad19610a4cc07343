"""What is wrong between the books of real nodes and what officers did at their screens."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tools.faults.main_job import leads
from tools.faults.main_job.real_list import DESK
from tools.trial.main_job_cases import task_of
from tools.trial.main_job_long import PASSES_ON, LongPlay, Wish

OVER = frozenset({"delivered", "opened", "answered", "declined"})
KEYS = {leads.DESKS[0]: "th", leads.DESKS[1]: "vn", leads.THIRD: "vn"}
ANSWERED = {Wish.ONWARD: "approved", Wish.OTHER_WORDS: "approved_sanitised", Wish.REFUSED: "refused"}
Books = dict[str, dict[str, Any]]


def judged(books: Books, played: list[LongPlay], *, telephone: str = "") -> Iterator[str]:
    """What is wrong.

    Args:
        books: of each node, by its key.
        played: every lead.
        telephone: what the list says of a desk since it changed; empty where it did not.
    """
    for key, one in books.items():
        yield from (f"{key}: {fault}" for fault in one["judged_by_itself"])
        yield from (f"{key}: {fault} stands more than once in the log" for fault in one["twice"])
        yield from (f"{key}: {fault}" for fault in one["unexplained"])
        yield from (f"{key} has an alarm: {code}" for code in one["alarms"])
        yield from (f"{key} waits for an answer of {fault}" for fault in one["unanswered"])
        if one["waiting"]:
            yield f"{key}: {one['waiting']} things still wait"
        if telephone and one["telephones"].get(DESK) != telephone:
            yield f"{key} does not know what the list says since it changed"
    yield from _letters(books)
    for play in played:
        yield from (f"lead {play.number}: {fault}" for fault in _lead(books, play))
    yield from _nothing_more(books["kh"], played)


def _letters(books: Books) -> Iterator[str]:
    came = Counter((digest, desk) for one in books.values() for digest, desk in one["came"])
    sent = {digest for one in books.values() for _type, digest, *_rest in one["letters"]}
    for key, one in books.items():
        for kind, digest, desk, state, reason in one["letters"]:
            if state in OVER and came[digest, desk] != 1:
                yield f"{key}: {kind} to {desk} is {state} and came {came[digest, desk]} times"
            if state not in OVER and not reason:
                yield f"{key}: {kind} to {desk} is {state} and it is not said why"
    yield from (f"a message that nobody sent came to {desk}" for digest, desk in came if digest not in sent)


def _nothing_more(home: dict[str, Any], played: list[LongPlay]) -> Iterator[str]:
    """Files, cases and emergencies that nobody's lead has: a form that counted twice."""
    for what, found, known in (
        ("imports", {one[0] for one in home["imports"]}, {one.imported for one in played if Wish.FILE in one.wishes}),
        ("cases", {one["reference"] for one in home["cases"]}, {one.case for one in played if Wish.CASE in one.wishes}),
        ("emergencies", {one[0] for one in home["emergencies"]}, {one.emergency for one in played if one.emergency}),
    ):
        if more := found - known:
            yield f"{what} that no lead has: {sorted(more)}"


def _lead(books: Books, play: LongPlay) -> Iterator[str]:
    home = books["kh"]
    reports = [one for one in home["reports"] if one["headline"] == play.told.headline]
    if len(reports) != 1:
        yield f"{len(reports)} reports"
        return
    (report,) = reports
    if report["items"] != sorted(raw for raw, *_ in play.told.items):
        yield f"its items are {report['items']}"
    if report["things"] != ["Address", "Person", "UserAccount"]:
        yield f"captured are {report['things']}"
    if len(report["disclosures"]) != 1:
        yield f"{len(report['disclosures'])} disclosures"
    for desk in leads.DESKS:
        yield from _given(books, play.disclosure, desk, play)
    person = play.captured.get("person", "")
    judged_now = [pair for pair in home["judged"] if set(pair) == {person, *play.matches[:1]}]
    if len(judged_now) != bool(play.matches):
        yield f"{len(judged_now)} judgements"
    yield from _parts(home, play.disclosure, leads.DESKS)
    yield from _file(home, play)
    yield from _case(home, play)
    yield from _onward(books, play)
    yield from _life(books, play)


def _given(books: Books, disclosure: str, desk: str, play: LongPlay) -> Iterator[str]:
    """It is there once, taken, and its copies are as they were last asked to be."""
    found = [one for one in books[KEYS[desk]]["received"] if one[0] == disclosure and one[1] == desk]
    if len(found) != 1 or found[0][2] != "accepted":
        yield f"at {desk} it is {[one[2] for one in found]}"
    wanted = {"withdrawn"} if Wish.WITHDRAWN in play.wishes else {"held"}
    if found and set(found[0][3]) != wanted:
        yield f"copies at {desk} are {sorted(set(found[0][3]))}, not {sorted(wanted)}"


def _parts(sender: dict[str, Any], disclosure: str, desks: tuple[str, ...]) -> Iterator[str]:
    """The sender reads that every desk took it, and its board waits for nobody."""
    parts = {desk: state for reference, _state, desk, state in sender["parts"] if reference == disclosure}
    if parts != dict.fromkeys(desks, "accepted"):
        yield f"the sender reads {parts}"
    if left := [one for one in sender["board"] if one[0] == disclosure and one[3] == "asked"]:
        yield f"the board still waits for {left}"


def _file(home: dict[str, Any], play: LongPlay) -> Iterator[str]:
    if Wish.FILE in play.wishes:
        found = [one[1:] for one in home["imports"] if one[0] == play.imported]
        if found != [["accepted", play.report, 2]]:
            yield f"its file is {found}"


def _case(home: dict[str, Any], play: LongPlay) -> Iterator[str]:
    if Wish.CASE in play.wishes:
        found = [one for one in home["cases"] if one["nickname"] == f"Lorry {play.number:04}"]
        wanted = {
            "reference": play.case, "nickname": f"Lorry {play.number:04}",
            "people": [[play.captured["person"], ["suspect"], ["transporter"]]], "tasks": [task_of(play.number)],
            "reports": [play.report],
        }  # fmt: skip
        if found != [wanted]:
            yield f"its case is {found}"


def _onward(books: Books, play: LongPlay) -> Iterator[str]:
    """Both sides of a request say the same, and what was passed on is at the third desk once."""
    answer = next((said for wish, said in ANSWERED.items() if wish in play.wishes), "")
    asked = [one for one in books["th"]["releases"] if one[1]]
    owned = {one[0]: one[2] for one in books["kh"]["releases"] if not one[1]}
    if len(asked) != len(owned) or any(owned.get(reference) != state for reference, _mine, state, _to in asked):
        yield f"asked were {sorted(one[0] for one in asked)}, answered {sorted(owned)}"
    if answer and answer not in {one[2] for one in asked}:
        yield f"nothing was {answer}"
    if play.wishes_any(*PASSES_ON):
        given = play.onward.disclosure
        yield from _given(books, given, leads.THIRD, play)
        yield from _parts(books["th"], given, (leads.THIRD,))
        landed = [one for one in books["th"]["reports"] if one["reference"] == play.onward.report]
        if [one["disclosures"] for one in landed] != [[given]]:
            yield f"passed on were {[one['disclosures'] for one in landed]}"


def _life(books: Books, play: LongPlay) -> Iterator[str]:
    """Each desk that was asked has it once; who acts is known to the sender."""
    if not play.emergency:
        return
    wanted = leads.DESKS if Wish.LATE in play.wishes else leads.DESKS[:1]
    acts = [leads.DESKS[1]] if Wish.LATE in play.wishes else [leads.DESKS[0]]
    found = [one[1:] for one in books["kh"]["emergencies"] if one[0] == play.emergency]
    if found != [[sorted(wanted), acts]]:
        yield f"its emergency is {found}"
    for desk in wanted:
        there = [one[2] for one in books[KEYS[desk]]["lives"] if one[:2] == [play.emergency, desk]]
        if len(there) != 1:
            yield f"its emergency is {len(there)} times at {desk}"
