"""The text as received shows to its team and to nobody else, on no surface."""

import logging

import pytest
from django.test import Client

from samakki.access.models import AuditEntry, Notice
from tests.web.intelligence.world import RAW, SECRET, TOLD, World

PAGES = (
    "/reports/",
    "/reports/?state=draft",
    "/reports/{draft}/",
    "/reports/{draft}/release/",
    "/reports/{draft}/change/",
    "/reports/{draft}/original/",
    "/reports/{draft}/items/{item}/",
    "/reports/{draft}/items/{item}/capture/",
    "/reports/{draft}/link/",
    "/reports/{draft}/cases/",
    "/cases/{case}/intelligence/",
    "/community/",
    "/community/{undecided}/",
    "/community/{undecided}/lead/",
    "/sources/",
    "/sources/{source}/",
    "/search/?text={word}",
    "/search/?q={word}",
    "/my-records/",
    "/records/{draft}/access/",
    "/audit/",
    "/",
)


def seen_by(client: Client, world: World, word: str = SECRET) -> str:
    """All that one officer is shown anywhere."""
    shown = [client.get(address.format(word=word, **vars(world))) for address in PAGES]
    return "\n".join(one.content.decode() for one in shown)


def test_the_text_as_received_is_shown_to_nobody_outside_the_team(world: World) -> None:
    for kind in ("supervisor", "colleague", "prosecutor", "support_lead", "custodian"):
        found = seen_by(world.client(kind), world)
        for secret in (RAW, "Bong Lek", "White van", "Prak Vanna", f"{SECRET} drives"):
            assert secret not in found, (kind, secret)
        if kind != "support_lead":
            assert TOLD not in found, kind


def test_a_summary_shows_what_may_leave_and_says_that_it_is_one(world: World) -> None:
    page = world.client("supervisor").get(f"/reports/{world.waiting}/release/").content.decode()
    assert "A person of that name drives a van." in page
    assert "You see a summary" in page
    assert "white van" not in page
    assert "market" not in page


def test_pages_of_the_full_view_are_not_there_for_a_summary(world: World) -> None:
    client = world.client("supervisor")
    for address in ("change/", "items/cut/", f"items/{world.item}/", "link/", "cases/", "original/", "destroy/"):
        assert client.get(f"/reports/{world.draft}/{address}").status_code == 404, address
    missing = client.get("/reports/R-00000/").status_code
    assert client.get(f"/reports/{world.undecided}/").status_code == missing == 404


def test_log_and_notices_hold_no_word_of_a_report(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for kind in ("investigator", "supervisor"):
            seen_by(world.client(kind), world)
    kept = str(list(AuditEntry.objects.values())) + str(list(Notice.objects.values()))
    for secret in (RAW, SECRET, "Bong Lek", "Vanna", TOLD):
        assert secret not in kept
        assert secret not in "".join(
            record.getMessage() for record in caplog.records if record.name.startswith("samakki")
        )


def test_the_original_comes_back_byte_for_byte_as_a_download(world: World) -> None:
    answer = world.client("investigator").get(f"/reports/{world.draft}/original/")
    assert answer.content.decode() == f"{RAW} {SECRET}"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_markup_in_a_text_is_shown_as_text(world: World) -> None:
    client = world.client("investigator")
    answer = client.post(
        "/reports/new/",
        {
            "text": "<script>alert(1)</script> {{ 7|add:7 }}",
            "purpose": "investigate_trafficking",
            "urgency": "low",
            "source_kind": "unknown",
            "obtained_how": "told",
        },
        follow=True,
    )
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
