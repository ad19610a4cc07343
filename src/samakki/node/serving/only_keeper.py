"""One keeper at a time: a lock file in the home folder, and on PostgreSQL a lock in the database as well."""

import time
from types import TracebackType
from typing import IO, Any, Self

import psycopg

from samakki.node.config import NodeConfig
from samakki.node.databases import connection_parameters
from samakki.node.serving.family import AlreadyLocked, lock

ADVISORY_KEY = 0x53414D414B4B49  # "SAMAKKI"; advisory locks are numbers, and count within one database
LOOK_AGAIN_SECONDS = 5.0


class OnlyKeeper:
    """Says whether this process may work as the keeper.

    The lock in the database keeps out a node on another machine with the same PostgreSQL database. The server frees it
    when the connection that holds it ends, so the connection is looked at again and again.
    """

    def __init__(self, config: NodeConfig) -> None:
        self._config = config
        self._file: IO[str] | None = None
        self._session: psycopg.Connection[Any] | None = None
        self._looked_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            self._session.close()
        if self._file is not None:
            self._file.close()

    def is_ours(self) -> bool:
        """Whether this process holds the locks now; tries to take them if not."""
        if self._file is None:
            try:
                self._file = lock(self._config.state / "keeper.lock")
            except AlreadyLocked:
                return False
        return self._config.is_sqlite or self._holds_database()

    def _holds_database(self) -> bool:
        now = time.monotonic()
        if self._session is not None and now - self._looked_at < LOOK_AGAIN_SECONDS:
            return True
        self._looked_at = now
        try:
            if self._session is None:
                self._session = psycopg.connect(**connection_parameters(self._config), autocommit=True)
                row = self._session.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_KEY]).fetchone()
                is_held = bool(row and row[0])
            else:
                is_held = self._session.execute("SELECT 1").fetchone() is not None
        except psycopg.Error:
            is_held = False
        if not is_held and self._session is not None:
            self._session.close()
            self._session = None
        return is_held
