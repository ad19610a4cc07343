"""What was typed into a kept form, as its writer saw it: the words of a choice in place of the code that was sent.

The page that sent the form may be any subject's, and only it knows its lists. So words are looked up where every
subject keeps them, in its modules of wording; a code that means two things there is left out rather than guessed.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import get_language

from samakki.ui.languages import BY_CODE

TICKED = "on"
_WORDING = re.compile(r"samakki\.\w+\.web\.wording(?:\.\w+)?")
_CODE = re.compile(r"[a-z][a-z0-9]*(?:[_:-][a-z0-9]+)*")


def shown(fields: Iterable[tuple[str, str]]) -> list[str]:
    """Each value once, in the order of the form; ticks and codes without words are left out."""
    words = _words(get_language() or "")
    found = (_in_words(value, words) for _, value in fields if value.strip() and value != TICKED)
    return list(dict.fromkeys(value for value in found if value))


def _in_words(value: str, words: Mapping[str, str]) -> str:
    if value in words:
        return words[value]
    if value in BY_CODE:
        return BY_CODE[value].own_name
    return "" if _CODE.fullmatch(value) and ("_" in value or ":" in value) else value


@lru_cache(maxsize=32)
def _words(_language: str) -> Mapping[str, str]:
    """Words by code, of all that are loaded; for the language that is active."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, module in list(sys.modules.items()):
        if _WORDING.fullmatch(name):
            for table in vars(module).values():
                if isinstance(table, Mapping):
                    _add(found, table)
    return MappingProxyType({code: next(iter(texts)) for code, texts in found.items() if len(texts) == 1})


def _add(found: defaultdict[str, set[str]], table: Mapping[object, object]) -> None:
    for key, told in table.items():
        code = key.value if isinstance(key, Enum) else key
        words = told[0] if isinstance(told, tuple) and told else told  # beside its colour
        if isinstance(code, str) and isinstance(words, Promise) and _CODE.fullmatch(code):
            found[code].add(force_str(words))
