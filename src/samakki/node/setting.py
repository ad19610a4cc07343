"""One setting of ``node.toml``: its type, its bounds and the words that say what is allowed."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from samakki.kernel.refusals import SamakkiError

Value = str | int | bool | tuple[str, ...]
KINDS: dict[type, str] = {str: "a text in quotation marks", int: "a whole number", bool: "true or false",
                          list: "a list of texts"}  # fmt: skip


class SettingError(SamakkiError):
    """A value that one setting does not allow; the text says what it does allow."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Declares one key; ``read`` turns what the file holds into a checked value."""

    key: str  # "sessions.hours" stands for hours under [sessions]
    kind: type
    default: Value
    meaning: str
    pattern: str = ""
    choices: Callable[[], Collection[str]] | None = None
    least: int = 0
    most: int = 0
    allowed: str = ""

    @property
    def what_is_allowed(self) -> str:
        """Words for what may stand here."""
        if self.kind is int:
            return f"a whole number from {self.least} to {self.most}"
        return self.allowed or KINDS[self.kind]

    def read(self, given: object) -> Value:
        """`given` as this setting's value.

        Raises:
            SettingError: another type, out of bounds, or not one of the choices.
        """
        if self.kind is list:
            return self._read_list(given)
        # bool is an int to Python, and `port = true` is not a port.
        if not isinstance(given, self.kind) or (self.kind is int and isinstance(given, bool)):
            raise self._error(given)
        if isinstance(given, bool):
            return given
        if isinstance(given, int):
            if not self.least <= given <= self.most:
                raise self._error(given)
            return given
        return self._read_text(str(given))

    def _read_list(self, given: object) -> tuple[str, ...]:
        if not isinstance(given, list | tuple) or not given or not all(isinstance(item, str) for item in given):
            raise self._error(given)
        return tuple(self._read_text(item) for item in given)

    def _read_text(self, given: str) -> str:
        if self.pattern and not re.fullmatch(self.pattern, given):
            raise self._error(given)
        if self.choices is not None and given not in self.choices():
            raise self._error(given)
        return given

    def _error(self, given: object) -> SettingError:
        # A database address may hold a password: what was given is not repeated there.
        found = "" if self.key == "database" else f" {given!r} is not allowed here."
        return SettingError(f"{found} Give {self.what_is_allowed}.".strip())
