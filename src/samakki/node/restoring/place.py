"""The steps of a restore. Until step 5 nothing of the present node is touched.

1. The backup is opened inside the home folder and every file is proved by its digest.
2. It must be readable by this version, of this node, and for the database named in the settings.
3. A SQLite database is checked page by page.
4. A mark says that a restore is under way; no node starts while it stands.
5. What was here before is put aside, never deleted.
6. Files go to their places; PostgreSQL tables are made and filled.
7. The database is brought to this version; everybody is signed out.
8. The caller verifies the audit log. Then the mark goes.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph

from samakki.node import schema
from samakki.node.backups import postgresql, sqlite
from samakki.node.backups.making import CHECKPOINTS_FILE
from samakki.node.backups.manifest import BackupError, Manifest, Step
from samakki.node.backups.reading import unpack
from samakki.node.config import FILE, NodeConfig, load, parse
from samakki.node.databases import connection_parameters
from samakki.node.founding import FOLDERS
from samakki.node.rendering import related_models_kept
from samakki.node.restoring.mark import MARK_FILE, STAGING, Stage, interrupted_restore, set_mark
from samakki.node.stored import CHUNK_FOLDER, STORED_FOLDER

ASIDE_PREFIX = "before-restore-"


@contextmanager
def opened(backup: Path, home: Path, *, secret: str, database: str = "") -> Iterator[tuple[Path, Manifest]]:
    """Steps 1 to 3: a proved backup in a folder that is gone afterwards.

    Args:
        backup: what ``samakki backup`` wrote.
        home: where the node will be.
        secret: secret half of the recovery key.
        database: replaces ``database`` in the settings of the backup; "" keeps it.

    Raises:
        BackupError: it cannot be used here; the text says why.
        SealingError: it does not open.
    """
    folder = home / STAGING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        manifest = unpack(backup, folder, secret=secret)  # 1
        _require_known(manifest.steps)  # 2
        _require_same_node(home, manifest)
        if database:
            _point_to(folder / FILE, database)
        config = settings_in(folder, home)
        if config.is_sqlite != (manifest.engine == "sqlite"):
            message = f"It holds a {manifest.engine} database, and the settings name the other kind."
            raise BackupError(message)
        if config.is_sqlite and (damage := sqlite.what_is_damaged(folder / sqlite.DATABASE_FILE)):  # 3
            message = f"The database in it is damaged: {damage}."
            raise BackupError(message)
        yield folder, manifest
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settings_in(folder: Path, home: Path) -> NodeConfig:
    """Settings of an opened backup, as they will count in `home`."""
    return parse((folder / FILE).read_text("utf-8"), home / FILE)


def put_aside(home: Path, stamp: datetime) -> str:
    """Steps 4 and 5: mark the restore, and move what was here into a folder of its own.

    Goes on where an interrupted restore stopped: content of before is moved, content of a backup is deleted.

    Returns:
        Name of the folder; the put-aside PostgreSQL schema has the same one, with underscores. "" if there was nothing.
    """
    earlier = interrupted_restore(home)
    if earlier and earlier.stage == Stage.PLACING.value:
        _clear(home)
        return earlier.aside
    present = _present(home)
    aside = earlier.aside if earlier else f"{ASIDE_PREFIX}{stamp:%Y%m%dt%H%M%S}" if present else ""
    if aside:
        set_mark(home, Stage.MOVING, aside=aside)
        (home / aside).mkdir(mode=0o700, exist_ok=True)
        config = load(home)
        if config.is_present and not config.is_sqlite:
            postgresql.put_schema_aside(connection_parameters(config), aside.replace("-", "_"))
        # The settings go last: as long as they are here, they say which database belongs to the node.
        for path in sorted(present, key=lambda path: path.name == FILE):
            path.rename(home / aside / path.name)
    set_mark(home, Stage.PLACING, aside=aside)
    return aside


def put_in_place(folder: Path, home: Path) -> NodeConfig:
    """Step 6, files: the node's folders, settings, keys, checkpoints and SQLite database."""
    for name in FOLDERS:
        (home / name).mkdir(mode=0o700, exist_ok=True)
    for path in sorted((folder / "keys").iterdir()):
        path.rename(home / "keys" / path.name)
    if (folder / CHECKPOINTS_FILE).exists():
        (folder / CHECKPOINTS_FILE).rename(home / CHECKPOINTS_FILE)
    for name in (STORED_FOLDER, CHUNK_FOLDER):
        if (folder / name).exists():
            if (home / name).exists():
                (home / name).rmdir()
            (folder / name).rename(home / name)
            for path in (home / name, *(home / name).iterdir()):
                path.chmod(0o700)
    (folder / FILE).rename(home / FILE)
    config = load(home)
    if config.is_sqlite:
        (folder / sqlite.DATABASE_FILE).rename(config.database_file)
    return config


