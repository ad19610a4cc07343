"""Files that this project did not write come in as an officer would bring them in; origins in their README."""

import io
from pathlib import Path

import pytest

from samakki.access.models import Officer
from samakki.entities.actions import importing
from samakki.entities.domain.importing.states import ImportKind, ImportState
from samakki.entities.models import Entity, Statement
from samakki.entities.queries import importing as reads
from samakki.entities.queries.importing import ImportDetail
from tests.support.people import People
from tests.support.shared import shared

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[2] / "fixtures" / "public"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md")
WITHOUT_MEANING = {"htcds-xlsform.xlsx", "thai-geographies.csv", "thai-provinces.xlsx"}  # no column names a person
KINDS = {
    "htcds-template.xlsx": ImportKind.HTCDS,
    "ftm-donations.ijson": ImportKind.FTM,
    "line-example.txt": ImportKind.LINE,
    **{name: ImportKind.WHATSAPP for name in FILES if name.startswith("whatsapp")},
}


@shared
def by(people: People) -> Officer:
    return people.officer("investigator")


def brought_in(by: Officer, content: bytes, **targets: str) -> ImportDetail:
    """Take a file in, say what columns mean beside what was guessed, check it and write it."""
    reference = importing.start_import(by=by, file=io.BytesIO(content), country="KH")
    detail = reads.import_detail(by, reference)
    assert detail is not None
    columns = [(one["key"], targets.get(f"c{one['key']}", one["target"]), one["service"]) for one in detail.columns]
    importing.describe_import(by=by, reference=reference, reading=detail.reading, columns=columns)
    importing.check_import(by=by, reference=reference)
    importing.write_import(by=by, reference=reference)
    detail = reads.import_detail(by, reference)
    assert detail is not None
    return detail


@pytest.mark.parametrize("name", [name for name in FILES if name not in WITHOUT_MEANING])
def test_a_public_file_comes_in_without_a_failing_row(by: Officer, name: str) -> None:
    detail = brought_in(by, (FOLDER / name).read_bytes())
    assert (detail.state, detail.rows_failed) == (ImportState.DRAFT, 0), detail.fault
    assert detail.kind is KINDS.get(name, detail.kind)
    assert (detail.entities_done == 0) is (name == "htcds-template.xlsx")  # the template has no cases in it


def test_a_list_in_thai_comes_in_as_places(by: Officer) -> None:
    detail = brought_in(by, (FOLDER / "thai-provinces.xlsx").read_bytes(), c1="address:full", c2="address:notes")
    assert (detail.state, detail.rows_failed) == (ImportState.DRAFT, 0)
    assert Entity.objects.filter(schema="Address").count() == 77
    assert Entity.objects.filter(caption="กรุงเทพมหานคร").exists()


def test_a_workbook_of_another_purpose_can_be_looked_at(by: Officer) -> None:
    reference = importing.start_import(by=by, file=io.BytesIO((FOLDER / "htcds-xlsform.xlsx").read_bytes()))
    preview = reads.preview(by, reference)
    assert preview is not None
    assert [sheet.name for sheet in preview.sheets][:2] == ["survey", "choices"]


def test_entities_that_name_later_ones_are_joined_at_the_end(by: Officer) -> None:
    brought_in(by, (FOLDER / "ftm-donations.ijson").read_bytes())
    payments = Entity.objects.filter(schema="Payment")
    assert payments.count() == 39
    assert Statement.objects.filter(prop="payer", target__isnull=False).count() == 39
    assert not Statement.objects.filter(value="…").exists()
    first = payments.order_by("pk")[0]
    assert len(first.properties["beneficiary"]) == 1


def test_the_founder_in_a_sheet_is_linked_to_the_company(by: Officer) -> None:
    targets = {"c2": "person:name", "c3": "company:name", "c4": "person:position"}
    brought_in(by, (FOLDER / "ftm-links.csv").read_bytes(), **targets)
    link = Entity.objects.get(schema="UnknownLink")
    ends = set(Statement.objects.filter(entity=link, target__isnull=False).values_list("target__caption", flat=True))
    assert ends == {"Wile E. Coyote", "ACME Inc."}


def test_every_message_keeps_sender_and_time(by: Officer) -> None:
    brought_in(by, (FOLDER / "line-example.txt").read_bytes())
    messages = Entity.objects.filter(schema="Message")
    assert messages.count() == 10
    assert Entity.objects.filter(schema="UserAccount").count() == 2
    last = messages.order_by("-pk")[0]
    assert last.properties["samakki:writtenTime"] == ["2018-07-13 08:10:00"]
