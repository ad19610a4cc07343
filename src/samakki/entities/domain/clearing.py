"""Which stored files go, and which never do."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Final

from samakki.entities.domain.files import FileKind
from samakki.entities.domain.importing.states import ImportState

DRAFTS_KEPT: Final = timedelta(days=90)
UNDER_WAY: Final = timedelta(days=1)
"""A younger content without a row may belong to an intake that goes on."""

MAY_GO: Final = frozenset({FileKind.ORIGINAL, FileKind.IMPORTED})
"""Kinds of file that can go at all. Exhibits, their photos and papers, and issued prints stay with their case."""

ABANDONED: Final = frozenset({ImportState.UPLOADED, ImportState.MAPPED, ImportState.CHECKED, ImportState.FAILED})
"""States of an import from which nothing came yet."""


class ClearReason(Enum):
    """Why a file goes."""

    REPORT_DESTROYED = "report_destroyed"
    IMPORT_UNDONE = "import_undone"
    UPLOAD_ABANDONED = "upload_abandoned"
    NO_RECORD = "no_record"  # an intake was interrupted before it was written down


@dataclass(frozen=True, slots=True)
class Going:
    """A file that goes.

    Attributes:
        reference: "F-…"; for a content without a row its random name.
        size: bytes.
    """

    reference: str
    reason: ClearReason
    size: int
