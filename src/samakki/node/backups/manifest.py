"""What a backup says about itself: whose it is, what made it, and a digest of each file in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from samakki.kernel.refusals import SamakkiError

FORMAT = 1
MANIFEST_FILE = "manifest.json"
PIECE_BYTES = 1 << 20
Step = tuple[str, str]  # application and name of one migration


class BackupError(SamakkiError):
    """A backup cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """One PostgreSQL table of a backup."""

    name: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first file of a backup."""

    node: str
    made_at: datetime
    version: str  # of the software
    engine: str  # sqlite or postgresql
    steps: frozenset[Step]  # migrations applied to the database
    digests: Mapping[str, str]  # SHA-256 in hexadecimal, by file name
    tables: tuple[Table, ...] = ()
    sequences: Mapping[str, int] = field(default_factory=dict)  # PostgreSQL only: last value given out

    def to_bytes(self) -> bytes:
        """As JSON."""
        content = {
            "format": FORMAT,
            "node": self.node,
            "made_at": self.made_at.isoformat(),
            "version": self.version,
            "engine": self.engine,
            "steps": sorted(self.steps),
            "digests": dict(self.digests),
            "tables": [{"name": table.name, "columns": table.columns, "rows": table.rows} for table in self.tables],
            "sequences": dict(self.sequences),
        }
        return (json.dumps(content, indent=1) + "\n").encode("ascii")

    @classmethod
    def from_bytes(cls, content: bytes) -> "Manifest":
        """Read what ``to_bytes`` wrote.

        Raises:
            BackupError: another format, or not a manifest.
        """
        try:
            given = json.loads(content)
            if given["format"] > FORMAT:
                message = f"It has format {given['format']}; this version of the software reads up to {FORMAT}."
                raise BackupError(message)
            return cls._from_json(given)
        except (ValueError, TypeError, KeyError) as error:
            message = "It has no list of contents that can be read."
            raise BackupError(message) from error

    @classmethod
    def _from_json(cls, given: dict[str, Any]) -> "Manifest":
        return cls(
            node=str(given["node"]),
            made_at=datetime.fromisoformat(given["made_at"]),
            version=str(given["version"]),
            engine=str(given["engine"]),
            steps=frozenset((str(application), str(name)) for application, name in given["steps"]),
            digests={str(name): str(digest) for name, digest in given["digests"].items()},
            tables=tuple(
                Table(str(table["name"]), tuple(map(str, table["columns"])), int(table["rows"]))
                for table in given["tables"]
            ),
            sequences={str(name): int(value) for name, value in given["sequences"].items()},
        )


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
