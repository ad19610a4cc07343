"""The engine on one machine: DuckDB in memory that it may not exceed; what does not fit goes to a folder on disk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk.engine import Answer, Column
from samakki.matching.bulk.judging import judged
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.stages import remove
from samakki.matching.domain.definition import Comparison

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FETCHED = 50_000
OWN_MB = 150
"""What the program takes of the allowance before it has read a record: Python, arrays, the engine's code."""
KINDS = {"BIGINT": np.int64, "DOUBLE": np.float64, "VARCHAR": np.object_}


class Duck:
    """A DuckDB of its own, with nothing kept but files that are asked for."""

    def __init__(self, spill: Path, *, memory_mb: int, threads: int) -> None:
        try:
            import duckdb  # noqa: PLC0415  (an optional part: `pip install samakki[bulk]`)
        except ImportError as error:
            raise CannotLink("duckdb-missing") from error
        self.spill = spill
        self.processes = threads
        self.memory_mb = memory_mb
        self.error = duckdb.Error
        remove(spill)
        spill.mkdir(mode=0o700)
        self.to: DuckDBPyConnection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{max(memory_mb // 2, memory_mb - OWN_MB)}MB",
                "temp_directory": str(spill),
                "threads": threads,
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        self.to.execute("SET enable_progress_bar = false")  # standard error belongs to the command

    @contextmanager
    def beside(self) -> Iterator[Self]:
        """The same tables for another thread: a connection is for one at a time."""
        own = copy(self)
        own.to = self.to.cursor()
        try:
            yield own
        finally:
            own.to.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def use_less(self) -> None:
        """Leave half of the memory to arrays."""
        self.to.execute(f"SET memory_limit = '{self.memory_mb // 2}MB'")

    def view(self, name: str, paths: Sequence[Path]) -> None:
        """Let SQL call these files by a name."""
        listed = ", ".join(quoted(f"{path}/*.parquet" if path.is_dir() else str(path)) for path in paths)
        self.to.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet([{listed}])")

    def write(self, sql: str, path: Path) -> None:
        """Write what a query finds to a Parquet file."""
        self.to.execute(f"COPY ({sql}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION lz4)")

    def keep_in_order(self, name: str, sql: str) -> None:
        """Keep as a table what a query finds in a file; ``rowid`` counts its rows from 0 in their order.

        Raises:
            DuckError: the file is not of the form that the query says.
        """
        self.to.execute("SET preserve_insertion_order = true")
        try:
            self.to.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")
        finally:
            self.to.execute("SET preserve_insertion_order = false")

    def rows(self, sql: str) -> list[Answer]:
        """What a query finds, where that is little."""
        return self.to.execute(sql).fetchall()

    def each(self, sql: str) -> Iterator[list[Answer]]:
        """What a query finds, some thousands at a time."""
        asked = self.to.cursor().execute(sql)
        while found := asked.fetchmany(FETCHED):
            yield found

    def judge(self, sql: str, one: Comparison, path: Path) -> None:
        """Ask Python for the levels of pairs of cells."""
        columns = (("one", "BIGINT"), ("other", "BIGINT"), ("place", "BIGINT"))
        self.store(columns, judged(one, self.each(sql), processes=self.processes), path)

    def arrays(self, sql: str) -> dict[str, NDArray[Any]]:
        """What a query finds, a column each, in one order; what is not known is masked."""
        return self.to.execute(sql).fetchnumpy()

    def columns(self, name: str) -> list[str]:
        """Names of the columns of a view."""
        return [row[0] for row in self.rows(f"DESCRIBE {name}")]

    def hold(self, name: str, given: Mapping[str, NDArray[Any]]) -> None:
        """Keep arrays as a table until another is kept under this name."""
        self.to.register("given", dict(given))
        self.to.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")
        self.to.unregister("given")

    def store(
        self, columns: Sequence[Column], batches: Iterable[Sequence[Sequence[object] | NDArray[Any]]], path: Path
    ) -> None:
        """Write batches of columns to a Parquet file.

        Args:
            columns: names and types.
            batches: of values, column by column.
            path: of the file.
        """
        self.gather("stored", columns, batches)
        self.write("SELECT * FROM stored", path)
        self.to.execute("DROP TABLE stored")

    def gather(
        self,
        name: str,
        columns: Sequence[Column],
        batches: Iterable[Sequence[Sequence[object] | NDArray[Any]]],
        also: Sequence[str] = (),
    ) -> None:
        """Keep batches of columns as a table; `also` are queries that find more rows of the same columns."""
        declared = ", ".join(f"{column} {kind}" for column, kind in columns)
        temporary = "TEMP " if name == "stored" else ""
        self.to.execute(f"CREATE OR REPLACE {temporary}TABLE {name} ({declared})")
        for query in also:
            self.to.execute(f"INSERT INTO {name} {query}")
        for batch in batches:
            given = {column: _array(kind, values) for (column, kind), values in zip(columns, batch, strict=True)}
            self.to.register("given", given)
            self.to.execute(f"INSERT INTO {name} SELECT * FROM given")
            self.to.unregister("given")

    def close(self) -> None:
        """Let go of memory and spilled files."""
        self.to.close()
        remove(self.spill)


def _array(kind: str, values: Sequence[object] | NDArray[Any]) -> NDArray[Any]:
    """Values as DuckDB reads them from memory; arrays of numbers have no place for what is not known."""
    has_gaps = not isinstance(values, np.ndarray | range) and None in values
    return np.array(values, dtype=np.object_ if has_gaps else KINDS[kind])


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
