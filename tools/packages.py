"""Installs what the lock file lists into the project's environment, and only when the lock changed.

Every file in ``uv.lock`` has its SHA-256 digest, and a file with another one is refused. Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import re
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools import environment, uv
from tools.progress import Progress, SetupError

FAILED = (
    "The packages could not be installed; the lines above say why.\n"
    "What to do: if it was the network, run the same command again, it continues where it stopped. A proxy "
    "is read from HTTPS_PROXY, certificates from SSL_CERT_FILE, another index from UV_DEFAULT_INDEX."
)
UNCHECKED_LINE = (
    "This machine has no certificates to check the package index with. "
    "The digests in uv.lock check every file all the same; fetching on their strength …"
)


def prepare(progress: Progress, *, developer: bool, group: str = "") -> None:
    """Make sure the environment holds what the lock file says; two steps.

    Two runs may begin at once: the second waits for the first.

    Args:
        progress: told what is done.
        developer: with the tools for tests and checks, not only what a node needs.
        group: one more group of pyproject.toml, beside the developer's.

    Raises:
        SetupError: the packages could not be had; the text says what to do.
    """
    environment.TOOLS.mkdir(exist_ok=True)
    with environment.one_at_a_time(environment.TOOLS / "lock"):
        tool = uv.find_or_fetch(environment.TOOLS, progress)
        wanted = wanted_groups(developer=developer, group=group)
        if installed_groups() >= wanted:
            progress.step("The packages are installed", is_work=False)
            return
        progress.step("Installing the packages of the lock file")
        stamp().unlink(missing_ok=True)
        groups = (["--group", group] if group else []) if developer else ["--no-dev"]
        is_done = from_mirror(tool, groups) if uv.index() != uv.PUBLIC_INDEX else from_lock(tool, groups)
        if not is_done:
            raise SetupError(FAILED)
        stamp().write_text("\n".join(sorted(wanted)), "utf-8")


def from_lock(tool: str, groups: list[str]) -> bool:
    """Install from the addresses in the lock file; false where no way of checking the line led through."""
    return any(ran([tool, "sync", "--frozen", *groups], trust) for trust in ways_to_trust())


def from_mirror(tool: str, groups: list[str]) -> bool:
    """Install the same files from the index this machine was told, for the lock names the public one's addresses."""
    listed = environment.TOOLS / "packages.txt"
    trust = next(ways_to_trust())
    return (
        ran([tool, "export", "--frozen", "--quiet", "--no-emit-project", *groups, "-o", str(listed)], trust)
        and ran([tool, "venv", "--quiet", "--allow-existing", str(environment.HOME)], trust)
        and ran([tool, "pip", "sync", "--require-hashes", "--default-index", uv.index(), str(listed)], trust)
        and ran([tool, "pip", "install", "--no-deps", "--no-index", "--editable", "."], trust)
    )


def ran(command: list[str], trust: Mapping[str, str]) -> bool:
    """Run the package tool for this project's environment; false where it failed."""
    if "UV_INSECURE_HOST" in trust:
        print(UNCHECKED_LINE, file=sys.stderr, flush=True)
    variables = {**environment.clean(), **for_uv(), **trust}
    done = subprocess.run(command, cwd=environment.ROOT, env=variables, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def for_uv() -> dict[str, str]:
    """Variables the package tool always gets."""
    return {
        "UV_PROJECT_ENVIRONMENT": str(environment.HOME),
        "VIRTUAL_ENV": str(environment.HOME),
        "UV_COMPILE_BYTECODE": "1",
        "UV_LINK_MODE": os.environ.get("UV_LINK_MODE", "copy" if on_another_disk() else "hardlink"),
        **({"UV_PYTHON_DOWNLOADS": "never"} if os.environ.get("CI") else {}),
    }


def on_another_disk() -> bool:
    """Whether the tool's store of files lies where hard links from here do not reach; it would warn each time."""
    store = Path(os.environ.get("UV_CACHE_DIR") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"))
    while not store.exists() and store != store.parent:
        store = store.parent
    return store.stat().st_dev != environment.ROOT.stat().st_dev


def ways_to_trust() -> Iterator[dict[str, str]]:
    """Variables that say which certificates vouch for the line, best first.

    A ministry's network often has a certificate authority of its own, which is in the machine's store and not in the
    package tool's. A minimal machine has no store; then the tool's own list is tried, and last no certificate at all,
    which is safe for content, since each file's digest is in the lock, and tells a listener only which packages.
    """
    paths = ssl.get_default_verify_paths()
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
        yield {}
    elif paths.cafile or (paths.capath and any(Path(paths.capath).iterdir())):
        yield {"UV_SYSTEM_CERTS": "true"}
    else:
        yield {}
        addresses = (environment.ROOT / "uv.lock").read_text("utf-8")
        yield {"UV_INSECURE_HOST": " ".join(sorted(set(re.findall(r'"https://([^/"]+)', addresses))))}


def stamp() -> Path:
    """File that holds the digest of what is installed."""
    return environment.HOME / "samakki-packages"


def wanted_groups(*, developer: bool, group: str = "") -> set[str]:
    """What should be installed: one line a group, with the digest of everything that decides its content."""
    digest = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((environment.ROOT / name).read_bytes())
    digest.update(str(environment.ROOT).encode())  # a moved folder has scripts that point to the old place
    names = {"node", *(["developer"] if developer else []), *([group] if group else [])}
    return {f"{name} {digest.hexdigest()}" for name in names}


def installed_groups() -> set[str]:
    """What is installed, by the stamp; nothing where the environment's Python is gone."""
    if not stamp().exists() or not Path(environment.python()).exists():
        return set()
    return set(stamp().read_text("utf-8").splitlines())
