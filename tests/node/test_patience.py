"""A node whose processes end again and again: it serves again after pauses, and gives up after ten in a row."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from samakki.node.doctor import running
from samakki.node.doctor.finding import Level
from samakki.node.serving.patience import (
    MOST,
    PAUSES,
    REPORT_FILE,
    PagesReport,
    Patience,
    read_pages_report,
    write_pages_report,
)

SERVER = """
import os, sys
from pathlib import Path
from granian.constants import Interfaces
from samakki.node.serving import stopping
from samakki.node.serving.pages import PatientServer
from samakki.node.serving.patience import Patience

def load():
    if sys.argv[3] == "broken":
        os._exit(3)
    def application(environ, start):
        start("200 OK", [])
        return [str(os.getpid()).encode()]
    return application

server = PatientServer("x:y", address="127.0.0.1", port=int(sys.argv[2]), interface=Interfaces.WSGI,
                       workers=1, respawn_failed_workers=True, workers_kill_timeout=5, log_enabled=False)
server.be_patient(Path(sys.argv[1]), Patience(most=int(sys.argv[4]), pauses=(0.0, 0.05)))
stopping.hear(server)
if sys.argv[3] == "ends late":  # a process ends by itself while the node is ending
    server.on_shutdown(lambda: server.interrupt_children.append(0))
server.serve(target_loader=load, wrap_loader=False)
sys.exit(77 if server.gave_up_with is not None else 0)
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(state: Path, kind: str, most: int) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    words = [sys.executable, "-c", SERVER, str(state), str(port), kind, str(most)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process, port
        finally:
            process.kill()


def answered(port: int, *, but: int = 0) -> int:
    """Number of the process that answers, another than one that was killed."""
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as answer:
            if (found := int(answer.read())) != but:
                return found
        time.sleep(0.02)
    raise AssertionError(port)


def test_a_process_that_is_killed_again_and_again_within_seconds_is_followed_by_another(tmp_path: Path) -> None:
    with serving(tmp_path, "well", 9) as (process, port):
        found = answered(port)
        for _ in range(3):  # the library itself would end at the second
            os.kill(found, signal.SIGKILL)
            found = answered(port, but=found)
        report = read_pages_report(tmp_path)
        assert report is not None
        assert (report.failures, report.exit_code, report.has_given_up) == (3, -signal.SIGKILL, False)
        process.terminate()
        assert process.wait(20) == 0


def test_processes_that_cannot_start_end_the_node_after_the_stated_number(tmp_path: Path) -> None:
    with serving(tmp_path, "broken", 4) as (process, _port):
        assert process.wait(30) == 77
    report = read_pages_report(tmp_path)
    assert report is not None
    assert (report.failures, report.exit_code, report.has_given_up) == (4, 3, True)


def test_a_node_that_waits_before_the_next_start_ends_when_it_is_told_to(tmp_path: Path) -> None:
    with serving(tmp_path, "broken", 10_000) as (process, _port):
        limit = time.monotonic() + 20
        while read_pages_report(tmp_path) is None and time.monotonic() < limit:
            time.sleep(0.02)
        process.terminate()
        assert process.wait(20) == 0


def test_a_node_that_was_told_to_end_has_not_failed_if_a_process_ended_at_that_moment(tmp_path: Path) -> None:
    with serving(tmp_path, "ends late", 9) as (process, port):
        answered(port)
        process.terminate()
        assert process.wait(20) == 0, "its keeper would call it failed"


def test_pauses_grow_to_half_a_minute_and_a_well_minute_forgets() -> None:
    patience, now, pauses = Patience(), 1000.0, []
    patience.serves(now)
    for _ in range(MOST):
        now += 59.9
        pauses.append(patience.failed(now))
        patience.serves(now)
    assert pauses == [*PAUSES, 30.0, 30.0, None]
    patience = Patience(most=2)
    for _ in range(5):
        patience.serves(now)
        now += 60
        assert patience.failed(now) == 0
    assert patience.failed(now + 100) is None, "the time of a pause is no well minute"


def test_the_doctor_tells_it_for_a_day(tmp_path: Path) -> None:
    config, now = SimpleNamespace(state=tmp_path), datetime.now(UTC)

    def levels() -> list[Level]:
        return [one.level for one in running.node(config) if "answer pages" in one.what]  # type: ignore[arg-type]  # a folder is all it needs

    assert levels() == []
    for at, has_given_up, told in (
        (now, False, [Level.WARN]), (now, True, [Level.FAIL]), (now - timedelta(days=2), True, []),
    ):  # fmt: skip
        write_pages_report(tmp_path, PagesReport(at, 3, -9, has_given_up))
        assert levels() == told
    (tmp_path / REPORT_FILE).write_text("{", "ascii")
    assert levels() == []
