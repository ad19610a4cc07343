"""Which record a page is about, in the words of its title: two tabs are told apart by it."""

import re
from typing import Final

from django.http import HttpRequest

REFERENCE: Final = re.compile(r"[A-Z]{1,3}-[0-9A-Z]{2,17}")
DESK: Final = re.compile(r"[A-Z]{2}(?:/[A-Za-z0-9-]+){2,3}")


def record_of(request: HttpRequest | None) -> str:
    """References, desk addresses and numbers of the page's address, in its order; empty where it has none.

    An address never holds a name (``tests/web``), so neither does a title. Words of an address, such as the kind of a
    thing, are left out: they are of the program and in no language.
    """
    match = getattr(request, "resolver_match", None)
    given = match.kwargs.values() if match else ()
    return " · ".join(str(value) for value in given if _tells(value))


def _tells(value: object) -> bool:
    text = str(value)
    return isinstance(value, int) or bool(REFERENCE.fullmatch(text) or DESK.fullmatch(text))
