"""The names package as a wheel of its own, in an environment that has nothing but what the wheel asks for."""

import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tools import names_wheel, uv
from tools.environment import TOOLS, clean
from tools.progress import Progress

ASKED_FOR = ("numpy", "rapidfuzz", "anyascii")
PROGRAM = """
import sys
from importlib.metadata import requires
from samakki import names
assert names.score("សុខ សុភា", "Sok Sophea") > 0.5 > names.score("សុខ សុភា", "Chan Dara")
assert names.romanise("陈明") == "Chen Ming"
assert names.keys("សុខ សុភា") & names.keys("Sok Sophea")
assert "django" not in sys.modules and "samakki.kernel" not in sys.modules
print(*sorted(need.split(">")[0] for need in requires("samakki-names") if "extra" not in need))
"""


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    if shutil.which("uv") is None and not TOOLS.exists():
        pytest.skip("uv is not on this machine yet: any run.py command fetches it")
    wheel = names_wheel.build(tmp_path)
    program = uv.find_or_fetch(TOOLS, Progress(1, only_work=True))
    home = tmp_path / "home"
    subprocess.run([program, "venv", "--quiet", "--python", sys.executable, str(home)], check=True, env=clean())
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run(
        [program, "pip", "install", "--quiet", "--offline", "--no-deps", "--python", str(python), str(wheel)],
        check=True,
        env=clean(),
    )
    packages = next(home.rglob("site-packages"))
    for name in ASKED_FOR:
        copy(name, packages)
    ran = subprocess.run(
        [str(python), "-c", PROGRAM], check=True, capture_output=True, text=True, cwd=tmp_path, env=clean()
    )
    assert ran.stdout.split() == sorted(ASKED_FOR)


def copy(name: str, packages: Path) -> None:
    """Put a package of this environment, in the version of the lock, into another: tests reach no network."""
    for file in distribution(name).files or ():
        source = Path(str(file.locate()))
        if ".." not in file.parts and source.exists():
            target = packages / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
