"""The database and the audit log in it. Needs Django."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection

from samakki.access.audit.guards import unguarded_anywhere
from samakki.access.audit.summary import summary
from samakki.node import schema
from samakki.node.backups import sqlite
from samakki.node.beginning import began_as_demo
from samakki.node.config import NodeConfig
from samakki.node.doctor.comparing import comparing
from samakki.node.doctor.finding import INSTALL, Finding, Topic, fail, ok, warn
from samakki.node.doctor.mail import endpoint, unsent
from samakki.node.doctor.people import people
from samakki.node.doctor.searching import search_index
from samakki.node.doctor.server_settings import server
from samakki.node.doctor.stored import stored_files
from samakki.node.doctor.trusting import exchange
from samakki.node.serving.family import is_locked

CLOCK_SLACK = timedelta(minutes=5)
WAITING_TOO_LONG = timedelta(minutes=5)
BROKEN_INDEXES = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"
DURABLE = {"journal_mode": "wal", "synchronous": 2, "encoding": "UTF-8", "foreign_keys": 1}  # 2 is FULL


def answers(config: NodeConfig) -> Iterator[Finding]:
    """The database is there and whole."""
    if why := schema.why_unreachable(config):
        yield fail(
            f"The PostgreSQL database does not answer: {why}.",
            "Check `database` in node.toml, and that the database server runs.",
        )
        return
    try:
        damage = _damage(config)
    except DatabaseError as error:
        yield fail(
            f"The database cannot be read ({type(error).__name__}).",
            "Stop the node, copy its folder, and restore the newest backup.",
        )
        return
    if damage:
        yield fail(
            f"The database is damaged: {damage}.", "Stop the node, copy its folder, and restore the newest backup."
        )
        return
    kind = "SQLite" if config.is_sqlite else "PostgreSQL"
    yield ok(f"The {kind} database is whole")


def steps(_config: NodeConfig) -> Iterator[Finding]:
    """The tables are those of this version."""
    try:
        state = schema.state()
    except DatabaseError as error:
        yield fail(
            f"The database cannot be read ({type(error).__name__}).",
            "Stop the node, copy its folder, and restore the newest backup.",
        )
        return
    if state.unknown:
        yield fail(
            f"The database is newer than this software by {len(state.unknown)} steps.",
            "Install the newer version again, or restore a backup made with this one.",
        )
    elif state.missing:
        yield fail(f"The database lacks {len(state.missing)} steps of this version.", "Run `samakki upgrade`.")
    else:
        yield ok(f"All {len(state.known)} steps of this version are applied")


def durable(config: NodeConfig) -> Iterator[Finding]:
    """A file as a database: every connection waits for the disk."""
    if not config.is_sqlite:
        yield from server(config)
        return
    with connection.cursor() as cursor:
        told = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in DURABLE}
    if wrong := [f"{name} = {told[name]}" for name, wanted in DURABLE.items() if told[name] != wanted]:
        yield fail(f"SQLite runs with {', '.join(wrong)}.", "Install the software again, and restart the node.")
    else:
        yield ok("SQLite holds UTF-8, and a commit waits for the disk")


def beginning(config: NodeConfig) -> Iterator[Finding]:
    """A real node was never a demonstration."""
    if began_as_demo() and not config.is_demo:
        yield fail(
            "This node was made as a demonstration; its passwords are known to everybody.",
            "Make a real node with `samakki init`, in another folder.",
        )


def audit_log(config: NodeConfig) -> Iterator[Finding]:
    """Entries get their places, checkpoints are signed, triggers guard the tables, and time moves forward."""
    log, now = summary(), datetime.now(UTC)
    yield ok(f"Audit log: {log.size} entries have their place")
    if log.newest_entry_at and log.newest_entry_at > now + CLOCK_SLACK:
        yield fail(
            f"The clock is behind the newest audit entry ({log.newest_entry_at:%Y-%m-%d %H:%M} UTC).",
            "Set the clock before anybody works on; times in the log would go backwards.",
        )
    is_running = is_locked(config.state / "node.lock")
    if log.oldest_unsequenced_at and is_running and now - log.oldest_unsequenced_at > WAITING_TOO_LONG:
        yield fail(
            f"{log.unsequenced} audit entries wait for their place, the oldest for "
            f"{_minutes(now - log.oldest_unsequenced_at)}.",
            "The keeper should take a second; look into logs/keeper.log, and run `samakki audit verify`.",
        )
    elif log.unsequenced:
        yield ok(f"{log.unsequenced} audit entries wait for their place; the running node gives it to them")
    yield from _checkpoint(config, log.size - log.checkpoint_size, log.checkpoint_at, is_running=is_running)
    if tables := unguarded_anywhere():
        yield fail(
            f"Tables that only grow lost their guard against changes: {', '.join(tables)}.",
            "Run `samakki audit verify`; if the log is whole, restore a backup to have the guards back.",
        )


def _checkpoint(
    config: NodeConfig, uncovered: int, signed_at: datetime | None, *, is_running: bool
) -> Iterator[Finding]:
    if signed_at is None:
        yield warn("No checkpoint of the audit log was signed yet.", "Start the node; the first one comes at once.")
        return
    age = datetime.now(UTC) - signed_at
    late = timedelta(seconds=10 * config.number("keeper.checkpoint_seconds"))
    told = f"The newest checkpoint is {_minutes(age)} old and leaves out {uncovered} entries"
    if uncovered and is_running and age > late:
        yield fail(
            f"{told}.", "The keeper signs one every minute while there is something new; look into logs/keeper.log."
        )
    else:
        yield ok(told)


def _damage(config: NodeConfig) -> str:
    if config.is_sqlite:
        return sqlite.what_is_damaged(config.database_file)
    with connection.cursor() as cursor:
        cursor.execute(BROKEN_INDEXES)
        count = cursor.fetchone()[0]
    return f"{count} indexes are not valid" if count else ""


def _minutes(age: timedelta) -> str:
    return f"{age.total_seconds() / 60:.0f} minutes"


FIRST: tuple[Topic, ...] = (
    Topic("database", answers, "Everything that officers wrote is in it.", f"{INSTALL}#the-database"),
    Topic(
        "schema",
        steps,
        "The node does not start with tables of another version.",
        f"{INSTALL}#updates",
    ),
)
"""Where one of these fails, nothing else can be asked."""

THEN: tuple[Topic, ...] = (
    Topic(
        "durable",
        durable,
        "An answer is sent after the disk has what was saved, not before.",
        f"{INSTALL}#the-database",
    ),
    Topic(
        "audit",
        audit_log,
        "The log proves who did what only as long as nothing in it can be changed unseen.",
        "docs/explanation/security-promises.md",
    ),
    Topic(
        "stored-files",
        stored_files,
        "Exhibits and originals lie there.",
        "docs/how-to/back-up-and-restore.md#restore",
    ),
    Topic(
        "search",
        search_index,
        "A person who is on file is not found.",
        f"{INSTALL}#updates",
    ),
    Topic(
        "matches",
        comparing,
        "Two entries of one person are not told of.",
        f"{INSTALL}#updates",
    ),
    Topic(
        "people",
        people,
        "The rules of the node take two people, and one who looks on.",
        f"{INSTALL}#the-first-people",
    ),
    Topic(
        "exchange",
        exchange,
        "Other nodes believe and write to this one by the trust list alone.",
        f"{INSTALL}#join-a-network",
    ),
    Topic(
        "mail",
        unsent,
        "What was sent counts for the officer as known over there.",
        "docs/how-to/carry-by-hand.md",
    ),
    Topic(
        "endpoint",
        endpoint,
        "Other nodes then wait until this one calls; life at risk may wait with them.",
        f"{INSTALL}#join-a-network",
    ),
    Topic(
        "beginning",
        beginning,
        "Anybody who has read the documentation can sign in.",
        f"{INSTALL}#make-the-node",
    ),
)
