"""One schedule of the main job from its seed to its verdict."""

import random
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from django.conf import settings

from samakki.exchange.actions import trust
from samakki.exchange.domain.trust.publication import digest_of
from samakki.exchange.models import KnownDesk, KnownKey, KnownNode, Member, TrustState
from samakki.exchange.trust.sources import Files
from samakki.intelligence.web import exchanging
from tools.faults.exchange.judging import judge
from tools.faults.exchange.line import Line
from tools.faults.exchange.marking import watched
from tools.faults.exchange.nodes import FRESH, Region, SimNode
from tools.faults.exchange.owners import Owners, owned
from tools.faults.exchange.remembering import Trust
from tools.faults.exchange.schedule import Ledger
from tools.faults.main_job import at_home, judging
from tools.faults.main_job.play import MainPlay, as_nodes_do
from tools.faults.main_job.secretariat import Kept, Secretariat
from tools.faults.main_job.story import LISTS, tell
from tools.faults.main_job.told import PEOPLE, Leaks, Person

BEGINNINGS = ("a report", "a file")


@dataclass(slots=True)
class World:
    """The four nodes, and states of them that were kept.

    Attributes:
        region: the three countries.
        folder: of the secretariat.
        hosts: the secretariat, by whether all three are members from the beginning.
    """

    region: Region
    folder: Path
    hosts: dict[bool, tuple[Secretariat, Kept]] = field(default_factory=dict)


def play(world: World, seed: int, *, harm: Callable[[MainPlay], None] | None = None) -> Ledger:
    """Play the schedule of a seed.

    Args:
        world: its nodes are put back first.
        seed: of all that happens.
        harm: done to the world before it is judged, to see that the judge finds it.
    """
    dice = random.Random(seed)  # noqa: S311  (what goes wrong; the same in every run)
    person, beginning, lists = PEOPLE[seed % len(PEOPLE)], BEGINNINGS[seed // 4 % 2], LISTS[seed // 8 % 3]
    ledger = Ledger(seed, f"{beginning}, {lists}")
    owners, leaks = Owners(), Leaks(names=(person.name, person.also))
    exchanging.register()
    with owned(owners), as_nodes_do(), patch.object(secrets, "randbelow", dice.randrange):
        host = _begin(world, person, all_members=lists != "a member joins")
        playing = MainPlay(world.region, dice, Line(world.region, dice), ledger, owners, secretariat=host)
        with watched(playing, leaks.left):
            tell(playing, person, leaks, beginning=beginning, lists=lists)
            if harm:
                harm(playing)
        ledger.weather, ledger.calls = playing.line.counts, playing.line.calls
        ledger.ended += playing.line.ended
        ledger.faults += judge(playing)
        ledger.faults += judging.judge(playing, person, beginning)
        ledger.faults += leaks.found()
        ledger.sent += judging.messages(playing)
    for node in playing.nodes:
        node.home = None
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    return ledger


def _begin(world: World, person: Person, *, all_members: bool) -> Secretariat:
    """Put everybody back to a list that was signed, and to a node that knows the person by another spelling."""
    region = world.region
    stage = f"main_{'all' if all_members else 'two'}_{PEOPLE.index(person)}"
    for node in region.nodes.values():
        node.home = _emptied(node.folder / "home")
    if stage not in region.stages:
        region.begin_at(FRESH)
        host = _host(world, all_members=all_members)
        for node in region.nodes.values():
            _follow(node, host)
            if node.country == "KH":
                at_home.on_file(node, person)
        region.keep(stage)
    host, kept = world.hosts[all_members]
    region.begin_at(stage)
    host.restore(kept)
    return host


def _host(world: World, *, all_members: bool) -> Secretariat:
    if all_members not in world.hosts:
        statements = [node.statement for node in world.region.nodes.values()]
        members = [one.country for one in statements if all_members or one.country != "VN"]
        made = Secretariat.begun(
            world.folder / f"secretariat-{all_members}", statements, members=members, at=world.region.clock.now
        )
        world.hosts[all_members] = made, made.kept()
    host, kept = world.hosts[all_members]
    host.restore(kept)
    return host


def _follow(node: SimNode, host: Secretariat) -> None:
    """Have a node forget the list it was made with, and begin to follow the secretariat's."""
    with node.at_work():
        for table in (TrustState, KnownKey, KnownDesk, KnownNode, Member):
            table.objects.all().delete()
        root = host.folder.first_root() or b""
        digest = digest_of(root)
        trust.begin(by="console", root=root, digest=digest, source=Files(host.hosted))
    node.trust = Trust()


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
