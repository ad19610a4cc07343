"""The node itself: how long pages take, how much memory its processes need, how fast it starts, what 404 gives away."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from tools import postgres
from tools.bench import peer
from tools.bench.figure import Figure, percentile
from tools.environment import site_packages
from tools.trial.node import TrialNode, pss_bytes, running
from tools.trial.seeding import Person, seed
from tools.trial.visitor import Unexpected, Visitor

WARM_UP = 20
MISSING = "C-0ZZZZ"  # a well-formed reference of no record
PAGE_TARGET = 10.0  # times the bare page; more than that is work that does not belong in a page
Ask = Callable[[], float]


def run(short: bool) -> Iterator[Figure]:
    """Measure on SQLite, then on PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="samakki-bench-") as name:
        folder = Path(name)
        node = TrialNode.make(new(folder / "sqlite"))
        yield from on_database("sqlite", node, peer.prepare(new(folder / "bare-sqlite")), short=short)
        with postgres.throwaway(site_packages(), fast=False) as server:
            node = TrialNode.make(new(folder / "postgresql"), database=server.address)
            site = peer.prepare(new(folder / "bare-postgresql"), socket=str(server.folder))
            yield from on_database("postgresql", node, site, short=short)
        yield from start_up(folder, short=short)


def on_database(name: str, node: TrialNode, site: peer.Site, *, short: bool) -> Iterator[Figure]:
    """Pages, the two kinds of 404, and memory, on one database.

    Args:
        name: of the database, last part of each figure's name.
        node: made, and empty.
        site: the peer, on the same kind of database.
        short: fewer rounds.
    """
    people = seed(node, overseer=1, investigator=2)
    with running(node), peer.running(site) as bare, bare.visitor() as bare_visitor, ExitStack() as stack:
        visitors = {role: stack.enter_context(signed_in(node, people[role][0])) for role in people}
        mine, other = (person.records[0] for person in people["investigator"])
        pages: dict[str, Ask] = {
            "line": timed(bare_visitor, "/health/", 200),
            "bare": timed(bare_visitor, "/", 200),
            "home": timed(visitors["investigator"], "/", 200),
            "record-access": timed(visitors["investigator"], f"/records/{mine}/access/", 200),
            "audit": timed(visitors["overseer"], "/audit/", 200),
        }
        yield from page_figures(name, in_turn(pages, rounds=60 if short else 400))
        absent: dict[str, Ask] = {
            "missing": timed(visitors["investigator"], f"/records/{MISSING}/access/", 404),
            "not-yours": timed(visitors["investigator"], f"/records/{other}/access/", 404),
        }
        seconds = in_turn(absent, rounds=150 if short else 1500)
        yield Figure(
            f"node.not-found.missing-against-not-yours.{name}",
            median(seconds["missing"]) * 1000,
            "ms",
            peer="a record that exists and is not theirs",
            peer_value=median(seconds["not-yours"]) * 1000,
            target=(0.95, 1.05),
            note="medians; outside the target, the time of an answer would tell who has a record",
        )
        yield from memory(name, node, bare)


@contextmanager
def signed_in(node: TrialNode, person: Person) -> Iterator[Visitor]:
    """A browser in which somebody signed in."""
    with node.visitor() as visitor:
        visitor.sign_in(person.username, person.password, person.secret)
        yield visitor


def timed(visitor: Visitor, path: str, status: int) -> Ask:
    """Asks for one page and gives the seconds it took.

    Raises:
        Unexpected: when called, the page had another status; what it took would mean nothing.
    """

    def ask() -> float:
        answer = visitor.get(path)
        if answer.status != status:
            message = f"{path} answered {answer.status} instead of {status}"
            raise Unexpected(message)
        return answer.seconds

    return ask


def in_turn(asks: dict[str, Ask], *, rounds: int) -> dict[str, list[float]]:
    """Seconds of every page, each asked once a round, so that a busy minute hits all of them alike."""
    for ask in asks.values():
        for _ in range(WARM_UP):
            ask()
    seconds: dict[str, list[float]] = {name: [] for name in asks}
    order = list(asks.items())
    for number in range(rounds):
        # Turned each round: a page must not always pay for what the one before it left to do.
        for name, ask in order[number % len(order) :] + order[: number % len(order)]:
            seconds[name].append(ask())
    return seconds


def page_figures(database: str, seconds: dict[str, list[float]]) -> Iterator[Figure]:
    """Half and nineteen in twenty of all answers were faster than these; the limit is a view that only says yes."""
    for page in ("home", "record-access", "audit"):
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            yield Figure(
                f"node.page.{page}.{name}.{database}",
                percentile(seconds[page], share) * 1000,
                "ms",
                peer=peer.NAME,
                peer_value=percentile(seconds["bare"], share) * 1000,
                target=(None, PAGE_TARGET) if name == "p50" else None,
                limit=percentile(seconds["line"], share) * 1000,
            )


def memory(database: str, node: TrialNode, bare: peer.Peer) -> Iterator[Figure]:
    """Memory of each process and of all together, after the pages above."""
    ours = sorted((pss_bytes(process) / 1e6 for process in node.processes()), reverse=True)
    theirs = sorted((pss_bytes(process) / 1e6 for process in bare.processes()), reverse=True)
    yield Figure(
        f"node.memory.server-process.{database}",
        ours[0],
        "MB",
        peer=peer.NAME,
        peer_value=theirs[0],
        target=(None, 2.5),
        note="PSS of the largest process: memory shared by several counts in parts",
    )
    yield Figure(
        f"node.memory.node.{database}",
        sum(ours),
        "MB",
        peer=peer.NAME,
        peer_value=sum(theirs),
        note=f"{len(ours)} processes: pages, keeper and the one that started them; the peer has {len(theirs)}",
    )


def start_up(folder: Path, *, short: bool) -> Iterator[Figure]:
    """Seconds from the start of the program to the first answered page, on SQLite."""
    node = TrialNode.make(new(folder / "start"))
    site = peer.prepare(new(folder / "bare-start"))
    ours, theirs = [], []
    for _ in range(3 if short else 10):
        ours.append(node.start())
        node.stop()
        with peer.running(site) as bare:
            theirs.append(bare.start_seconds)
    yield Figure("node.start.sqlite", median(ours), "s", peer=peer.NAME, peer_value=median(theirs), target=(None, 5.0))


def new(folder: Path) -> Path:
    """The folder, made."""
    folder.mkdir()
    return folder
