"""Where inputs lie: the small corpus of the project, the grown one outside it, and what broke a promise."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from tools.fuzz.target import ROOT, Found, Target

KEPT, REGRESSIONS = ROOT / "tests/fuzz/corpus", ROOT / "tests/fuzz/regressions"


def grown(given: Path | None = None) -> Path:
    """The folder outside the project: the one given, ``SAMAKKI_FUZZ``, or one in the user's cache."""
    if given is not None:
        return given
    if named := os.environ.get("SAMAKKI_FUZZ"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "samakki-fuzz"


def inputs(*folders: Path) -> Iterator[bytes]:
    """Each different input in some folders, the shortest first."""
    found = {path.read_bytes() for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_file()}
    yield from sorted(found, key=lambda data: (len(data), data))


def named(data: bytes) -> str:
    """What the file of an input is called."""
    return hashlib.sha256(data).hexdigest()[:16]


def prepare(target: Target, folder: Path) -> tuple[Path, Path]:
    """The grown corpus of a target, with seeds and what the project keeps in it; and the folder of its findings."""
    corpus, findings = folder / "corpus" / target.name, folder / "findings" / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    for data in (*target.seeds(), *inputs(KEPT / target.name, REGRESSIONS / target.name)):
        (corpus / named(data)).write_bytes(data)
    return corpus, findings


def note(found: Found, data: bytes, findings: Path) -> bool:
    """Keep the shortest input of each kind of finding, with what is to be told of it; whether it is the first."""
    kept, told = findings / found.name, findings / f"{found.name}.txt"
    is_first = not kept.exists()
    if is_first or len(data) < kept.stat().st_size:
        kept.write_bytes(data)
        told.write_text(found.told, "utf-8", "backslashreplace")
    return is_first
