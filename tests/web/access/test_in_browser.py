"""Pages of signed-in officers in a real browser: axe finds nothing serious, nothing is wider than a phone."""

from typing import TYPE_CHECKING

import pytest

from samakki.access.models import AuditEntry
from tests.support.telephone import assert_accessible_and_narrow
from tests.web.access.test_every_page import other_pages
from tests.web.access.test_every_page import pages as every_page
from tests.web.access.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_and_fits_a_phone(world: World, browser: "Browser") -> None:
    """The pages are made by the test client and shown without a server, so that one browser serves them all."""
    found = {**every_page(world), **other_pages(world)}
    assert AuditEntry.objects.exists()
    assert_accessible_and_narrow(browser, found)
