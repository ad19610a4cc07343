"""The directory of desks as officers look things up in it, and what says how old the trust data is."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client, override_settings

from samakki.exchange.domain.trust.duty import Duty
from samakki.exchange.domain.trust.statement import Reach, Statement, Topic
from samakki.exchange.web.naming import agency_named
from tests.support.pages import FIRST_VISIT_BYTES, page_weight, pseudo_language, untranslated
from tests.support.people import People
from tests.support.shared import NOW, shared
from tests.support.sign_in import signed_in
from tests.support.telephone import assert_accessible_and_narrow
from tests.support.trust import a_statement, put_in_directory

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DESK = "/directory/VN/POL/C02/duty/"


def vietnam() -> Statement:
    """A duty desk that answers day and night, a desk for children in office hours, and a contact point."""
    stated, _ = a_statement("VN", desks=("C02/duty", "C06/children", "NCB/letters"))
    duty, children, letters = stated.desks
    return replace(
        stated,
        reach=Reach.DIRECT_WITH_COPY,
        contact_point=letters.address,
        desks=(
            replace(
                duty,
                names={"en": "Anti-trafficking duty desk", "vi": "Trực ban chống mua bán người"},
                duty=Duty("Asia/Ho_Chi_Minh", is_always=True),
                languages=("vi", "en", "km"),
            ),
            replace(
                children,
                names={"en": "Children's desk"},
                languages=("vi",),
                deals_with=(Topic.CHILDREN, Topic.VICTIM_SUPPORT),
                verified_on=date(2024, 12, 1),
                phone="",
            ),
            replace(letters, names={"en": "Contact point"}, languages=("vi", "en"), deals_with=()),
        ),
    )


@shared
def region(people: People) -> People:
    """Two countries in the directory."""
    kh, _ = a_statement("KH")
    put_in_directory(kh, vietnam(), dated=NOW - timedelta(days=1))
    return people


def reader(people: People, role: str = "investigator") -> Client:
    return signed_in(people.officer(role))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_who_in_viet_nam_speaks_khmer_and_deals_with_trafficking(region: People) -> None:
    client = reader(region)
    assert "4 desks" in text(client, "/directory/")
    found = text(client, "/directory/?country=VN&language=km&deals_with=trafficking")
    assert "1 desk" in found
    assert "Anti-trafficking duty desk" in found
    assert "Answers now" in found
    assert "+855 23 123 456" in found
    assert "Children's desk" in text(client, "/directory/?deals_with=children").replace("&#x27;", "'")
    assert "No desk fits" in text(client, "/directory/?country=KH&language=vi")


def test_only_desks_where_somebody_answers_now(region: People) -> None:
    """It is Sunday in the region: offices are closed, and the duty desk is not."""
    found = text(reader(region), "/directory/?open_now=on")
    assert "1 desk" in found
    assert "Closed now" in text(reader(region), "/directory/?country=KH")


def test_a_wrong_filter_keeps_what_was_typed(region: People) -> None:
    answer = reader(region).get("/directory/?country=ZZ&words=border")
    assert answer.status_code == 400
    assert 'value="border"' in answer.content.decode()


def test_a_desk_says_when_it_opens_whom_to_copy_and_until_when_it_can_be_written_to(region: People) -> None:
    client = reader(region)
    found = text(client, DESK)
    assert "Day and night." in found
    assert "with a copy to the contact point" in found
    assert "Contact point" in found
    assert "Valid until" in found
    office = text(client, "/directory/KH/POL/AHTJPD/duty/")
    assert "Opens (your time): 2 Mar 2026, 01:00" in office  # 08:00 in Phnom Penh; the node of the tests keeps UTC
    assert "It is 10:00 in Phnom Penh" in office
    assert "Monday 08:00–17:00" in office


def test_an_entry_that_nobody_checked_for_a_year_says_so(region: People) -> None:
    client = reader(region)
    assert "Nobody has checked this entry for more than a year" in text(client, "/directory/VN/POL/C06/children/")
    assert "None in the directory" in text(client, "/directory/VN/POL/C06/children/")
    assert "Nobody has checked" not in text(client, DESK)


def test_a_name_is_in_the_readers_language_where_its_country_gave_one(region: People) -> None:
    client = reader(region)
    client.cookies["test-language"] = "vi"
    client.post("/language/", {"language": "vi"})
    assert "Trực ban chống mua bán người" in text(client, DESK)


def test_an_agency_is_named_with_its_code_behind(region: People) -> None:
    assert (agency_named("VN/POL"), agency_named("VN/XX")) == ("Police of VN (VN/POL)", "VN/XX")


def test_a_desk_that_is_not_listed_is_not_found(region: People) -> None:
    assert reader(region).get("/directory/VN/POL/C09/duty/").status_code == 404


def test_every_officer_may_look_a_desk_up_and_nobody_else(region: People) -> None:
    for role in ("investigator", "social_worker", "prosecutor", "node_administrator"):
        assert reader(region, role).get("/directory/").status_code == 200
    assert Client().get("/directory/").status_code == 302


def test_only_whoever_runs_the_node_sees_how_the_list_stands(region: People) -> None:
    found = text(reader(region, "node_administrator"), "/trust/")
    assert "Up to date" in found
    assert "Vietnam" in found
    assert reader(region).get("/trust/").status_code == 403


@override_settings(SAMAKKI_EXCHANGE_NAME="KH/POL")
def test_every_page_says_until_when_trust_data_counts_and_what_to_do_when_it_is_old(
    region: People, clock: time_machine.Traveller
) -> None:
    officer = region.officer("investigator")
    assert "Trust data valid until 30 Mar 2026" in text(signed_in(officer), "/directory/")
    clock.shift(timedelta(days=8))
    assert "more than 7 days old" in text(signed_in(officer), "/directory/")
    clock.shift(timedelta(days=25))
    old = text(signed_in(officer), "/directory/")
    assert "nothing marked H2 or H3 is sent anew" in old
    assert "Receiving and answering go on" in old


def test_a_node_that_takes_no_part_says_nothing_about_trust_data(region: People) -> None:
    assert "Trust data valid until" not in text(reader(region), "/directory/")


def pages(people: People) -> Mapping[str, str]:
    officer, operator = reader(people), reader(people, "node_administrator")
    found = {
        one: officer.get(one)
        for one in ("/directory/", DESK, "/directory/KH/POL/AHTJPD/duty/", "/directory/?words=nothing")
    }
    found["/trust/"] = operator.get("/trust/")
    assert {answer.status_code for answer in found.values()} == {200}
    return {name: answer.content.decode() for name, answer in found.items()}


def test_every_page_is_translated_and_light(region: People) -> None:
    with pseudo_language():
        found = pages(region)
    missed = {name: words for name, html in found.items() if (words := untranslated(html))}
    assert missed == {}, "\n".join(f"{name}: {words}" for name, words in missed.items())
    for name, html in found.items():
        assert page_weight(html).total < FIRST_VISIT_BYTES, name
        assert html.count("<h1") == 1, name


@pytest.mark.browser
@pytest.mark.django_db
def test_every_page_is_accessible_and_fits_a_phone(region: People, browser: "Browser") -> None:
    with override_settings(SAMAKKI_EXCHANGE_NAME="KH/POL"):
        assert_accessible_and_narrow(browser, pages(region))
