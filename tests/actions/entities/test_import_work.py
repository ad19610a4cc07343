"""The work behind an import survives the end of its process, and no row is written twice."""

import io
from itertools import count

import pytest

from samakki.access.models import Officer
from samakki.entities.actions import importing
from samakki.entities.actions.importing import queue, steps, undoing, work
from samakki.entities.actions.importing.writing_pieces import write_pieces
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.models import Entity, Import, ImportRemark
from tests.actions.entities.test_importing import HEADINGS
from tests.support import sheets
from tests.support.people import People
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def by(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Seven rows, worked on three at a time, by nobody yet."""
    monkeypatch.setattr(work, "PORTION", 3)
    for module in (queue, steps, undoing):
        monkeypatch.setattr(module, "queue_work", lambda _reference: None)
    return sheets.xlsx(
        [HEADINGS, *([n, f"Sok {n}", f"01234567{n}", "1990" if n != 4 else "x", "", ""] for n in range(7))]
    )


def taken_in(by: Officer, sheet: io.BytesIO) -> str:
    reference = importing.start_import(by=by, file=sheet, country="KH")
    row = Import.objects.get(reference=reference)
    columns = [(one["key"], one["target"], one["service"]) for one in row.columns]
    from samakki.entities.domain.importing.tables import Reading  # noqa: PLC0415  (one use)

    importing.describe_import(by=by, reference=reference, reading=Reading.from_json(row.reading), columns=columns)
    return reference


def state() -> tuple[str, int]:
    row = Import.objects.get()
    return row.state, row.rows_done


def stops_after(portions: int) -> work.Goes:
    asked = count()
    return lambda: next(asked) <= portions


def test_work_stops_behind_a_portion_and_is_taken_up_there(by: Officer, sheet: io.BytesIO) -> None:
    reference = taken_in(by, sheet)
    importing.check_import(by=by, reference=reference)
    work.work_on(reference, stops_after(1))
    assert state() == (ImportState.CHECKING.value, 3)
    work.work_on(reference)
    assert state() == (ImportState.CHECKED.value, 7)
    assert ImportRemark.objects.filter(is_failure=True).count() == 1
    importing.write_import(by=by, reference=reference)
    work.work_on(reference, stops_after(1))
    assert state() == (ImportState.WRITING.value, 3)
    work.work_on(reference)
    assert state() == (ImportState.DRAFT.value, 7)
    assert Entity.objects.filter(schema="Person").count() == 6
    assert sorted(Entity.objects.filter(schema="Person").values_list("caption", flat=True)) == [
        f"Sok {n}" for n in range(7) if n != 4
    ]


def test_an_error_in_a_portion_leaves_nothing_of_it(
    by: Officer, sheet: io.BytesIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = taken_in(by, sheet)
    importing.check_import(by=by, reference=reference)
    work.work_on(reference)
    importing.write_import(by=by, reference=reference)
    whole, calls = write_pieces, count(1)

    def breaks(*given: object) -> int:
        if next(calls) == 2:
            whole(*given)  # type: ignore[arg-type]  # as they came
            raise OSError
        return whole(*given)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(work, "write_pieces", breaks)
    work.work_on(reference)
    row = Import.objects.get()
    assert (row.state, row.fault, row.rows_done) == (ImportState.FAILED.value, "import-fault", 3)
    assert Entity.objects.filter(schema="Person").count() == 3
    importing.undo_import(by=by, reference=reference)
    work.work_on(reference)
    assert state()[0] == ImportState.UNDONE.value
    assert not Entity.objects.exists()


def test_of_two_workers_one_writes_each_row(by: Officer, sheet: io.BytesIO, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = taken_in(by, sheet)
    importing.check_import(by=by, reference=reference)
    work.work_on(reference)
    importing.write_import(by=by, reference=reference)
    whole, inside = write_pieces, count()

    def meanwhile(*given: object) -> int:
        if next(inside) == 0:
            Import.objects.update(rows_done=3)  # as another process does once it has written them
        return whole(*given)  # type: ignore[arg-type]  # as they came

    first = Import.objects.get()
    Import.objects.update(rows_done=3)
    with pytest.raises(work._Overtaken), work._portion(first, ImportState.WRITING, 3):
        meanwhile()
    assert not Entity.objects.exists()


def test_what_waits_is_queued_again_after_a_restart(by: Officer, sheet: io.BytesIO) -> None:
    importing.check_import(by=by, reference=taken_in(by, sheet))
    assert queue.take_up_again() == 1
