"""Guesses what each column means, from its heading and from what stands in it. An officer corrects the guess."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samakki.entities.domain.importing.cells import CellKind
from samakki.entities.domain.importing.header_words import COMPANY_MARKS, KIND_WORDS, SEXES
from samakki.entities.domain.importing.layout import Column, heading_target
from samakki.entities.domain.importing.targets import KIND_COLUMN, LEFT_OUT, Target, Thing, target_of
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
    taken: set[str] = set()
    for key, one in found.items():
        target = target_of(one.target)
        if target is None:
            continue
        free = next((other for other in _further(target) if other.key not in taken), None)
        found[key] = Guess(free.key if free else _notes(target), one.why)
        taken.add(found[key].target)
    return found


def _guess(column: Column) -> Guess:
    if column.is_colour:
        return Guess(LEFT_OUT, "nothing")
    told = heading_target(column.heading) if column.heading else None
    if told is not None:
        if told == KIND_COLUMN and not _most(column, lambda text: text.casefold() in KIND_WORDS):
            return Guess(LEFT_OUT, "nothing")
        return Guess(told, "heading")
    for looks, target in _LOOKS:
        if _most(column, looks):
            return Guess(target, "content")
    if column.cells and all(cell.kind is CellKind.DATE for cell in column.cells):
        return Guess("person:birthDate", "content") if _years(column) else Guess(LEFT_OUT, "nothing")
    return Guess(LEFT_OUT, "nothing")


def _either(one: Guess) -> Guess:
    """Where a column says what each row is, the column of names belongs to whatever the row is."""
    if one.target in {"person:name", "company:name"}:
        return Guess("either:name", one.why)
    if one.target in {"person:notes", "person:alias", "person:idNumber"}:
        return Guess(one.target.replace("person:", "either:"), one.why)
    return one


def _further(target: Target) -> Sequence[Target]:
    """The target, then the same of the second and third thing of its kind."""
    base = target.thing.value.rstrip("23")
    things = [thing for thing in Thing if thing.value.rstrip("23") == base]
    return [target, *(Target(thing, target.prop) for thing in things if thing is not target.thing)]


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
