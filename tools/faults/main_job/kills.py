"""``python3 run.py faults main-job --real --kills 30``: real nodes do the main job while their processes are killed."""

import json
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from samakki.exchange.domain.steps import STEPS as NAMED
from tools.faults.main_job import leads
from tools.faults.main_job.leads import BROKEN, Crew, Lead
from tools.faults.main_job.real import SECRETARIAT, Four, LiveNode, four
from tools.trial.main_job_play import Step

USUAL = 30
SHARE = 0.3  # of the steps of a lead at which something is killed
LONGEST = 0.8  # seconds from the beginning of a step to its kill; most come sooner
STEP_SECONDS = 20.0  # until a named step is reached; then the kill comes anyway
QUIET_SECONDS = 900
VICTIMS = ("kh",) * 6 + ("th",) * 3 + ("vn",) * 2 + (SECRETARIAT,)
AT_HOME = ("kh",) * 10 + ("th", SECRETARIAT)  # while an officer at home works
DELIVERS = ("leave", "accept", "take-back")  # steps in which nodes call each other
NAMED_SHARE = 0.3  # of the kills in those come at a named step of delivery
AT = {"kh": ("queue", "seal", "send", "receipt"), "th": ("call", "receive"), "vn": ("call", "receive")}
OVER = frozenset({"delivered", "opened", "answered", "declined"})


