"""Leads that officers take from a report to other countries and back, by the forms of the pages of real nodes."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from samakki.demo.people import PASSWORD, SECOND_FACTOR_SECRET
from tools.faults.main_job.real import Four, LiveNode
from tools.faults.main_job.watching import Watch, WatchedScreen
from tools.trial.main_job_entire import wishes
from tools.trial.main_job_long import LongPlay
from tools.trial.main_job_play import SignIn, Told
from tools.trial.screen import Screen
from tools.trial.visitor import Unexpected

CREW = {
    "officer": ("kh", "chan.sopheap"),
    "second": ("kh", "keo.bopha"),
    "abroad": ("th", "somsak.r"),
    "supervisor_abroad": ("th", "jintana.b"),
    "other": ("vn", "trinh.quoc.viet"),
    "third": ("vn", "hoang.duc.thinh"),
}
"""Who plays: whose node, and the user name."""
DESKS = ("TH/POL/INTL/liaison", "VN/POL/INTL/liaison")
THIRD = "VN/POL/BORDER/smuggling"
TRIES = 8
BROKEN = (OSError, http.client.HTTPException, Unexpected)
SCRIPTS = ("ម៉ែន វុទ្ធី", "สมชาย ใจดี", "Trần Văn Bảy", "Men Vuthei")


@dataclass(slots=True)
class Crew:
    """Six officers at their screens, who stay signed in over all leads.

    Attributes:
        four: the nodes.
        watch: sees every request that leaves.
        by_part: their screens, by what they play.
    """

    four: Four
    watch: Watch = field(default_factory=Watch)
    by_part: dict[str, WatchedScreen] = field(init=False)

    def __post_init__(self) -> None:
        nodes = {part: self.four.nodes[key] for part, (key, _name) in CREW.items()}
        self.by_part = {part: WatchedScreen(node.port, node.nation.host, self.watch) for part, node in nodes.items()}

    def sign_in(self) -> None:
        """Everybody, once: sessions outlive a node that is killed."""
        for part, (_key, name) in CREW.items():
            self.by_part[part].enter(name, PASSWORD, SECOND_FACTOR_SECRET)

    @property
    def screens(self) -> tuple[Screen, ...]:
        """All of them."""
        return tuple(self.by_part.values())

    def lead(self, number: int) -> LongPlay:
        """One more lead, which nobody has written down yet; its number decides what stands around it."""
        told = Told(
            headline=f"Lead {number:04}", person=SCRIPTS[number % len(SCRIPTS)], elsewhere="Men Vuthy",
            phone=f"012 7{number % 100:02} {number // 100:03}", house=f"house behind pagoda {number}",
        )  # fmt: skip
        kh, nobody = self.four.nodes["kh"], SignIn("", PASSWORD, SECOND_FACTOR_SECRET)
        part = self.by_part
        return LongPlay(
            told, part["officer"], part["second"], part["abroad"], (nobody, nobody, nobody), DESKS[0],
            number=number, wishes=wishes(f"lead {number}"), supervisor_abroad=part["supervisor_abroad"],
            other=part["other"], third=part["third"], desks=DESKS, other_desk=DESKS[1], third_desk=THIRD,
            end_holds=lambda key: self.four.nodes[key].end_holds(), let_nobody_answer=kh.let_nobody_answer,
        )  # fmt: skip


def again(nodes: tuple[LiveNode, ...], screens: tuple[Screen, ...], act: Callable[[], bool]) -> list[str]:
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
            for node in nodes:
                node.see_to()
    return [f"could not be done in {TRIES} tries: {said[-1] if said else 'it never took effect'}"]
