"""Runs one program and says how long it took and how much memory its processes held at most; makes homes for others."""

import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tools import uv
from tools.environment import ROOT, TOOLS, clean, site_packages
from tools.progress import Progress, SetupError
from tools.trial.node import session_processes

SPLINK = ("splink==5.0.0", "duckdb==2.0.0", "sqlglot==30.30.0", "pyarrow==26.0.1")
"""The peer, with exact versions of what it computes with."""
SPARK = ("pyspark==4.1.4", "pandas==3.1.1", "pyarrow==26.0.1")
"""The other engine, of the version that the part `bulk` allows."""
LOOK_SECONDS = 0.1
PAGE_KB = 4


@dataclass(frozen=True, slots=True)
class Run:
    """How a program did.

    Attributes:
        seconds: from its start to its end.
        megabytes: resident memory of it and its children at most, looked at ten times a second.
        output: what it printed.
        processor: seconds that processors worked for it, in all; other work on the machine changes it little.
    """

    seconds: float
    megabytes: float
    output: str
    processor: float = 0.0


def run(command: Sequence[str]) -> Run:
    """Run a program to its end.

    Raises:
        subprocess.CalledProcessError: it failed; its own words stand on standard error.
    """
    begun, worked = time.perf_counter(), _worked()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=clean(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        peak = [0.0]
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(program.pid, peak, done))
        watcher.start()
        output, _ = program.communicate()
        done.set()
        watcher.join()
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, command)
    return Run(time.perf_counter() - begun, peak[0], output, _worked() - worked)


def _worked() -> float:
    """Seconds that ended programs of this one worked."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(session: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(LOOK_SECONDS):
        peak[0] = max(peak[0], sum(map(_resident_mb, session_processes(session))))


def _resident_mb(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text("utf-8").split()[1]) * PAGE_KB / 1024
    except (OSError, IndexError):
        return 0.0  # it ended meanwhile


def splink() -> str:
    """The Python of an environment that has Splink and nothing of this project; made at the first call, then kept.

    Returns:
        its path; empty where it could not be made, as without a network.
    """
    return _home("splink-5.0.0", SPLINK)


def spark() -> str:
    """The Python of an environment with Spark in which this project runs as well; made at the first call, then kept.

    Returns:
        its path; empty where it could not be made, or there is no Java.
    """
    if shutil.which("java") is None:
        return ""
    made = _home("spark-4.1.4", (*SPARK, f"numpy=={version('numpy')}"))
    if made:
        (found,) = (Path(made).parents[1] / "lib").glob("python3*/site-packages")
        # Behind what is installed there: this project and all it needs.
        (found / "samakki.pth").write_text(f"{ROOT / 'src'}\n{site_packages()}\n", encoding="utf-8")
    return made


def _home(name: str, packages: Sequence[str]) -> str:
    """The Python of an environment with these packages; empty where it cannot be made."""
    home = TOOLS / "bench" / name
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        try:
            tool = uv.find_or_fetch(TOOLS, Progress(1, only_work=True))
            subprocess.run([tool, "venv", "--quiet", "--clear", "--python", sys.executable, str(home)], check=True)
            subprocess.run([tool, "pip", "install", "--quiet", "--python", str(python), *packages], check=True)
        except (SetupError, OSError, subprocess.CalledProcessError):
            return ""
        (home / "ready").touch()
    return str(python)
