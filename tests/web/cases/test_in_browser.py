"""Pages of cases in a real browser: axe finds nothing serious, nothing is wider than a phone."""

from typing import TYPE_CHECKING

import pytest

from tests.support.telephone import assert_accessible_and_narrow
from tests.web.cases.test_every_page import pages as every_page
from tests.web.cases.test_every_page import wrong_pages
from tests.web.cases.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ALIKE = ("cancel", "reopen", "assign", "day", "waiting", "hand-over", "describe")
"""Forms drawn by the same template with the same kinds of fields as others that are shown."""


def test_every_page_is_accessible_and_fits_a_phone(world: World, browser: "Browser") -> None:
    """The pages are made by the test client and shown without a server, so that one browser serves them all."""
    found = {**every_page(world), **wrong_pages(world)}
    shown = {name: html for name, html in found.items() if name.rstrip("/").rpartition("/")[2] not in ALIKE}
    assert_accessible_and_narrow(browser, shown)
