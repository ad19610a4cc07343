"""Prints papers as PDF: any script, tagged for screen readers (PDF/UA-1), fit for archives (PDF/A-2a).

A paper is data: a list of blocks, each a kind with texts. The layout stands in ``paper.typ``, and texts reach it as
JSON, so nothing typed by anybody is ever read as markup. Signs that no vendored font has are printed as their number,
``[U+9F98]``: a box that says nothing would be worse, and the standard forbids it.

PDF is for people. Text copied out of one repeats syllables of several scripts; the data file beside it is for programs.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
FONTS = FOLDER / "print_fonts"
LAYOUT = FOLDER / "paper.typ"
_UNBROKEN = re.compile(r"[!-~]{25,}")  # a digest or an address would run over the edge of its cell
_PIECE = re.compile(r".{1,8}")
JOINERS = frozenset("\u200b\u200c\u200d\n")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; line breaks in it are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph that is set apart: a warning, a gap, what changed."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Keys and values."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table whose head is repeated on every page; `widths` are shares of the line."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


Block = Heading | Text | Note | Points | Facts | Rows
KINDS = {Heading: "heading", Text: "text", Note: "note", Points: "list", Facts: "facts", Rows: "table"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page, and in the properties of the file.

    Attributes:
        title: of the file; a reference and a kind of paper, never a name.
        author: the agency.
        header: left end of the head of each page.
        handling: right end of the head: handling codes.
        footer: left end of the foot: edition, who printed it and when.
        page_words: what stands before, between and after the page's number and the number of pages.
        language: BCP 47.
        is_wide: pages lie on their side.
    """

    title: str
    author: str
    header: str
    handling: str
    footer: str
    page_words: tuple[str, str, str]
    language: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper.

    Attributes:
        content: the PDF.
        pages: how many.
        unprintable: signs that no font has, which are printed as numbers.
    """

    content: bytes
    pages: int
    unprintable: frozenset[str]


def print_paper(frame: Frame, blocks: Sequence[Block], *, at: datetime) -> Printed:
    """Print one paper.

    Args:
        frame: what stands on every page.
        blocks: the content, in order.
        at: aware moment, written into the properties of the file: the same data and moment give the same bytes.
    """
    lacking: set[str] = set()
    data = _printable(
        {
            "title": frame.title,
            "author": frame.author,
            "keywords": [],
            "header": frame.header,
            "handling": frame.handling,
            "footer": frame.footer,
            "page_words": list(frame.page_words),
            "lang": frame.language.split("-")[0],
            "wide": frame.is_wide,
            "blocks": [_block(block) for block in blocks],
        },
        lacking,
    )
    compiler = typst.Compiler(
        LAYOUT,
        root=FOLDER,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    content = compiler.compile(
        format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=at.astimezone(UTC).replace(microsecond=0)
    )
    pages = int(compiler.query("<pages>", field="value", one=True))
    if not isinstance(content, bytes):
        message = "a paper is one file"
        raise TypeError(message)
    return Printed(content, pages, frozenset(lacking))


def has_sign(sign: str) -> bool:
    """Whether one of the fonts can print a sign.

    >>> has_sign("ក"), has_sign("張")
    (True, False)
    """
    starts, ends = _coverage()
    place = bisect_right(starts, ord(sign)) - 1
    return place >= 0 and ord(sign) <= ends[place]


def _block(block: Block) -> dict[str, Any]:
    fields = {name: getattr(block, name) for name in block.__dataclass_fields__}
    return {"kind": KINDS[type(block)], **fields}


def _printable(value: object, lacking: set[str]) -> object:
    if isinstance(value, str):
        told = "".join(_sign(sign, lacking) for sign in unicodedata.normalize("NFC", value))
        return _UNBROKEN.sub(lambda run: "\u200b".join(_PIECE.findall(run[0])), told)
    if isinstance(value, Mapping):
        return {key: _printable(one, lacking) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_printable(one, lacking) for one in value]
    return value


def _sign(sign: str, lacking: set[str]) -> str:
    if sign in JOINERS:
        return sign
    if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return " " if sign in "\t\r" else ""
    if has_sign(sign):
        return sign
    if unicodedata.category(sign) == "Zs":
        return " "
    lacking.add(sign)
    return f"[U+{ord(sign):04X}]"


@cache
def _coverage() -> tuple[list[int], list[int]]:
    spans = json.loads((FONTS / "coverage.json").read_text("ascii"))
    return [span[0] for span in spans], [span[1] for span in spans]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
