"""Officers who write as fast as the node lets them, and remember what it acknowledged."""

import http.client
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count

from tools.trial.node import TrialNode
from tools.trial.seeding import Person
from tools.trial.visitor import Answer, Visitor

ADD_DESK = "/desks/add/"
AGENCY = "KH/OPS"
PAUSE_SECONDS = 0.05  # after a broken line, before the next try


@dataclass(slots=True)
class Writer:
    """One officer at one browser, adding desks with addresses nobody else uses."""

    person: Person
    visitor: Visitor
    mark: str  # part of each address, so that every writer's are apart
    acknowledged: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)  # the line broke: it may or may not have been written
    refused: list[str] = field(default_factory=list)  # the node said no, and why
    seconds: list[float] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def write(self) -> Answer | None:
        """Add one desk; None where the line broke."""
        desk = f"n{next(self._numbers)}"
        address = f"{AGENCY}/{self.mark}/{desk}"
        fields = {"agency": AGENCY, "office": self.mark, "desk": desk, "name": f"Desk {address}"}
        try:
            answer = self.visitor.post(ADD_DESK, fields)
        except (OSError, http.client.HTTPException):
            self.unanswered.append(address)
            return None
        if answer.is_done and "/accounts/" not in answer.headers["location"]:
            self.acknowledged.append(address)
            self.seconds.append(answer.seconds)
        else:
            self.refused.append(f"{answer.status} {answer.headers.get('location', '')} {plain(answer.text)}".strip())
        return answer

    def write_until(self, stop: threading.Event) -> None:
        """Write again and again."""
        while not stop.is_set():
            if self.write() is None:
                stop.wait(PAUSE_SECONDS)


class Crew:
    """Writers at work, each in a thread."""

    def __init__(self, writers: Sequence[Writer]) -> None:
        self.writers = writers
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def begin(self) -> None:
        """Let everybody write."""
        self._stop.clear()
        self._threads = [threading.Thread(target=writer.write_until, args=(self._stop,)) for writer in self.writers]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let everybody finish the write at hand, and wait for them."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def work(self, seconds: float) -> None:
        """Write for so long."""
        self.begin()
        time.sleep(seconds)
        self.end()

    @property
    def acknowledged(self) -> list[str]:
        """Every address the node acknowledged."""
        return [address for writer in self.writers for address in writer.acknowledged]

    @property
    def refused(self) -> list[str]:
        """Every answer that was neither an acknowledgement nor a broken line."""
        return [answer for writer in self.writers for answer in writer.refused]

    @property
    def seconds(self) -> list[float]:
        """How long each acknowledged write took."""
        return [taken for writer in self.writers for taken in writer.seconds]


def sign_in(node: TrialNode, people: Sequence[Person], browsers: ExitStack) -> Crew:
    """Sign everybody in on a running node; sessions outlive a restart of it.

    Args:
        node: running.
        people: who writes.
        browsers: closes theirs at its end.
    """
    writers = []
    for number, person in enumerate(people):
        visitor = browsers.enter_context(node.visitor())
        visitor.sign_in(person.username, person.password, person.secret)
        visitor.get(ADD_DESK)
        writers.append(Writer(person, visitor, f"W{number}"))
    return Crew(writers)


def plain(page: str) -> str:
    """The heading of a page, to tell what went wrong."""
    _, _, rest = page.partition("<h1")
    return " ".join(rest.partition(">")[2].partition("</h1>")[0].split())[:120]
