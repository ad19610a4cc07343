"""What the look of a cell says: that its number is a date, that it is padded with zeros, which colour it has.

The tables of formats and colours come from openpyxl, which is loaded when the first workbook is read: every command
imports this module, and hardly one reads a workbook.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

from samakki.entities.domain.importing.xml_parts import plain

_COLOUR = re.compile(r"[0-9A-Fa-f]{6,8}")
_ZEROS = re.compile(r"0{2,20}")
_NO_FILL = {"none", ""}
_WHITE = {"FFFFFF", ""}


@dataclass(frozen=True, slots=True)
class Look:
    """What one style says.

    Attributes:
        is_date: a number in it is a day.
        digits: least digits shown; 9 for the format "000000000".
        colour: fill as "FFFF00"; "" for none and for white.
    """

    is_date: bool = False
    digits: int = 0
    colour: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks of one workbook, by number."""

    looks: tuple[Look, ...] = ()

    def __getitem__(self, number: int) -> Look:
        """One look; a plain one for a number that the workbook does not have."""
        return self.looks[number] if 0 <= number < len(self.looks) else PLAIN


def read_styles(styles: Element, theme: Mapping[int, str]) -> Styles:
    """The looks of a workbook.

    Args:
        styles: the part ``xl/styles.xml``.
        theme: colours of the theme by number.
    """
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # noqa: PLC0415  (see the module)

    parts = {plain(child.tag): child for child in styles}
    formats = dict(BUILTIN_FORMATS)
    for one in parts.get("numFmts", ()):
        number = one.get("numFmtId", "")
        if number.isdecimal():
            formats[int(number)] = one.get("formatCode", "")
    fills = [_fill(one, theme) for one in parts.get("fills", ())]
    return Styles(tuple(_look(one, formats, fills) for one in parts.get("cellXfs", ())))


def theme_colours(theme: Element) -> Mapping[int, str]:
    """Colours of the theme in the order that cells count them: light and dark change places there."""
    found: list[str] = []
    for scheme in theme.iter():
        if plain(scheme.tag) != "clrScheme":
            continue
        for slot in scheme:
            value = next(iter(slot), None)
            found.append("" if value is None else (value.get("lastClr") or value.get("val") or ""))
        break
    swapped = [*found[1::-1], *found[3:1:-1], *found[4:]] if len(found) > 3 else found  # noqa: PLR2004  (two pairs)
    return MappingProxyType(dict(enumerate(swapped)))


def _look(one: Element, formats: Mapping[int, str], fills: list[str]) -> Look:
    from openpyxl.styles.numbers import is_date_format  # noqa: PLC0415  (see the module)

    number, fill = one.get("numFmtId", "0"), one.get("fillId", "0")
    code = formats.get(int(number), "") if number.isdecimal() else ""
    colour = fills[int(fill)] if fill.isdecimal() and int(fill) < len(fills) else ""
    digits = len(code) if _ZEROS.fullmatch(code) else 0
    return Look(bool(code) and bool(is_date_format(code)), digits, colour)


def _fill(fill: Element, theme: Mapping[int, str]) -> str:
    pattern = next(iter(fill), None)
    if pattern is None or plain(pattern.tag) != "patternFill" or pattern.get("patternType", "") in _NO_FILL:
        return ""
    colour = next((one for one in pattern if plain(one.tag) == "fgColor"), None)
    return "" if colour is None else _colour(colour, theme)


def _colour(colour: Element, theme: Mapping[int, str]) -> str:
    if rgb := colour.get("rgb", ""):
        found = rgb
    elif (indexed := colour.get("indexed", "")).isdecimal() and (numbered := _numbered(int(indexed))):
        found = numbered
    elif (number := colour.get("theme", "")).isdecimal():
        found = theme.get(int(number), "")
    else:
        found = ""
    if not _COLOUR.fullmatch(found):
        return ""
    found = found[-6:].upper()
    return "" if found in _WHITE else found


def _numbered(number: int) -> str:
    """A colour of the palette that old workbooks use."""
    from openpyxl.styles.colors import COLOR_INDEX  # noqa: PLC0415  (see the module)

    return COLOR_INDEX[number] if number < len(COLOR_INDEX) else ""
