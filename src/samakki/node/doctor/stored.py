"""Stored files: each row has its file, and each file its row. Needs Django."""

import time
from collections.abc import Iterator

from samakki.entities.queries.files import path_of, stored_contents
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn
from samakki.node.stored import STORED_FOLDER, stored_paths
from samakki.sealing.files import sealed_bytes

NAMED = 5  # of many, so many are named
UNDER_WAY_SECONDS = 3600  # a younger file may belong to an intake that is going on


def stored_files(config: NodeConfig) -> Iterator[Finding]:
    """Files that are missing, of a wrong length, or of no record. That each opens is proved when it is read."""
    missing, wrong, known = [], [], set()
    for reference, stored_as, size in stored_contents():
        known.add(stored_as)
        try:
            if path_of(stored_as).stat().st_size != sealed_bytes(size):
                wrong.append(reference)
        except FileNotFoundError:
            missing.append(reference)
    before = time.time() - UNDER_WAY_SECONDS
    orphans = [
        path.name for path in stored_paths(config.home) if path.name not in known and path.stat().st_mtime < before
    ]
    if missing:
        yield fail(
            f"{len(missing)} stored files are missing: {_some(missing)}.",
            "Look for the newest backup that holds them, and restore it into another folder to get them back.",
        )
    if wrong:
        yield fail(
            f"{len(wrong)} stored files were cut short or changed: {_some(wrong)}.",
            "Nothing of them is shown any more. Look for them in the newest backup.",
        )
    if orphans:
        yield warn(
            f"{len(orphans)} files in {config.home / STORED_FOLDER} belong to no record: {_some(orphans)}.",
            "An intake was interrupted before it was written down. Nobody can open them; `samakki files clear` names "
            "them, and deletes them with --delete.",
        )
    if not (missing or wrong or orphans):
        yield ok(f"Stored files: {len(known)}, each with its record")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
