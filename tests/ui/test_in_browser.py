"""The frame in a real browser: accessible, readable on a telephone, usable without a mouse and without script."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.template import engines
from django.utils import translation
from playwright.sync_api import expect

from samakki.ui.languages import LANGUAGES
from tests.support import pages
from tests.support.pages import ORIGIN, Answer
from tests.ui import gallery

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CODES = [code for code, _name in LANGUAGES]
LOCKED = Answer(status=302, headers={"Location": "/lock/"})
FRAGMENTS = """{% extends "ui/frame.html" %}{% block content %}
<form id="form" method="post" action="/report/" hx-post="/report/" hx-target="#form" hx-swap="outerHTML">
<label>x <input name="said"></label><button>⟦Send⟧</button></form>{% endblock %}"""


@pytest.fixture
def window(browser: "Browser") -> "Iterator[Page]":
    """A browser window with a clock of its own that stands where the test puts it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def officers_page(language: str = "en") -> str:
    with translation.override(language):
        return gallery.components(language)


def complaints(seen: list[str]) -> list[str]:
    return [line for line in seen if line.startswith("console:")]


@pytest.mark.parametrize(
    ("language", "width"), [*((code, 320) for code in CODES), ("en", 1280), ("km", 1280), ("my", 1280)]
)
def test_every_component_is_accessible_and_fits_the_screen(window: "Page", language: str, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 800})
    seen = pages.show(window, officers_page(language))
    assert pages.axe(window) == []
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints(seen) == []


def test_open_menus_are_accessible_too(window: "Page") -> None:
    pages.show(window, officers_page())
    for menu in window.locator("details[data-samakki-menu]").all():
        menu.evaluate("element => { element.open = true }")
    assert window.get_by_role("button", name="ខ្មែរ").is_visible()
    assert pages.axe(window) == []


@pytest.mark.parametrize("language", ["km", "my"])
def test_a_page_fetches_no_font_of_a_script_it_does_not_show(window: "Page", language: str) -> None:
    other = {"km": "myanmar", "my": "thai"}[language]
    seen = pages.show(window, officers_page(language))
    window.wait_for_function("document.fonts.status === 'loaded'")
    fonts = [name for name in seen if name.endswith(".woff2")]
    assert any(name.startswith({"km": "khmer", "my": "myanmar"}[language]) for name in fonts)
    assert not any(name.startswith((other, "lao", "bengali", "latin-extra")) for name in fonts)


def test_stacked_signs_have_room_in_khmer_and_not_more_than_needed_in_english(window: "Page") -> None:
    ratio = "e => { const s = getComputedStyle(e); return parseFloat(s.lineHeight) / parseFloat(s.fontSize) }"
    pages.show(window, officers_page("km"))
    assert window.locator("p.govuk-body").first.evaluate(ratio) == pytest.approx(1.7, abs=0.01)
    pages.show(window, officers_page("en"))
    assert window.locator("p.govuk-body").first.evaluate(ratio) < 1.5


def test_the_first_key_press_offers_to_skip_to_the_content(window: "Page") -> None:
    pages.show(window, engines["django"].from_string(FRAGMENTS).render({}, gallery.request()))
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.className") == "govuk-skip-link"
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "main-content"


