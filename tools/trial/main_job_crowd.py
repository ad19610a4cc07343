"""Plays the main job by one officer alone and then by many at once, and notes what it costs the node.

Many at once is a closed loop: each of them reads and types for a moment before every click, and clicks again when the
page is there. Who has to wait therefore asks less often; what a page takes is from the click to the page.
"""

import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread

from tools.trial.main_job import ABROAD, AT_HOME, has_come, sign_in_abroad, was_accepted
from tools.trial.main_job_ground import Ground
from tools.trial.main_job_play import Play, played, wait_until
from tools.trial.node import pss_bytes
from tools.trial.visitor import TOTP_SECONDS

THINKS = (1.0, 2.0)
"""Seconds between a page and the next click, drawn evenly: several times as busy as an officer who works."""
BEGINS = 10.0
"""Seconds within which all have begun, so that they are not all at the same step."""
LOOKS = 2.0


class TimeIsOver(Exception):
    """The time that a part of a measurement may take."""


@dataclass(slots=True)
class Book:
    """What was noted while some played.

    Attributes:
        steps: seconds of each step, by its name.
        clicks: seconds of every click, from it to the page.
        paths: seconds of all clicks of one lead together.
        arrives: from the end of the wait until it stood at the other desk.
        returns: from the other desk's yes until the sender's page says so.
        accepts: the other desk's step between the two, by disclosure.
        sent_to_accepted: all three together.
        matched: leads whose person was found to be possibly somebody.
        errors: what went wrong, in words.
        unfinished: leads that were begun and whose time was over before they came to their end.
        seconds: from the first click to the last.
    """

    steps: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    clicks: list[float] = field(default_factory=list)
    paths: list[float] = field(default_factory=list)
    arrives: list[float] = field(default_factory=list)
    returns: list[float] = field(default_factory=list)
    accepts: dict[str, float] = field(default_factory=dict)
    sent_to_accepted: list[float] = field(default_factory=list)
    matched: int = 0
    errors: list[str] = field(default_factory=list)
    unfinished: int = 0
    seconds: float = 0.0

    @property
    def steps_a_second(self) -> float:
        """How many were done."""
        return sum(map(len, self.steps.values())) / self.seconds


def alone(ground: Ground, *, rounds: int, seconds: float = math.inf) -> Book:
    """One officer after the other, without a pause; a lead before them warms the node up and is not noted.

    Args:
        ground: with its people.
        rounds: leads; fewer than there are officers.
        seconds: after so many no other lead is begun.
    """
    _lead(ground, ground.play(len(ground.people) - 1, 0), Book())
    book = Book()
    began = time.perf_counter()
    for number in range(rounds):
        if time.perf_counter() - began > seconds:
            break
        _lead(ground, ground.play(number, 1), book)
    book.seconds = time.perf_counter() - began
    _note_ways(ground, book)
    return book


def together(ground: Ground, *, story: int, thinks: tuple[float, float] = THINKS, seconds: float = math.inf) -> Book:
    """All officers at once, each with a lead and a second person of their own.

    Args:
        ground: with its people.
        story: which of each officer's; in no other run.
        thinks: seconds between a page and the next click.
        seconds: after so many nobody clicks any more; leads that are not at their end then are counted.
    """
    book = Book()
    began = time.perf_counter()
    # A measurement that is told to end does not wait for whoever still thinks.
    lines = [
        Thread(target=_line, args=(ground, number, story, thinks, book, began + seconds), daemon=True)
        for number in range(len(ground.people))
    ]
    for one in lines:
        one.start()
    for one in lines:
        one.join()
    book.seconds = time.perf_counter() - began
    _note_ways(ground, book)
    return book


class Watch:
    """Looks at memory every now and then, in a thread of its own.

    Args:
        processes: what to look at.
    """

    def __init__(self, processes: Callable[[], list[int]]) -> None:
        self.most = 0.0
        self._processes = processes
        self._is_over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while True:
            self.most = max(self.most, megabytes(self._processes()))
            if self._is_over.wait(LOOKS):
                return


def megabytes(processes: list[int]) -> float:
    """Memory of processes together, shared parts counted once; one that ended meanwhile counts nothing."""
    total = 0
    for one in processes:
        try:
            total += pss_bytes(one)
        except OSError:
            continue
    return total / 1e6


def _line(ground: Ground, number: int, story: int, thinks: tuple[float, float], book: Book, until: float) -> None:
    rng = Random(f"line {number}")  # noqa: S311  (how long somebody thinks)

    def think() -> None:
        if time.perf_counter() > until:
            raise TimeIsOver
        time.sleep(rng.uniform(*thinks))

    time.sleep(rng.uniform(0, BEGINS))
    # Who played alone a moment ago has used the code of this half minute.
    play = ground.play(number, story, pause=think, fast=TOTP_SECONDS)
    _lead(ground, play, book)


def _lead(ground: Ground, play: Play, book: Book) -> None:
    """One lead from the first step to the last; what breaks ends it and is noted."""
    at = "before all"
    try:
        sign_in_abroad(play)
        for step, seconds in played(play, AT_HOME):
            book.steps[step.name].append(seconds)
            at = step.name
        ground.end_hold(play)
        wait_until(has_come, play, "the other desk had it")
        for step, seconds in played(play, ABROAD):
            book.steps[step.name].append(seconds)
            at = step.name
            if step.took is was_accepted:
                book.accepts[play.disclosure] = seconds
        wait_until(was_accepted, play, "the sender knew")
        book.matched += bool(play.matches)
        book.paths.append(play.seconds)
    except TimeIsOver:
        book.unfinished += 1
    except Exception as error:  # noqa: BLE001  (whatever it is, it is counted and the others go on)
        told = f"after {at}: {type(error).__name__}: {error}"
        book.errors.append(told)
        print(f"  {told}", file=sys.stderr, flush=True)
    finally:
        for screen in play.screens:
            book.clicks += screen.clicks
            screen.close()


def _note_ways(ground: Ground, book: Book) -> None:
    """How long what was sent was on its way, by the moments that both nodes wrote down; one machine has one clock."""
    left, came = ground.within.act("left_and_answered"), ground.beyond.act("came_and_taken")
    for reference, clicked in book.accepts.items():
        (released, answered), (arrived, taken) = left[reference], came[reference]
        book.arrives.append(arrived - released)
        book.returns.append(answered - taken)
        book.sent_to_accepted.append(book.arrives[-1] + clicked + book.returns[-1])
