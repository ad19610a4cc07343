"""Starts the server processes, the keeper and the worker from one process that loaded the software once.

Children are forked from it and share its memory, so nothing may hold a database connection before.
"""

import gc
import importlib
import logging.config
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import django
from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from granian.constants import Interfaces

from samakki.entities.domain import schemata, search_names
from samakki.node.commands.console import Stopped
from samakki.node.config import NodeConfig
from samakki.node.logs import PROCESS_VARIABLE, log_what_nobody_caught, logging_settings
from samakki.node.serving import family, keeper, stopping, worker
from samakki.node.serving.pages import PatientServer
from samakki.node.serving.patience import MOST

STOP_SECONDS = 10
WARM_SECONDS = 20  # until a server process that has answered for a while loads what compares names
RESTART_SECONDS = 2
THREAD_IDLE_SECONDS = 600  # a thread keeps its database connection; a new one has to open it
WSGI = "samakki.node.serving.wsgi"
log = logging.getLogger(__name__)


def serve(config: NodeConfig) -> None:
    """Run the node until SIGTERM or Ctrl-C; return when every process has ended.

    Raises:
        Stopped: the address is taken, or a node runs in this home already; or processes that answer pages ended again
            and again (`patience`).
    """
    with _only_node(config):
        _check_address(config)
        importlib.import_module(WSGI)
        get_resolver().url_patterns  # noqa: B018  (loads every page now: a broken one stops the start, not a request)
        schemata.load()  # a second and 70 MB: once here, shared by every child
        _forget_connections()
        become("main", config)
        gc.collect()
        gc.freeze()  # the collector no longer writes to what is loaded now, so it stays shared
        certificate, key = config.text("https.certificate"), config.text("https.key")
        server = PatientServer(
            f"{WSGI}:application",
            address=config.text("listen"),
            port=config.number("port"),
            interface=Interfaces.WSGI,
            workers=config.number("server.workers"),
            blocking_threads=config.number("server.threads"),
            blocking_threads_idle_timeout=THREAD_IDLE_SECONDS,
            ssl_cert=config.home / certificate if certificate else None,
            ssl_key=config.home / key if key else None,
            respawn_failed_workers=True,
            workers_kill_timeout=STOP_SECONDS,
            log_dictconfig=logging_settings(config),
        )
        server.be_patient(config.state)
        stopping.hear(server)
        guard = ChildGuard()
        server.on_startup(guard.start)
        server.on_shutdown(guard.stop)
        server.serve(target_loader=partial(_application, os.getpid()), wrap_loader=False)
        if server.gave_up_with is not None:
            raise _gave_up(config, server.gave_up_with)


def become(process: str, config: NodeConfig) -> None:
    """Name this process; from now on its log lines go to a file of that name."""
    os.environ[PROCESS_VARIABLE] = process
    logging.config.dictConfig(logging_settings(config))
    log_what_nobody_caught()


class ChildGuard:
    """Starts the keeper and the worker, and starts one again if it ends while the node runs."""

    def __init__(self) -> None:
        method = multiprocessing.get_start_method()
        self._context: Any = multiprocessing.get_context(method if method in {"fork", "spawn"} else "spawn")
        self._processes = {name: self._made(name) for name in CHILDREN}
        self._is_stopping = threading.Event()

    def start(self) -> None:
        """Start the children, then a thread for each that watches it. In this order: a fork copies no threads."""
        for process in self._processes.values():
            process.start()
        for name in CHILDREN:
            threading.Thread(target=self._watch, args=(name,), daemon=True).start()

    def stop(self) -> None:
        """Ask the children to end; kill those that do not."""
        self._is_stopping.set()
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.join(STOP_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()

    def _made(self, name: str) -> multiprocessing.Process:
        made: multiprocessing.Process = self._context.Process(target=_child, args=(name, os.getpid()), name=name)
        return made

    def _watch(self, name: str) -> None:
        while True:
            process = self._processes[name]
            process.join()
            if self._is_stopping.wait(RESTART_SECONDS):
                return
            ending = {"process_name": name, "exit_code": process.exitcode or 0}
            log.error("a process of the node ended and is started again", extra=ending)
            self._processes[name] = self._made(name)
            self._processes[name].start()


CHILDREN: dict[str, Callable[[NodeConfig], None]] = {"keeper": keeper.main, "worker": worker.main}
"""Processes beside those that answer pages, by name."""

_held: list[object] = []  # locks that last as long as this process


def _application(main: int) -> Callable[..., Any]:
    """Runs first in each server process; `main` is the process that started it."""
    # Ctrl-C reaches every process of the terminal. The main process answers it with SIGTERM to this one; two signals at
    # once can meet in the server's own handler and lock it up. Blocked rather than ignored: the server sets its handler
    # again, and its threads inherit the block.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    family.stop_with_parent(main)
    django.setup()  # done already where the process was forked, needed where it was spawned
    number, held = family.first_free(settings.CONFIG.state, "web")
    _held.append(held)
    become(f"web-{number}", settings.CONFIG)
    _warm_up()
    application: Callable[..., Any] = importlib.import_module(WSGI).application
    return application


def _warm_up() -> None:
    """Load models and loops of names when the first pages have been answered; a search before then loads them itself.

    They take as long as all the rest of a start, and a process that never compares, such as the keeper, needs none.
    """
    timer = threading.Timer(WARM_SECONDS, search_names.load)
    timer.daemon = True
    timer.start()


def _child(name: str, main: int) -> None:
    """Body of a child's process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of the terminal; the parent decides
    family.stop_with_parent(main)
    django.setup()
    become(name, settings.CONFIG)
    CHILDREN[name](settings.CONFIG)


def _gave_up(config: NodeConfig, code: int) -> Stopped:
    return Stopped(
        "The node ended.",
        f"Processes that answer pages ended {MOST} times without a minute in which they served; the last with {code}.",
        f"Look for the cause in {config.home / 'logs'}, main.log and web-1.log first, and run `samakki doctor`. "
        "Then start it again.",
    )


def _forget_connections() -> None:
    """Close what the checks opened: a forked connection would be used by two processes."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if close_pool := getattr(connection, "close_pool", None):
            close_pool()


@contextmanager
def _only_node(config: NodeConfig) -> Iterator[None]:
    try:
        file = family.lock(config.state / "node.lock")
    except family.AlreadyLocked as error:
        raise Stopped(
            "The node was not started.",
            f"A node is running in {config.home} already.",
            "Stop it first, or use the running one.",
        ) from error
    with file:
        yield


def _check_address(config: NodeConfig) -> None:
    address, port = config.text("listen"), config.number("port")
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            raise Stopped(
                "The node was not started.",
                f"It cannot listen on {address} port {port}: {error.strerror}.",
                "Stop the program that uses the port, or set another one in node.toml (listen, port).",
            ) from error
