"""Pages of exhibits and events in a real browser: axe finds nothing serious, nothing is wider than a phone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from tests.support import pages
from tests.support.people import People
from tests.web.cases.evidence_world import build
from tests.web.cases.test_evidence_pages import pages as every_page
from tests.web.cases.test_evidence_pages import wrong_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_and_fits_a_phone(
    people: People, browser: "Browser", tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    evidence = build(people)
    found = {**every_page(evidence), **wrong_pages(evidence)}
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
