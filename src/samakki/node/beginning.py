"""The first acts on a new node: its tables, its static files, its first officers. Needs Django."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from samakki.access import audit
from samakki.access.actions import accounts
from samakki.access.actions.accounts import NewOfficer
from samakki.access.audit import summary
from samakki.access.domain.roles.node import NodeAdministrator
from samakki.access.domain.vocabulary import AgencyKind
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.node import schema
from samakki.node.commands.console import Stopped
from samakki.node.config import NodeConfig

CONSOLE = "console"
DEMO = "demo"


def prepare_database(config: NodeConfig, *, copy_of: Path | None = None) -> None:
    """Make the tables in an empty database, and the static files.

    Args:
        config: of the node.
        copy_of: a SQLite database of this version to copy instead, for demonstrations that start several nodes.

    Raises:
        Stopped: the database does not answer, or has tables already.
    """
    if copy_of is not None:
        shutil.copyfile(copy_of, config.database_file)
        return
    if why := schema.why_unreachable(config):
        raise Stopped(
            "No node was made.",
            f"The PostgreSQL database does not answer: {why}.",
            "Check the address given with --database, and that the server runs.",
        )
    if not schema.is_empty():
        raise Stopped(
            "No node was made.",
            "The database holds tables already.",
            "Give an empty database with --database. A node that was lost comes back with `samakki restore`.",
        )
    schema.migrate()
    schema.collect_static(config)
    audit.record(CONSOLE, "install_node", facts={"what": DEMO if config.is_demo else "node"})


def began_as_demo() -> bool:
    """Whether this node was made as a demonstration, whatever its settings say now."""
    return summary.was_done("install_node", what=DEMO)


def add_administrator(config: NodeConfig, *, username: str, full_name: str, language: str = "en") -> NewOfficer:
    """Add a node administrator, at the desk of the agency that runs the machine.

    Raises:
        InvalidValue: as ``actions.accounts.add_officer``.
    """
    desk = operator_desk(config)
    made = accounts.add_officer(by=CONSOLE, username=username, full_name=full_name, desk=desk, language=language)
    give_role(made.code, NodeAdministrator.code)
    return made


def operator_desk(config: NodeConfig) -> str:
    """Address of the node administrators' desk; made, with its agency, if it is missing."""
    agency = f"{config.text('country')}/OPS"
    desk = f"{agency}/NODE/admin"
    today = timezone.localdate()
    _unless_there(
        lambda: accounts.add_agency(
            by=CONSOLE, code=agency, name="Node operator", kind=AgencyKind.OPERATOR, terms_accepted_on=today
        )
    )
    _unless_there(lambda: accounts.add_desk(by=CONSOLE, address=desk, name="Node administration"))
    return desk


def give_role(officer: str, role: str) -> bool:
    """Propose a role, and put it in force if nobody else on the node could.

    The console is one person too: once somebody can confirm roles on the pages, that is the second one.

    Returns:
        Whether the role is in force now; if not, it waits for a second person.

    Raises:
        Refused: the role cannot be held there.
    """
    accounts.propose_role(by=CONSOLE, officer=officer, role=role)
    try:
        accounts.confirm_role(by=CONSOLE, officer=officer, role=role)
    except Refused as refused:
        if {reason.code for reason in refused.reasons} == {"console-confirms-first-only"}:
            return False
        raise
    return True


def _unless_there(act: Callable[[], None]) -> None:
    try:
        act()
    except InvalidValue as error:
        if not error.refusal.code.endswith("-there-already"):
            raise
