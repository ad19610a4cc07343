"""Guesses what each column means, from its heading and from what stands in it. An officer corrects the guess."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samakki.entities.domain.importing.cell_words import COMPANY_MARKS, KIND_WORDS, SEXES
from samakki.entities.domain.importing.cells import CellKind
from samakki.entities.domain.importing.headings import understood
from samakki.entities.domain.importing.layout import Column
from samakki.entities.domain.importing.targets import KIND_COLUMN, LEFT_OUT, Target, Thing, target_of
from samakki.entities.domain.importing.victims import (
    is_status,
    is_told_of,
    plain,
    speaks_of_suspects,
    speaks_of_victims,
)
from samakki.kernel.digits import ascii_digits

_SHARE = 0.7  # of the cells that must look alike


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for, and how that was found.

    Attributes:
        target: key of a target; "" for a column to leave out.
        why: "heading", "content" or "nothing".
    """

    target: str
    why: str


def guess(columns: Sequence[Column]) -> dict[str, Guess]:
    """A guess for each column, by its key. No target twice: a second telephone is the second telephone."""
    found = {column.key: _guess(column) for column in columns}
    if any(one.target == KIND_COLUMN for one in found.values()):
        found = {key: _either(one) for key, one in found.items()}
    targets = {one.target for one in found.values()}
    if "person:lastName" in targets and "person:firstName" not in targets:  # "name" beside a family name is the given
        found = {key: Guess(_GIVEN.get(one.target, one.target), one.why) for key, one in found.items()}
    if not any(column.heading for column in columns):
        found |= _without_headings(columns, found)
    turns = _turns(columns)
    taken: set[str] = set()
    for column in columns:
        one = found[column.key]
        target = target_of(one.target)
        if target is None:
            continue
        further = _further(target, turns.get(_role(column.heading), 0))
        free = next((other for other in further if other.key not in taken), None)
        found[column.key] = Guess(free.key if free else _notes(target), one.why)
        taken.add(found[column.key].target)
    return found


def victims_guessed(columns: Sequence[Column], guesses: Mapping[str, Guess], titles: Sequence[str]) -> tuple[str, ...]:
    """Which people of a row the headings and the titles of a sheet call victims.

    Args:
        columns: of the sheet.
        guesses: of these columns.
        titles: name of the sheet, and what stands above the headings.

    Returns:
        Values of a `Thing`, in order.
    """
    headed = {column.key: column.heading for column in columns if not column.is_colour}
    people = {key: target.thing for key, one in guesses.items() if (target := target_of(one.target)) is not None}
    found = {people[key] for key, text in headed.items() if key in people and speaks_of_victims(text)} & _PEOPLE
    if not found and is_told_of([] if _says_who(guesses) else headed.values(), titles):
        found = {thing for thing in people.values() if thing in _PEOPLE} or {Thing.PERSON}
    return tuple(thing.value for thing in Thing if thing in found)


_PEOPLE = frozenset({Thing.EITHER, Thing.PERSON, Thing.PERSON_2, Thing.PERSON_3})
_GIVEN = {"person:name": "person:firstName"}


def _says_who(guesses: Mapping[str, Guess]) -> bool:
    """Whether a column says of each person what they are."""
    return any(one.target.endswith(":status") for one in guesses.values())


def _role(heading: str) -> str:
    """Of whom a heading speaks, where columns of one row are about a victim and a suspect."""
    if speaks_of_victims(heading):
        return "victim"
    return "suspect" if speaks_of_suspects(heading) else ""


def _turns(columns: Sequence[Column]) -> dict[str, int]:
    """Which person of a row is meant by headings that speak of a victim, and which by those that speak of a suspect."""
    named = dict.fromkeys(role for column in columns if (role := _role(column.heading)))
    return {role: turn for turn, role in enumerate(named)} if len(named) > 1 else {}


def _without_headings(columns: Sequence[Column], found: Mapping[str, Guess]) -> dict[str, Guess]:
    """Guesses for a list without headings: names are the first words in it, a date long ago is one of birth."""
    more: dict[str, Guess] = {}
    for column in columns:
        if found[column.key].target or column.is_colour:
            continue
        if "person:name" not in {one.target for one in more.values()} and _most(column, _is_name):
            more[column.key] = Guess("person:name", "content")
        elif _most(column, _is_birth):
            more[column.key] = Guess("person:birthDate", "content")
    return more


