"""Whether the search index was made by this version of the software. Needs Django."""

from collections.abc import Iterator

from samakki.entities.domain.search_version import WANTED
from samakki.entities.queries.search.version import IndexState, index_state
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, ok, warn

REBUILD = "Run `samakki search rebuild`; the node goes on serving meanwhile."


def search_index(_config: NodeConfig) -> Iterator[Finding]:
    """The index holds what this software looks for."""
    state = index_state()
    if state.is_current:
        yield ok(f"The search index is of this version ({WANTED.tokens}.{WANTED.keys})")
    else:
        yield warn(stale(state), REBUILD)


def stale(state: IndexState) -> str:
    """What is wrong with an index, in one sentence."""
    if state.is_rebuilding:
        return f"The search index is being written anew, or that was interrupted at {state.percent} %."
    made = state.made_with
    told = f"version {made.tokens}.{made.keys}" if made.tokens else "an unknown version"
    return (
        f"The search index was written by {told}, and this software reads {WANTED.tokens}.{WANTED.keys}: searches miss "
        "names in other spellings."
    )
