"""Takes the pictures of the documentation from a demonstration node, so that they show what the software shows.

    python3 run.py pictures

Needs Chromium and an idle port 8001. Everybody in the pictures is invented.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from samakki.demo.codes import code_at
from samakki.demo.nations import NATIONS
from samakki.demo.nodes import Grounds
from samakki.demo.people import PASSWORD
from samakki.demo.running import RunningNode, start, stop, wait_until_well
from tests.support.browser import launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
DESKTOP: "ViewportSize" = {"width": 1200, "height": 760}
TELEPHONE: "ViewportSize" = {"width": 390, "height": 780}
# Somebody else for each window: a one-time code works once.
SUPERVISOR, INVESTIGATOR, PROSECUTOR, OVERSEER = "keo.bopha", "sok.dara", "nuon.pisey", "khiev.sothea"


def main() -> int:
    """Take every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with demonstration() as node, launched() as browser:
        page = signed_in(browser, node, SUPERVISOR, DESKTOP)
        speak(page, "en")
        take(page, "my-work")
        page = signed_in(browser, node, INVESTIGATOR, DESKTOP)
        speak(page, "en")
        page.goto(node.address + "my-records/")
        page.locator("main a[href^='/records/']").first.click()
        take(page, "record-access")
        page = signed_in(browser, node, PROSECUTOR, TELEPHONE)
        speak(page, "km")
        page.goto(node.address + "my-records/")
        take(page, "my-records-telephone-khmer")
        page = signed_in(browser, node, OVERSEER, DESKTOP)
        speak(page, "en")
        page.goto(node.address + "audit/")
        take(page, "audit")
    return 0


@contextmanager
def demonstration() -> Iterator[RunningNode]:
    """The first nation's node, made in a throw-away folder and ended afterwards."""
    nation = NATIONS[0]
    with tempfile.TemporaryDirectory() as folder:
        grounds = Grounds(Path(folder) / "demo")
        grounds.build_template()
        grounds.build([nation])
        node = start(nation, grounds.home(nation))
        try:
            wait_until_well(node)
            yield node
        finally:
            stop([node])


def signed_in(browser: "Browser", node: RunningNode, username: str, size: "ViewportSize") -> "Page":
    """A page of a new browser window in which this officer has signed in."""
    page = browser.new_context(viewport=size).new_page()
    page.goto(node.address)
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.fill("[name=code]", code_at(time.time()))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(node.address)
    return page


def speak(page: "Page", language: str) -> None:
    """Choose the language of the pages, as the officer would: in the menu of the header."""
    page.locator("header details").first.locator("summary").click()
    page.locator(f"header button[value='{language}']").click()
    page.wait_for_load_state()


def take(page: "Page", name: str) -> None:
    """One picture of what fits the window."""
    page.screenshot(path=FOLDER / f"{name}.png")
    sys.stdout.write(f"docs/pictures/{name}.png\n")


if __name__ == "__main__":
    sys.exit(main())
