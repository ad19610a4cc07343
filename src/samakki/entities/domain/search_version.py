"""Which version of the search index this software writes and reads."""

from dataclasses import dataclass
from typing import Final

from samakki.names import KEYS_VERSION

INDEX_VERSION: Final = 1
"""Grows with every change of what `domain.search_tokens` makes of a text: rows of an older one are found wrongly."""


@dataclass(frozen=True, slots=True)
class IndexVersion:
    """What an index was made with.

    Attributes:
        tokens: `INDEX_VERSION` of the software that wrote it; 0 where nobody noted it.
        keys: `KEYS_VERSION` of its names.
    """

    tokens: int
    keys: int


WANTED: Final = IndexVersion(INDEX_VERSION, KEYS_VERSION)
