"""The pages of an import, from the file to the draft and away again."""

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from samakki.access.domain.vocabulary import Purpose
from samakki.entities.models import Entity, Import, Statement
from tests.support import pages, sheets
from tests.support.people import People
from tests.support.sign_in import signed_in
from tests.support.telephone import assert_accessible_and_narrow

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db

CHAT = "17/05/2026, 21:41 - Dara: hello\n17/05/2026, 21:42 - Maly: the van comes at six\n"
ROWS: list[list[object]] = [
    ["List of the border post, May 2569"],
    [],
    ["No", "ឈ្មោះ", "Phone", "DOB", "Company", "LINE ID"],
    [1, "សុខ ដារ៉ា", 12345678, "17/5/2533", "Star Fish Co., Ltd", "dara99"],
    [2, "นายสมชาย ใจดี", "081 234 5678", "๑ ม.ค. ๒๕๓๕", "", ""],
    [3, "Nguyễn Văn A", "+84 912 345 678", "31/31/1990", "", ""],
    [4, "မမြင့်မြင့်", 99887766, 33000, "", ""],
]


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(client: Client, file: io.BytesIO, name: str = "list.xlsx") -> str:
    """Bring a file in, and give the import's reference."""
    given = {
        "file": upload(name, file.getvalue()),
        "country": "KH",
        "purpose": Purpose.INVESTIGATE_TRAFFICKING.value,
    }
    answer = client.post("/imports/start/", given)
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.latest("pk").reference


def described(client: Client, reference: str) -> None:
    """Say how the file is read and what its columns mean, as both were guessed."""
    given = {"sheet": "0", "first_heading": "3", "last_heading": "3", "country": "KH", "order": "day_first"}
    given |= {"calendar": "buddhist-th", "burmese": "unicode", "go_on": "yes"}
    answer = client.post(f"/imports/{reference}/reading/", given)
    assert answer.status_code == 302, answer.content.decode()
    columns = {f"column-{one['key']}": one["target"] for one in Import.objects.get(reference=reference).columns}
    answer = client.post(f"/imports/{reference}/columns/", {**columns, "relation": "employed", "keep": "on"})
    assert answer.status_code == 302, answer.content.decode()


