"""Reading the fields of a header one by one, strictly: another form is refused and named, never repaired."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from samakki.kernel.moments import read_moment
from samakki.kernel.refusals import InvalidValue, SamakkiError

Value = TypeVar("Value")
Member = TypeVar("Member", bound=Enum)


class HeaderUnreadable(SamakkiError):
    """A field of a header is missing or has another form. Holds the field's name, never its content."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The field {name} of the header is missing or has another form.")
        self.name = name


class Fields:
    """The members of one object of a header; remembers which were read."""

    def __init__(self, given: Mapping[str, Any], *, within: str = "") -> None:
        self._given = given
        self._within = within
        self._read: set[str] = set()

    def text(self, name: str, form: re.Pattern[str]) -> str:
        """A text of this form."""
        text = self._value(name)
        if not isinstance(text, str) or not form.fullmatch(text):
            raise self._unreadable(name)
        return text

    def text_or_empty(self, name: str, form: re.Pattern[str]) -> str:
        """As `text`; empty where there is no such field."""
        return self.text(name, form) if name in self._given else ""

    def texts(self, name: str, form: re.Pattern[str], *, most: int) -> tuple[str, ...]:
        """A list of different texts of this form; none where there is no such field."""
        if name not in self._given:
            return ()
        texts = self._list(name, most)
        if not all(isinstance(text, str) and form.fullmatch(text) for text in texts) or len(set(texts)) != len(texts):
            raise self._unreadable(name)
        return texts

    def parsed(self, name: str, parse: Callable[[str], Value]) -> Value:
        """A text that `parse` takes."""
        return self._parsed(name, self._value(name), parse)

    def each(self, name: str, parse: Callable[[str], Value], *, most: int) -> list[Value]:
        """A list, not empty, of different texts that `parse` takes."""
        texts = self._list(name, most)
        values = [self._parsed(name, text, parse) for text in texts]
        if len(set(texts)) != len(texts):
            raise self._unreadable(name)
        return values

    def member(self, name: str, kind: type[Member]) -> Member:
        """A member of an enum, by its value."""
        return self.parsed(name, kind)

    def members(self, name: str, kind: type[Member], *, most: int) -> list[Member]:
        """A list, not empty, of different members of an enum."""
        return self.each(name, kind, most=most)

    def uuid(self, name: str, *, version: int) -> UUID:
        """A UUID of this version, in small letters."""
        value = self.parsed(name, UUID)
        if value.version != version or str(value) != self._value(name):
            raise self._unreadable(name)
        return value

    def moment(self, name: str) -> datetime:
        """A moment as ``kernel.moments`` writes it."""
        return self.parsed(name, read_moment)

    def day_or_none(self, name: str) -> date | None:
        """A day, "2027-11-21"; None where there is no such field."""
        if name not in self._given:
            return None
        day = self.parsed(name, date.fromisoformat)
        if day.isoformat() != self._value(name):
            raise self._unreadable(name)
        return day

    def claim(self, name: str) -> bool:
        """True or false; false where there is no such field."""
        value = self._value(name) if name in self._given else False
        if not isinstance(value, bool):
            raise self._unreadable(name)
        return value

    def count(self, name: str) -> int:
        """A whole number from 0."""
        value = self._value(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._unreadable(name)
        return value

    def numbers(self, name: str, parse: Callable[[str], Value], *, most: int) -> Mapping[Value, int]:
        """Counts by names that `parse` takes; none where there is no such field."""
        if name not in self._given:
            return MappingProxyType({})
        given = self.mapping(name)
        if not 1 <= len(given) <= most:
            raise self._unreadable(name)
        counts = Fields(given, within=f"{self._within}{name}.")
        return MappingProxyType({self._parsed(name, key, parse): counts.count(key) for key in given})

    def mapping(self, name: str) -> Mapping[str, Any]:
        """An object."""
        value = self._value(name)
        if not isinstance(value, Mapping):
            raise self._unreadable(name)
        return value

    def rest(self, besides: Collection[str] = ()) -> Mapping[str, Any]:
        """Fields that nobody asked for and that are not in `besides`, as they came."""
        known = self._read | set(besides)
        return MappingProxyType({name: value for name, value in self._given.items() if name not in known})

    def _value(self, name: str) -> Any:  # noqa: ANN401 (whatever JSON can hold)
        self._read.add(name)
        if name not in self._given:
            raise self._unreadable(name)
        return self._given[name]

    def _list(self, name: str, most: int) -> tuple[Any, ...]:
        value = self._value(name)
        if not isinstance(value, tuple | list) or not 1 <= len(value) <= most:
            raise self._unreadable(name)
        return tuple(value)

    def _parsed(self, name: str, text: object, parse: Callable[[str], Value]) -> Value:
        if not isinstance(text, str):
            raise self._unreadable(name)
        try:
            return parse(text)
        except (InvalidValue, ValueError):
            raise self._unreadable(name) from None

    def _unreadable(self, name: str) -> HeaderUnreadable:
        return HeaderUnreadable(f"{self._within}{name}")
