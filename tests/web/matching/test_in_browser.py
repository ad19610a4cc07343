"""Pages of matching in a real browser: axe finds nothing serious, nothing is wider than a phone."""

from typing import TYPE_CHECKING

import pytest

from tests.support.judged import World
from tests.support.telephone import assert_accessible_and_narrow
from tests.web.matching.test_pair_page import every_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_and_fits_a_phone(world: World, browser: "Browser") -> None:
    assert_accessible_and_narrow(browser, every_page(world))
