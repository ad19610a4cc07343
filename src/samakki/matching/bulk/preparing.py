"""From the texts of a row to one cell for each comparison: values as they are compared, in one form."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samakki.entities.domain.importing.cell_words import SEXES
from samakki.kernel.codes import Country
from samakki.kernel.digits import ascii_digits
from samakki.kernel.phones import read_phone
from samakki.kernel.refusals import InvalidValue
from samakki.kernel.written_dates import parse_as_written
from samakki.matching.bulk.cells import COMPANY, VALUE, cell
from samakki.matching.bulk.columns import Use
from samakki.matching.domain.levels import plain_word
from samakki.matching.domain.records import Document, Named, Plate, Value, resolved

PARTS = ("given", "middle", "family")
NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "unknown", "?", "."})
"""What sheets write where nothing is known."""


@dataclass(frozen=True, slots=True)
class Maker:
    """How one comparison's texts of one file become cells. Other processes can be given one.

    Attributes:
        places: of its columns; where there are several, their texts are joined by `cells.VALUE`.
        uses: of these columns; none where texts are cells already.
        country: of who wrote telephone numbers down; None where nobody said.
    """

    places: tuple[int, ...]
    uses: tuple[Use, ...] = ()
    country: Country | None = None

    def make(self, text: str) -> str | None:
        """The cell of a text as a file has it; None where nothing is known."""
        if not self.uses:
            return text
        if len(self.uses) == 1 and self.uses[0].kind == "word":  # most texts of a register, without the detour
            if text.isascii() and text.isalpha() and text.islower():
                return text if text not in NOTHING else None
            return plain_word(text) or None if text.strip().casefold() not in NOTHING else None
        texts = text.split(VALUE) if len(self.uses) > 1 else (text,)
        given = [
            (use, " ".join(one.split()))
            for use, one in zip(self.uses, texts, strict=True)
            if one.strip().casefold() not in NOTHING
        ]
        return cell(made(given, self.country)) or None


def maker(uses: Sequence[Use], code: str, country: Country | None) -> Maker:
    """How cells of a comparison are made from the columns of a file.

    Args:
        uses: of all columns of the file, in their order.
        code: of the comparison.
        country: of who wrote telephone numbers down; None where nobody said.
    """
    places = tuple(place for place, use in enumerate(uses) if use.code == code)
    return Maker(places, tuple(uses[place] for place in places), country)


def as_it_is(places: tuple[int, ...]) -> Maker:
    """For a file whose texts are cells already."""
    return Maker(places)


def made(given: Sequence[tuple[Use, str]], country: Country | None) -> Iterator[Value]:
    """Values of one comparison from its columns."""
    kind = given[0][0].kind if given else ""
    if kind == "name":
        yield from names_of(given)
        return
    for use, text in given:
        try:
            yield from MADE[kind](use, text, country)
        except InvalidValue:
            continue  # what cannot be read is not known


def names_of(given: Sequence[tuple[Use, str]]) -> Iterator[Value]:
    """Whole names, then the one that parts make together."""
    yield from (Named(text, is_company=use.detail == COMPANY) for use, text in given if use.detail not in PARTS)
    parts = [text for part in PARTS for use, text in given if use.detail == part]
    if parts:
        yield Named(" ".join(parts))


def _words(_use: Use, text: str, _country: Country | None) -> Iterator[Value]:
    if folded := plain_word(text):
        yield folded


def _births(_use: Use, text: str, _country: Country | None) -> Iterator[Value]:
    digits = ascii_digits(text)
    if len(digits) == len("19870531") and digits.isdecimal():  # days without marks, as registers write them
        text = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    yield parse_as_written(text, calendar=None)


def _sexes(_use: Use, text: str, _country: Country | None) -> Iterator[Value]:
    if text.casefold() in SEXES:
        yield SEXES[text.casefold()]


def _phones(_use: Use, text: str, country: Country | None) -> Iterator[Value]:
    yield from sorted(read_phone(text, region=country).keys)


MADE: Mapping[str, Callable[[Use, str, Country | None], Iterator[Value]]] = {
    "word": _words,
    "text": lambda _use, text, _country: iter((text,)),
    "birth": _births,
    "sex": _sexes,
    "place": lambda _use, text, country: iter((resolved(text, country.code if country else ""),)),
    "phone": _phones,
    "document": lambda use, text, _country: iter((Document(text, use.detail),)),
    "plate": lambda _use, text, country: iter((Plate(text, country.code if country else ""),)),
    "account": lambda _use, text, _country: iter((text,)),
}
