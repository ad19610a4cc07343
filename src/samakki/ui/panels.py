"""Slots in a page that other subjects fill, so that a page needs no import of what is shown on it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

Render = Callable[[HttpRequest | None, Any], str]
"""Takes the request and the value the page passed; returns markup made by a template, or "" for nothing."""

_slots: dict[str, dict[str, Render]] = {}


def register(slot: str, render: Render, *, name: str = "") -> None:
    """Have ``render`` called wherever a page says ``{% panels slot value %}``, in order of registration.

    Args:
        slot: "record", "my-work" …; the page that shows it documents the value it passes.
        render: returns what ``render_to_string`` made; a plain string is escaped like any text.
        name: registering the same name again replaces the panel; by default the function's own name.
    """
    _slots.setdefault(slot, {})[name or f"{render.__module__}.{render.__qualname__}"] = render


def registered() -> dict[str, tuple[str, ...]]:
    """Names of all panels by slot."""
    return {slot: tuple(panels) for slot, panels in _slots.items()}


def rendered(slot: str, request: HttpRequest | None, value: object) -> SafeString:
    """Markup of every panel of one slot; empty if nobody filled it."""
    panels = _slots.get(slot, {}).values()
    return format_html_join("", "{}", ((render(request, value),) for render in panels))
