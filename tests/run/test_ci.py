import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.environment import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
COMMANDS = ["run.py check", "run.py test", "run.py test --db postgres"]
STAND_IN = """#!/bin/sh
echo "$*" >> "$TOLD"
echo "requires $SAMAKKI_REQUIRE"
[ "$*" = "$FAILS" ] && exit 1
echo "== 7 passed in 1.00s =="
"""


def run_ci(folder: Path, fails: str = "") -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """The script with a stand-in for Python that takes note of what it is told."""
    (folder / "python3").write_text(STAND_IN, "ascii")
    (folder / "python3").chmod(0o755)
    variables = {"PATH": f"{folder}:{os.defpath}", "TOLD": str(folder / "told"), "FAILS": fails, "CHROMIUM": "/here"}
    command = [str(ROOT / ".ci" / "run")]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    return done, (folder / "told").read_text("ascii").splitlines()


def test_checks_and_both_databases_are_run_and_a_browser_is_required(tmp_path: Path) -> None:
    done, told = run_ci(tmp_path)
    assert told == COMMANDS
    assert done.returncode == 0
    assert done.stdout.count("requires browser") == 3
    assert done.stdout.splitlines()[-1] == "== 7 passed in 1.00s =="


@pytest.mark.parametrize("fails", COMMANDS)
def test_one_failure_fails_the_run_and_hides_nothing(fails: str, tmp_path: Path) -> None:
    done, told = run_ci(tmp_path, fails)
    assert told == COMMANDS
    assert done.returncode == 1


def test_what_failed_before_is_said_before_the_last_summary(tmp_path: Path) -> None:
    done, _ = run_ci(tmp_path, "run.py check")
    lines = done.stdout.splitlines()
    assert lines[-1] == "== 7 passed in 1.00s =="
    assert any("Failed before" in line and "check" in line for line in lines[:-1])
