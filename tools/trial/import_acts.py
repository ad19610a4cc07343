"""What is measured of imports, one act to a process; `ACTS` by name. Needs Django set up."""

import csv
import io
import os
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from openpyxl import load_workbook

from samakki.access.models import Officer
from samakki.entities.actions import importing
from samakki.entities.actions.importing.work import work_on
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.domain.importing.xlsx import Workbook
from samakki.entities.models import Entity, Import, Source, Statement
from tools.trial.seed_acts import officer as seeded

Result = dict[str, float]
HEADINGS = ("No", "ឈ្មោះ", "Phone", "DOB", "Company", "Passport", "Notes")
FAMILY = ("សុខ", "ចាន់", "ใจดี", "Nguyễn", "ອິນທະວົງ", "မောင်", "李", "Santos", "Rahman", "binti Omar")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PORTION = 1_000


def row_of(number: int) -> tuple[str, ...]:
    """One invented row; one in five has a company, one in seven a passport."""
    return (
        str(number),
        f"{FAMILY[number % 10]} {number}",
        f"0{12_000_000 + number}",
        f"{1 + number % 28}/{1 + number % 12}/{2500 + number % 50}",
        f"Star {number} Co., Ltd" if number % 5 == 0 else "",
        f"N{1_000_000 + number}" if number % 7 == 0 else "",
        f"seen near the market {number}",
    )


def path_of(kind: str, count: int) -> Path:
    """Where the sheet of so many rows lies."""
    return Path(os.environ["SAMAKKI_HOME"]) / f"{count}.{kind}"


def make(count: int) -> Result:
    """Write both sheets, the workbook with texts that its cells share, as spreadsheet programs do."""
    with path_of("csv", count).open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        written.writerow(HEADINGS)
        written.writerows(row_of(number) for number in range(count))
    with zipfile.ZipFile(path_of("xlsx", count), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        _parts(packed)
        width, texts = len(HEADINGS), [*HEADINGS]
        with packed.open("xl/worksheets/sheet1.xml", "w") as raw, io.TextIOWrapper(raw, "utf-8") as part:
            part.write(f"<worksheet xmlns='{MAIN}'><sheetData>")
            for line in range(count + 1):
                values = HEADINGS if line == 0 else row_of(line - 1)
                cells = []
                for place in range(width):
                    if not values[place]:
                        continue
                    number = place if line == 0 else len(texts)
                    if line:
                        texts.append(values[place])
                    cells.append(f"<c r='{chr(65 + place)}{line + 1}' t='s'><v>{number}</v></c>")
                part.write(f"<row r='{line + 1}'>{''.join(cells)}</row>")
            part.write("</sheetData></worksheet>")
        with packed.open("xl/sharedStrings.xml", "w") as raw, io.TextIOWrapper(raw, "utf-8") as part:
            part.write(f"<sst xmlns='{MAIN}'>")
            part.writelines(f"<si><t>{text}</t></si>" for text in texts)
            part.write("</sst>")
    return {"bytes": path_of("xlsx", count).stat().st_size}


def read(count: int) -> Result:
    """Read every row of the workbook as this software does, before anything is understood of it."""
    begun = time.perf_counter()
    with path_of("xlsx", count).open("rb") as file:
        book = Workbook(file)
        _total, merges = book.count(0)
        rows = sum(1 for _row in book.rows(0, merges))
    return _told(rows, begun)


def read_bare(count: int) -> Result:
    """Read every row with openpyxl alone."""
    begun = time.perf_counter()
    book = load_workbook(path_of("xlsx", count), read_only=True)
    rows = sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))
    return _told(rows, begun)


