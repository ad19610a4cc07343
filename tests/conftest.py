"""Fixtures of every test: keys, a clock, officers, a live node and a browser."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest
import time_machine as travelling
from django.utils import translation

from samakki.node.rendering import related_models_kept
from tests.support import append_only
from tests.support.browser import CHROMIUM, launched
from tests.support.order import in_good_order
from tests.support.people import People
from tests.support.shared import NOW, STAGE, has_real_time, shared, wanted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django import DjangoDbBlocker
    from pytest_django.live_server_helper import LiveServer

hypothesis.settings.register_profile("project", deadline=None, print_blob=True)
hypothesis.settings.load_profile("project")
append_only.let_flush()

required = {name for name in os.environ.get("SAMAKKI_REQUIRE", "").split(",") if name}
missing = {
    "browser": None if CHROMIUM else "Chromium is not installed: apt-get install -y --no-install-recommends chromium",
    "spark": None if shutil.which("java") else "Java is not installed: apt-get install -y default-jre-headless",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests in a good order; skip what needs a program this machine lacks, unless ``SAMAKKI_REQUIRE`` names it."""
    for item in items:
        for need, why in missing.items():
            if why and need not in required and item.get_closest_marker(need):
                item.add_marker(pytest.mark.skip(reason=why))
    items[:] = in_good_order(items)


def pytest_collection_finish() -> None:
    """Leave what was loaded out of every later search for garbage: the searches took an eighth of a worker's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail, rather than skip, where the run was told that the program must be there."""
    for need in required:
        why = missing.get(need)
        if why and item.get_closest_marker(need):
            pytest.fail(why, pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, loudly, what was skipped for want of a program."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for need, why in missing.items():
        count = sum(1 for reason in skipped if why and why in reason)
        if count:
            terminalreporter.write_line(f"!!! {count} {need} tests were SKIPPED. {why}", red=True, bold=True)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: "pytest.FixtureDef[object]") -> Generator[None, object, object]:
    """Make the run's database as a node makes its own: in a third of the time."""
    if fixturedef.argname != "django_db_setup":
        return (yield)
    with related_models_kept():
        return (yield)


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[travelling.Traveller | None]:
    """Start every test at `NOW`; time then passes as usual. ``clock.shift(600)`` moves it, ``move_to`` can stop it."""
    if has_real_time(request.node):
        yield None
        return
    with travelling.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Start and leave every test in English: a request leaves its language behind in the thread."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(scope="session")
def stage(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Ends, before the database is gone, what tests share."""
    yield
    take_down(django_db_blocker)


@pytest.fixture(autouse=True)
def staged(request: pytest.FixtureRequest) -> None:
    """What this test shares with others is there before it begins; what others share is not."""
    wants = wanted(request.node)
    if wants or STAGE.layers:
        request.getfixturevalue("stage")
        with request.getfixturevalue("django_db_blocker").unblock():
            STAGE.set_for(wants)


@pytest.fixture
def _django_db_helper(staged: None, _django_db_helper: None) -> None:
    """A marked test's transaction begins ahead of every fixture of ours; this one it waits for."""


@shared
def people() -> People:
    """Agencies, desks and an overseer."""
    return People()


@pytest.fixture(scope="session")
def browser(django_db_blocker: "DjangoDbBlocker") -> "Iterator[Browser]":
    """One Chromium for the whole run of this worker."""
    # While Playwright runs, Django takes this thread for asynchronous code and gives it another connection.
    take_down(django_db_blocker)
    with launched() as chromium:
        yield chromium
        take_down(django_db_blocker)


def take_down(blocker: "DjangoDbBlocker") -> None:
    """End all that tests share."""
    with blocker.unblock():
        STAGE.take_down()


@pytest.fixture
def page(browser: "Browser", live_server: "LiveServer") -> "Iterator[Page]":
    """A fresh browser window on the live node; relative addresses work. The test needs the mark ``browser``."""
    context = browser.new_context(base_url=live_server.url, locale="en")
    context.set_default_timeout(15_000)
    try:
        yield context.new_page()
    finally:
        context.close()
