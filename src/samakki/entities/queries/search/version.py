"""Whether the search index was made by this version of the software, and how far a rebuild has come."""

from dataclasses import dataclass

from samakki.entities.domain.search_version import WANTED, IndexVersion
from samakki.entities.models import SearchIndex


@dataclass(frozen=True, slots=True)
class IndexState:
    """The search index as it stands.

    Attributes:
        made_with: by what it was written.
        is_current: that is what this software reads.
        is_rebuilding: somebody began to write it anew, and it is not done.
        percent: how much of it is written, 0 to 100; 100 where nobody is at it.
    """

    made_with: IndexVersion
    is_current: bool
    is_rebuilding: bool = False
    percent: int = 100


def index_state() -> IndexState:
    """The state of the index.

    Trap: a node without a row is one whose tables were just emptied; the migration makes the row.
    """
    row = SearchIndex.objects.order_by("pk").first()
    if row is None:
        return IndexState(WANTED, is_current=True)
    made_with = IndexVersion(row.tokens_version, row.keys_version)
    if not row.step:
        return IndexState(made_with, is_current=made_with == WANTED)
    percent = min(99, 100 * row.written // row.total) if row.total else 99
    return IndexState(made_with, is_current=False, is_rebuilding=True, percent=percent)
