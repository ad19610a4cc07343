"""Two running nodes between which the main job is played: one full of a crowd, and a small one of another country."""

import importlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import django

from samakki.node.serving.family import PARENT_VARIABLE
from tools.environment import ROOT
from tools.trial.main_job_play import Play, SignIn, Told
from tools.trial.node import HOST, TrialError, TrialNode
from tools.trial.screen import Screen

HERE, THERE = "KH/POL", "TH/POL"
OFFICERS = 20
HOLD_SECONDS = 3.0
"""What is left of the hold once it is let go: the node has to see a hold begin before it ends, as in life."""


class Within:
    """A process of its own within a node that does the acts of ``main_job_acts``."""

    def __init__(self, node: TrialNode) -> None:
        self.node = node
        self.errors = node.home / "acts.err"
        self._lock = threading.Lock()
        with self.errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tools.trial.main_job_ground"],
                cwd=ROOT, env=node.variables(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
            )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def act(self, name: str, *given: object) -> Any:  # noqa: ANN401  (whatever JSON can hold)
        """Do one.

        Raises:
            TrialError: it broke.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise TrialError(name)
        with self._lock:
            self._process.stdin.write(json.dumps([name, *given]) + "\n")
            self._process.stdin.flush()
            told = self._process.stdout.readline()
        if not told:
            message = f"{name} broke: {self.errors.read_text('utf-8', 'replace')[-3000:]}"
            raise TrialError(message)
        return json.loads(told)


@dataclass(frozen=True, slots=True)
class Ground:
    """Both nodes, running, and everybody who plays.

    Attributes:
        here: full of the crowd.
        there: the small one.
        within: acts within `here`.
        beyond: acts within `there`.
        people: for each line of play, how the three people sign in.
        desks: of the third.
        stories: what each officer is told, one after the other.
    """

    here: TrialNode
    there: TrialNode
    within: Within
    beyond: Within
    people: Sequence[tuple[SignIn, SignIn, SignIn]]
    desks: Sequence[str]
    stories: Sequence[Sequence[Told]]

    def play(self, line: int, story: int, *, pause: Callable[[], None] = lambda: None, fast: float = 0.0) -> Play:
        """The three people of a line before the first step, each at a fresh browser; see ``Screen``."""
        officer, second, abroad = (
            Screen(node.port, HOST, pause=pause, fast=fast) for node in (self.here, self.here, self.there)
        )
        return Play(self.stories[line][story], officer, second, abroad, people=self.people[line], desk=self.desks[line])

    def end_hold(self, play: Play) -> None:
        """Shorten what is left of the wait of what was just let go."""
        self.within.act("end_hold", play.disclosure, HOLD_SECONDS)


def prepare(folder: Path) -> TrialNode:
    """A small node of another country, which `ground` can be given copies of."""
    folder.mkdir()
    return TrialNode.make(folder, country=THERE[:2])


@contextmanager
def ground(here: TrialNode, there: TrialNode, *, officers: int = OFFICERS, each: int = 2) -> Iterator[Ground]:
    """Make people, keys and trust, and start both nodes.

    Args:
        here: holds a crowd, takes part in no exchange yet, and may be written to.
        there: holds nothing.
        officers: lines of play.
        each: stories of each.
    """
    here.add_settings({"exchange.name": HERE})
    there.add_settings({"exchange.name": THERE})
    desks = [f"{THERE}/D{number:02}/duty" for number in range(officers)]
    with Within(here) as within, Within(there) as beyond:
        pairs = within.act("officers_of_crowd", officers)
        abroad = beyond.act("officers_abroad", desks)
        stories = [[Told(**one) for one in some] for some in within.act("stories", officers, each)]
        published = [
            one.act("publish", name, f"http://{HOST}:{one.node.port}")
            for one, name in ((within, HERE), (beyond, THERE))
        ]
        for one in (within, beyond):
            one.act("trust", *published)
        people = [
            (SignIn(**first), SignIn(**second), SignIn(**third))
            for (first, second), third in zip(pairs, abroad, strict=True)
        ]
        try:
            for node in (here, there):
                node.further[PARENT_VARIABLE] = str(os.getpid())  # killed with SIGKILL, this process leaves none behind
                node.start()
            yield Ground(here, there, within, beyond, people, desks, stories)
        except BaseException:
            for node in (here, there):
                node.kill()  # whoever told this to end does not wait long
            raise
        finally:
            for node in (here, there):
                node.stop()


def serve() -> None:
    """Do one act for each line that comes, until none comes any more."""
    acts = importlib.import_module("tools.trial.main_job_acts")  # its models load only now
    for line in sys.stdin:
        act, *given = json.loads(line)
        print(json.dumps(getattr(acts, act)(*given)), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    serve()
