"""The engine for tables that outgrow one machine: Spark, running the same SQL and asking the same Python."""

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from samakki.matching.bulk.engine import Answer
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.stages import remove
from samakki.matching.domain.definition import Comparison

FETCHED = 20_000
JUDGED = "one bigint, other bigint, place bigint"


class Spark:
    """A Spark session of its own on this machine; a cluster is reached by the settings that Spark itself reads."""

    def __init__(self, spill: Path, *, memory_mb: int, threads: int) -> None:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415  (an optional part that needs Java)
            from pyspark.sql.functions import pandas_udf  # noqa: PLC0415  (as above)

            from samakki.matching.bulk.frames import judged_frames, likeness  # noqa: PLC0415  (as above)
        except ImportError as error:
            raise CannotLink("spark-missing") from error
        os.environ.setdefault(
            "PYSPARK_PYTHON", sys.executable
        )  # workers are started with it; no setting of a session is
        self.spill = spill
        builder = SparkSession.builder.appName("samakki link").master(f"local[{threads}]")
        settings = {
            "spark.driver.memory": f"{memory_mb}m",
            "spark.local.dir": str(spill),
            "spark.executorEnv.PYTHONPATH": str(Path(__file__).parents[3]),  # where this package lies
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(4 * threads),
            "spark.sql.ansi.enabled": "true",
            "spark.sql.execution.arrow.pyspark.enabled": "true",
            "spark.sql.warehouse.dir": str(spill / "warehouse"),
            "spark.log.level": "ERROR",
        }
        for name, value in settings.items():
            builder = builder.config(name, value)
        try:
            self.session = builder.getOrCreate()
        except Exception as error:  # Spark raises its own kinds when Java is missing or too old
            raise CannotLink("spark-not-started") from error
        self.judged_frames = judged_frames
        self.session.udf.register("jaro_winkler_similarity", pandas_udf(likeness, "double"))

    def view(self, name: str, paths: Sequence[Path]) -> None:
        """Let SQL call these files by a name."""
        self.session.read.parquet(*map(str, paths)).createOrReplaceTempView(name)

    def write(self, sql: str, path: Path) -> None:
        """Write what a query finds to a folder of Parquet files."""
        self.session.sql(sql).write.parquet(str(path))

    def rows(self, sql: str) -> list[Answer]:
        """What a query finds, where that is little."""
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def each(self, sql: str) -> Iterator[list[Answer]]:
        """What a query finds, some thousands at a time."""
        batch: list[Answer] = []
        for row in self.session.sql(sql).toLocalIterator():
            batch.append(tuple(row))
            if len(batch) == FETCHED:
                yield batch
                batch = []
        yield batch

    def judge(self, sql: str, one: Comparison, path: Path) -> None:
        """Ask Python for the levels of pairs of cells, where the data are."""
        self.session.sql(sql).mapInPandas(partial(self.judged_frames, one), JUDGED).write.parquet(str(path))

    def close(self) -> None:
        """Stop the session and let go of spilled files."""
        self.session.stop()
        remove(self.spill)
