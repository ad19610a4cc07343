"""Cells of a table that a spreadsheet opens: none of them starts a calculation."""

import csv
import io
import re
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


def listed(values: Sequence[str]) -> str:
    r"""Several values in one cell, so that `unlisted` gives them back; empty where all of them are.

    >>> listed(["Sok", "a|b"]), listed(["", "ชาย"]), listed(["", ""])
    ('Sok | a\\|b', ' | ชาย', '')
    """
    if not any(values):
        return ""
    escaped = (value.replace("\\", "\\\\").replace("|", "\\|") for value in values)
    return BETWEEN.join(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", value) for value in escaped)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # no text that people read has them
_PIECE = re.compile(r"\\[\\|]|\\u00[0-9a-f]{2}|\|")


def printable(value: str) -> str:
    """A value without characters that make a file look like no text."""
    return _CONTROL.sub("\ufffd", value)


def unlisted(cell: str) -> list[str]:
    r"""The values of a cell that `listed` made, or that a person wrote with a bar between them.

    >>> unlisted("Sok | a\\|b"), unlisted(" | ชาย"), unlisted("C:\\Temp|x")
    (['Sok', 'a|b'], ['', 'ชาย'], ['C:\\Temp', 'x'])
    """
    parts, last = [""], 0
    for found in _PIECE.finditer(cell):
        parts[-1] += cell[last : found.start()] + (chr(int(found[0][2:], 16)) if "u" in found[0] else found[0][1:])
        last = found.end()
        if found[0] == "|":
            parts.append("")
    parts[-1] += cell[last:]
    for place in range(len(parts) - 1):  # one space on each side belongs to the bar
        parts[place] = parts[place].removesuffix(" ")
        parts[place + 1] = parts[place + 1].removeprefix(" ")
    return parts


def row(cells: Sequence[str]) -> bytes:
    """One line of the file, every cell quoted."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return out.getvalue().encode("utf-8", "replace")
