"""A reader of foreign bytes, what it promises, and one try of it."""

import resource
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEAST_SECONDS = 0.5
SECONDS_A_MEGABYTE = 1.5
MOST_MEGABYTES = 300
MEGABYTE = 1_000_000
LIBRARIES = ("site-packages", "/lib/python3")


@dataclass(frozen=True)
class Target:
    """One reader.

    Attributes:
        name: as it is called on the command line, and its folders.
        reads: what comes from where, for a person.
        read: takes any bytes; checks what must hold of what it gives.
        refusals: errors that are an answer.
        seeds: inputs to begin with, made by this project.
        modules: packages whose lines count as its own, in dots.
        words: texts that the format is made of.
        longest: bytes of an input; None where a megabyte is no input but a file of many.
        seconds: of a processor for the first bytes, where one costs more than the usual by nature.
        seconds_a_megabyte: more of it, for each megabyte.
        is_json: inputs hold JSON, so that whole values are exchanged too, not bytes alone.
        around: holds what inputs meet, where there is such a thing; it needs a database with the node's tables.
    """

    name: str
    reads: str
    read: Callable[[bytes], object]
    refusals: tuple[type[Exception], ...]
    seeds: Callable[[], Iterable[bytes]]
    modules: tuple[str, ...]
    words: tuple[bytes, ...] = ()
    longest: int = 16 * 1024
    seconds: float = LEAST_SECONDS
    seconds_a_megabyte: float = SECONDS_A_MEGABYTE
    is_json: bool = False
    around: Callable[[], AbstractContextManager[object]] | None = None

    def allowed(self, size: int) -> float:
        """Processor seconds an input of so many bytes may take."""
        return self.seconds + self.seconds_a_megabyte * size / MEGABYTE


@dataclass(frozen=True, slots=True)
class Found:
    """How one input broke the promise.

    Attributes:
        kind: name of the error; "slow", "large".
        place: where in this project's code, "path.py:function"; empty where there is no such line.
        told: for a person: the traceback, or how long and how much.
    """

    kind: str
    place: str
    told: str

    @property
    def name(self) -> str:
        """The same for the same fault."""
        return "-".join((self.kind, *self.place.replace(".py", "").replace("/", ".").split(":"))).strip("-")


def tried(target: Target, data: bytes, *, patience: float = 1.0) -> Found | None:
    """Give a target one input.

    Args:
        target: its reader runs here, in this process.
        data: the input.
        patience: how many times the usual time it may take: code that counts its branches is slower.

    Returns:
        what is wrong; None where the promise was kept.
    """
    held, begun = resident(), time.process_time()
    try:
        target.read(data)
    except target.refusals:
        pass
    except Exception as error:  # noqa: BLE001  (every other error is what is looked for)
        return Found(type(error).__name__, place_of(error), "".join(traceback.format_exception(error)))
    taken, grown = time.process_time() - begun, (resident() - held) // MEGABYTE
    if taken > target.allowed(len(data)) * patience:
        return Found("slow", "", f"{taken:.2f} s of a processor for {len(data)} bytes")
    if grown > MOST_MEGABYTES:
        return Found("large", "", f"{grown} MB more memory for {len(data)} bytes")
    return None


def resident() -> int:
    """Most memory this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def place_of(error: BaseException) -> str:
    """The innermost line of this project on the way to an error; without its number, which edits move."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = frame.filename
        if not any(part in path for part in LIBRARIES) and "/tools/fuzz/" not in path:
            return f"{path.rpartition('/samakki/')[2]}:{frame.name}"
    return ""
