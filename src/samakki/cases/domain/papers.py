"""Numbered prints of a case: what there is, and what changed from one edition to the next."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Paper(Enum):
    """What can be printed."""

    EXHIBIT_LIST = "exhibit_list"
    CUSTODY_REPORT = "custody_report"  # of one exhibit
    DISCLOSURE_LIST = "disclosure_list"
    TIMELINE = "timeline"
    CASE_SUMMARY = "case_summary"


@dataclass(frozen=True, slots=True)
class Changes:
    """References of rows that came, differ or went since the edition before; empty for the first."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)


def row_digests(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """A digest of each row by its reference, to compare the next edition with."""
    return {
        reference: hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode("utf-8")).hexdigest()
        for reference, row in rows.items()
    }


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """What changed between two editions.

    >>> changes_between({"X-1": "a", "X-2": "b"}, {"X-2": "c", "X-3": "d"})
    Changes(added=('X-3',), changed=('X-2',), gone=('X-1',))
    """
    return Changes(
        added=tuple(one for one in after if one not in before),
        changed=tuple(one for one in after if one in before and after[one] != before[one]),
        gone=tuple(one for one in before if one not in after),
    )
