"""An investigator brings a list in: looks at it, says what columns mean, writes a draft, undoes it with one click.

Without script, since a wizard must work on any machine; with ``SAMAKKI_PICTURES`` set, pictures for the documentation.
"""

import pytest
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from samakki.entities.models import Entity
from tests.journeys.conftest import NewWindow
from tests.support import sheets
from tests.support.people import People
from tests.support.pictures import keep_picture
from tests.support.sign_in import past_first_steps, sign_in_by_page
from tests.web.entities.test_importing_pages import ROWS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def painted(sheet: Worksheet) -> None:
    """Mark a row as people do: with a colour, and no word of what it means."""
    sheet["B5"].fill = PatternFill("solid", fgColor="FFFFFF00")


def test_an_investigator_brings_a_list_in_and_undoes_it(people: People, new_window: NewWindow) -> None:
    officer = people.officer("investigator")
    page = new_window(java_script_enabled=False).new_page()
    sign_in_by_page(page, officer, past_first_steps(officer))
    page.goto("/imports/")
    page.get_by_role("button", name="Bring a file in").click()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "list.xlsx", "mimeType": kind, "buffer": sheets.xlsx(ROWS, then=painted).getvalue()}
    )
    page.get_by_label("Purpose").select_option("investigate_trafficking")
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_label("Years such as 2561 are").select_option("buddhist-th")
    keep_picture(page, "import-reading")
    page.get_by_role("button", name="The rows are right").click()
    assert page.get_by_label("B ឈ្មោះ").input_value() == "person:name"
    page.get_by_text("first in cell B5").wait_for()
    page.get_by_label("yellow").fill("arrested in May")
    keep_picture(page, "import-columns")
    page.get_by_role("button", name="Check every row").click()
    page.get_by_text("1 row fails and is left out as a whole").wait_for()
    assert not Entity.objects.exists()
    keep_picture(page, "import-checked")
    page.get_by_role("link", name="Which rows, and why").click()
    page.get_by_text("There is no month 31").wait_for()
    page.go_back()
    page.get_by_role("button", name="Write it as a draft").click()
    page.get_by_text("This is a draft. Only you find what came in.").wait_for()
    assert Entity.objects.filter(schema="Person").count() == 3
    page.get_by_role("row", name="row 4 Person សុខ ដារ៉ា").wait_for()
    keep_picture(page, "import-draft")
    page.get_by_role("link", name="All of it, row by row").click()
    page.get_by_label("Go to row").fill("5")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="นายสมชาย ใจดี").click()
    page.get_by_text("arrested in May").first.wait_for()
    page.go_back()
    assert not page.get_by_text("សុខ ដារ៉ា").count()
    page.get_by_role("link", name="Import", exact=True).first.click()
    page.get_by_role("button", name="Undo the whole import").click()
    page.get_by_text("Everything it brought was taken away").wait_for()
    assert not Entity.objects.exists()
