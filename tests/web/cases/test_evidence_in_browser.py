"""Pages of exhibits and events in a real browser: axe finds nothing serious, nothing is wider than a phone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from tests.support.people import People
from tests.support.telephone import assert_accessible_and_narrow
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
    assert_accessible_and_narrow(browser, found)
