"""Log lines: one JSON object each, without anything a person typed or is called.

A line is made from an allow-list, so nothing needs to be removed afterwards. Our own code logs an event in constant
words, with facts in ``extra``; a fact is kept where it looks like a code, a reference or a number. Of everything else
(Django, libraries) only the place in the code and the kind of error are kept: their messages quote addresses, names and
database values. A fault has its trace of files and lines, never values and never the exception's own text.
"""

import json
import logging
import os
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from samakki.node.config import NodeConfig

PROCESS_VARIABLE = "SAMAKKI_PROCESS"
OURS = "samakki"
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,79}|")
ROUTE = re.compile(r"[A-Za-z0-9_.:/<>^$\\()\[\]?*+-]{0,200}")  # a pattern of urls.py, not an address
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
DEEPEST = 30  # frames of one trace
log = logging.getLogger(__name__)


class Line(logging.Formatter):
    """Turns a log record into one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; see the module for what may be on it."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "where": f"{record.module}:{record.lineno}",
        }
        if record.name.split(".", 1)[0] == OURS:
            # The message before its arguments are put in: constant words of ours.
            line["event"] = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
            line |= facts_of(record)
        # The number on the error page; ui.errors keeps it in the request's environment.
        if reference := getattr(getattr(record, "request", None), "META", {}).get("samakki.reference"):
            line["reference"] = reference
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)


def facts_of(record: logging.LogRecord) -> dict[str, str | int | float | bool]:
    """What ``extra`` brought, as far as it can hold no name: numbers, and texts shaped like a code."""
    facts: dict[str, str | int | float | bool] = {}
    for key, value in vars(record).items():
        if key in STANDARD or key == "request":
            continue
        if isinstance(value, bool | int | float):
            facts[key] = value
        elif isinstance(value, str):
            allowed = ROUTE if key == "route" else SAFE
            facts[key] = value if allowed.fullmatch(value) else "(left out)"
    return facts


def told(error: BaseException) -> dict[str, Any]:
    """An error as kinds and places: what to look up in the code, without the values it happened with."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < DEEPEST:
        # A database says what is wrong in a code too: SQLITE_BUSY, 40001.
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
        kinds.append(f"{type(cause).__module__}.{type(cause).__qualname__} {code}".rstrip())
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    return {"kinds": kinds, "trace": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]}


def _short(filename: str) -> str:
    """A file of the trace from its package on; folders before it say nothing about the fault."""
    for mark in ("/site-packages/", "/src/"):
        if mark in filename:
            return filename.rsplit(mark, 1)[1]
    return os.path.basename(filename)


def logging_settings(config: NodeConfig) -> dict[str, Any]:
    """Django's ``LOGGING``.

    Each process of a node has a file of its own, because two writers cannot share a rotated one; ``SAMAKKI_PROCESS``
    names the process. Commands typed by an operator use "console". Without a node there is nowhere to write.
    """
    process = re.sub(r"[^a-z0-9-]", "", os.environ.get(PROCESS_VARIABLE, "console"))
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "samakki.node.logs.Line"}},
        "handlers": {"lines": _handler(config, process)},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            # Django's own console and mail handlers go; what it reports travels to the root.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # A refused host or a missing page is the client's doing and logged as a request.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "axes": {"handlers": [], "level": "CRITICAL", "propagate": True},
            OURS: {"handlers": [], "level": "INFO", "propagate": True},
        },
    }


def _handler(config: NodeConfig, process: str) -> dict[str, Any]:
    if not config.is_present:
        return {"class": "logging.NullHandler"}
    if config.text("logs.to") == "stdout" and process != "console":
        return {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}
    return {
        "class": "samakki.node.logfiles.LogFile",
        "filename": str(config.home / "logs" / f"{process}.log"),
        "maxBytes": config.number("logs.megabytes") * 1_000_000,
        "backupCount": config.number("logs.files"),
        "encoding": "utf-8",
        "delay": True,
        "formatter": "line",
    }


def log_what_nobody_caught() -> None:
    """Send errors that end a process or thread to the log, where they keep their trace and lose their text.

    A log that cannot be written (a full disk) stays silent: Python would print the record with all its values instead.
    """

    def of_process(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        log.critical("the process ended with an error", exc_info=error)

    def of_thread(arguments: threading.ExceptHookArgs) -> None:
        log.critical("a thread ended with an error", exc_info=arguments.exc_value)

    logging.raiseExceptions = False
    sys.excepthook = of_process
    threading.excepthook = of_thread
