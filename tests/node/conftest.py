"""Real nodes: one is made for a run, and every test that wants one gets a copy of it."""

import os
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from samakki.node.config import load
from tests.support.backed_up import backed_up
from tests.support.once import made_once
from tools.trial.node import TrialNode

ENGINES = ["sqlite", "postgresql"]
SERVER = os.environ.get("SAMAKKI_TEST_DB", "sqlite")
MakeNode = Callable[[], TrialNode]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> TrialNode:
    """A node with agencies, officers and records that is copied and never started."""

    def make(folder: Path) -> None:
        TrialNode.make(folder).samakki("demo-seed", "kh")

    return TrialNode(made_once(tmp_path_factory, "node", make) / "node", port=0)


@pytest.fixture
def node(template: TrialNode, tmp_path: Path) -> Iterator[TrialNode]:
    """A stopped node of one's own; stopped again at the end."""
    copy = copy_of(template, tmp_path)
    yield copy
    copy.stop()


@pytest.fixture(params=ENGINES)
def any_node(
    request: pytest.FixtureRequest, template: TrialNode, tmp_path: Path, empty_database: Callable[[], str]
) -> Iterator[TrialNode]:
    """A stopped node on each engine. PostgreSQL where the run brings a server."""
    if request.param == "sqlite":
        made = copy_of(template, tmp_path)
    else:
        made = TrialNode.make(tmp_path, database=empty_database())
        made.samakki("demo-seed", "kh")
    yield made
    made.stop()


@pytest.fixture
def empty_database() -> Iterator[Callable[[], str]]:
    """Makes empty PostgreSQL databases, removed at the end; skips the test where the run is on SQLite."""
    made: list[str] = []

    def make() -> str:
        if SERVER == "sqlite":
            pytest.skip("this run is on SQLite; --db postgres runs it too")
        name = f"node_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        made.append(name)
        return re.sub(r"(postgresql://[^/]*/)[^?]*", rf"\g<1>{name}", SERVER)

    yield make
    for name in made:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def made_backup(template: TrialNode, tmp_path_factory: pytest.TempPathFactory) -> TrialNode:
    """A stopped node that was backed up: copied, and not changed."""

    def make(folder: Path) -> None:
        node = copy_of(template, folder)
        (node.home / "checkpoints.txt").write_text("", "ascii")
        backed_up(node)

    return TrialNode(made_once(tmp_path_factory, "backed-up", make) / "node", port=0)


@pytest.fixture
def saved(made_backup: TrialNode, tmp_path: Path) -> tuple[TrialNode, Path]:
    """A stopped node of one's own, and a backup of it."""
    node = copy_of(made_backup, tmp_path)
    (path,) = (node.home / "backups").glob("*.age")
    return node, path


@pytest.fixture
def new_database(any_node: TrialNode, empty_database: Callable[[], str]) -> list[str]:
    """Options that point a restore to a fresh database, where the engine needs one."""
    return [] if load(any_node.home).is_sqlite else ["--database", empty_database()]


def copy_of(template: TrialNode, folder: Path) -> TrialNode:
    """Another node with the same content, on a port of its own; its recovery key lies beside it."""
    return template.copy(folder)


def write_setting(node: TrialNode, key: str, value: str) -> None:
    """Change one line of a node's settings."""
    node.change_setting(key, value)
