"""How a trial ended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a trial ended: what was wrong, and what was seen."""

    faults: list[str]
    seen: str
