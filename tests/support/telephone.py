"""Rendered pages on a telephone in a real browser: accessible, and nothing wider than the screen.

With ``SAMAKKI_PICTURES`` set, a picture of each page on a telephone and on a desk is kept in the folder it names.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.support import pages
from tests.support.pictures import DESK, TELEPHONE, keep_picture
from tests.support.shelf import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

NARROW: "ViewportSize" = {"width": 360, "height": 740}


def assert_accessible_and_narrow(browser: "Browser", found: Mapping[str, str]) -> None:
    """Show each page of `found` without its node, so that one browser serves them all; fail with every fault."""
    context = browser.new_context(viewport=NARROW, locale="en")
    window = context.new_page()
    wrong: list[str] = []
    with served(list(found.values())) as address:
        for number, name in enumerate(found):
            window.goto(f"{address}{number}")
            wrong += [f"{name}: {problem}" for problem in pages.axe(window)]
            width = window.evaluate("document.documentElement.scrollWidth")
            if width > NARROW["width"]:
                wrong.append(f"{name}: {width} pixels wide")
            keep_picture(window, name, widths=(TELEPHONE, DESK))
        context.close()
    assert wrong == [], "\n".join(wrong)
