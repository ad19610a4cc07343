"""A life at risk: sent at once, answered by the first desk; or late, when a second one acts; handed back, put right."""

from tools.trial.main_job_long import LongPlay, LongStep, Wish, has_come, note_before
from tools.trial.main_job_play import wait_until

LINES = {
    "who": "Five people, one of them about fifteen",
    "where": "A locked house behind the second bridge",
    "danger": "They are to be moved tonight",
    "needed": "Look whether they are there",
    "call_back": "Duty desk, +855 23 000 01",
}
RIGHT = "A locked house behind the third bridge"
OTHERS_ACT = "govuk-panel--confirmation"  # what the page is marked with, in every language
WHAT = "emergency"
REASON = "They are to be moved before the usual way is over."


def send(play: LongPlay) -> None:
    """Five lines, to a desk and, if it is silent, to the next."""
    note_before(play, WHAT, "abroad", "other")
    if play.emergencies_before is None:
        play.emergencies_before = _emergencies(play)
    play.officer.open("/emergencies/new/")
    play.officer.fill("who", **LINES, first=play.desks[0], second=play.other_desk, reason=f"{REASON} ({play.number})")
    play.emergency = play.officer.page.path.split("/")[2]


def was_sent(play: LongPlay) -> bool:
    """Whether the list has it."""
    play.emergency = min(_emergencies(play) - (play.emergencies_before or set()), default="")
    return bool(play.emergency)


def take(play: LongPlay, who: str) -> None:
    """Wait until it is at a desk, and say that the desk acts."""
    wait_until(lambda _play: has_come(play, who, WHAT), play, f"{play.emergency} came to {who}")
    screen = play.screen(who)
    screen.open(play.path_of(who, WHAT))
    if screen.form("/accept/"):
        screen.press("/accept/")


def was_taken(play: LongPlay, who: str) -> bool:
    """Whether the desk said that it acts."""
    if not has_come(play, who, WHAT):
        return False
    screen = play.screen(who)
    screen.open(play.path_of(who, WHAT))
    return screen.form("/accept/") is None


def see_second(play: LongPlay) -> None:
    """Wait until the desk that is late reads that another one acts."""

    def is_told(_play: object) -> bool:
        return OTHERS_ACT in play.abroad.open(play.path_of("abroad", WHAT)).text

    wait_until(is_told, play, "the first desk knew who else acts")


def hand_back(play: LongPlay) -> None:
    """Say that the first desk cannot go on."""
    play.abroad.open(play.path_of("abroad", WHAT))
    play.abroad.press("/cannot/")


def was_handed_back(play: LongPlay) -> bool:
    """Whether it may act again only by saying so."""
    play.abroad.open(play.path_of("abroad", WHAT))
    return play.abroad.form("/accept/") is not None


def put_right(play: LongPlay) -> None:
    """Another place; the danger goes on."""
    play.officer.open(f"/emergencies/{play.emergency}/change/")
    play.officer.fill("change", change="corrected", where=RIGHT)


def was_put_right(play: LongPlay) -> bool:
    """Whether the officer's page says so."""
    return RIGHT in play.officer.open(f"/emergencies/{play.emergency}/").text


def read_change(play: LongPlay) -> None:
    """Wait until the second desk has the right place, and note that it was read."""

    def is_there(_play: object) -> bool:
        return RIGHT in play.other.open(play.path_of("other", WHAT)).text

    wait_until(is_there, play, "the right place was at the second desk")
    if play.other.form("/read/"):
        play.other.press("/read/")


def look_back(play: LongPlay) -> None:
    """The supervisor says what it was."""
    play.second.open(f"/emergencies/{play.emergency}/")
    play.second.fill("finding", finding="right")


def was_looked_at(play: LongPlay) -> bool:
    """Whether nobody has to look back at it any more."""
    play.second.open(f"/emergencies/{play.emergency}/")
    return play.second.form("/review/") is None


def _emergencies(play: LongPlay) -> set[str]:
    play.officer.open("/disclosures/")
    return set(play.officer.found(r"/emergencies/(EM-\w+)/"))


def _any(play: LongPlay) -> bool:
    return play.wishes_any(Wish.LIFE, Wish.LATE)


def _late(play: LongPlay) -> bool:
    return Wish.LATE in play.wishes


STEPS = (
    LongStep("send-emergency", send, was_sent, _any, calls=True),
    LongStep("nobody-answers", lambda play: play.let_nobody_answer(), None, _late, calls=True),
    LongStep(
        "second-desk-acts", lambda play: take(play, "other"), lambda play: was_taken(play, "other"), _late,
        "vn", calls=True,
    ),
    LongStep(
        "first-desk-acts", lambda play: take(play, "abroad"), lambda play: was_taken(play, "abroad"), _any,
        "th", calls=True,
    ),
    LongStep("see-who-else-acts", see_second, None, _late, "th", calls=True),
    LongStep("hand-back", hand_back, was_handed_back, _late, "th", calls=True),
    LongStep("put-right", put_right, was_put_right, _late, calls=True),
    LongStep("read-what-is-right", read_change, None, _late, "vn", calls=True),
    LongStep("look-back", look_back, was_looked_at, _any),
)  # fmt: skip
"""Before the lead, as life does not wait."""
