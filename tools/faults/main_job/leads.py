"""Leads that officers take from a report to other countries and back, by the forms of the pages of real nodes."""

import http.client
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from samakki.demo.people import PASSWORD, SECOND_FACTOR_SECRET
from tools.faults.main_job.real import Four, LiveNode
from tools.trial import main_job as steps
from tools.trial.main_job_play import Play, SignIn, Step, Told
from tools.trial.screen import Screen
from tools.trial.visitor import Unexpected, form_with

OFFICER, SECOND, THAI, VIET = "chan.sopheap", "keo.bopha", "somsak.r", "trinh.quoc.viet"
DESKS = ("TH/POL/INTL/liaison", "VN/POL/INTL/liaison")
MOST_SECONDS = 300
TRIES = 8
BROKEN = (OSError, http.client.HTTPException, Unexpected)
SCRIPTS = ("ម៉ែន វុទ្ធី", "สมชาย ใจดี", "Trần Văn Bảy", "Men Vuthei")


@dataclass(slots=True)
class Crew:
    """Four officers at their screens, who stay signed in over all leads.

    Attributes:
        four: the nodes.
        viet: of the second country that gets a lead.
    """

    four: Four
    officer: Screen = field(init=False)
    second: Screen = field(init=False)
    thai: Screen = field(init=False)
    viet: Screen = field(init=False)

    def __post_init__(self) -> None:
        kh, th, vn = (self.four.nodes[key] for key in ("kh", "th", "vn"))
        self.officer, self.second, self.thai, self.viet = (
            Screen(node.port, node.nation.host) for node in (kh, kh, th, vn)
        )

    def sign_in(self) -> None:
        """Everybody, once: sessions outlive a node that is killed."""
        for screen, name in zip(self.screens, (OFFICER, SECOND, THAI, VIET), strict=True):
            screen.enter(name, PASSWORD, SECOND_FACTOR_SECRET)

    @property
    def screens(self) -> tuple[Screen, ...]:
        """All of them."""
        return self.officer, self.second, self.thai, self.viet

    def recalls(self, disclosure: str) -> int:
        """How often a disclosure was asked back."""
        query = """SELECT count(*) FROM intelligence_recall r JOIN intelligence_disclosure d ON d.id = r.disclosure_id
            WHERE d.reference = ?"""
        path = self.four.nodes["kh"].home / "data" / "node.sqlite3"
        with sqlite3.connect(path, timeout=60) as connection:
            return int(connection.execute(query, (disclosure,)).fetchone()[0])

    def lead(self, number: int) -> "Lead":
        """One more lead, which nobody has written down yet."""
        told = Told(
            headline=f"Lead {number:04}", person=SCRIPTS[number % len(SCRIPTS)], elsewhere="Men Vuthy",
            phone=f"012 7{number % 100:02} {number // 100:03}", house=f"house behind pagoda {number}",
        )  # fmt: skip
        sign_in = SignIn("", PASSWORD, SECOND_FACTOR_SECRET)
        play = Play(told, self.officer, self.second, self.thai, people=(sign_in, sign_in, sign_in), desk=DESKS[0])
        return Lead(number, play, self)


@dataclass(slots=True)
class Lead:
    """One lead, and what was done with it.

    Attributes:
        number: of it.
        play: as the steps of the main job know it.
        crew: who plays.
        received: references at the two desks.
        recall: whether it was taken back.
    """

    number: int
    play: Play
    crew: Crew
    received: dict[str, str] = field(default_factory=dict)
    before: dict[str, set[str]] = field(default_factory=dict)
    is_taken_back: bool = False


def _captured_so_far(play: Play) -> bool:
    """What was captured although nobody was told; in the order in which it is done."""
    play.officer.open(play.report_path)
    known = list(play.captured.values())
    new = [one for one in play.officer.found(r'href="/entities/(E-\w+)/"') if one not in known]
    kinds = [kind for *_rest, kind in play.told.items if kind not in play.captured]
    play.captured.update(zip(kinds, new, strict=False))
    return len(play.captured) == len(play.told.items)


def _judged(play: Play) -> bool:
    play.officer.open(f"/entities/{play.captured['person']}/possible-matches/")
    return f"/same-as/{play.matches[0]}/" not in play.officer.page.text


