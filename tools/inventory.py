"""What the software is made of, as CycloneDX 1.5: packages of ``uv.lock`` and of ``frontend/package-lock.json``.

Standard library only. The package tool writes what comes from the lock file, and asks nobody. Scripts, styles and fonts
are compiled into this project, so their packages are components of it too.

Source:
    CycloneDX 1.5; package URLs (purl) of npm.
"""

from __future__ import annotations

import argparse
import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools import environment, packages, uv
from tools.progress import Progress, SetupError

COMMAND = ("export", "--frozen", "--quiet", "--preview-features", "sbom-export", "--format", "cyclonedx1.5")
LOCK = environment.ROOT / "frontend" / "package-lock.json"
MANIFEST = environment.ROOT / "src" / "samakki" / "ui" / "static" / "ui" / "MANIFEST.json"


def write(words: list[str]) -> int:
    """Write the inventory of what a node runs, or with ``--all`` of developers' tools too; 0 where it is whole.

    Raises:
        SetupError: the package tool could not write it; it said why.
    """
    options = argparse.ArgumentParser(prog="run.py sbom", description="The parts of this software, as CycloneDX 1.5.")
    options.add_argument("--all", action="store_true", help="tools of developers too")
    options.add_argument("--output", type=Path, help="a file; standard output without it")
    given = options.parse_args(words)
    text = json.dumps(inventory(developers=given.all), indent=1) + "\n"
    if given.output:
        given.output.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0


def inventory(*, developers: bool) -> dict[str, Any]:
    """The document: what the package tool says, with the packages of scripts, styles and fonts among its components.

    Raises:
        SetupError: the package tool could not write it.
    """
    tool = uv.find_or_fetch(environment.TOOLS, Progress(1, only_work=True))
    groups = ["--all-groups", "--all-extras"] if developers else ["--no-default-groups"]
    done = subprocess.run(
        [tool, *COMMAND, *groups],
        cwd=environment.ROOT,
        env={**environment.clean(), **packages.for_uv()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        message = "The package tool could not write the inventory; what it said stands above."
        raise SetupError(message)
    found: dict[str, Any] = json.loads(done.stdout)
    found["components"] = [*found["components"], *scripts(developers=developers)]
    return found


def scripts(*, developers: bool) -> list[dict[str, Any]]:
    """Packages that the committed scripts, styles and fonts are made of; with `developers`, what makes them too."""
    locked = json.loads(LOCK.read_text("utf-8"))["packages"]
    files = json.loads(MANIFEST.read_text("utf-8"))["files"]
    compiled = {made["package"] for one in files if one["path"].startswith("src/") for made in one["from"]}
    found = []
    for path, one in sorted(locked.items()):
        name = path.rpartition("node_modules/")[2]
        if not name or (name not in compiled and not developers):
            continue
        kind, _, digest = one.get("integrity", "").partition("-")
        hashes = [{"alg": kind.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}]
        found.append({
            "type": "library",
            "bom-ref": f"npm:{name}@{one['version']}",
            "name": name,
            "version": one["version"],
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{one['version']}",
            **({"hashes": hashes} if digest else {}),
        })  # fmt: skip
    return found
