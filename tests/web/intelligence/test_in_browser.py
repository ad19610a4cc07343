"""Pages of intelligence in a real browser: axe finds nothing serious, nothing is wider than a phone."""

from typing import TYPE_CHECKING

import pytest

from tests.support import pages
from tests.web.intelligence.test_every_page import every_page
from tests.web.intelligence.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_and_fits_a_phone(world: World, browser: "Browser") -> None:
    """The pages are made by the test client and shown without a server, so that one browser serves them all."""
    found = every_page(world)
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
    context.close()
    assert wrong == {}
