"""Pages of matching in a real browser: axe finds nothing serious, nothing is wider than a phone."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import pages
from tests.support.judged import World
from tests.web.matching.test_pair_page import every_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("SAMAKKI_PICTURES", "")


def test_every_page_is_accessible_and_fits_a_phone(world: World, browser: "Browser") -> None:
    wrong: dict[str, list[str]] = {}
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en")
    window = context.new_page()
    for name, html in every_page(world).items():
        window.unroute_all()
        pages.show(window, html)
        problems = pages.axe(window)
        width = window.evaluate("document.documentElement.scrollWidth")
        problems += [f"{width} pixels wide"] if width > 360 else []
        if PICTURES:
            for wide in (390, 1280):
                window.set_viewport_size({"width": wide, "height": 900})
                window.screenshot(path=str(Path(PICTURES) / f"{name}-{wide}.png".replace(", ", "-")), full_page=True)
            window.set_viewport_size({"width": 360, "height": 740})
        if problems:
            wrong[name] = problems
    context.close()
    assert wrong == {}
