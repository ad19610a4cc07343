"""``python3 run.py faults main-job --real --kills 30``: real nodes do the main job while their processes are killed."""

import json
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samakki.exchange.domain.steps import STEPS as NAMED
from tools.faults.main_job import leads
from tools.faults.main_job.leads import BROKEN, Crew
from tools.faults.main_job.real import SECRETARIAT, Four, LiveNode, end_now, four
from tools.faults.main_job.real_judging import judged
from tools.trial.main_job_entire import STEPS
from tools.trial.main_job_long import LongPlay, LongStep

USUAL = 30
SHARE = 0.4  # of the steps of a lead at which something is killed
LONGEST = 0.8  # seconds from the beginning of a step to a kill that aims at nothing; most come sooner
AIM = (0.005, 0.080)  # seconds from the moment at which a form leaves to the kill that aims at it
FORM_SECONDS = 15.0  # until a form leaves; a step without one is killed then, or when it is over
STEP_SECONDS = 20.0  # until a named step is reached; then the kill comes anyway
QUIET_SECONDS = 900
FAULT = 500  # and above: the node could not answer
AIMED, NAMED_SHARE, ONE_PROCESS, HOST_SHARE, ELSEWHERE = 0.85, 0.2, 0.2, 0.15, 0.25
AT = {"asks": ("queue", "seal", "send", "receipt"), "is asked": ("call", "receive")}


