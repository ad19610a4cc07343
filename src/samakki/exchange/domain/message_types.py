"""Names of what travels: ``disclosure.offer@1.0``. A new minor adds optional fields, a new major changes meaning."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from samakki.kernel.refusals import InvalidValue

LONGEST_TYPE: Final = 60
_FORM = re.compile(r"([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+)@([1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})")


@dataclass(frozen=True, slots=True, order=True)
class MessageType:
    """One type with its version.

    Attributes:
        name: "disclosure.offer".
        major: from 1; readers of one major read every minor of it.
        minor: from 0.

    >>> MessageType.parse("disclosure.offer@1.0").major_name
    'disclosure.offer@1'
    """

    name: str
    major: int
    minor: int

    @classmethod
    @lru_cache(1024)  # asked for every message, of a few types
    def parse(cls, text: str) -> "MessageType":
        """Read ``name@major.minor``.

        Raises:
            InvalidValue: "message-type-form".
        """
        found = _FORM.fullmatch(text) if len(text) <= LONGEST_TYPE else None
        if not found:
            raise InvalidValue("message-type-form")
        return cls(found[1], int(found[2]), int(found[3]))

    @property
    def major_name(self) -> str:
        """What schemas and owners are listed under."""
        return f"{self.name}@{self.major}"

    def __str__(self) -> str:
        return f"{self.name}@{self.major}.{self.minor}"
