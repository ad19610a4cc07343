"""Pages of entities in a real browser: axe finds nothing serious, nothing is wider than a phone."""

from typing import TYPE_CHECKING

import pytest

from tests.support.telephone import assert_accessible_and_narrow
from tests.web.entities.test_every_page import every_page
from tests.web.entities.world_of_entities import Described

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_and_fits_a_phone(described: Described, browser: "Browser") -> None:
    """The pages are made by the test client and shown without a server, so that one browser serves them all."""
    found = every_page(described)
    assert_accessible_and_narrow(browser, found)