def _is_name(text: str) -> bool:
    words = text.split()
    return not _NOT_LETTERS.search(text) and (1 < len(words) <= _NAME_WORDS or not text.isascii())


def _is_birth(text: str) -> bool:
    day = _DAY.fullmatch(text)
    return day is not None and day[1] < "2015"


def _guess(column: Column) -> Guess:
    if column.is_colour:
        return Guess(LEFT_OUT, "nothing")
    told = understood(column.heading) if column.heading else None
    if told in _MAY_BE_STATUS and is_status([cell.text for cell in column.cells]):
        return Guess("person:status", "content")
    if told == KIND_COLUMN and not _most(column, lambda text: text.casefold() in KIND_WORDS):
        return Guess(LEFT_OUT, "nothing")
    return Guess(told, "heading") if told is not None else _by_content(column)


def _by_content(column: Column) -> Guess:
    for looks, target in _LOOKS:
        if _most(column, looks) and not (target == "phone:number" and _OTHER_NUMBERS.search(plain(column.heading))):
            return Guess(target, "content")
    if column.cells and all(cell.kind is CellKind.DATE for cell in column.cells) and _years(column):
        return Guess("person:birthDate", "content")
    return Guess(LEFT_OUT, "nothing")


_MAY_BE_STATUS = {None, "", KIND_COLUMN, "person:position", "person:notes", "person:status"}
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d\d)")
_NAME_WORDS = 6
_OTHER_NUMBERS = re.compile(
    r"imei|imsi|imo|mmsi|cell|tower|account|iban|card|amount|price|total|duration|code|serial|case|invoice|tax|\bid\b|"
    r"号码|金额|编号|จำนวน|ចំនួន|số tiền|jumlah"
)


def _either(one: Guess) -> Guess:
    """Where a column says what each row is, the column of names belongs to whatever the row is."""
    if one.target in {"person:name", "company:name"}:
        return Guess("either:name", one.why)
    if one.target in {"person:notes", "person:alias", "person:idNumber"}:
        return Guess(one.target.replace("person:", "either:"), one.why)
    return one


def _further(target: Target, turn: int = 0) -> Sequence[Target]:
    """The target, then the same of the second and third thing of its kind; from the `turn`-th on, where told."""
    base = target.thing.value.rstrip("23")
    things = [thing for thing in Thing if thing.value.rstrip("23") == base]
    found = [target, *(Target(thing, target.prop) for thing in things if thing is not target.thing)]
    return found[turn:] or found[-1:]


def _notes(target: Target) -> str:
    return Target(target.thing, "notes").key


def _most(column: Column, looks: Callable[[str], bool]) -> bool:
    texts = [unicodedata.normalize("NFKC", ascii_digits(cell.text)).strip() for cell in column.cells]
    return bool(texts) and sum(map(looks, texts)) >= _SHARE * len(texts)


def _years(column: Column) -> bool:
    return all(cell.text[:4] < "2015" for cell in column.cells)


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[+(]?\d[\d\s().-]{6,17}\d")
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}")
_ADDRESS = re.compile(r"https?://\S+|(?:www|facebook|t)\.\S+")
_NOT_LETTERS = re.compile(r"[\d@/\\]")


def _is_phone(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return _PHONE.fullmatch(text) is not None and 8 <= digits <= 15 and not re.fullmatch(r"\d{4}-\d\d-\d\d", text)  # noqa: PLR2004  (E.164 has at most 15)


def _is_company(text: str) -> bool:
    padded = f" {text.casefold()} "
    return any(mark in padded for mark in COMPANY_MARKS)


def _is_sex(text: str) -> bool:
    return text.casefold() in SEXES


_LOOKS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda text: _EMAIL.fullmatch(text) is not None, "person:email"),
    (lambda text: _ADDRESS.match(text.casefold()) is not None, "social:username"),
    (_is_phone, "phone:number"),
    (lambda text: _PASSPORT.fullmatch(text) is not None, "passport:number"),
    (_is_sex, "person:gender"),
    (_is_company, "company:name"),
)
