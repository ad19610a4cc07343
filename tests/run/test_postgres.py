import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tools import postgres
from tools.environment import ROOT, site_packages
from tools.progress import SetupError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the server is reached over a Unix socket")


def test_a_server_leaves_nothing_behind() -> None:
    with postgres.throwaway(site_packages()) as server:
        with psycopg.connect(server.address) as line:
            assert line.execute("SELECT 1").fetchone() == (1,)
        folder, process = server.folder, server.process
        assert folder.exists()
    assert not folder.exists()
    assert process
    assert process.poll() is not None


def test_what_was_committed_outlives_a_killed_server() -> None:
    with postgres.throwaway(site_packages(), fast=False) as server:
        with psycopg.connect(server.address) as line:
            line.execute("CREATE TABLE kept (number int)")
            line.execute("INSERT INTO kept VALUES (7)")
        server.kill()
        server.start()
        with psycopg.connect(server.address) as line:
            assert line.execute("SELECT number FROM kept").fetchone() == (7,)


ABANDONED = """
import os, pathlib
from tools import postgres
from tools.environment import ROOT, site_packages
with postgres.throwaway(site_packages()) as server:
    print(server.process.pid, server.folder, flush=True)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux to be told of a parent's end")
def test_a_server_ends_with_a_run_that_was_killed() -> None:
    left = subprocess.run([sys.executable, "-c", ABANDONED], cwd=ROOT, capture_output=True, text=True, check=False)
    process, folder = left.stdout.split()
    try:
        limit = time.monotonic() + 20
        while Path(f"/proc/{process}/cmdline").exists() and time.monotonic() < limit:
            time.sleep(0.05)
        assert not Path(f"/proc/{process}/cmdline").exists()
    finally:
        shutil.rmtree(folder)


def test_no_other_user_sees_the_data() -> None:
    with postgres.throwaway(site_packages()) as server:
        assert (server.folder / "data").stat().st_mode & 0o077 == 0
        assert server.folder.stat().st_mode & 0o077 == 0


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises((SetupError, FileNotFoundError)), postgres.throwaway(tmp_path):
        pytest.fail("started out of an empty folder")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root has to step down")
def test_root_steps_down() -> None:
    with postgres.throwaway(site_packages()) as server:
        assert server.process
        assert Path(f"/proc/{server.process.pid}").stat().st_uid == postgres.NOBODY
