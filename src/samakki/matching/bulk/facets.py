"""What follows from a cell alone and is looked at for each pair: worked out once, so that SQL need not ask Python.

A facet is null where the cell holds several values or a form that SQL is not trusted with; Python is then asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samakki import names
from samakki.matching.bulk.cells import COMPANY, FIELD, is_single, values
from samakki.matching.bulk.engine import Column
from samakki.matching.domain import companies
from samakki.matching.domain.check_digits import is_for_life, is_kept
from samakki.matching.domain.identifiers import TAIL, folded
from samakki.matching.domain.records import REST, Named, Spot
from samakki.matching.domain.spots import area_of
from samakki.names.sounds import CONSONANTS, TWICE, VOWELS

DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
LEAST_SOUNDS = 3
Facets = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Facets of one kind of comparison.

    Attributes:
        columns: their names and types.
        of: the facets of a cell, in this order.
        key: the facet that is counted to say how common a value is; empty where that plays no part.
    """

    columns: tuple[Column, ...]
    of: Callable[[str], Facets]
    key: str = ""


GROUPS = re.compile("|".join(sorted((letters for letters in CONSONANTS if len(letters) > 1), key=len, reverse=True)))
LETTERS = str.maketrans({letters: sound for letters, sound in {**CONSONANTS, **VOWELS}.items() if len(letters) == 1})
SILENT, SEVERAL_VOWELS = re.compile("[^KLMNPSTWaiu\n]+"), re.compile("([aiu])[aiu]+")


def sounds_of(words: Sequence[str]) -> list[str]:
    """`names.sounds.all_sounds` of many words in small letters at once.

    >>> sounds_of(["phea", "nguyen"])
    ['Pi', 'NuN']
    """
    spelled = GROUPS.sub(lambda found: CONSONANTS[found[0]], "\n".join(words)).translate(LETTERS)
    return TWICE.sub(r"\1", SEVERAL_VOWELS.sub(r"\1", SILENT.sub("", spelled))).split("\n")


def of_words(cells: Sequence[str]) -> list[Facets]:
    """Facets of many words: as written, and their sounds where these say enough."""
    spelled = sounds_of(cells)
    return [
        (cell, sounds if len(sounds) >= LEAST_SOUNDS and cell.isalpha() else cell)
        for cell, sounds in zip(cells, spelled, strict=True)
    ]


def _word(cell: str) -> Facets:
    return of_words([cell])[0]


def _name(cell: str) -> Facets:
    if not is_single(cell):
        return (None,)
    (value,) = values(cell, "name")
    if not isinstance(value, Named):
        raise TypeError
    if value.is_company:
        return (_of_body(value.text),)
    return (" ".join(sorted(names.parse(value.text, value.language).words)) or None,)


def _of_body(text: str) -> str:
    """What two names of bodies share that are the same: words in their order, forms that could contradict each other.

    No person's name has it, so that two kinds of names are left to Python.
    """
    read = companies.read(text)
    return FIELD.join([" ".join(read.words), *sorted(read.forms & companies.TELLING_FORMS), COMPANY])


def _birth(cell: str) -> Facets:
    if not DATE.fullmatch(cell):
        return None, None
    known = cell[:4] if cell.endswith("-01") and (len(cell) == len("1987-01") or cell[4:] == "-01-01") else cell
    return known, int(cell[:4])


def _sex(cell: str) -> Facets:
    return (cell if is_single(cell) else None,)


def _phone(cell: str) -> Facets:
    if not is_single(cell) or not cell.isascii() or REST in cell:
        return None, None
    digits = re.sub(r"\D", "", cell)
    return cell, digits[-TAIL:] if len(digits) >= TAIL else None


def _document(cell: str) -> Facets:
    number, kind, country = cell.split(FIELD) if is_single(cell) else ("", "", "")
    plain = number.upper() if number.isascii() and number.isalnum() else folded(number)
    if not plain.isascii() or not is_single(cell):
        return None, None, None, None
    return plain, kind, country, is_kept(plain) + 2 * is_for_life(plain)


def _account(cell: str) -> Facets:
    if not is_single(cell) or not cell.isascii():
        return None, None, None
    service, colon, rest = cell.partition(":")
    is_told = bool(colon and rest and not rest.startswith("//"))
    name = rest if is_told else cell
    return name, service if is_told else "", folded(name)


def _whole(cell: str) -> Facets:
    return (cell,)


def _place(cell: str) -> Facets:
    """The text, and the area of the first place that has one."""
    spots = [value for value in values(cell, "spot") if isinstance(value, Spot)]
    return cell, next((found for spot in spots if (found := area_of(spot))), None)


TEXT, WHOLE = "VARCHAR", Kind((("p", "VARCHAR"),), _whole, "p")
AREA = Kind((("p", TEXT), ("b", TEXT)), _place, "p")
KINDS: Mapping[str, Kind] = {
    "word": Kind((("p", TEXT), ("s", TEXT)), _word, "p"),
    "name": Kind((("w", TEXT),), _name),
    "birth": Kind((("p", TEXT), ("y", "BIGINT")), _birth),
    "sex": Kind((("p", TEXT),), _sex),
    "phone": Kind((("p", TEXT), ("e", TEXT)), _phone, "p"),
    "document": Kind((("p", TEXT), ("k", TEXT), ("g", TEXT), ("f", "BIGINT")), _document, "p"),
    "account": Kind((("p", TEXT), ("k", TEXT), ("d", TEXT)), _account, "p"),
    "plate": WHOLE,
    "text": WHOLE,
    "place": AREA,
    "spot": AREA,
}