@dataclass(slots=True)
class Kills:
    """The nodes, who works at them, and what was done to them.

    Attributes:
        wanted: numbers of kills that are to come, in order.
        done: what each was: number, whom, how, during what, what followed.
    """

    world: Four
    crew: Crew
    wanted: list[int]
    done: list[dict[str, Any]] = field(default_factory=list)
    played: list[Lead] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tell: Callable[[dict[str, Any]], None] = lambda _told: None

    def play(self, number: int) -> None:
        """One lead from its report to the last answer; at some of its steps something is killed."""
        dice = random.Random(f"lead {number}")  # noqa: S311  (where kills come)
        lead = self.crew.lead(number)
        self.played.append(lead)
        for step in leads.STEPS:
            if not step.wants(lead.play):
                continue

            def look(step: Step = step) -> bool:
                return step.took is not None and step.took(lead.play)

            self.do(dice, f"{number} {step.name}", partial(step.do, lead.play), look)
        leads.note_before(lead)
        self.do(dice, f"{number} leave", self.world.nodes["kh"].end_holds, lambda: False)
        for key in ("th", "vn"):
            self.do(dice, f"{number} accept {key}", partial(leads.wait_and_accept, lead, key), lambda: False)
        if dice.random() < 0.6:  # noqa: PLR2004  (more than half of them)
            self.do(
                dice, f"{number} take-back", lambda: leads.take_back(lead),
                lambda: bool(self.crew.recalls(lead.play.disclosure)),
            )  # fmt: skip

    def do(self, dice: random.Random, name: str, act: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """One step, with a kill in it perhaps; then again until it is done, as a person does it."""
        began, is_cut = time.monotonic(), False
        told: dict[str, Any] = {}
        if self.wanted and dice.random() < SHARE:
            told = self._killed(self.wanted.pop(0), act, delivers=name.partition(" ")[2].startswith(DELIVERS))
            is_cut = True

        def again() -> bool:
            if is_cut and is_done():
                return True
            act()
            return True

        if not is_cut or told["broken"]:
            said = leads.again(self.world.nodes["kh"], self.crew.screens, again)
            self.faults += [f"{name}: {one}" for one in said]
        if told:
            told |= {"during": name, "seconds": round(time.monotonic() - began, 1), "faults": list(self.faults)}
            self.done.append(told)
            self.tell(told)

    def _killed(self, number: int, act: Callable[[], object], *, delivers: bool) -> dict[str, Any]:
        """Begin a step, kill something meanwhile, and see to it that it runs again."""
        dice = random.Random(number)  # noqa: S311  (whom to kill, and how)
        whom, kind = dice.choice(VICTIMS if delivers else AT_HOME), dice.random()
        kind = kind if delivers else max(kind, NAMED_SHARE)
        broken: list[str] = []

        def tried() -> None:
            try:
                act()
            except BROKEN as error:
                broken.append(type(error).__name__)

        node = self.world.nodes.get(whom)
        order = node.home / "end-at" if node else None
        named = dice.choice([one for one in NAMED if node and one.partition(":")[0] in AT[whom]] or [""])
        if order and kind < NAMED_SHARE:
            order.write_text(named, "ascii")
        work = threading.Thread(target=tried)
        work.start()
        how = self._end(dice, node, order, kind, named)
        work.join()
        followed = node.see_to() if node else "started again"
        if node is None:
            self.world.start_host()
        return {"kill": number, "whom": whom, "how": how, "broken": bool(broken), "then": followed}

    def _end(self, dice: random.Random, node: LiveNode | None, order: Path | None, kind: float, named: str) -> str:
        if node is None or order is None:
            time.sleep(LONGEST * dice.random() ** 2)
            self.world.kill_host()
            return "whole"
        if kind < NAMED_SHARE:
            limit = time.monotonic() + STEP_SECONDS
            while order.exists() and time.monotonic() < limit:
                time.sleep(0.02)
            is_reached = not order.exists()
            order.unlink(missing_ok=True)
            node.kill()
            return named if is_reached else "whole"
        time.sleep(LONGEST * dice.random() ** 2)
        if kind < 0.65:  # noqa: PLR2004  (one process of it)
            node.kill_one(dice)
            return "one process"
        node.kill()
        return "whole"

    def end(self) -> list[str]:
        """What is wrong when nothing moves any more, by the books of all nodes."""
        limit = time.monotonic() + QUIET_SECONDS
        while any(self._books(key)["waiting"] for key in self.world.nodes) and time.monotonic() < limit:
            time.sleep(3)
        told = {key: self._books(key, "whole") for key in self.world.nodes}
        return [*self.faults, *judged(told, self.played)]

    def _books(self, key: str, *words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            self.world.nodes[key].python("-m", "tools.faults.main_job.real_books", *words)
        )
        return found


def judged(books: dict[str, dict[str, Any]], played: list[Lead]) -> Iterator[str]:
    """What is wrong between the books of the nodes and what officers did."""
    for key, one in books.items():
        yield from (f"{key}: {fault}" for fault in one["judged_by_itself"])
        yield from (f"{key}: {fault} stands more than once in the log" for fault in one["twice"])
        yield from (f"{key}: {fault}" for fault in one["unexplained"])
        yield from (f"{key} has an alarm: {code}" for code in one["alarms"])
        if one["waiting"]:
            yield f"{key}: {one['waiting']} things still wait"
    yield from _letters(books)
    for lead in played:
        yield from (f"lead {lead.number}: {fault}" for fault in _lead(books, lead))


def _letters(books: dict[str, dict[str, Any]]) -> Iterator[str]:
    came = Counter((digest, desk) for one in books.values() for digest, desk in one["came"])
    sent = {digest for one in books.values() for _type, digest, *_rest in one["letters"]}
    for key, one in books.items():
        for kind, digest, desk, state, reason in one["letters"]:
            if state in OVER and came[digest, desk] != 1:
                yield f"{key}: {kind} to {desk} is {state} and came {came[digest, desk]} times"
            if state not in OVER and not reason:
                yield f"{key}: {kind} to {desk} is {state} and it is not said why"
    yield from (f"a message that nobody sent came to {desk}" for digest, desk in came if digest not in sent)


def _lead(books: dict[str, dict[str, Any]], lead: Lead) -> Iterator[str]:
    home, play = books["kh"], lead.play
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
    yield from _abroad(books, lead)
    person = play.captured.get("person", "")
    judged_now = [pair for pair in home["judged"] if set(pair) == {person, *play.matches[:1]}]
    if len(judged_now) != bool(play.matches):
        yield f"{len(judged_now)} judgements"
    parts = {desk: state for reference, _state, desk, state in home["parts"] if reference == play.disclosure}
    if parts != dict.fromkeys(leads.DESKS, "accepted"):
        yield f"the sender reads {parts}"
    if left := [one for one in home["board"] if one[0] == play.disclosure and one[3] == "asked"]:
        yield f"the board still waits for {left}"


def _abroad(books: dict[str, dict[str, Any]], lead: Lead) -> Iterator[str]:
    for key, desk in zip(("th", "vn"), leads.DESKS, strict=True):
        found = [one for one in books[key]["received"] if one[0] == lead.play.disclosure and one[1] == desk]
        if len(found) != 1 or found[0][2] != "accepted":
            yield f"at {desk} it is {[one[2] for one in found]}"
        wanted = {"withdrawn"} if lead.is_taken_back else {"held"}
        if found and set(found[0][3]) != wanted:
            yield f"copies at {desk} are {sorted(set(found[0][3]))}, not {sorted(wanted)}"


def main(kills: int, ledger: Path, minutes: float) -> int:
    """Kill until so many kills stand in the ledger; 0 where nothing was found.

    SIGTERM ends it after the lead at hand, and everything is looked at as if that had been the last one.
    """
    lines = ledger.read_text("ascii").splitlines() if ledger.exists() else []
    known = {json.loads(line)["kill"] for line in lines if line.endswith("}")}
    wanted = [one for one in range(kills) if one not in known]
    until, is_told_to_end = time.monotonic() + minutes * 60, threading.Event()
    signal.signal(signal.SIGTERM, lambda *_given: is_told_to_end.set())
    with (
        tempfile.TemporaryDirectory(prefix="samakki-main-job-") as folder,
        four(Path(folder) / "demo") as world,
        ledger.open("a", encoding="ascii") as file,
    ):

        def tell(told: dict[str, Any]) -> None:
            file.write(json.dumps(told) + "\n")
            file.flush()

        trial = Kills(world, Crew(world), wanted, tell=tell)
        trial.crew.sign_in()
        while trial.wanted and time.monotonic() < until and not is_told_to_end.is_set():
            trial.play(len(trial.played))
        faults = trial.end()
        count = len(trial.done)
        tell({"kill": -1, "kills": count, "leads": len(trial.played), "faults": faults})
    for fault in faults:
        print(f"       {fault}")
    print(f"{count} kills over {len(trial.played)} leads: {dict(Counter(one['how'] for one in trial.done))}")
    return 1 if faults else 0
