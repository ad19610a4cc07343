"""SQLite or PostgreSQL from one setting, with the options each needs to lose nothing that was acknowledged."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from samakki.node.config import NodeConfig

CACHE_TABLE = "node_cache"
BUSY_SECONDS = 20
SQLITE_START = (
    "PRAGMA journal_mode=WAL;"  # readers and the one writer do not wait for each other
    "PRAGMA synchronous=FULL;"  # an answer is sent after the disk has the commit, not before
    "PRAGMA cache_size=-8000;"  # 8 MB for each thread
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=67108864;"  # the log shrinks again after a large import
    "PRAGMA secure_delete=ON;"  # what is deleted or overwritten is written over with zeros, not only forgotten
    "PRAGMA foreign_keys=ON;"
)


def databases(config: NodeConfig) -> dict[str, dict[str, Any]]:
    """Django's ``DATABASES`` for one node."""
    return {"default": sqlite(config) if config.is_sqlite else postgresql(config)}


def sqlite(config: NodeConfig) -> dict[str, Any]:
    """A file in the home folder.

    Every transaction takes the write lock when it begins (IMMEDIATE). With SQLite's own default a transaction that read
    first cannot become a writer while another writes, and fails at once without waiting for the busy timeout.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": config.database_file,
        "CONN_MAX_AGE": 600,  # closing the last connection copies the whole write-ahead log back
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_SECONDS, "init_command": SQLITE_START},
    }


def postgresql(config: NodeConfig) -> dict[str, Any]:
    """A PostgreSQL database, through a connection pool: ``postgresql://user:password@host:port/name?option=value``."""
    address = urlsplit(config.text("database"))
    threads = config.number("server.threads")
    options: dict[str, Any] = dict(parse_qsl(address.query))
    # A socket folder cannot stand in the host part of an address; libpq takes it as ?host=/run/postgresql.
    host = options.pop("host", unquote(address.hostname or ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": host,
        "PORT": str(address.port or options.pop("port", "")),
        "CONN_MAX_AGE": 0,  # the pool keeps connections
        "CONN_HEALTH_CHECKS": True,  # and looks at each before handing it out: the server may have been restarted
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": threads + 1, "timeout": BUSY_SECONDS}},
    }


CACHES = {
    "default": {
        # Counts of sign-in attempts and used one-time codes must be the same for every process of the node.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": CACHE_TABLE,
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}


def connection_parameters(config: NodeConfig) -> dict[str, Any]:
    """What ``psycopg.connect`` needs to reach the node's PostgreSQL database outside Django's pool."""
    settings = postgresql(config)
    options = {name: value for name, value in settings["OPTIONS"].items() if name != "pool"}
    named = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
    }
    return {**options, **{name: value for name, value in named.items() if value}}
