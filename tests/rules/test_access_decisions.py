from collections.abc import Collection, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from samakki.node.wiring import THIRD_PARTY_VIEWS

Entry = URLPattern | URLResolver


def addresses(entries: Collection[Entry], prefix: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every address as (route, name with its namespaces, view)."""
    for entry in entries:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry.url_patterns, route, inner)
        else:
            yield route, f"{space}{entry.name or ''}", entry.callback


def undecided_views(entries: Collection[Entry], libraries: Collection[str]) -> list[str]:
    """Addresses whose view says nothing of who may use it.

    Args:
        entries: the tree of addresses.
        libraries: names of addresses of libraries' views, decided in the node's wiring.
    """
    return [
        f"/{route} ({name})"
        for route, name, view in addresses(entries)
        if getattr(view, "access_decision", None) is None and name not in libraries
    ]


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_every_view_says_who_may_use_it() -> None:
    assert undecided_views(get_resolver().url_patterns, THIRD_PARTY_VIEWS) == []


def test_no_decision_stands_for_an_address_that_is_gone() -> None:
    names = {name for _, name, _ in addresses(get_resolver().url_patterns)}
    assert set(THIRD_PARTY_VIEWS) - names == set()


def test_a_view_without_a_decision_is_caught_at_any_depth() -> None:
    below: list[Entry] = [path("hole/", page, name="hole"), path("known/", page, name="known")]
    tree: list[Entry] = [path("a/", include((below, "a"), namespace="a"))]
    assert undecided_views(tree, {"a:known"}) == ["/a/hole/ (a:hole)"]
