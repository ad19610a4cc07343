"""``python3 run.py demo``: builds the nodes once, starts them, says who can sign in, ends them together."""

import argparse
import signal
import sys
import threading
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from samakki.demo.nations import NATIONS
from samakki.demo.nodes import DemoFailed, Grounds
from samakki.demo.path import EMPTY, STORY, players, told
from samakki.demo.people import PASSWORD, DemoNation
from samakki.demo.running import RunningHost, RunningNode, free_port, start_all, stop, wait_until_well

CHECKOUT = Path(__file__).parents[3]
WATCH_SECONDS = 1.0
EMPTY_FOLDER = "demo-empty"  # folder beside the other one's: neither replaces the other
OFFICERS_FILE = "officers.txt"
HEAD = ("desk", "officer", "role", "user name")
STORY_DESKS = ("/POL/AHT/duty", "/POL/INTL/liaison", "/PROS/TIP/cases", "/OVS/DATA/complaints")


def main(words: Sequence[str] | None = None) -> int:
    """Run the demonstration until Ctrl-C; the answer is the exit code."""
    given = _parser().parse_args(words)
    nations = [nation for nation in NATIONS if not given.nodes or nation.key in given.nodes]
    stopping = threading.Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    grounds = Grounds(_folder().with_name(EMPTY_FOLDER) if given.empty else _folder())
    host: list[RunningHost] = []
    nodes: list[RunningNode] = []
    begun = time.monotonic()
    try:
        _build(grounds, nations, is_reset=given.reset, is_empty=given.empty)
        if stopping.is_set():
            return 0
        say(f"Starting {_named(nations)} and the secretariat, which hosts the trust list …")
        started, nodes = start_all(nations, grounds)
        host.append(started)
        for node in nodes:
            wait_until_well(node)
        _say_who(nodes, started, grounds.folder / OFFICERS_FILE, path=told(EMPTY) if given.empty else told(STORY))
        say(f"\nReady after {time.monotonic() - begun:.0f} seconds. Ctrl-C ends all nodes.")
        return _watch(nodes, stopping)
    except DemoFailed as failure:
        sys.stderr.write(f"\nThe demonstration did not start.\n{failure}\n")
        return 1
    finally:
        if nodes:
            say("\nEnding the nodes …")
            stop([*nodes, *host])
            say("All nodes have ended.")


def say(line: str = "") -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _build(grounds: Grounds, nations: Sequence[DemoNation], *, is_reset: bool, is_empty: bool) -> None:
    if is_reset:
        say("Deleting what an earlier run left …")
        grounds.remove_all()
    missing = [nation for nation in nations if not grounds.is_built(nation)]
    if not missing:
        return
    if any(grounds.home(nation).exists() for nation in missing):
        say("The software changed since the last run: these nodes are made anew.")
    say("Making the tables, once for all nodes …")
    grounds.build_template()
    what = "agencies and officers" if is_empty else "agencies, officers and records"
    say(f"Filling {_named(missing)} with made-up {what}; countries sign the trust list …")
    ports = {nation: free_port(nation.port) for nation in missing}
    grounds.build(missing, ports=ports, with_region=not is_empty, is_empty=is_empty)


def _named(nations: Sequence[DemoNation]) -> str:
    return ", ".join(nation.key for nation in nations)


def _watch(nodes: Sequence[RunningNode], stopping: threading.Event) -> int:
    while not stopping.wait(WATCH_SECONDS):
        ended = [node for node in nodes if node.process.poll() is not None]
        if ended:
            message = f"The node {ended[0].nation.key} ended by itself; see {ended[0].home / 'logs'}."
            raise DemoFailed(message)
    return 0


def _say_who(nodes: Sequence[RunningNode], host: RunningHost, everybody: Path, *, path: Sequence[str]) -> None:
    """Print who plays in the story, node by node, and a path through it; write everybody into a file."""
    lines: list[str] = []
    for node in nodes:
        rows = [
            (desk.address, officer.full_name, ", ".join(officer.roles).replace("_", " "), officer.username)
            for _agency, desk, officer in node.nation.officers()
        ]
        lines += ["", f"{node.nation.title}   {node.address}", *table(HEAD, rows)]
        say(f"\n{node.nation.title}   {node.address}")
        named = players(node.nation.country)
        for line in table(HEAD, [row for row in rows if row[0].endswith(STORY_DESKS) or row[-1] in named]):
            say(f"  {line}")
    everybody.write_text("\n".join(lines) + "\n", "utf-8")
    say(f"\nThe secretariat hosts the list of who takes part: {host.address}")
    say(f"\nEverybody's password is {PASSWORD}. After it the page asks for a code, which these nodes show on it.")
    say(f"Courts, social workers and all others are in {everybody}.")
    say()
    for line in path:
        say(line)
    say("\nEverybody and everything here is invented.")


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns under each other, by the width a terminal gives each letter."""

    def width(text: str) -> int:
        return sum(unicodedata.category(letter) not in ("Mn", "Me", "Cf") for letter in text)

    widths = [max(width(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, tuple("-" * wide for wide in widths), *rows]
    return ["  ".join(cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(line)).rstrip() for line in lines]


def _folder() -> Path:
    """``.local/demo`` of the checkout, or of the present folder where the package was installed without one."""
    root = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()
    return root / ".local" / "demo"


def _chosen(text: str) -> list[str]:
    keys = [nation.key for nation in NATIONS]
    if not set(text.split(",")) <= set(keys):
        message = f"there are {', '.join(keys)}; name some of them with commas and no spaces"
        raise argparse.ArgumentTypeError(message)
    return text.split(",")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 run.py demo", description="Start the demonstration.")
    keys = [nation.key for nation in NATIONS]
    parser.add_argument(
        "--nodes",
        type=_chosen,
        metavar=",".join(keys),
        default=[],
        help="start these nodes only",
    )
    parser.add_argument("--empty", action="store_true", help="without records, to bring files of your own")
    parser.add_argument("--reset", action="store_true", help="delete what earlier runs left and begin anew")
    return parser
