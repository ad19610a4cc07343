"""What one paper says, before it is laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samakki.ui.printing import Block


@dataclass(frozen=True, slots=True)
class Content:
    """One paper's content in the active language.

    Attributes:
        name: of the paper, its heading.
        blocks: everything below the heading and the facts of the case.
        rows: the same as data, by reference of what each row is about; what changed is found from these.
        is_wide: pages lie on their side.
    """

    name: str
    blocks: Sequence[Block]
    rows: Mapping[str, Mapping[str, Any]]
    is_wide: bool = False