def require_room(folder: Path, home: Path) -> None:
    """Step 2, the PostgreSQL database: it is this node's own, which is put aside, or it is empty.

    Raises:
        BackupError: it has tables of something else, or does not answer.
    """
    config, present = settings_in(folder, home), load(home)
    is_own = present.is_present and present.text("database") == config.text("database")
    if config.is_sqlite or is_own:
        return
    if why := schema.why_unreachable(config):
        message = f"The PostgreSQL database does not answer: {why}."
        raise BackupError(message)
    if count := postgresql.count_tables(connection_parameters(config)):
        message = f"The PostgreSQL database holds {count} tables already. Give an empty one with --database."
        raise BackupError(message)


def fill_database(config: NodeConfig, folder: Path, manifest: Manifest) -> None:
    """Steps 6 and 7, tables: make them as they were, fill them, bring them to this version. Needs Django."""
    if not config.is_sqlite:
        executor = MigrationExecutor(connection)
        with related_models_kept():
            executor.migrate(last_steps(executor.loader.graph, manifest.steps))
        connection.close()
        postgresql.load(connection_parameters(config), folder / "tables", manifest.tables, manifest.sequences)
    schema.migrate()


def _require_known(steps: frozenset[Step]) -> None:
    unknown = sorted(steps - schema.known())
    if unknown:
        application, name = unknown[0]
        message = (
            f"It was made by a newer version of this software (it knows {application} {name}). Install that version, "
            "then restore."
        )
        raise BackupError(message)


def _require_same_node(home: Path, manifest: Manifest) -> None:
    config = load(home)
    here = config.text("name")
    if config.is_present and here != manifest.node:
        message = f"It is a backup of {manifest.node}, and this is {here}. Restore it into a folder of its own."
        raise BackupError(message)


def _point_to(file: Path, database: str) -> None:
    text = file.read_text("utf-8")
    line = f'database = "{database}"'
    changed, count = re.subn(r"(?m)^database\s*=.*$", lambda _found: line, text)
    file.write_text(changed if count else f"{line}\n{text}", "utf-8")


def last_steps(graph: MigrationGraph, steps: frozenset[Step]) -> list[Step]:
    """Of the steps a database had, those that no other of them builds on: what to migrate to."""
    present = [step for step in steps if step in graph.nodes]
    return sorted(step for step in present if not any(child.key in steps for child in graph.node_map[step].children))


def _present(home: Path) -> list[Path]:
    """What belongs to the node of before; folders an earlier restore put aside and backups stay where they are."""
    stays = {STAGING, MARK_FILE, "backups", "state"}  # locks are held in state/
    return sorted(path for path in home.iterdir() if path.name not in stays and not path.name.startswith(ASIDE_PREFIX))


def _clear(home: Path) -> None:
    """Take away what an interrupted restore had put in place already."""
    config = load(home)
    if config.is_present and not config.is_sqlite:
        postgresql.drop_schema(connection_parameters(config))
    for path in _present(home):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
