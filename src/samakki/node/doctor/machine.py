"""The machine: versions, free space, who runs the node, what that user can change."""

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import samakki.node
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37, 0)
FULL_BYTES = 200_000_000
SCARCE_BYTES = 2_000_000_000
SCARCE_FILES = 10_000  # entries that a file system still has room for
MOUNTS = Path("/proc/mounts")
NETWORK = ("nfs", "cifs", "smb", "9p", "fuse", "ceph", "gluster", "afs")


def versions(_config: NodeConfig) -> Iterator[Finding]:
    """Python and SQLite are new enough."""
    found = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    if sys.version_info < OLDEST_PYTHON or sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield fail(f"{found}: too old.", "Install Python 3.11 or newer with SQLite 3.37 or newer.")
    else:
        yield ok(found)


def disk_space(config: NodeConfig) -> Iterator[Finding]:
    """There is room for the database, its log and a backup, where the node lives and where its backups go."""
    folders = [config.home]
    backups = config.path("backups.folder")
    if backups.exists() and backups.stat().st_dev != config.home.stat().st_dev:
        folders.append(backups)
    for folder in folders:
        free = shutil.disk_usage(folder).free
        found = f"{free / 1e9:.1f} GB free at {folder}"
        if free < FULL_BYTES:
            yield fail(found, "Make room now. Old backups and logs are the first to go.")
        elif free < SCARCE_BYTES:
            yield warn(found, "Make room soon, or move the backups folder to another disk (backups.folder).")
        else:
            yield ok(found)
        entries = os.statvfs(folder)
        if entries.f_files and entries.f_favail < SCARCE_FILES:
            yield warn(
                f"The file system of {folder} has room for {entries.f_favail} more files.",
                "Look which folder holds so many small files (`df -i`), and clear it or move the node's folder.",
            )


def user(config: NodeConfig) -> Iterator[Finding]:
    """The node does not run as the user who may do everything."""
    if os.geteuid() == 0 and not config.is_demo:
        yield warn(
            "This command runs as root.",
            "Run the node and its commands as a user of its own, such as samakki; deploy/ has a unit file that does.",
        )


def program(config: NodeConfig) -> Iterator[Finding]:
    """The node's user cannot change the node's program."""
    folder = Path(samakki.node.__file__).parents[1]
    if config.is_demo or os.geteuid() == 0:
        return
    if os.access(folder, os.W_OK):
        yield warn(
            f"The user of this command may change the program in {folder}.",
            "Let the program's folder belong to root: `chown -R root: /opt/samakki`.",
        )
    else:
        yield ok("The program belongs to somebody else than the node's user")


def network_folder(config: NodeConfig) -> Iterator[Finding]:
    """A database that is a file lies on a disk of this machine."""
    kind = kind_of_mount(config.home, MOUNTS.read_text("utf-8", "replace")) if MOUNTS.exists() else ""
    if config.is_sqlite and kind.startswith(NETWORK):
        yield fail(
            f"{config.home} is a network folder ({kind}), and the database is a file in it.",
            "Move the node's folder to a disk of this machine, or take PostgreSQL.",
        )


def kind_of_mount(folder: Path, mounts: str) -> str:
    r"""Kind of the file system that a folder lies on; "" where it is not known.

    Args:
        folder: absolute.
        mounts: content of ``/proc/mounts``.

    >>> kind_of_mount(Path("/srv/a/b"), "/dev/sda / ext4 rw 0 0\nnas:/x /srv/a nfs4 rw 0 0")
    'nfs4'
    """
    found, longest = "", -1
    for line in mounts.splitlines():
        _device, point, kind, *_ = line.split(" ")
        place = Path(point.replace("\\040", " "))
        if folder.is_relative_to(place) and len(place.parts) > longest:
            found, longest = kind, len(place.parts)
    return found
