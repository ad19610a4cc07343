"""Reads data of other countries field by field: what is missing, unknown, too long or of another kind is refused.

A reader knows where it stands ("desks[3].duty.zone"), so that an error names the place to correct.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from samakki.exchange.domain.trust.errors import StatementWrong
from samakki.kernel.moments import read_moment
from samakki.kernel.refusals import InvalidValue

Value = TypeVar("Value")
_DEEPEST = 12
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class At:
    """One value and where it stands."""

    value: Any  # whatever JSON holds, until a reader has said what it is
    where: str = ""

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> "Mapping[str, At]":
        """The members of an object; nothing else may be in it."""
        if not isinstance(self.value, dict):
            raise self.wrong("an object is expected")
        known = {*required, *optional}
        if unknown := sorted(map(str, self.value.keys() - known)):
            raise self.wrong(f"{unknown[0]!r:.60} is not known here")
        if missing := sorted(set(required) - self.value.keys()):
            raise self.wrong(f"{missing[0]!r} is missing")
        return {name: At(value, f"{self.where}.{name}".lstrip(".")) for name, value in self.value.items()}

    def each(self, read: "Callable[[At], Value]", *, most: int, least: int = 0) -> tuple[Value, ...]:
        """The entries of a list."""
        if not isinstance(self.value, list) or not least <= len(self.value) <= most:
            raise self.wrong(f"a list of {least} to {most} entries is expected")
        return tuple(read(At(value, f"{self.where}[{number}]")) for number, value in enumerate(self.value))

    def named(self, read: "Callable[[At], Value]", *, most: int) -> dict[str, Value]:
        """The members of an object whose keys are free."""
        if not isinstance(self.value, dict) or len(self.value) > most:
            raise self.wrong(f"an object of at most {most} members is expected")
        return {name: read(At(value, f"{self.where}[{name!r:.60}]")) for name, value in self.value.items()}

    def text(self, pattern: str = r"[^\x00-\x1f\x7f]*", *, most: int = 200, least: int = 1) -> str:
        """A text of a form and length."""
        if not isinstance(self.value, str) or not least <= len(self.value) <= most:
            raise self.wrong(f"a text of {least} to {most} characters is expected")
        if not re.fullmatch(pattern, self.value):
            raise self.wrong("the text has another form")
        return self.value

    def whole(self, *, least: int = 0, most: int) -> int:
        """A whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value <= most:
            raise self.wrong(f"a whole number from {least} to {most} is expected")
        return self.value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong("true or false is expected")
        return self.value

    def moment(self) -> datetime:
        """A moment in UTC, to the second: "2026-11-22T05:00:00Z"."""
        return self.parsed(read_moment, most=20)

    def day(self) -> date:
        """A calendar day: "2026-11-22"."""
        text = self.text(_DAY.pattern)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.wrong("there is no such day") from None

    def octets(self, *, most: int) -> bytes:
        """Bytes as base64url without padding; one spelling only, so that a changed character never passes."""
        text = self.text(r"[A-Za-z0-9_-]+", most=most * 4 // 3 + 2)
        try:
            given = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except binascii.Error:  # no bytes make one letter more than fours of them
            given = b""
        if len(given) > most or write_octets(given) != text:
            raise self.wrong("this is not base64url without padding")
        return given

    def parsed(self, read: Callable[[str], Value], *, most: int = 200) -> Value:
        """A text that one of the kernel's readers takes."""
        text = self.text(most=most)
        try:
            return read(text)
        except InvalidValue as error:
            raise self.wrong(f"{text!r:.60} is not usable here ({error.refusal.code})") from None

    def one_of(self, allowed: Iterable[str]) -> str:
        """One of a few words."""
        words = tuple(allowed)
        if not isinstance(self.value, str) or self.value not in words:
            raise self.wrong(f"one of {', '.join(words)} is expected")
        return self.value

    def moved(self, value: object, where: str) -> "At":
        """Another value, named by another place."""
        return At(value, where)

    def wrong(self, what: str) -> StatementWrong:
        """The error that names this place."""
        where = self.where or "the file"
        return StatementWrong(f"{where}: {what}.", where=where)


def write_octets(given: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(given).rstrip(b"=").decode("ascii")


def read_json(raw: bytes, *, most: int) -> At:
    """The JSON value in some bytes: strict UTF-8, no key twice, no number but whole ones, not too deep.

    Raises:
        StatementWrong: it is not that.
    """
    if len(raw) > most:
        raise At(None).wrong(f"{len(raw)} bytes are more than the {most} that are allowed")
    try:
        value = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_no_key_twice, parse_float=_no_fraction, parse_constant=_no_fraction
        )
    except (ValueError, RecursionError) as error:
        raise At(None).wrong(f"this is not the JSON that was agreed ({error!s:.80})") from None
    if _depth(value) > _DEEPEST:
        raise At(None).wrong("it is nested too deep")
    return At(value)


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return found


def _no_fraction(text: str) -> object:
    message = f"{text:.20} is not a whole number"
    raise ValueError(message)


def _depth(value: object) -> int:
    depth, layer = 0, [value]
    while layer:
        depth += 1
        layer = [inner for one in layer for inner in _inside(one)]
    return depth


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
