"""Attachments that mean nothing and cannot be compressed."""

import io
import random
from dataclasses import dataclass


@dataclass(slots=True)
class Noise(io.RawIOBase):
    """So many bytes, made as they are read; the same again for the same seed."""

    size: int
    at: int = 0
    seed: int = 4

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311  (content that means nothing)

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        wanted = min(self.size - self.at, size if size >= 0 else self.size)
        self.at += wanted
        return self.dice.randbytes(wanted)
