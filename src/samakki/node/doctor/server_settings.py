"""The PostgreSQL server: version, encoding, and whether what it acknowledged survives a power cut. Needs Django."""

from collections.abc import Iterator

from django.db import connection

from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn

OLDEST, TRIED = 130000, 150000
MEBIBYTE = 1 << 20
ASK = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"
NAMES = ["server_version_num", "server_version", "server_encoding", "fsync", "full_page_writes", "synchronous_commit",
         "data_checksums", "max_connections", "superuser_reserved_connections"]  # fmt: skip
ASK_ROLE = "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
ASK_LINE = (
    "SELECT inet_server_addr() IS NULL OR inet_server_addr() <<= '127.0.0.0/8' OR inet_server_addr() = '::1', "
    "(SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())"
)
ASK_COLLATION = """
SELECT datcollversion, pg_database_collation_actual_version(oid) FROM pg_database WHERE datname = current_database()
"""
HAS_COLLATION = 150000
SAFE_COMMITS = ("on", "remote_apply", "remote_write", "local")  # "local" waits for this machine's own disk


def server(config: NodeConfig) -> Iterator[Finding]:
    """Everything that the server was told, as far as the node depends on it."""
    if config.is_sqlite:
        return
    with connection.cursor() as cursor:
        cursor.execute(ASK, [NAMES])
        told = dict(cursor.fetchall())
        cursor.execute(ASK_ROLE)
        (is_mighty,) = cursor.fetchone()
        cursor.execute(ASK_LINE)
        is_near, is_sealed = cursor.fetchone()
        versions = ("", "")
        if int(told["server_version_num"]) >= HAS_COLLATION:
            cursor.execute(ASK_COLLATION)
            versions = cursor.fetchone()
    found = [
        *judged(told, needed=connections_needed(config)),
        *_role_and_line(is_mighty=is_mighty, is_open=not (is_near or is_sealed)),
        *_collation(*versions),
    ]
    yield from found
    if not found:
        yield ok(f"PostgreSQL {told['server_version']}: UTF-8, and a commit waits for the disk")


def judged(told: dict[str, str], *, needed: int) -> Iterator[Finding]:
    """What is wrong with the server's settings.

    Args:
        told: setting by name, as ``pg_settings`` writes it.
        needed: connections that the node may open.
    """
    version = int(told["server_version_num"])
    if version < OLDEST:
        yield fail(f"PostgreSQL {told['server_version']} is too old.", "Install PostgreSQL 15, which Debian 12 has.")
    if told["server_encoding"] != "UTF8":
        yield fail(
            f"The database holds {told['server_encoding']} and not UTF-8.",
            "Make a database with ENCODING 'UTF8' TEMPLATE template0, and restore the newest backup into it.",
            why="Names in most scripts of the region cannot be stored.",
        )
    for name in ("fsync", "full_page_writes"):
        if told[name] != "on":
            yield fail(
                f"The server runs with {name} = {told[name]}.",
                f"Set {name} = on in postgresql.conf and restart the server.",
                why="After a power cut the database may be damaged beyond repair.",
            )
    if told["synchronous_commit"] not in SAFE_COMMITS:
        yield fail(
            f"The server runs with synchronous_commit = {told['synchronous_commit']}.",
            "Set synchronous_commit = on in postgresql.conf and reload the server.",
            why="What an officer was told is saved, or another node got a receipt for, may be gone after a power cut.",
        )
    if told["data_checksums"] != "on":
        yield warn(
            "The server does not keep checksums of its pages.",
            "Stop the server, run `pg_checksums --enable`, and start it: the page shows how.",
            why="A disk that changes what it holds goes unnoticed until somebody reads that page, and backups copy it.",
        )
    free = int(told["max_connections"]) - int(told["superuser_reserved_connections"])
    if free < needed:
        yield warn(
            f"The server takes {free} connections, and the node may open {needed}.",
            "Raise max_connections, or lower server.workers or server.threads.",
            why="When many officers work at once, some of them wait and then see a fault.",
        )


def connections_needed(config: NodeConfig) -> int:
    """Connections that all processes of the node may hold at once: each server, the keeper, the worker, a command."""
    pool = config.number("server.threads") + 1
    return (config.number("server.workers") + 3) * pool


def _role_and_line(*, is_mighty: bool, is_open: bool) -> Iterator[Finding]:
    if is_mighty:
        yield warn(
            "The node's database user may make databases or users.",
            "`ALTER ROLE samakki NOSUPERUSER NOCREATEDB NOCREATEROLE`.",
            why="Whoever gets hold of the node's settings would own the whole database server.",
        )
    if is_open:
        yield fail(
            "The database is on another machine, and the line to it is not encrypted.",
            "Add ?sslmode=verify-full to `database` in node.toml, and let the server speak TLS.",
            why="Records and passwords can be read on the line.",
        )


def _collation(known: str | None, actual: str | None) -> Iterator[Finding]:
    if known and actual and known != actual:
        yield warn(
            f"The machine sorts letters by another version ({actual}) than the indexes were made with ({known}).",
            "Stop the node; `REINDEX DATABASE samakki`, then `ALTER DATABASE samakki REFRESH COLLATION VERSION`.",
            why="After an upgrade of Debian, indexes may miss rows that are there.",
        )
