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
from samakki.node.doctor.finding import Finding, Inspection, fail, ok, warn
from samakki.node.doctor.searching import search_index
from samakki.node.doctor.stored import stored_files
from samakki.node.doctor.trusting import exchange
from samakki.node.serving.family import is_locked

CLOCK_SLACK = timedelta(minutes=5)
WAITING_TOO_LONG = timedelta(minutes=5)
BROKEN_INDEXES = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"


def answers(config: NodeConfig) -> Iterator[Finding]:
    """The database is there, whole, and of this version; the rest is looked at only then."""
    if why := schema.why_unreachable(config):
        yield fail(
            f"The PostgreSQL database does not answer: {why}.",
            "Check `database` in node.toml, and that the database server runs.",
        )
        return
    try:
        state = schema.state()
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
    if state.unknown:
        yield fail(
            f"The database is newer than this software by {len(state.unknown)} steps.",
            "Install the newer version again, or restore a backup made with this one.",
        )
    elif state.missing:
        yield fail(f"The database lacks {len(state.missing)} steps of this version.", "Run `samakki upgrade`.")
    else:
        yield ok(f"All {len(state.known)} steps of this version are applied")
        yield from audit_log(config)
        yield from stored_files(config)
        yield from search_index(config)
        yield from comparing(config)
        yield from exchange(config)
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


ALL: tuple[Inspection, ...] = (answers,)