def test_a_menu_closes_on_escape_and_gives_the_focus_back(window: "Page") -> None:
    pages.show(window, officers_page())
    window.locator("summary").first.focus()
    window.keyboard.press("Enter")
    assert window.get_by_role("button", name="ລາວ").is_visible()
    window.keyboard.press("Tab")
    window.keyboard.press("Escape")
    assert not window.get_by_role("button", name="ລາວ").is_visible()
    assert window.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_without_script_the_language_can_be_changed_and_the_page_left(browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    window = context.new_page()
    seen = pages.show(window, officers_page(), answers={"POST /language/": Answer("<p>km</p>")})
    assert window.get_by_role("link", name="Officers").is_visible()  # the menu is no drawer without script
    assert window.get_by_role("button", name="Leave this page at once").get_attribute("href", timeout=1000)
    window.locator("summary").first.click()
    window.get_by_role("button", name="ខ្មែរ").click()
    assert "POST /language/" in seen
    context.close()


def test_leaving_at_once_locks_the_session_and_leaves_no_way_back(window: "Page") -> None:
    elsewhere = {"GET https://www.wikipedia.org/": Answer("<title>elsewhere</title>"), "POST /lock/": LOCKED}
    window.goto("about:blank")
    seen = pages.show(window, officers_page(), answers=elsewhere)
    window.get_by_role("button", name="Leave this page at once").click()
    window.wait_for_url("https://www.wikipedia.org/")
    assert "POST /lock/" in seen
    window.go_back()
    assert window.url == "about:blank"


def test_three_presses_of_shift_leave_too(window: "Page") -> None:
    seen = pages.show(
        window, officers_page(), answers={"GET https://www.wikipedia.org/": Answer("x"), "POST /lock/": LOCKED}
    )
    for _press in range(3):
        window.keyboard.press("Shift")
    window.wait_for_url("https://www.wikipedia.org/")
    assert "POST /lock/" in seen


def idle_page(window: "Page", answers: dict[str, Answer]) -> list[str]:
    window.clock.install()
    shown = officers_page()
    return pages.show(window, shown, answers={"GET /lock/?next=%2F": Answer("<title>locked</title>"), **answers})


def test_a_reader_is_warned_before_the_page_locks_and_can_stay(window: "Page") -> None:
    seen = idle_page(window, {"POST /stay/": Answer(status=204)})
    dialog = window.get_by_role("dialog")
    window.clock.run_for(7 * 60 * 1000)
    assert not dialog.is_visible()
    window.clock.run_for(70 * 1000)
    assert dialog.is_visible()
    assert pages.axe(window) == []
    window.get_by_role("button", name="Keep working").click()
    dialog.wait_for(state="hidden")
    window.clock.run_for(5 * 60 * 1000)
    assert not dialog.is_visible()
    assert "POST /lock/" not in seen


def test_a_page_nobody_uses_locks_and_shows_the_lock_page(window: "Page") -> None:
    seen = idle_page(window, {"POST /lock/": LOCKED})
    window.clock.run_for(9 * 60 * 1000 + 2000)
    window.wait_for_url("**/lock/?next=%2F")
    assert "POST /lock/" in seen
    assert window.title() == "locked"


def test_what_was_typed_meets_the_lock_instead_of_being_lost(window: "Page") -> None:
    seen = idle_page(
        window,
        {"POST /lock/": LOCKED, "POST /": Answer("<title>kept</title>"), "POST /stay/": Answer(status=204)},
    )
    window.locator("textarea").fill("she was told the job was in a hotel")
    window.clock.run_for(9 * 60 * 1000 + 2000)
    expect(window).to_have_title("kept", timeout=30_000)
    assert seen.index("POST /lock/") < seen.index("POST /")


def test_nothing_typed_is_sent_if_the_node_did_not_say_it_is_locked(window: "Page") -> None:
    seen = idle_page(window, {"POST /lock/": Answer(status=500), "POST /stay/": Answer(status=204)})
    window.locator("textarea").fill("she was told the job was in a hotel")
    window.clock.run_for(9 * 60 * 1000 + 2000)
    window.wait_for_url("**/lock/?next=%2F")
    assert "POST /" not in seen


def test_a_session_that_is_over_goes_to_the_lock_as_soon_as_somebody_moves(window: "Page") -> None:
    idle_page(window, {"POST /stay/": LOCKED, "POST /lock/": LOCKED})
    window.clock.run_for(60 * 1000)
    window.keyboard.press("ArrowDown")
    window.wait_for_url("**/lock/?next=%2F")


def send_fragment(window: "Page", answer: Answer, **more: Answer) -> list[str]:
    page = engines["django"].from_string(FRAGMENTS).render({}, gallery.request())
    seen = pages.show(window, page, answers={"POST /report/": answer, **more})
    window.get_by_role("button", name="⟦Send⟧").click()
    return seen


def test_mistakes_in_a_piece_of_a_page_are_shown_and_take_the_focus(window: "Page") -> None:
    summary = (
        engines["django"]
        .from_string("{% load samakki %}{% error_summary form %}")
        .render({"form": gallery.form(gallery.words("en"))})
    )
    send_fragment(window, Answer(f'<div id="form">{summary}</div>', status=422))
    window.get_by_role("alert").filter(has_text="There is a problem").wait_for()
    # The script moves the focus once the piece is in place, which may be a moment after it shows.
    window.wait_for_function("document.activeElement.classList.contains('govuk-error-summary')")


def test_a_whole_page_never_appears_inside_a_piece(window: "Page") -> None:
    whole = "<!DOCTYPE html><title>sign in</title><h1>sign in</h1>"
    send_fragment(window, Answer(whole), **{"GET /report/": Answer(whole)})
    window.wait_for_url(f"{ORIGIN}/report/")
    assert window.title() == "sign in"


def test_a_lost_line_is_said(window: "Page") -> None:
    page = engines["django"].from_string(FRAGMENTS).render({}, gallery.request())
    pages.show(window, page)
    window.route("**/report/", lambda route: route.abort())
    window.get_by_role("button", name="⟦Send⟧").click()
    window.get_by_text("This node cannot be reached").wait_for()


def test_htmx_keeps_no_copy_of_a_page_in_the_browser(window: "Page") -> None:
    send_fragment(window, Answer('<div id="form" hx-push-url="/x/">⟦kept⟧</div>', headers={"HX-Push-Url": "/x/"}))
    window.get_by_text("⟦kept⟧").wait_for()
    stored = window.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not re.search(r"<|govuk", stored)


def test_paper_gets_the_content_and_nothing_to_press(window: "Page") -> None:
    pages.show(window, officers_page())
    window.emulate_media(media="print")
    assert window.locator("h1").is_visible()
    assert window.locator("table").is_visible()
    for gone in (".govuk-service-navigation", ".samakki-header__tools", ".govuk-exit-this-page", "button", "nav"):
        assert not any(element.is_visible() for element in window.locator(gone).all()), gone
