"""Pages answer what no browser sends with a page: the short form of ``python3 run.py fuzz pages``, for some of them."""

from unittest.mock import Mock

import pytest
from django.db import DatabaseError
from django.test import Client

from samakki.node.web import health
from tests.support.people import People
from tests.support.shared import shared
from tests.support.sign_in import signed_in
from tests.support.two_agencies import TwoAgencies, both
from tools.fuzz.forms import Form, accidents, bodies, forms_of, in_parts
from tools.fuzz.pages import Asked, addresses, play_cookies, play_page

EACH = 25
"""One page in so many is asked here, always the same ones; the long form asks all of them."""


@shared
def two_agencies(people: People) -> TwoAgencies:
    return both(people)


def test_no_page_breaks_off_and_no_refused_form_leaves_anything(two_agencies: TwoAgencies) -> None:
    asked, writer = Asked(), two_agencies.police_clients()[0]
    for address in sorted(addresses(two_agencies))[::EACH]:
        play_page(writer, asked, address, accidents(address), 0)
    assert asked.wrong == {}
    assert len(asked.pages) > 3
    assert len(asked.forms) > 3


@pytest.mark.django_db
def test_a_cookie_with_a_zero_byte_is_nobodys_session() -> None:
    asked = Asked()
    play_cookies(asked, accidents(1))
    assert asked.wrong == {}


@pytest.mark.django_db
def test_a_fault_and_what_a_refused_form_left_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked()
    monkeypatch.setattr(health, "connection", Mock(cursor=Mock(side_effect=DatabaseError)))
    asked.send(Client(raise_request_exception=False), "GET", "/health/")
    assert list(asked.wrong) == ["answered 503 at /health/"]


def test_forms_are_read_as_a_browser_would_send_them(people: People) -> None:
    page = signed_in(people.officer("investigator")).get("/imports/start/").content.decode()
    (form,) = (one for one in forms_of(page, "/imports/start/")[0] if one.action == "/imports/start/")
    kinds = {name: kind for name, kind, _ in form.fields}
    assert kinds["file"] == "file"
    assert kinds["purpose"] == "select"
    assert form.files == {"file"}
    small = Form("/x/", (("a", "text", "1"), ("file", "file", "")))
    sent = list(bodies(small, accidents(1), 1))
    assert [("a", b"\0"), ("file", b"\0")] in sent
    assert b'name="file"; filename=' in in_parts(sent[-2], small.files)
