"""Two officers change one text at once: the second sees both, chooses, and loses nothing."""

import re
from html import unescape

import pytest
from django.test import Client

from samakki.access.models import AuditEntry
from samakki.intelligence.models import CommunityReport, Report, ReportItem
from tests.web.intelligence.world import World


def fields_of(client: Client, address: str) -> dict[str, object]:
    """What a browser would send back of a form, untouched."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    form = answer.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value not in (None, False)}


def mark_in(html: str, name: str = "seen") -> str:
    (found,) = re.findall(rf'name="{name}"[^>]*value="([0-9a-f]+)"', html)
    return unescape(found)


@pytest.mark.parametrize(
    ("page", "field"), [("/reports/{draft}/change/", "text"), ("/reports/{draft}/items/{item}/", "raw")]
)
def test_the_second_officer_sees_both_texts_and_saves_knowingly(world: World, page: str, field: str) -> None:
    address = page.format(**vars(world))
    first, second = world.client("investigator"), world.client("investigator")
    mine, theirs = fields_of(first, address), fields_of(second, address)
    assert first.post(address, {**mine, field: "Words of the first."}).status_code == 302
    answer = second.post(address, {**theirs, field: "Words of the second."})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Somebody changed this while you were writing" in html
    assert html.count("Words of the first.") == 1
    assert html.count("Words of the second.") == 2  # beside the other, and still in the field
    row = Report.objects.get(reference=world.draft)
    words = row.raw if field == "text" else ReportItem.objects.get(reference=world.item).raw
    assert words == "Words of the first."
    refused = AuditEntry.objects.filter(outcome="refused").latest("pk")
    assert refused.facts["reasons"] == "changed-meanwhile"
    again = {**theirs, field: "Words of both.", "seen": mark_in(html)}
    assert second.post(address, again).status_code == 302
    row.refresh_from_db()
    words = row.raw if field == "text" else ReportItem.objects.get(reference=world.item).raw
    assert words == "Words of both."


def test_words_that_may_leave_are_not_overwritten_unseen(world: World) -> None:
    client, prefix = world.client("investigator"), world.item
    page = f"/reports/{world.draft}/release/"
    mark = mark_in(client.get(page).content.decode(), f"{prefix}-seen")
    address = f"{page}items/{world.item}/"
    assert client.post(address, {f"{prefix}-text": "First.", f"{prefix}-seen": mark}).status_code == 302
    answer = client.post(address, {f"{prefix}-text": "Second.", f"{prefix}-seen": mark})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "First." in html
    assert "Second." in html
    assert ReportItem.objects.get(reference=world.item).sanitised == "First."
    again = {f"{prefix}-text": "Second.", f"{prefix}-seen": mark_in(html, f"{prefix}-seen")}
    assert client.post(address, again).status_code == 302
    assert ReportItem.objects.get(reference=world.item).sanitised == "Second."


def test_a_community_report_is_not_overwritten_unseen_and_places_keep_what_was_typed(world: World) -> None:
    client = world.client("social_worker")
    address = f"/community/{world.undecided}/change/"
    mine, theirs = fields_of(client, address), fields_of(client, address)
    assert client.post(address, {**mine, "told": "Told to the first."}).status_code == 302
    answer = client.post(address, {**theirs, "told": "Told to the second."})
    assert answer.status_code == 400
    assert "Told to the first." in answer.content.decode()
    assert CommunityReport.objects.get(reference=world.undecided).told == "Told to the first."
    html = client.post(address, {**theirs, "told": "Typed before the places.", "places": "show"}).content.decode()
    assert "Typed before the places." in html
    assert str(theirs["seen"]) in html
