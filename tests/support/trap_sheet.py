"""A workbook with every trap that sheets of the region hold, made anew each time.

``python -m tests.support.trap_sheet FILE`` writes it, for looking at it in a spreadsheet program.
"""

import io
import sys
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

RED, YELLOW = "FFFF0000", "FFFFFF00"
HEADINGS = ("ល.រ", "ប្រភេទ", "ឈ្មោះ / Name", "Phone", "DOB", "Country", "Seen", "Account", "Remark")


def workbook() -> io.BytesIO:
    """The workbook: a hidden sheet, a sheet of notes, and the list itself."""
    book = Workbook()
    notes = book.active
    assert isinstance(notes, Worksheet)
    notes.title = "អានមុន"
    notes.append(["Read this first: the list is on the second sheet"])
    _list(book.create_sheet("បញ្ជី"))
    hidden = book.create_sheet("lookups")
    hidden.append(["male", "female"])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _list(sheet: Worksheet) -> None:
    sheet["A1"] = "បញ្ជីជនសង្ស័យ និងក្រុមហ៊ុន ឆ្នាំ ២៥៦៩"
    sheet.merge_cells("A1:I1")
    sheet["C3"], sheet["D3"] = "Who", "Contact"
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("D3:E3")
    sheet.append(list(HEADINGS))
    rows: list[list[object]] = [
        [1, "person", "សុខ ដារ៉ា", 12345678, "១៧/៥/២៥៣៣", "ខ្មែរ", date(2026, 3, 1), 12345678901234567, "=1+1"],
        [2, "บุคคล", "นายสมชาย ใจดี", "0812345678 / 0891112222", "17 พ.ค. 2533", "Thai", 46082, "0012345", "ok"],
        [3, "company", "Star Fish Co., Ltd", "+855 23 456 789", "", "Cambodia", "", "", '=HYPERLINK("http://x","y")'],
        [4, "phone", "012 999 888", "", "", "", "", "", "called every night"],
        [5, "Person", "မမြင့်", "၀၉၇၉၁၂၃၄၅၆၇", "1990", "Myanmar", "2026-02-30", "", ""],  # no such day
        [6, "ghost", "Nobody", "", "", "", "", "", ""],  # no such kind
        [7, "person", "Nguyễn Văn A", "8.55E+10", "", "Việt Nam", "", "", "rounded"],  # the number is gone
        [8, "person", "Li Ming 李明", "", "00/05/1988", "中国", "", "", "@SUM(A1)"],
        [9, "person", "Same house", "", "", "", "", "", "first"],
        [10, "person", "", "", "", "", "", "", "second"],
    ]
    for row in rows:
        sheet.append(row)
    sheet["D5"].number_format = "000000000"  # shown as 012345678, kept as 12345678
    sheet["D5"].fill = PatternFill("solid", fgColor=YELLOW)
    sheet["C5"].fill = PatternFill("solid", fgColor=RED)
    sheet["C8"].fill = PatternFill("solid", fgColor=YELLOW)
    sheet.merge_cells("C13:C14")  # one name for two rows


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(workbook().read())
