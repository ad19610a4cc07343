"""The list of parts of names that some row of the search index holds: what other spellings are looked for among."""

from collections.abc import Collection

from samakki.entities.domain.search_names import keys_of, latin_of
from samakki.entities.domain.search_tokens import part_token
from samakki.entities.models import SearchName
from samakki.entities.queries.search.engines import is_held

CHUNK = 500


def learn_names(parts: Collection[str]) -> None:
    """Put parts of names on the list of those that other spellings are looked for in."""
    wanted = sorted(parts)
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        known = set(SearchName.objects.filter(part__in=some).values_list("part", flat=True))
        rows = [
            SearchName(key=key, part=part, latin=latin_of(part))
            for part in some
            if part not in known
            for key in sorted(keys_of(part))
        ]
        SearchName.objects.bulk_create(rows, ignore_conflicts=True)


def forget_names(parts: Collection[str]) -> None:
    """Take parts of names off the list that no row holds any more: what is protected leaves nothing behind."""
    gone = [part for part in parts if not is_held(part_token(part))]
    if gone:
        SearchName.objects.filter(part__in=gone).delete()
