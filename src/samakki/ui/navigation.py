"""Entries of the menu at the top of each page; subjects register theirs, the frame shows those the reader may use."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from samakki.ui.addresses import address_of

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the menu."""

    label: Label
    url_name: str
    shown: Callable[[HttpRequest], bool]
    order: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one request sees it."""

    label: Label
    url: str
    is_current: bool  # this very page
    is_above: bool  # a page below this entry


_entries: dict[str, Entry] = {}


def register(
    label: Label, url_name: str, shown: Callable[[HttpRequest], bool], order: int, *, also: tuple[str, ...] = ()
) -> None:
    """Add a place to the menu; registering the same ``url_name`` again replaces it.

    Args:
        label: words through ``gettext_lazy``.
        url_name: resolved at each request; an entry whose address does not exist is left out.
        shown: whether this request's reader is offered the place. Hiding is no protection: the view decides again.
        order: lower comes first.
        also: how addresses begin of pages that stand under this place and not below its address: "/received/".
    """
    _entries[url_name] = Entry(label, url_name, shown, order, also)


def entries() -> tuple[Entry, ...]:
    """Everything registered, in the order of the menu."""
    return tuple(sorted(_entries.values(), key=lambda entry: (entry.order, entry.url_name)))


def links(request: HttpRequest) -> tuple[Link, ...]:
    """The menu for one request."""
    shown: list[Link] = []
    for entry in entries():
        url = address_of(entry.url_name)
        if url and entry.shown(request):
            is_current = request.path == url
            below = tuple(one for one in (url, *entry.also) if one != "/")
            is_above = not is_current and request.path.startswith(below)
            shown.append(Link(entry.label, url, is_current, is_above))
    return tuple(shown)
