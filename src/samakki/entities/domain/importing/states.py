"""What becomes of a file that comes in, step by step."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from samakki.kernel.refusals import Refusal


class ImportKind(Enum):
    """What kind of file it is; decides how it is read and whether columns have to be named."""

    XLSX = "xlsx"
    CSV = "csv"
    FTM = "ftm"  # FollowTheMoney entities, one JSON object a line
    HTCDS = "htcds"  # Human Trafficking Case Data Standard, sheet or JSON
    WHATSAPP = "whatsapp"  # exported chat
    LINE = "line"  # exported chat


SHEETS = frozenset({ImportKind.XLSX, ImportKind.CSV})
"""Kinds whose columns an officer names."""
CHATS = frozenset({ImportKind.WHATSAPP, ImportKind.LINE})


class ImportState(Enum):
    """Where an import stands."""

    UPLOADED = "uploaded"  # read for the first time; the officer says what its columns mean
    MAPPED = "mapped"  # what its columns mean is said
    CHECKING = "checking"  # every row is read, nothing is written
    CHECKED = "checked"  # counts and failing rows are known
    WRITING = "writing"  # rows become entities of a draft
    DRAFT = "draft"  # whole, and found by who made it alone
    ACCEPTING = "accepting"  # entities are moved to the record that they will belong to
    ACCEPTED = "accepted"  # found by whoever may see the record it was accepted into
    UNDOING = "undoing"  # entities are taken away
    UNDONE = "undone"  # nothing of it is found any more
    FAILED = "failed"  # the file could not be read to its end, or a fault of the software


class Act(Enum):
    """What is done to an import."""

    DESCRIBE = "describe"  # say how to read it and what its columns mean
    CHECK = "check"
    WRITE = "write"
    FINISH = "finish"  # the background work is done
    ACCEPT = "accept"
    UNDO = "undo"
    FAIL = "fail"


S = ImportState
TRANSITIONS: Mapping[tuple[ImportState, Act], ImportState] = MappingProxyType(
    {
        (S.UPLOADED, Act.DESCRIBE): S.MAPPED,
        (S.MAPPED, Act.DESCRIBE): S.MAPPED,
        (S.CHECKED, Act.DESCRIBE): S.MAPPED,
        (S.FAILED, Act.DESCRIBE): S.MAPPED,
        (S.MAPPED, Act.CHECK): S.CHECKING,
        (S.CHECKING, Act.FINISH): S.CHECKED,
        (S.CHECKED, Act.WRITE): S.WRITING,
        (S.WRITING, Act.FINISH): S.DRAFT,
        (S.DRAFT, Act.ACCEPT): S.ACCEPTING,
        (S.ACCEPTING, Act.FINISH): S.ACCEPTED,
        **{(state, Act.UNDO): S.UNDOING for state in (S.DRAFT, S.ACCEPTED, S.WRITING, S.FAILED)},
        **{(state, Act.UNDO): S.UNDONE for state in (S.UPLOADED, S.MAPPED, S.CHECKING, S.CHECKED)},
        (S.UNDOING, Act.FINISH): S.UNDONE,
        **{(state, Act.FAIL): S.FAILED for state in (S.CHECKING, S.WRITING, S.ACCEPTING, S.UNDOING)},
    }
)
"""What leads where; what is not here is refused. The diagram in the documentation is made from it."""

WORKING = frozenset({S.CHECKING, S.WRITING, S.ACCEPTING, S.UNDOING})
"""States in which the node works in the background; what is found in them after a restart is taken up again."""


def refusals_to_move(state: ImportState, act: Act) -> tuple[Refusal, ...]:
    """Why an import may not be moved on like this; empty means it may.

    >>> refusals_to_move(ImportState.DRAFT, Act.ACCEPT)
    ()
    >>> refusals_to_move(ImportState.UNDONE, Act.ACCEPT)[0].code
    'import-not-now'
    """
    if (state, act) in TRANSITIONS:
        return ()
    return (Refusal("import-not-now", {"state": state.value, "act": act.value}),)
