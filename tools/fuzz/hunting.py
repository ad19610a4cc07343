"""Runs one target under libFuzzer until its time is over: ``python -m tools.fuzz.hunting TARGET FOLDER SECONDS``.

A finding does not end the run: it is noted and the next input is tried. What ends the process (no answer at all, memory
gone, a fault below Python) is left by libFuzzer as a file beside the findings.
"""

import random
import sys
import tempfile
from pathlib import Path

import atheris

from tools.fuzz.loading import unwatched
from tools.fuzz.targets import home_of

PATIENCE = 5.0
"""Code that counts its branches is so many times slower, at most."""
NO_ANSWER_SECONDS = 90
MOST_MEMORY_MB = 2_500
HALF = 0.5
MEMORY = Path("/dev/shm")  # noqa: S108  (each folder in it has a name of its own)

with atheris.instrument_imports(include=["samakki", "tuf"], exclude=unwatched(home_of(sys.argv[1]))):
    from tools.fuzz.loading import load, met

    TARGET = load(sys.argv[1])

from tools.fuzz.folders import note, prepare  # noqa: E402  (targets first: what they import must count its branches)
from tools.fuzz.spoiling import spoilt  # noqa: E402  (as above)
from tools.fuzz.target import Target, tried  # noqa: E402  (as above)


def hunt(target: Target, folder: Path, seconds: int) -> None:
    """Does not come back: libFuzzer ends the process."""
    if MEMORY.is_dir():  # what readers write for a moment does not wait for a disk
        tempfile.tempdir = str(MEMORY)
    corpus, findings = prepare(target, folder)
    words = folder / f"{target.name}.words"
    words.write_text("\n".join(f'"{escaped(word)}"' for word in target.words), "ascii")

    def one(data: bytes) -> None:
        found = tried(target, data, patience=PATIENCE)
        if found is not None and note(found, data, findings):
            print(f"FINDING {target.name} {found.name}", flush=True)

    options = [
        f"-max_total_time={seconds}",
        f"-max_len={target.longest}",
        f"-timeout={NO_ANSWER_SECONDS}",
        f"-rss_limit_mb={MOST_MEMORY_MB}",
        *([f"-dict={words}"] if target.words else []),
        f"-artifact_prefix={findings}/",
        "-print_final_stats=1",
        "-reload=0",
        "-report_slow_units=1000",
        "-verbosity=1",
    ]
    with met(target):
        for data in target.seeds():  # what is loaded late is loaded now, and nobody is blamed for it
            tried(target, data)
        given = {"custom_mutator": spoil} if target.is_json else {}
        atheris.Setup([sys.argv[0], *options, str(corpus)], one, **given)
        atheris.Fuzz()


def spoil(data: bytes, longest: int, seed: int) -> bytes:
    """Another input from one that holds JSON: half of the time a value in it, else bytes."""
    source = random.Random(seed)  # noqa: S311  (the same accidents from the same seed)
    changed = spoilt(data, source) if source.random() < HALF else None
    if changed is None or len(changed) > longest:
        changed = atheris.Mutate(data, len(data))
    return changed[:longest]


def escaped(word: bytes) -> str:
    """A word as libFuzzer's dictionaries have it."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word)  # noqa: PLR2004  (printing ASCII)


if __name__ == "__main__":
    hunt(TARGET, Path(sys.argv[2]), int(sys.argv[3]))
