"""Pages of entities in a real browser: axe finds nothing serious, nothing is wider than a phone."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import pages
from tests.web.entities.test_every_page import every_page
from tests.web.entities.world_of_entities import Described

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_and_fits_a_phone(described: Described, browser: "Browser") -> None:
    """The pages are made by the test client and shown without a server, so that one browser serves them all."""
    found = every_page(described)
    wrong: dict[str, list[str]] = {}
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en")
    window = context.new_page()
    for name, html in found.items():
        window.unroute_all()
        pages.show(window, html)
        problems = pages.axe(window)
        width = window.evaluate("document.documentElement.scrollWidth")
        problems += [f"{width} pixels wide"] if width > 360 else []
        if problems:
            wrong[name] = problems
        _keep_picture(window, name)
    context.close()
    assert wrong == {}


def _keep_picture(window: object, name: str) -> None:
    """Keep a picture of each page in the folder that ``SAMAKKI_PICTURES`` names, to look at."""
    folder = os.environ.get("SAMAKKI_PICTURES")
    if folder:
        for width in (390, 1280):
            window.set_viewport_size({"width": width, "height": 900})  # type: ignore[attr-defined]  # a page
            path = Path(folder) / f"{name.replace(' ', '-')}-{width}.png"
            window.screenshot(path=str(path), full_page=True)  # type: ignore[attr-defined]  # a page
        window.set_viewport_size({"width": 360, "height": 740})  # type: ignore[attr-defined]  # a page
