"""Cells of a table that a spreadsheet opens: none of them starts a calculation."""

import csv
import io
from collections.abc import Iterable, Sequence

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
BOM = "\ufeff"
"""Without it Excel reads a file as being in the code page of the machine."""

BETWEEN = " | "


def safe(value: str) -> str:
    """A value that no spreadsheet takes for a formula; an apostrophe before it is what spreadsheets themselves use.

    Source: OWASP, CSV Injection.

    >>> safe("=HYPERLINK(1)"), safe("+85512345678"), safe("Sok"), safe(" =1+1")
    ("'=HYPERLINK(1)", "'+85512345678", 'Sok', "' =1+1")
    """
    value = value.replace("\0", "\ufffd")
    bare = value.lstrip(" \u00a0\u200b\ufeff")
    return f"'{value}" if bare.startswith(STARTS_A_FORMULA) or value.startswith("'") else value


def read(value: str) -> str:
    """A cell as it was before `safe`.

    >>> read(safe("'quoted'")), read(safe("+855"))
    ("'quoted'", '+855')
    """
    return value[1:] if value.startswith("'") and safe(value[1:]) == value else value


def together(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return BETWEEN.join(value.replace(BETWEEN.strip(), "¦") for value in dict.fromkeys(values))


def row(cells: Sequence[str]) -> bytes:
    """One line of the file, every cell quoted."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return out.getvalue().encode("utf-8", "replace")
