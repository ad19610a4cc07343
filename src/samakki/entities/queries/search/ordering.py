"""The order of what was found by another spelling: what writes the name that was typed best comes first.

Only an order: how well is told nobody, since a number beside a person would be read as a score of them.
"""

from collections.abc import Sequence

from samakki import names
from samakki.entities.domain.search_tokens import Kind
from samakki.entities.models import SearchEntry

RANKED = 50
"""Rows, the last indexed, that are put in order: two pages, which cost 20 ms where all of their names are new."""


def by_likeness(text: str, numbers: Sequence[int]) -> tuple[int, ...]:
    """Rows of the index by how well a name in them fits what was typed; those behind the first fifty stay behind them.

    Args:
        text: as typed.
        numbers: of rows that were found, the last indexed first.
    """
    some = numbers[:RANKED]
    if not some[1:]:
        return tuple(numbers)
    rows = SearchEntry.objects.filter(pk__in=some).values_list("pk", "lines")
    held = {pk: [(one, language) for kind, one, language in lines if kind == Kind.NAME.value] for pk, lines in rows}
    called = [(pk, *name) for pk in some for name in held.get(pk, ())]
    order = names.rank(names.parse(text), [names.parse(one, language) for _, one, language in called])
    found = dict.fromkeys(called[place][0] for place, _ in order)
    return tuple(dict.fromkeys((*found, *numbers)))
