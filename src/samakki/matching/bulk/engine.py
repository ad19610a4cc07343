"""What an engine can do. Two do it: DuckDB in bounded memory on one machine, and Spark."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from samakki.matching.domain.definition import Comparison

Answer = tuple[Any, ...]


class Engine(Protocol):
    """Runs SQL over Parquet files. The SQL given is of the kind that both engines read alike."""

    def view(self, name: str, paths: Sequence[Path]) -> None:
        """Let SQL call these files by a name."""

    def write(self, sql: str, path: Path) -> None:
        """Write what a query finds to a Parquet file or folder."""

    def rows(self, sql: str) -> list[Answer]:
        """What a query finds, where that is little."""

    def judge(self, sql: str, one: Comparison, path: Path) -> None:
        """Ask Python for the levels of pairs of cells.

        Args:
            sql: finds the numbers of two cells and the two cells.
            one: the comparison.
            path: of the file to write, with columns one, other, place.
        """

    def close(self) -> None:
        """Let go of memory and spilled files."""


Column = tuple[str, str]
"""Name and type: "BIGINT", "VARCHAR", "DOUBLE"."""
