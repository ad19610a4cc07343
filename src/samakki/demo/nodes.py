"""Folders of the demonstration's nodes, and how they are made. Standard library only: the launcher stays small."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from samakki.demo.people import PUBLICATION, DemoNation

TEMPLATE = "template"
STATIC = "static"
NETWORK, LIST = "network", "list"
STAMP_FILE, PORTS_FILE = "stamp.json", "ports.json"
SETTINGS = "node.toml"
PACKAGE = Path(__file__).parents[1]
HOLD_MINUTES = (
    1  # a node of an agency holds a disclosure for five: nobody would play the tutorial's two holds to the end
)
NO_PORTS: Mapping[DemoNation, int] = MappingProxyType({})


class DemoFailed(Exception):
    """The demonstration cannot be built or started; the text says why."""


def command(home: Path, *words: str | Path) -> list[str]:
    """The node's own command line, in this Python."""
    return [sys.executable, "-m", "samakki.node.cli", "--home", str(home), *map(str, words)]


def run_all(commands: Iterable[Sequence[str]], *, given: str = "") -> list[str]:
    """Run commands side by side and wait for all of them; gives what each said.

    Raises:
        DemoFailed: one of them failed; the text holds what it said.
    """
    running = [
        subprocess.Popen(  # noqa: S603  (our own program)
            one, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for one in commands
    ]
    said = [process.communicate(given)[0] for process in running]
    if failures := [words.strip() for words, process in zip(said, running, strict=True) if process.returncode]:
        raise DemoFailed("\n".join(failures))
    return said


@dataclass(frozen=True, slots=True)
class Grounds:
    """The folder all of the demonstration lives in."""

    folder: Path

    def home(self, nation: DemoNation) -> Path:
        """Home folder of one node."""
        return self.folder / nation.key

    @property
    def network(self) -> Path:
        """Folder of the trust list, and of the keys that sign it."""
        return self.folder / NETWORK

    def is_built(self, nation: DemoNation) -> bool:
        """Whether the node is there, made by these very sources."""
        return self.is_network_built() and _is_of_these_sources(self.home(nation) / "state")

    def remove(self, nation: DemoNation) -> None:
        """Delete one node, if it is there."""
        shutil.rmtree(self.home(nation), ignore_errors=True)

    def remove_all(self) -> None:
        """Delete everything the demonstration made."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def build_template(self) -> None:
        """Make the tables and the static files once; nodes copy them."""
        shutil.rmtree(self.folder / TEMPLATE, ignore_errors=True)
        shutil.rmtree(self.folder / STATIC, ignore_errors=True)
        run_all([command(self.folder / TEMPLATE, *_init("template.demo.samakki.example", "KH", "template.localhost"))])

    def build(
        self,
        nations: Sequence[DemoNation],
        *,
        ports: Mapping[DemoNation, int] = NO_PORTS,
        with_region: bool = False,
        is_empty: bool = False,
    ) -> None:
        """Make nodes from the template, fill them, have their countries sign the trust list, and follow it.

        Args:
            nations: to be made, side by side.
            ports: where they will be called, if not at their usual ports.
            with_region: with the cases of the region, not the story alone.
            is_empty: with desks and officers, and no record at all.
        """
        for nation in nations:
            self.remove(nation)
        if not self.is_network_built():
            shutil.rmtree(self.network, ignore_errors=True)
            self.network.mkdir(parents=True)
        template = self.folder / TEMPLATE / "data" / "node.sqlite3"
        run_all(
            command(
                self.home(nation),
                *_init(nation.name, nation.country, nation.host),
                "--title", nation.title, "--time-zone", nation.time_zone, "--port", str(ports.get(nation, nation.port)),
                "--copy-database", template,
            )
            for nation in nations
        )  # fmt: skip
        for nation in nations:
            with (self.home(nation) / SETTINGS).open("a", encoding="utf-8") as file:
                file.write(f'\n[exchange]\nname = "{nation.exchange_name}"\ntrust = "{self.network / LIST}"\n')
                file.write(f"\n[disclosures]\nhold_minutes = {HOLD_MINUTES}\n")
        wanted = ("--region",) if with_region else ("--empty",) if is_empty else ()
        run_all(command(self.home(nation), "demo-seed", nation.key, *wanted) for nation in nations)
        digest = self.sign(nations)
        follow = ("trust", "follow", self.network / LIST, "--digest", digest)
        run_all(command(self.home(nation), *follow) for nation in nations)
        self._note_ports({nation: ports.get(nation, nation.port) for nation in nations})
        for path in (self.network, *(self.home(nation) / "state" for nation in nations)):
            (path / STAMP_FILE).write_text(json.dumps({"sources": sources_digest()}), "ascii")
        shutil.rmtree(self.folder / TEMPLATE, ignore_errors=True)

    def is_network_built(self) -> bool:
        """Whether there is a trust list that nodes made by these very sources follow."""
        return _is_of_these_sources(self.network)

    def sign(self, nations: Sequence[DemoNation]) -> str:
        """Have the trust list say what these nodes published, and nodes that follow it take it.

        Returns:
            Digest of the first root.

        Raises:
            DemoFailed: it could not be signed.
        """
        published = [f"{nation.key}={self.home(nation) / 'state' / PUBLICATION}" for nation in nations]
        said = run_all([[sys.executable, "-m", "samakki.demo.ceremony", str(self.network), *published]])
        followers = [stamp.parents[1] for stamp in self.folder.glob(f"*/state/{STAMP_FILE}")]
        run_all(command(home, "trust", "update", self.network / LIST) for home in followers)
        return said[0].strip()

    def call_at(self, ports: Mapping[DemoNation, int]) -> None:
        """Have the trust list say where these nodes can be called, where that is another place than before."""
        listed = self.noted_ports()
        moved = [nation for nation, port in ports.items() if listed.get(nation.key, nation.port) != port]
        if moved:
            run_all(
                command(
                    self.home(nation), "trust", "publication", self.home(nation) / "state" / PUBLICATION,
                    "--endpoint", f"http://{nation.host}:{ports[nation]}", "--no-pin",
                )
                for nation in moved
            )  # fmt: skip
            self.sign(moved)
            self._note_ports(ports)

    def noted_ports(self) -> dict[str, int]:
        """Where the trust list says that nodes are called, by key."""
        try:
            found: dict[str, int] = json.loads((self.network / PORTS_FILE).read_text("ascii"))
        except (OSError, ValueError):
            return {}
        return found

    def _note_ports(self, ports: Mapping[DemoNation, int]) -> None:
        noted = self.noted_ports() | {nation.key: port for nation, port in ports.items()}
        (self.network / PORTS_FILE).write_text(json.dumps(noted), "ascii")


def sources_digest() -> str:
    """Changes whenever tables, demonstration data or static files change; then the nodes are made anew."""
    digest = hashlib.sha256()
    patterns = ("demo/*.py", "*/migrations/*.py", "*/static/**/*", "node/founding.py", "access/domain/roles/*.py")
    for path in sorted({path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}):
        digest.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _is_of_these_sources(folder: Path) -> bool:
    try:
        made = json.loads((folder / STAMP_FILE).read_text("ascii"))
    except (OSError, ValueError):
        return False
    return bool(made == {"sources": sources_digest()})


def _init(name: str, country: str, host: str) -> list[str]:
    return ["init", "--demo", "--name", name, "--country", country, "--host", host, "--static", f"../{STATIC}"]
