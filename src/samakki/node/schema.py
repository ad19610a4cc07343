"""The tables this version of the software needs, and whether the database has them."""

from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from samakki.node.config import NodeConfig
from samakki.node.databases import connection_parameters
from samakki.node.rendering import related_models_kept

REACH_SECONDS = 5

Step = tuple[str, str]  # application and name of one migration


@dataclass(frozen=True, slots=True)
class SchemaState:
    """How the database and this version compare."""

    applied: frozenset[Step]
    known: frozenset[Step]

    @property
    def missing(self) -> tuple[Step, ...]:
        """Steps the database still needs: it is older than the software."""
        return tuple(sorted(self.known - self.applied))

    @property
    def unknown(self) -> tuple[Step, ...]:
        """Steps the software does not know: it is older than the database."""
        return tuple(sorted(self.applied - self.known))


def why_unreachable(config: NodeConfig) -> str:
    """What the PostgreSQL server said instead of letting the node in, "" if it did. Asks once, for five seconds."""
    if config.is_sqlite:
        return ""
    import psycopg  # noqa: PLC0415  (a node on SQLite never needs it)

    try:
        psycopg.connect(**connection_parameters(config), connect_timeout=REACH_SECONDS).close()
    except psycopg.Error as error:
        return str(error).strip().splitlines()[0]
    return ""


def state() -> SchemaState:
    """Compare the node's database with this version of the software."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return SchemaState(frozenset(loader.applied_migrations), known(loader))


def known(loader: MigrationLoader | None = None) -> frozenset[Step]:
    """Every step of this version; needs no database."""
    loader = loader or MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.disk_migrations)


def migrate() -> None:
    """Bring the database to this version: tables of every subject and the node's cache."""
    with related_models_kept():
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def is_empty() -> bool:
    """Whether the database has no table at all."""
    return not connection.introspection.table_names()


def collect_static(config: NodeConfig) -> None:
    """Copy style sheets, scripts and fonts under hashed names, compressed."""
    config.path("server.static").mkdir(mode=0o755, parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def static_manifest(config: NodeConfig) -> Path:
    """The list of static files; it stands where ``collect_static`` ran to its end."""
    return config.path("server.static") / "staticfiles.json"
