"""Which statements of an entity can be searched for, and how."""

from collections.abc import Iterable, Iterator
from functools import cache

from samakki.entities.domain.properties import ELSEWHERE, OWN, kind_of
from samakki.entities.domain.search_tokens import Kind, Line
from samakki.kernel.refusals import InvalidValue

_BY_KIND = {
    "name": Kind.NAME,
    "phone": Kind.IDENTIFIER,
    "identifier": Kind.IDENTIFIER,
    "email": Kind.IDENTIFIER,
    "iban": Kind.IDENTIFIER,
    "ip": Kind.IDENTIFIER,
    "url": Kind.IDENTIFIER,
    "digits": Kind.IDENTIFIER,
    "address": Kind.TEXT,
    "string": Kind.TEXT,
    "text": Kind.TEXT,
}
_NAMES = frozenset({"firstName", "lastName", "middleName", "fatherName", "motherName", "secondName", "givenName"})
_IDENTIFIERS = frozenset({"username", "documentNumber", "number", "phone", "accountNumber", "registrationNumber"})
_LEFT_OUT = frozenset(
    {"encoding", "generator", "crawler", "fileName", "messageId", "currency", "gender", "language", "service"}
)
"""Words about a file rather than about what it describes, and words that half of all entities share."""


def lines_of(schema: str, said: Iterable[tuple[str, str, str, str]]) -> Iterator[Line]:
    """Lines of an entity by which it can be found, each once.

    Args:
        schema: of the entity.
        said: property, value, words as written and language of each current statement.
    """
    seen = set()
    for prop, value, as_written, language in said:
        kind = how_searched(schema, prop)
        if kind is None:
            continue
        for text in (as_written, value):
            if text.strip() and (kind, text) not in seen:
                seen.add((kind, text))
                yield Line(kind, text, language)


@cache
def how_searched(schema: str, prop: str) -> Kind | None:
    """How values of a property are searched; None where they are not: dates, countries, links, numbers."""
    plain = prop.removeprefix(OWN)
    if plain in _LEFT_OUT or prop.startswith(ELSEWHERE):
        return None
    if plain in _NAMES:
        return Kind.NAME
    if plain in _IDENTIFIERS:
        return Kind.IDENTIFIER
    try:
        return _BY_KIND.get(kind_of(schema, prop).kind)
    except InvalidValue:
        return None
