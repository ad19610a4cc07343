import hashlib
import io
import shutil
import ssl
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tools import uv
from tools.progress import Progress, SetupError

QUIET = Progress(9, only_work=True)


def a_wheel(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"uv-{uv.VERSION}.data/scripts/{uv.program()}", content)
    return packed.getvalue()


@pytest.fixture
def no_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without uv, without pip, and with an index that lists one wheel."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(uv, "install_with_pip", lambda _: None)


@pytest.mark.parametrize(
    ("system", "machine", "part"),
    [
        ("linux", "x86_64", "manylinux_2_17_x86_64"),
        ("linux", "AMD64", "manylinux_2_17_x86_64"),
        ("linux", "aarch64", "aarch64"),
        ("linux", "arm64", "aarch64"),
        ("darwin", "arm64", "macosx_11_0_arm64"),
        ("darwin", "x86_64", "macosx_10_12_x86_64"),
        ("win32", "AMD64", "win_amd64"),
        ("win32", "ARM64", "win_arm64"),
    ],
)
def test_each_machine_gets_its_own_wheel(system: str, machine: str, part: str) -> None:
    name, digest = uv.wheel(system, machine)
    assert part in name
    assert f"uv-{uv.VERSION}-" in name
    assert len(digest) == 64


def test_every_wheel_has_a_digest_of_its_own() -> None:
    assert len({digest for _, digest in uv.WHEELS.values()}) == len(uv.WHEELS)


def test_an_unknown_machine_is_told_what_to_install() -> None:
    with pytest.raises(SetupError, match=r"s390x[\s\S]*install uv"):
        uv.wheel("linux", "s390x")


def test_a_fetched_tool_runs_and_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_uv: None) -> None:
    packed = a_wheel(f"#!/bin/sh\necho uv {uv.VERSION}\n".encode())
    digest = hashlib.sha256(packed).hexdigest()
    monkeypatch.setattr(uv, "wheel", lambda *_: ("uv-here.whl", digest))
    asked = []

    def read(address: str) -> bytes:
        asked.append(address)
        return packed if address.endswith(".whl") else b'<a href="../files/uv-here.whl#sha256=0">x</a>'

    monkeypatch.setattr(uv, "read", read)
    path = uv.find_or_fetch(tmp_path, QUIET)
    assert uv.version_of(path) == tuple(map(int, uv.VERSION.split(".")))
    assert asked == [f"{uv.index()}/uv/", f"{uv.index()}/files/uv-here.whl"]
    asked.clear()
    assert uv.find_or_fetch(tmp_path, QUIET) == path
    assert asked == []


def test_a_file_with_another_digest_is_refused_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_uv: None
) -> None:
    monkeypatch.setattr(uv, "wheel", lambda *_: ("uv-here.whl", "0" * 64))
    monkeypatch.setattr(uv, "download", lambda _: a_wheel(b"#!/bin/sh\necho stolen\n"))
    with pytest.raises(SetupError, match="not the file this project pinned"):
        uv.find_or_fetch(tmp_path, QUIET)
    assert list(tmp_path.rglob("*")) == []


def test_a_failed_fetch_says_what_happened_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_uv: None
) -> None:
    def read(_: str) -> bytes:
        raise urllib.error.URLError("no route to host")

    monkeypatch.setattr(uv, "read", read)
    with pytest.raises(SetupError, match=r"no route to host[\s\S]*What to do"):
        uv.find_or_fetch(tmp_path, QUIET)


def test_an_index_that_does_not_list_the_wheel_is_a_failed_fetch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_uv: None
) -> None:
    monkeypatch.setattr(uv, "read", lambda _: b"<html></html>")
    with pytest.raises(SetupError, match="does not list"):
        uv.find_or_fetch(tmp_path, QUIET)


@pytest.mark.parametrize(("told", "is_used"), [("uv 0.13.0 (x)", True), ("uv 1.2.3", True), ("uv 0.12.9", False)])
def test_a_tool_on_the_path_is_used_unless_it_is_too_old(
    told: str, is_used: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tmp_path / "uv"
    found.write_text(f"#!/bin/sh\necho '{told}'\n", "ascii")
    found.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(found))
    monkeypatch.setattr(uv, "download", lambda _: pytest.fail("fetched") if is_used else a_wheel(b""))
    monkeypatch.setattr(uv, "verified", lambda content, *_: content)
    assert (uv.find_or_fetch(tmp_path / "own", QUIET) == str(found)) is is_used


def test_a_machine_without_certificates_still_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    contexts = []

    def urlopen(_request: object, *, timeout: int, context: ssl.SSLContext | None = None) -> io.BytesIO:
        contexts.append(context)
        if context is None:
            raise urllib.error.URLError(ssl.SSLCertVerificationError("no certificates"))
        return io.BytesIO(b"content")

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    assert uv.read("https://index.invalid/uv/") == b"content"
    assert len(contexts) == 2


def test_a_machine_told_its_certificates_is_not_second_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/etc/ministry.pem")

    def urlopen(_request: object, **_: object) -> io.BytesIO:
        raise urllib.error.URLError(ssl.SSLCertVerificationError("wrong certificate"))

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    with pytest.raises(urllib.error.URLError):
        uv.read("https://index.invalid/uv/")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, uv.PUBLIC_INDEX),
        ({"PIP_INDEX_URL": "https://pip.invalid/simple/"}, "https://pip.invalid/simple"),
        ({"PIP_INDEX_URL": "https://pip.invalid", "UV_DEFAULT_INDEX": "https://uv.invalid/s"}, "https://uv.invalid/s"),
    ],
)
def test_the_index_is_the_one_this_machine_was_told(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert uv.index() == expected