def take_in(kind: str) -> Callable[[int], Result]:
    """Bring a sheet in as an officer does: looked at, checked row by row, written as a draft."""

    def act(count: int) -> Result:
        by = _officer()
        with path_of(kind, count).open("rb") as file:
            reference = importing.start_import(by=by, file=file, country="KH")
        row = Import.objects.get(reference=reference)
        columns = [(one["key"], one["target"], one["service"]) for one in row.columns]
        reading = Reading.from_json({**row.reading, "calendar": "buddhist-th"})
        importing.describe_import(by=by, reference=reference, reading=reading, columns=columns)
        begun = time.perf_counter()
        importing.check_import(by=by, reference=reference)
        work_on(reference)
        checked = time.perf_counter() - begun
        importing.write_import(by=by, reference=reference)
        work_on(reference)
        row.refresh_from_db()
        if row.rows_failed or row.state != "draft":
            message = f"the sheet came in as {row.state} with {row.rows_failed} failing rows"
            raise RuntimeError(message)
        return {**_told(count, begun), "checked": checked, "entities": row.entities_done}

    return act


def insert_bare(count: int) -> Result:
    """Insert as many rows into the same tables, in bulk, with nothing read, checked, named or indexed."""
    by = _officer()
    with path_of("csv", 100).open("w", encoding="utf-8") as file:
        file.write("Name,Phone\nA,012345678\n")
    with path_of("csv", 100).open("rb") as opened:
        reference = importing.start_import(by=by, file=opened)
    source, now = Source.objects.get(reference=reference), timezone.now()
    begun = time.perf_counter()
    for start in range(0, count, PORTION):
        with transaction.atomic():
            entities = Entity.objects.bulk_create(
                [
                    Entity(
                        reference=f"E-B{start + n}",
                        source=source,
                        resource_id=source.resource_id,
                        schema="Person",
                        caption=f"{n}",
                        created_at=now,
                        created_by=by.code,
                        changed_at=now,
                    )
                    for n in range(min(PORTION, count - start))
                ]
            )
            Statement.objects.bulk_create(
                [
                    Statement(entity=one, prop=prop, value=one.caption, created_at=now, created_by=by.code)
                    for one in entities
                    for prop in ("name", "notes", "birthDate")
                ]
            )
    return _told(count, begun)


def _officer() -> Officer:
    found = Officer.objects.filter(username="investigator.01").select_related("desk__agency").first()
    if found is None:
        seeded("investigator", 1)
        found = Officer.objects.select_related("desk__agency").get(username="investigator.01")
    return found


def _told(rows: int, begun: float) -> Result:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    return {"rows": rows, "seconds": time.perf_counter() - begun, "megabytes": peak}


def _parts(packed: zipfile.ZipFile) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    packed.writestr(
        "[Content_Types].xml",
        f"<Types xmlns='{package}/content-types'><Default Extension='xml' ContentType='application/xml'/>"
        f"<Override PartName='/xl/workbook.xml' ContentType='{kind}.sheet.main+xml'/>"
        f"<Override PartName='/xl/worksheets/sheet1.xml' ContentType='{kind}.worksheet+xml'/>"
        f"<Override PartName='/xl/sharedStrings.xml' ContentType='{kind}.sharedStrings+xml'/></Types>",
    )
    packed.writestr(
        "_rels/.rels",
        f"<Relationships xmlns='{package}/relationships'><Relationship Id='r1' "
        f"Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
    )
    packed.writestr(
        "xl/workbook.xml",
        f"<workbook xmlns='{MAIN}' xmlns:r='{office}'><sheets>"
        "<sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>",
    )
    packed.writestr(
        "xl/_rels/workbook.xml.rels",
        f"<Relationships xmlns='{package}/relationships'><Relationship Id='r1' Type='{office}/worksheet' "
        f"Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='{office}/sharedStrings' "
        f"Target='sharedStrings.xml'/></Relationships>",
    )


ACTS: dict[str, Callable[[int], Result]] = {
    "make": make,
    "read": read,
    "read-bare": read_bare,
    "xlsx": take_in("xlsx"),
    "csv": take_in("csv"),
    "insert-bare": insert_bare,
}
