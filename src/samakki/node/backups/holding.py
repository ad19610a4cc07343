"""Keeps the sealed files of a node readable until a backup is written, whatever the node clears meanwhile."""

import os
from pathlib import Path

from samakki.node.stored import chunk_paths, stored_paths


def hold_stored(home: Path, folder: Path) -> dict[str, Path]:
    """Give every sealed file that lies in `home` a second name in `folder`: its content stays until that goes too.

    Called again, it takes what came since. A file that goes in this very moment is left out: its row was marked as
    cleared before. Where the disk knows no second names, files are read where they lie.

    Args:
        home: of the node.
        folder: of the backup; names in it are those in the backup.

    Returns:
        Files that got no second name, by their name in the backup.
    """
    elsewhere: dict[str, Path] = {}
    for path in (*stored_paths(home), *chunk_paths(home)):
        name = path.relative_to(home)
        held = folder / name
        held.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.link(path, held)
        except (FileExistsError, FileNotFoundError):
            continue
        except OSError:  # another disk, or one without second names
            elsewhere[str(name)] = path
    return elsewhere
