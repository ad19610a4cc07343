"""The end of a node: its part in the exchange first, then, if so decided, everything that it holds. Needs Django.

Destroying goes from what opens to what is opened: keys first, so that whatever a power cut leaves behind is closed.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections

from samakki.access import audit
from samakki.access.audit.summary import summary
from samakki.exchange.actions import own_keys
from samakki.exchange.queries import directory
from samakki.exchange.queries.backlog import backlog
from samakki.intelligence.queries.footprint import footprint
from samakki.node.backups import postgresql
from samakki.node.backups.making import CHECKPOINTS_FILE
from samakki.node.beginning import CONSOLE
from samakki.node.config import FILE, NodeConfig
from samakki.node.databases import connection_parameters
from samakki.node.founding import RECOVERY_FILE
from samakki.sealing.keyfiles import destroy_key_file

NOTE_FILE = "destroyed.txt"


@dataclass(frozen=True, slots=True)
class Left:
    """One thing on the way out of the network.

    Attributes:
        code: of it.
        what: stands as it stands.
        now: to do; empty where nothing has to be done.
        is_in_the_way: the keys are not destroyed before.
    """

    code: str
    what: str
    now: str = ""
    is_in_the_way: bool = False


def what_is_left(config: NodeConfig) -> Iterator[Left]:
    """Everything that is to be looked at before the part in the exchange ends, in the order in which it is done."""
    if not config.flag("exchange.leaving"):
        yield Left(
            "new-messages",
            "Officers can still begin something new with other nodes.",
            "Set leaving = true under [exchange] in node.toml, and restart the node.",
            is_in_the_way=True,
        )
    here = footprint()
    if here.given:
        yield Left(
            "given",
            f"{here.given} disclosures of this node lie with others.",
            "Decide for each whether it is recalled while this node can still ask; its board shows who holds it.",
        )
    if here.copies:
        yield Left(
            "copies",
            f"{here.copies} copies of what others gave lie here, under their conditions.",
            "Ask each originator whether they are erased or kept; a copy that is kept goes on under its conditions.",
        )
    found = backlog()
    if not found.is_empty:
        yield Left(
            "under-way",
            f"Under way: {found.held} in their hold, {found.waiting} to be sent, {found.parked} stopped, "
            f"{found.landing} not yet at their desk, {found.owed} receipts that others have not confirmed.",
            "Let the node run until nothing is; carry what has no line: `samakki bundle export`.",
            is_in_the_way=True,
        )
    name = config.text("exchange.name")
    if name and directory.node(name) is not None:
        yield Left(
            "listed",
            f"The trust list still names {name}: others write to it.",
            f"Your country signs `samakki trust remove FOLDER {name}`; then `samakki trust update` here.",
            is_in_the_way=True,
        )
    if own_keys.has_keys():
        yield Left(
            "keys",
            "The private halves of this node's keys of the exchange are here.",
            "`samakki leave close`, when nothing above is in the way.",
        )


def close_exchange() -> int:
    """Destroy the keys of the exchange; how many files went."""
    return own_keys.destroy_all(by=CONSOLE)


def destroy(config: NodeConfig) -> Path:
    """Destroy everything the node holds but the checkpoints of its log; the note that says so."""
    log = summary()
    told = (
        f"{config.text('name')} was destroyed on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC with {log.size} entries in its "
        f"audit log. {CHECKPOINTS_FILE} is kept: a copy of the log can be checked against it.\n"
    )
    for path in sorted(config.keys.iterdir()):
        if path.name != RECOVERY_FILE and path.is_file():
            destroy_key_file(path)
    connections.close_all()
    if not config.is_sqlite:
        postgresql.drop_schema(connection_parameters(config))
    backups = config.path("backups.folder")
    for path in (*sorted(config.home.iterdir()), backups):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in {CHECKPOINTS_FILE, FILE}:
            path.unlink(missing_ok=True)
    note = config.home / NOTE_FILE
    note.write_text(told, "utf-8")
    (config.home / FILE).unlink()
    return note


def note_the_end() -> None:
    """Write into the log, and so into a last backup, that everything else is about to go."""
    audit.record(CONSOLE, "destroy_node", facts={"count": summary().size})
