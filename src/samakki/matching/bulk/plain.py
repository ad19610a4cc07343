"""Texts of a form so plain that SQL makes their cells and facets as Python would: most numbers and dates of a register.

All others are left to `preparing` and `facets`. What both make of a text is the same; a test holds them together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from samakki.kernel.calendars import GREGORIAN_YEARS
from samakki.matching.bulk.cells import FIELD
from samakki.matching.bulk.columns import Use
from samakki.matching.bulk.preparing import NOTHING, Maker

SHORTEST_WITH_RULE = 13
"""Signs of the shortest number whose check digit is known (`check_digits`): shorter ones keep no rule."""


@dataclass(frozen=True, slots=True)
class Plain:
    """SQL for texts ``t`` of one comparison in one file.

    Attributes:
        where: which of them; never null.
        cell: of such a text; null where nothing is known.
        facets: of that cell, as `facets.KINDS` lists them.
    """

    where: str
    cell: str
    facets: tuple[str, ...]


def plain(maker: Maker, kind: str) -> Plain | None:
    """The SQL, where there is such a form and one column holds it."""
    if len(maker.uses) != 1 or kind not in FORMS:
        return None
    return FORMS[kind](maker.uses[0])


def _word(_use: Use) -> Plain:
    """With a digit it has no sounds, and is none of the words for nothing."""
    return Plain("regexp_full_match(t, '[0-9A-Za-z]*[0-9][0-9A-Za-z]*')", "lower(t)", ("lower(t)", "lower(t)"))


def _birth(_use: Use) -> Plain:
    """Days; one that no calendar has is not known, and its cell is null."""
    digits = "replace(t, '-', '')"
    iso = f"concat(left({digits}, 4), '-', substr({digits}, 5, 2), '-', right({digits}, 2))"
    # A month or day of 00 is not known, and the rest of the date is: Python reads that.
    month, day = "(0[1-9]|1[0-2])", "(0[1-9]|[1-9][0-9])"
    form = f"regexp_full_match(t, '[0-9]{{4}}{month}{day}|[0-9]{{4}}-{month}-{day}')"
    return Plain(
        f"{form} AND left(t, 4) BETWEEN '{GREGORIAN_YEARS[0]}' AND '{GREGORIAN_YEARS[-1]}'",
        f"CASE WHEN TRY_CAST({iso} AS DATE) IS NOT NULL THEN {iso} END",
        (f"CASE WHEN right({digits}, 4) = '0101' THEN left(t, 4) ELSE {iso} END", "TRY_CAST(left(t, 4) AS BIGINT)"),
    )


def _document(use: Use) -> Plain:
    said = ", ".join(f"'{word}'" for word in sorted(NOTHING))
    form = f"regexp_full_match(t, '[0-9A-Za-z]{{1,{SHORTEST_WITH_RULE - 1}}}') AND lower(t) NOT IN ({said})"
    cell = f"t || '{FIELD}{use.detail}{FIELD}'"
    return Plain(form, cell, ("upper(t)", f"'{use.detail}'", "''", "CAST(0 AS BIGINT)"))


FORMS: Mapping[str, Callable[[Use], Plain]] = {"word": _word, "birth": _birth, "document": _document}
