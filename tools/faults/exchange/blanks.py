"""Databases of the simulation with every table and no row: made once for each state of the migrations, then copied."""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tools.environment import ROOT
from tools.faults.exchange.databases import Files, cut_off

FOLDER = ROOT / ".tools" / "blank-databases"


def from_file(database: BaseDatabaseWrapper) -> None:
    """Make the tables of a SQLite database out of a file that is kept for the next run."""
    path = FOLDER / f"{_migrations()}.sqlite3"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            made = Files(Path(folder)).database("blank")
            migrated(made)
            os.replace(made.settings_dict["NAME"], path)
        for old in sorted(FOLDER.glob("*.sqlite3"), key=os.path.getmtime)[:-3]:
            old.unlink()
    shutil.copyfile(path, database.settings_dict["NAME"])


def from_database(source: Path) -> None:
    """Keep a database that somebody migrated already as the file to copy from, if nobody is in it.

    Args:
        source: a SQLite file; only read.
    """
    path = FOLDER / f"{_migrations()}.sqlite3"
    if path.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    new = FOLDER / f"{os.getpid()}.new"
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as given:
        if given.execute("SELECT EXISTS (SELECT 1 FROM access_officer)").fetchone()[0]:
            return  # somebody works in it
        given.execute("VACUUM INTO ?", (str(new),))
    new.replace(path)


def migrated(database: BaseDatabaseWrapper) -> None:
    """Make the tables by running every migration in the database itself."""
    usual = connections["default"]
    connections["default"] = database
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connections["default"] = usual
        cut_off(database)


def _migrations() -> str:
    """What all migrations together are known by."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
