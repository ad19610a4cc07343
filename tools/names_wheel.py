"""Build the wheel `samakki-names`: the names package alone, from `packaging/names/` and `src/samakki/names/`.

``python -m tools.names_wheel FOLDER`` leaves the wheel in FOLDER. The sources are copied first, because a wheel is
built from one folder and `samakki` itself must not come along.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import uv
from tools.environment import ROOT, TOOLS, clean
from tools.progress import Progress


def build(out: Path) -> Path:
    """The wheel's path."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        shutil.copytree(ROOT / "packaging" / "names", stage, dirs_exist_ok=True)
        shutil.copytree(
            ROOT / "src" / "samakki" / "names",
            stage / "src" / "samakki" / "names",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        shutil.copy(ROOT / "LICENSE", stage / "LICENSE")
        program = uv.find_or_fetch(TOOLS, Progress(1, only_work=True))
        subprocess.run(
            [program, "build", "--wheel", "--offline", "--quiet", "--out-dir", str(out), str(stage)],
            check=True,
            env=clean(),
        )
    return max(out.glob("samakki_names-*.whl"), key=lambda wheel: wheel.stat().st_mtime)


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
