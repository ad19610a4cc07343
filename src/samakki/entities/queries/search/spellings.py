"""The list of parts of names that the index holds."""

from collections.abc import Sequence

from samakki.entities.domain.search_names import alike, keys_of
from samakki.entities.models import SearchName


def other_spellings(part: str) -> Sequence[str]:
    """Other spellings of a part of a name, folded, the likeliest first.

    All that the index holds, whoever may see whom: what is done with them finds visible rows alone.
    """
    return alike(part, SearchName.objects.filter(key__in=keys_of(part)).values_list("part", "latin").distinct())
