"""Every string that people read: those of our templates and Python files, and those that our pages borrow."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import allauth
import django
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "samakki"
DJANGO = Path(django.__file__).parent
ALLAUTH = Path(allauth.__file__).parent
BORROWED = {
    "django": [
        DJANGO / "forms" / "fields.py",
        DJANGO / "core" / "validators.py",
        DJANGO / "contrib" / "auth" / "password_validation.py",
    ],
    "allauth": [
        ALLAUTH / "account" / "adapter.py",
        ALLAUTH / "account" / "forms.py",
        ALLAUTH / "mfa" / "adapter.py",
        ALLAUTH / "mfa" / "base" / "forms.py",
        ALLAUTH / "mfa" / "totp" / "forms.py",
        ALLAUTH / "mfa" / "webauthn" / "forms.py",
        ALLAUTH / "mfa" / "recovery_codes" / "forms.py",
    ],
}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

Key = tuple[str, str]  # context, message


@dataclass
class Message:
    """One string of the code."""

    context: str
    text: str
    plural: str = ""
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What identifies it in a catalogue."""
        return (self.context, self.text)


def collect() -> dict[Key, Message]:
    """Every string of our code, then those borrowed, in the order of their files."""
    messages: dict[Key, Message] = {}
    for path, text in sources():
        name = path.relative_to(ROOT).as_posix()
        for message in found_in(text):
            messages.setdefault(message.key, message).files.append(name)
    for package, paths in BORROWED.items():
        for path in paths:
            for message in found_in(path.read_text("utf-8")):
                messages.setdefault(message.key, message).files.append(package)
    for message in messages.values():
        message.files = list(dict.fromkeys(message.files))
    return messages


def sources() -> Iterator[tuple[Path, str]]:
    """Our files as Python text; a template becomes the calls it makes."""
    for path in sorted(SOURCES.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text("utf-8")
    for path in sorted(SOURCES.rglob("templates/**/*.html")):
        calls = templatize(path.read_text("utf-8"), origin=str(path))
        yield path, "\n".join(re.findall(r"n?p?gettext\(.*\)|\b_\((?:\".*?\"|'.*?')\)", calls))


def found_in(text: str) -> Iterator[Message]:
    """The strings of one Python text."""
    # Babel's own types do not say what its documentation does: name, then one string or a tuple with gaps.
    found: Iterator[tuple[int, str, Any, Any]] = cast(Any, extract_python(io.BytesIO(text.encode()), KEYWORDS, (), {}))
    for _line, name, given, _comments in found:
        parts: list[str] = [part for part in (given if isinstance(given, tuple) else (given,)) if isinstance(part, str)]
        context = parts.pop(0) if name.startswith(("pgettext", "npgettext")) and parts else ""
        if parts and parts[0]:
            is_plural = name.startswith(("ngettext", "npgettext"))
            yield Message(context, parts[0], parts[1] if is_plural and len(parts) > 1 else "")


def is_borrowed(message: Message) -> bool:
    """Whether none of our own files has the string."""
    return set(message.files) <= set(BORROWED)
