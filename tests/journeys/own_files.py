"""Files of one's own: a list that somebody typed, and two that this project did not write, as an officer has them.

``ftm-donations.ijson`` holds payments in the form of FollowTheMoney, ``htcds-template.xlsx`` is the sheet that the
International Organization for Migration made for cases; where they come from stands beside them.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

PUBLIC = Path(__file__).parents[1] / "fixtures" / "public"
PAYMENTS = PUBLIC / "ftm-donations.ijson"
BROKER, IN_KHMER = "Men Vuthei", "ម៉ែន វុទ្ធី"
TYPED, AS_PAID = "Deutsche Vermoegensberatung AG", "Deutsche Vermögensberatung AG"
LIST = f"Name,Phone,Born,Company\n{BROKER},012 345 007,1987,\n{IN_KHMER},,1987-03-05,\nChea Sophal,,,{TYPED}\n"
VICTIM = {
    "First Name": "Srey",
    "Second Name": "Mao",
    "Birthdate": "2004-05-01",
    "Trafficking Status": "Presumed victim",
    "Type of Exploitation": "Forced labour",
}


def typed_list() -> "FilePayload":
    """Three lines of people, a telephone and a company."""
    return {"name": "list.csv", "mimeType": "text/csv", "buffer": LIST.encode()}


def case_sheet() -> "FilePayload":
    """The standard's own sheet with one line filled in, below its labels."""
    book = openpyxl.load_workbook(PUBLIC / "htcds-template.xlsx")
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for label, value in VICTIM.items():
        sheet.cell(3, columns[label], value)
    file = io.BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "cases.xlsx", "mimeType": kind, "buffer": file.getvalue()}