@dataclass(slots=True)
class Kills:
    """The nodes, who works at them, and what was done to them.

    Attributes:
        wanted: numbers of kills that are to come, in order.
        done: what each was: number, whom, how, during what, what followed.
        sends_again: a form that was cut is sent again without looking, which has to count once.
    """

    world: Four
    crew: Crew
    wanted: list[int]
    done: list[dict[str, Any]] = field(default_factory=list)
    played: list[LongPlay] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    telephone: str = ""
    sends_again: bool = False
    tell: Callable[[dict[str, Any]], None] = lambda _told: None

    def play(self, number: int) -> None:
        """One lead from its first word to the last answer; at some of its steps something is killed."""
        dice = random.Random(f"lead {number}")  # noqa: S311  (where kills come)
        play = self.crew.lead(number)
        self.played.append(play)
        for step in STEPS:
            if step.wants(play):
                self.do(dice, play, step)

    def do(self, dice: random.Random, play: LongPlay, step: LongStep) -> None:
        """One step, with a kill in it perhaps; then again until it is done, as a person does it."""
        began, name = time.monotonic(), f"{play.number} {step.name}"
        told: dict[str, Any] = {}
        if self.wanted and dice.random() < SHARE:
            told = self._killed(self.wanted.pop(0), play, step)
        if not told or told["broken"]:

            def once_more() -> bool:
                if not told or step.took is None or not step.took(play):
                    step.do(play)
                return True

            nodes = tuple(self.world.nodes.values()) if told else ()
            self.faults += [f"{name}: {one}" for one in leads.again(nodes, self.crew.screens, once_more)]
        if told:
            told |= {"during": name, "seconds": round(time.monotonic() - began, 1), "faults": list(self.faults)}
            self.done.append(told)
            self.tell(told)

    def _killed(self, number: int, play: LongPlay, step: LongStep) -> dict[str, Any]:
        """Begin a step, kill something meanwhile, see to it that it runs again, and send the form again blindly."""
        dice = random.Random(number)  # noqa: S311  (whom to kill, and how)
        broken: list[str] = []

        def tried() -> None:
            try:
                step.do(play)
            except BROKEN as error:
                broken.append(type(error).__name__)

        self.crew.watch.anew()
        work = threading.Thread(target=tried)
        if step.calls and dice.random() < HOST_SHARE:
            whom, how, followed = SECRETARIAT, self._without_host(work, number), "started again"
        else:
            is_elsewhere = step.calls and dice.random() < ELSEWHERE
            whom = dice.choice(sorted(set(self.world.nodes) - {step.at})) if is_elsewhere else step.at
            node = self.world.nodes[whom]
            how = self._end(dice, node, work, step, is_aimed=whom == step.at)
            work.join()
            followed = node.see_to()
        told: dict[str, Any] = {"kill": number, "whom": whom, "how": how, "broken": bool(broken), "then": followed}
        cut = told["cut"] = list(self.crew.watch.cut)
        if "form" in cut and self.sends_again:
            status = told["sent again"] = self._sent_again()
            if status >= FAULT:
                self.faults.append(f"a form that was sent again was answered {status}")
        return told

    def _without_host(self, work: threading.Thread, number: int) -> str:
        """A step while the secretariat is down and a country states something new."""
        self.world.kill_host()
        work.start()
        self.telephone = f"+842400{number:04}"
        self.world.change_list(self.telephone)
        work.join()
        self.world.start_host()
        return "down while the list changes"

    def _end(
        self, dice: random.Random, node: LiveNode, work: threading.Thread, step: LongStep, *, is_aimed: bool
    ) -> str:
        order, processes = node.home / "end-at", node.processes()
        if step.calls and dice.random() < NAMED_SHARE:
            wanted = AT["asks" if is_aimed else "is asked"]
            named = dice.choice([one for one in NAMED if one.partition(":")[0] in wanted])
            order.write_text(named, "ascii")
            work.start()
            limit = time.monotonic() + STEP_SECONDS
            while order.exists() and time.monotonic() < limit:
                time.sleep(0.02)
            is_reached = not order.exists()
            self.crew.watch.killed_at = time.monotonic()
            order.unlink(missing_ok=True)
            node.kill()
            return named if is_reached else "whole"
        one_of_them = [dice.choice(processes[1:])] if len(processes) > 1 and dice.random() < ONE_PROCESS else []
        aims, form = is_aimed and dice.random() < AIMED, 1 + (dice.random() < 0.3)  # noqa: PLR2004  (some second forms)
        after = dice.uniform(*AIM)
        work.start()
        if aims and self.crew.watch.wait_for_form(form, goes_on=work.is_alive, seconds=FORM_SECONDS):
            time.sleep(after)
        else:
            aims = False
            time.sleep(LONGEST * dice.random() ** 2)
        self.crew.watch.killed_at = time.monotonic()
        end_now(one_of_them or processes)
        if not one_of_them:
            node.kill()
        return ("one process" if one_of_them else "whole") + (", at a form" if aims else "")

    def _sent_again(self) -> int:
        """The form whose answer never came, once more without looking; the status of what came back."""
        screen = self.crew.watch.cut_form
        if screen is None:
            return 0
        screen.close()
        try:
            return screen.send_again()
        except BROKEN:
            return 0

    def end(self, network: Path) -> list[str]:
        """What is wrong when nothing moves any more, by the books of all nodes."""
        for node in self.world.nodes.values():  # each asks for the list once an hour, which is longer than all this
            node.python("-m", "tools.faults.main_job.real_hour")
        limit = time.monotonic() + QUIET_SECONDS
        hosted = json.loads((network / "list" / "metadata" / "timestamp.json").read_bytes())["signed"]["version"]
        while time.monotonic() < limit:
            found = [self._books(key) for key in self.world.nodes]
            if not any(one["waiting"] or one["unanswered"] or one["list"] < hosted for one in found):
                break
            time.sleep(3)
        told = {key: self._books(key, "whole") for key in self.world.nodes}
        late = [
            f"{key} has list {one['list']}, and {hosted} is hosted" for key, one in told.items() if one["list"] < hosted
        ]
        return [*self.faults, *late, *judged(told, self.played, telephone=self.telephone)]

    def _books(self, key: str, *words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            self.world.nodes[key].python("-m", "tools.faults.main_job.real_books", *words)
        )
        return found


def main(kills: int, ledger: Path, minutes: float, *, sends_again: bool = False) -> int:
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

        trial = Kills(world, Crew(world), wanted, sends_again=sends_again, tell=tell)
        trial.crew.sign_in()
        while trial.wanted and time.monotonic() < until and not is_told_to_end.is_set():
            trial.play(len(trial.played))
        faults = trial.end(world.grounds.network)
        count, cut = len(trial.done), Counter(each for one in trial.done for each in one["cut"])
        again = sum("sent again" in one for one in trial.done)
        tell(
            {"kill": -1, "kills": count, "leads": len(trial.played), "cut": cut, "sent again": again, "faults": faults}
        )
    for fault in faults:
        print(f"       {fault}")
    print(f"{count} kills over {len(trial.played)} leads: {dict(Counter(one['how'] for one in trial.done))}")
    print(f"Requests cut in the middle: {dict(cut)}; forms sent again blindly: {again}")
    return 1 if faults else 0