def every_page(client: Client) -> Mapping[str, str]:
    """Each page of an import at each of its steps, by name."""
    found: dict[str, str] = {}

    def keep(name: str, address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        found[name] = answer.content.decode()

    keep("empty list", "/imports/")
    keep("start", "/imports/start/")
    found["start with mistakes"] = client.post("/imports/start/", {}).content.decode()
    reference = sent(client, sheets.xlsx(ROWS, then=painted))
    keep("reading", f"/imports/{reference}/reading/")
    keep("uploaded", f"/imports/{reference}/")
    described(client, reference)
    keep("columns", f"/imports/{reference}/columns/")
    keep("checked", f"/imports/{reference}/")
    keep("failures", f"/imports/{reference}/rows/")
    keep("remarks", f"/imports/{reference}/rows/?show=remarks")
    client.post(f"/imports/{reference}/write/")
    keep("draft", f"/imports/{reference}/")
    keep("things", f"/imports/{reference}/things/?row=5")
    keep("no things", f"/imports/{reference}/things/?row=99")
    keep("accept", f"/imports/{reference}/accept/")
    keep("list", "/imports/")
    client.post(f"/imports/{reference}/accept/", {"into": ""})
    keep("accepted", f"/imports/{reference}/")
    keep("undo", f"/imports/{reference}/undo/")
    client.post(f"/imports/{reference}/undo/")
    keep("undone", f"/imports/{reference}/")
    chat = sent(client, io.BytesIO(CHAT.encode()), "chat.txt")
    keep("chat", f"/imports/{chat}/reading/")
    return found


@pytest.fixture
def client(people: People) -> Client:
    return signed_in(people.officer("investigator"))


def test_an_officer_goes_from_a_file_to_a_draft_and_back(client: Client) -> None:
    reference = sent(client, sheets.xlsx(ROWS))
    described(client, reference)
    page = client.get(f"/imports/{reference}/").content.decode()
    assert "1 row fails" in page
    client.post(f"/imports/{reference}/write/")
    assert Entity.objects.filter(schema="Person").count() == 3
    assert Entity.objects.filter(schema="Employment").count() == 1
    client.post(f"/imports/{reference}/undo/")
    assert not Entity.objects.exists()


def test_failing_rows_are_listed_and_downloaded_with_number_column_and_reason(client: Client) -> None:
    reference = sent(client, sheets.xlsx(ROWS))
    described(client, reference)
    page = client.get(f"/imports/{reference}/rows/").content.decode()
    assert "Nguyễn" not in page  # numbers and reasons, nothing of the row
    file = client.get(f"/imports/{reference}/rows/file/")
    lines = b"".join(file).decode("utf-8-sig").splitlines()
    assert lines[0] == "row,column,code,reason"
    assert lines[1].startswith("6,D,date-no-such-month,")


def test_the_next_file_of_the_same_form_is_filled_in_as_it_was_said(client: Client) -> None:
    first = sent(client, sheets.xlsx(ROWS))
    described(client, first)
    second = sent(client, sheets.xlsx(ROWS[:5]))
    assert Import.objects.get(reference=second).reading["calendar"] == "buddhist-th"
    assert (
        "Your desk brought in a file with these headings before"
        in client.get(f"/imports/{second}/columns/").content.decode()
    )


def test_what_cannot_be_read_is_said_beside_the_file(client: Client) -> None:
    given = {"file": upload("x.xlsx", b"PK\x03\x04" + b"\0" * 40), "purpose": "investigate_trafficking"}
    answer = client.post("/imports/start/", given)
    assert answer.status_code == 400
    assert 'id="id_file-error"' in answer.content.decode()
    assert not Import.objects.exists()


def test_another_officer_gets_the_page_of_what_does_not_exist(client: Client, people: People) -> None:
    reference = sent(client, sheets.xlsx(ROWS))
    other = signed_in(people.officer("investigator"))
    for address in ("", "reading/", "columns/", "rows/", "rows/file/", "things/", "accept/", "undo/", "progress/"):
        assert other.get(f"/imports/{reference}/{address}").status_code == 404
        assert other.get(f"/imports/M-AAAAA/{address}").status_code == 404


def test_two_columns_of_one_meaning_are_said_beside_the_second(client: Client) -> None:
    reference = sent(client, sheets.xlsx(ROWS))
    described(client, reference)
    columns = {f"column-{one['key']}": one["target"] for one in Import.objects.get(reference=reference).columns}
    columns["column-4"] = "phone:number"
    answer = client.post(f"/imports/{reference}/columns/", columns)
    assert answer.status_code == 400
    assert 'id="id_column-4-error"' in answer.content.decode()


def test_every_string_is_translated(people: People) -> None:
    officer = people.officer("investigator")
    with pages.pseudo_language():
        client = signed_in(officer)
        for name, html in every_page(client).items():
            if "⟦" in html:
                pages.assert_every_string_translated(html)
            else:
                pytest.fail(f"{name} is not translated at all")


@pytest.mark.browser
def test_every_page_is_accessible_and_fits_a_telephone(client: Client, browser: "Browser") -> None:
    found = every_page(client)
    assert_accessible_and_narrow(browser, found)


def test_what_came_in_has_a_page_that_names_its_import_and_row(client: Client) -> None:
    reference = sent(client, sheets.xlsx(ROWS))
    described(client, reference)
    client.post(f"/imports/{reference}/write/")
    person = Entity.objects.get(caption="សុខ ដារ៉ា")
    page = client.get(f"/entities/{person.reference}/").content.decode()
    assert f"/imports/{reference}/" in page
    assert "1990-05-17" in page or "17 May 1990" in page


def shown(client: Client, address: str) -> str:
    """What a page says, its tags left out."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_every_thing_says_which_row_it_came_from(client: Client, people: People) -> None:
    reference = sent(client, sheets.xlsx(ROWS))
    described(client, reference)
    client.post(f"/imports/{reference}/write/")
    first = shown(client, f"/imports/{reference}/")
    assert "row 4" in first
    assert "row 5" in first
    everything = shown(client, f"/imports/{reference}/things/")
    assert "row 7" in everything
    from_seven = shown(client, f"/imports/{reference}/things/?row=6")
    assert "row 7" in from_seven
    assert "row 5" not in from_seven
    assert "Nothing came from that row" in shown(client, f"/imports/{reference}/things/?row=99")
    assert "row 4" in shown(client, f"/entities/{Entity.objects.get(caption='សុខ ដារ៉ា').reference}/")
    other = signed_in(people.officer("investigator"))
    assert other.get(f"/imports/{reference}/things/").status_code == 404


def painted(sheet: Worksheet) -> None:
    for cell, colour in {"A3": "FFFF00", "A4": "FF0000"}.items():
        sheet[cell].fill = PatternFill("solid", fgColor=f"FF{colour}")


def test_a_colour_is_noted_on_the_things_of_its_rows_once_somebody_says_what_it_means(client: Client) -> None:
    coloured = [["Name", "Phone"], ["Sok Dara", "012345678"], ["Chan Maly", "012345679"], ["Keo Vuth", "012345670"]]
    reference = sent(client, sheets.xlsx(coloured, then=painted))
    given = {"sheet": "0", "first_heading": "1", "last_heading": "1", "country": "KH", "order": "day_first"}
    client.post(f"/imports/{reference}/reading/", {**given, "burmese": "unicode", "go_on": "yes"})
    asked = shown(client, f"/imports/{reference}/columns/")
    assert "first in cell A3: Chan Maly" in asked
    columns = {f"column-{one['key']}": one["target"] for one in Import.objects.get(reference=reference).columns}
    client.post(f"/imports/{reference}/columns/", {**columns, "relation": "other", "colour-FFFF00": "arrested in May"})
    client.post(f"/imports/{reference}/write/")
    noted = Statement.objects.filter(prop="notes").values_list("entity__caption", "value", "as_written", "item")
    assert list(noted) == [("Chan Maly", "arrested in May", "yellow (FFFF00)", "row:3")]
