"""The frame of every page: what a screen reader, a browser's policy and a person looking over a shoulder get of it."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory

from samakki.ui import navigation, panels, places
from samakki.ui.security import CONTENT_SECURITY_POLICY
from tests.support import pages
from tests.ui import gallery

LANGUAGES = ["en", "km", "th", "lo", "my", "vi", "zh-hans", "bn", "id", "ms", "fil"]


@pytest.fixture
def page() -> str:
    return gallery.components()


def test_the_skip_link_leads_to_the_content(page: str) -> None:
    assert page.index('href="#main-content"') < page.index("<header")
    assert 'id="main-content"' in page


def test_nothing_on_the_page_is_inline(page: str) -> None:
    assert not re.search(r"\sstyle=", page)
    assert not re.search(r"\son[a-z]+=", page)
    assert "<style" not in page
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    for directive, allowed in CONTENT_SECURITY_POLICY["DIRECTIVES"].items():
        assert set(map(str, allowed)) <= {"'none'", "'self'", "data:"}, directive
    assert "data:" not in map(str, CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"])


def test_every_address_of_the_page_is_on_this_node_except_the_way_out(page: str) -> None:
    outside = set(re.findall(r'(?:href|src|action)="(https?://[^"]+)"', page))
    assert outside == {"https://www.wikipedia.org/"}


def test_the_title_holds_no_name(page: str) -> None:
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title
    assert gallery.Reader.full_name not in title[1]


def test_a_page_of_an_officer_tells_the_script_when_it_locks_and_a_plain_page_does_not(page: str) -> None:
    assert 'data-idle-seconds="540"' in page
    assert 'data-lock-url="/lock/"' in page
    plain = engines["django"].get_template("ui/plain.html").render({}, RequestFactory().get("/"))
    assert "data-idle-seconds" not in plain
    assert gallery.Reader.full_name not in plain


def test_without_a_lock_registered_the_frame_still_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_url_names", {"home": "no-such-page"})
    page = gallery.components()
    assert "data-lock-url" not in page
    assert "<main" in page


def test_a_page_of_an_officer_says_for_which_agency_and_desk_they_act(page: str) -> None:
    header = page.partition("<main")[0]
    assert gallery.Agency.name in header
    assert gallery.Desk.address in header


def test_signing_out_and_locking_are_forms_not_links(page: str) -> None:
    assert re.search(r'<form action="/out/"[^>]*method="post"', page)
    assert not re.search(r'<a[^>]*href="/out/"', page)


def test_the_menu_marks_the_page_one_is_on() -> None:
    here = [link for link in navigation.links(gallery.request("/officers/")) if link.is_current]
    below = [link for link in navigation.links(gallery.request("/officers/O-7K3QR/")) if link.is_above]
    assert [link.url for link in here] == [link.url for link in below] == ["/officers/"]


def test_the_menu_shows_only_what_the_reader_is_offered_in_order() -> None:
    navigation.register("never", "gallery-lock", lambda _request: False, order=0)
    navigation.register("nowhere", "no-such-page", lambda _request: True, order=0)
    assert [link.url for link in navigation.links(gallery.request())] == ["/", "/officers/"]


def test_panels_of_a_slot_come_in_order_and_escape_what_is_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_slots", {})
    panels.register("record", lambda _request, value: f"<b>{value}</b>", name="first")
    panels.register("record", lambda _request, _value: "second", name="second")
    assert str(panels.rendered("record", None, "KH-1")) == "&lt;b&gt;KH-1&lt;/b&gt;second"
    assert str(panels.rendered("nobody-fills-this", None, None)) == ""


def test_no_string_of_the_frame_or_a_component_is_missed_by_translators() -> None:
    with pages.pseudo_language():
        page = gallery.components(gallery.PSEUDO)
        pages.assert_every_string_translated(page)
        assert "Draft" not in page


def test_the_draft_notice_is_translated_too() -> None:
    with pages.pseudo_language("id"):
        page = gallery.components(gallery.PSEUDO)
        assert "samakki-notice" in page
        pages.assert_every_string_translated(page)


def test_a_first_visit_is_light(page: str) -> None:
    weight = pages.page_weight(page)
    assert {"page", "ui/samakki.css", "ui/samakki.js"} <= set(weight.parts)
    assert weight.total < pages.FIRST_VISIT_BYTES


@pytest.mark.parametrize("template", ["confirm", "interruption"])
def test_confirming_and_interrupting_pages_stand_and_are_translated(template: str) -> None:
    with pages.pseudo_language():
        said = gallery.words(gallery.PSEUDO)
        page = (
            engines["django"]
            .get_template(f"ui/{template}.html")
            .render(
                {"heading": said["heading"], "action": said["option"], "cancel_url": "/", "form": gallery.form(said)},
                gallery.request(),
            )
        )
        pages.assert_every_string_translated(page)
    assert page.count("<h1") == 1


def test_a_cell_that_says_nothing_has_no_heading_on_a_telephone() -> None:
    source = "{% load samakki %}{% table 'Who has it' head rows %}"
    page = engines["django"].from_string(source).render({"head": ["Desk", "Held", "When"], "rows": [["A", 0, ""]]})
    assert 'data-label="Held">0<' in page
    assert 'data-label="When"' not in page
