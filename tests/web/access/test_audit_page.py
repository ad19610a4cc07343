"""The overseer's page: filter, page through, take out as a file."""

import csv
import io

import pytest

from samakki.access import audit
from samakki.access.models import AuditEntry
from samakki.access.web.views.audit import safe_cell
from tests.web.access.world import REASON, World


def rows(answer: object) -> list[dict[str, str]]:
    text = answer.content.decode("utf-8-sig")  # type: ignore[attr-defined]  # a response
    return list(csv.DictReader(io.StringIO(text)))


def test_filters_by_person_act_record_and_day(world: World) -> None:
    client = world.client("overseer")
    code = world.outsider.code

    def acts(**wanted: str) -> list[str]:
        return [row.action for row, *_words in client.get("/audit/", wanted).context["rows"]]

    assert "open_break_glass" in acts(officer=code)
    assert set(acts(officer=code.lower())) == set(acts(officer=code))
    assert set(acts(action="propose_role")) == {"propose_role"}
    assert "register_resource" in acts(reference=world.case)
    assert acts(first_day="2026-03-01") == acts()
    assert acts(first_day="2026-03-02") == []
    assert acts(last_day="2026-02-28") == []


def test_days_in_the_wrong_order_are_said_beside_the_field(world: World) -> None:
    page = world.client("overseer").get("/audit/", {"first_day": "2026-03-02", "last_day": "2026-03-01"})
    assert 'href="#id_last_day"' in page.content.decode()


def test_paging_shows_every_entry_once(world: World) -> None:
    client = world.client("overseer")
    seen: list[str] = []
    address = "/audit/?action=add_desk"
    while address:
        answer = client.get(address)
        seen += [row.entry for row, *_words in answer.context["rows"]]
        address = f"/audit/{answer.context['next']}" if answer.context["next"] else ""
    assert len(seen) == len(set(seen)) == AuditEntry.objects.filter(action="add_desk").count()


def test_paging_goes_on_where_the_page_ended(world: World) -> None:
    client = world.client("overseer")
    first = client.get("/audit/")
    assert first.context["next"]
    second = client.get(f"/audit/{first.context['next']}")
    shown = {row.entry for row, *_words in first.context["rows"]} & {row.entry for row, *_w in second.context["rows"]}
    assert shown == set()


def test_no_content_and_no_reason_in_words_is_on_the_page_or_in_the_file(world: World) -> None:
    client = world.client("overseer")
    world.client("supervisor").get(f"/urgent-access/{world.use}/review/")
    page = client.get("/audit/").content.decode()
    file = client.post("/audit/export/").content.decode()
    assert REASON not in page + file
    assert world.newcomer.full_name not in file


def test_why_an_attempt_was_refused_is_shown_to_overseers_alone(world: World) -> None:
    world.client("prosecutor").get(f"/records/{world.case}/access/")
    wanted = {"action": "read_record", "officer": world.officers["prosecutor"].code}
    overseer = world.client("overseer").get("/audit/", wanted).content.decode()
    administrator = world.client("node_administrator").get("/audit/", wanted).content.decode()
    assert "Nothing ties the officer to it" in overseer
    assert "Nothing ties the officer to it" not in administrator


def test_taking_the_log_as_a_file_is_an_entry_itself(world: World) -> None:
    client = world.client("overseer")
    answer = client.post("/audit/export/", {"action": "add_desk"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit-2026-03-01.csv"'
    taken = rows(answer)
    assert {row["action"] for row in taken} == {"add_desk"}
    entry = AuditEntry.objects.get(action="export_audit")
    assert entry.facts == {"count": len(taken)}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_file_is_a_formula(start: str) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_the_state_of_the_log_is_shown(world: World) -> None:
    client = world.client("overseer")
    audit.sequence()
    audit.checkpoint()
    state = client.get("/audit/").context["state"]
    assert state.size == state.checkpoint_size > 0
    assert state.checkpoint_at is not None
    assert state.waiting == AuditEntry.objects.count() - state.size


def test_a_filter_stays_in_the_links_to_older_entries_and_in_the_file(world: World) -> None:
    page = world.client("overseer").get("/audit/", {"officer": "console"}).content.decode()
    assert "officer=console" in page
    assert '<input type="hidden" name="officer" value="console">' in page