def _authorised(play: Play) -> bool:
    return steps.was_authorised(play)


def build(play: Play) -> None:
    """A disclosure of all items to two countries."""
    officer = play.officer
    officer.open(play.report_path)
    begun = officer.found(r"/disclosures/(D-\w+)/")  # by a form whose answer never came
    if begun:
        play.disclosure = begun[0]
        officer.open(f"{play.disclosure_path}contents/")
    else:
        officer.press("/disclose/")
        play.disclosure = officer.page.path.split("/")[2]
    form = form_with(officer.page, "items")
    officer.send(form, items=form.choices["items"], to=list(DESKS), summary="A broker and a house.")


def answer_questions(play: Play) -> None:
    """About danger in both countries: nobody knows, so a second person has to read it."""
    officer = play.officer
    officer.open(f"{play.disclosure_path}questions/")
    countries = [desk[:2] for desk in DESKS]
    answers = {f"{question}-{country}": "unknown" for question in steps.QUESTIONS for country in countries}
    officer.fill(f"danger-{countries[0]}", words=steps.NOT_ASKED, **answers)


def _asked(play: Play) -> bool:
    play.officer.open(play.disclosure_path)
    return play.officer.form("/hand-over/") is None


STEPS: tuple[Step, ...] = (
    Step("write-report", steps.write_report, steps.was_written),
    Step("add-items", steps.add_items, steps.were_added),
    Step("capture", steps.capture, _captured_so_far),
    Step("possible-matches", steps.see_matches),
    Step("judge", steps.judge, _judged, wants=lambda play: play.matches),
    Step("grade", steps.grade, steps.was_graded),
    Step("hand-over", steps.hand_over, steps.was_handed_over),
    Step("authorise", steps.authorise, _authorised),
    Step("build-disclosure", build),
    Step("danger-questions", answer_questions, steps.was_made_ready),
    Step("ask-second", steps.ask_second, _asked),
    Step("let-go", steps.let_go, steps.was_let_go),
)


def note_before(lead: Lead) -> None:
    """What lies at both desks already."""
    for key, screen in (("th", lead.crew.thai), ("vn", lead.crew.viet)):
        lead.before[key] = _came(screen)


def wait_and_accept(lead: Lead, key: str) -> None:
    """Wait until it is at a desk, and take it; again where the answer was cut off.

    Raises:
        Unexpected: it never came.
    """
    screen: Screen = lead.crew.thai if key == "th" else lead.crew.viet
    limit = time.monotonic() + MOST_SECONDS
    while not (new := _came(screen) - lead.before[key]):
        if time.monotonic() > limit:
            message = f"{lead.play.disclosure} never came to {key}"
            raise Unexpected(message)
        time.sleep(0.5)
    lead.received[key] = min(new)
    screen.open(f"/received/{lead.received[key]}/")
    if screen.form("/accept/"):
        screen.press("/accept/")


def take_back(lead: Lead) -> None:
    """Withdraw all of it, unless that is done already."""
    officer = lead.crew.officer
    if not lead.crew.recalls(lead.play.disclosure):
        officer.open(f"{lead.play.disclosure_path}recall/")
        form = form_with(officer.page, "scope")
        officer.send(form, scope="withdraw", reason="wrong_desk", note="It was meant for another desk.")
    lead.is_taken_back = True


def _came(screen: Screen) -> set[str]:
    screen.open("/disclosures/")
    return set(screen.found(r"/received/(DR-\w+)/"))


def again(node: LiveNode, screens: tuple[Screen, ...], act: Callable[[], bool]) -> list[str]:
    """Do something as a person does it whose page broke: reload, look, and do it once more where it is not there.

    Returns:
        What was in the way to the end.
    """
    said: list[str] = []
    for _ in range(TRIES):
        for screen in screens:
            screen.close()
        try:
            if act():
                return []
        except BROKEN as error:
            said.append(f"{type(error).__name__}: {error}"[:300])
            time.sleep(1)
            node.see_to()
    return [f"could not be done in {TRIES} tries: {said[-1] if said else 'it never took effect'}"]
