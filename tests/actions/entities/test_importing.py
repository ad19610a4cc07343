"""A sheet comes in, is checked, written as a draft, accepted or undone."""

import io

import pytest

from samakki.access.models import AuditEntry, Officer
from samakki.cases.models import CaseFolder
from samakki.entities.actions import add_statements, importing
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.domain.statements import NewStatement
from samakki.entities.models import Entity, Import, ImportRemark, Source, Statement
from samakki.entities.queries import importing as reads
from samakki.kernel.refusals import InvalidValue, Refused
from tests.support import casework, sheets
from tests.support.people import People
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

pytestmark = pytest.mark.django_db

HEADINGS: list[object] = ["No", "ឈ្មោះ", "Phone", "DOB", "Company", "Passport"]
ROWS: list[list[object]] = [
    HEADINGS,
    [1, "សុខ ដារ៉ា", 12345678, "17/5/2533", "Star Fish Co., Ltd", "N1234567"],
    [2, "นายสมชาย ใจดี", "081 234 5678", "๑ ม.ค. ๒๕๓๕", "", ""],
    [3, "Nguyễn Văn A", "+84 912 345 678", "31/31/1990", "", ""],
]


@shared
def by(people: People) -> Officer:
    return people.officer("investigator")


def taken_in(by: Officer, file: io.BytesIO | None = None, calendar: str = "buddhist-th") -> str:
    """An import whose columns are described as they were guessed."""
    reference = importing.start_import(by=by, file=file or sheets.xlsx(ROWS), file_name="list.xlsx", country="KH")
    detail = reads.import_detail(by, reference)
    assert detail is not None
    reading = Reading.from_json({**detail.reading.as_json(), "calendar": calendar})
    columns = [(one["key"], one["target"], one["service"]) for one in detail.columns]
    importing.describe_import(by=by, reference=reference, reading=reading, columns=columns)
    return reference


def written(by: Officer, file: io.BytesIO | None = None) -> str:
    reference = taken_in(by, file)
    importing.check_import(by=by, reference=reference)
    importing.write_import(by=by, reference=reference)
    return reference


def test_columns_are_guessed_from_headings_in_any_language(by: Officer) -> None:
    reference = importing.start_import(by=by, file=sheets.xlsx(ROWS), country="KH")
    detail = reads.import_detail(by, reference)
    assert detail is not None
    assert [one["target"] for one in detail.columns] == [
        "",
        "person:name",
        "phone:number",
        "person:birthDate",
        "company:name",
        "passport:number",
    ]
    assert detail.state is ImportState.UPLOADED


def test_checking_counts_and_writes_nothing(by: Officer) -> None:
    reference = taken_in(by)
    importing.check_import(by=by, reference=reference)
    detail = reads.import_detail(by, reference)
    assert detail is not None
    assert (detail.state, detail.rows_done, detail.rows_failed) == (ImportState.CHECKED, 3, 1)
    assert detail.entities == {"Person": 2, "Company": 1, "UserAccount": 2, "Passport": 1, "UnknownLink": 3}
    assert detail.remarks == {"phone-zero-restored": 1, "date-was-buddhist": 2, "date-no-such-month": 1}
    assert not Entity.objects.exists()
    (failure,) = reads.remarks(by, reference, is_failure=True)
    assert (failure.row, failure.column, failure.code) == (4, "D", "date-no-such-month")


def test_rows_become_a_draft_that_its_maker_alone_finds(by: Officer) -> None:
    reference = written(by)
    assert Import.objects.get().state == ImportState.DRAFT.value
    assert Source.objects.get(reference=reference).is_draft
    person = Entity.objects.get(caption="សុខ ដារ៉ា")
    assert person.properties["birthDate"] == ["1990-05-17"]
    phone = Entity.objects.get(schema="UserAccount", properties__number__0="+85512345678")
    number = Statement.objects.get(entity=phone, prop="number")
    assert (number.as_written, number.item) == ("12345678", "row:2")
    assert not Entity.objects.filter(caption__startswith="Nguyễn").exists()
    holder = Statement.objects.get(prop="holder")
    assert holder.target == person
    entry = AuditEntry.objects.get(action="import_written")
    assert entry.facts == {"count": 9}


def test_undoing_a_draft_removes_it_with_a_receipt(by: Officer) -> None:
    reference = written(by)
    importing.undo_import(by=by, reference=reference)
    assert Import.objects.get().state == ImportState.UNDONE.value
    assert not Entity.objects.exists()
    assert not Statement.objects.exists()
    entry = AuditEntry.objects.get(action="import_undone")
    assert entry.facts["count"] == 9
    assert len(str(entry.facts["digest"])) == 64


def test_accepting_opens_it_and_undoing_then_withdraws(by: Officer) -> None:
    reference = written(by)
    importing.accept_import(by=by, reference=reference)
    assert Import.objects.get().state == ImportState.ACCEPTED.value
    assert not Source.objects.get(reference=reference).is_draft
    importing.undo_import(by=by, reference=reference)
    assert Entity.objects.count() == 9
    assert not Statement.objects.filter(withdrawn_at__isnull=True).exists()
    assert set(Entity.objects.values_list("caption", flat=True)) == {""}


def test_another_officer_finds_no_import(by: Officer, people: People) -> None:
    reference = written(by)
    other = people.officer("investigator")
    assert reads.import_detail(other, reference) is None
    with refused_attempt("undo_import", other.code, "not-found", about=reference):
        importing.undo_import(by=other, reference=reference)


def test_a_step_out_of_turn_is_refused(by: Officer) -> None:
    reference = importing.start_import(by=by, file=sheets.xlsx(ROWS))
    with refused_attempt("write_import", by.code, "import-not-now", about=reference):
        importing.write_import(by=by, reference=reference)


def test_a_role_that_writes_no_intelligence_brings_nothing(people: People) -> None:
    planner = people.officer("planner")
    with refused_attempt("start_import", planner.code, "compartment-not-written-by-role"):
        importing.start_import(by=planner, file=sheets.xlsx(ROWS))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50, b"PK\x03\x04 not a zip"])
def test_what_cannot_be_read_leaves_nothing(by: Officer, content: bytes) -> None:
    with pytest.raises(InvalidValue):
        importing.start_import(by=by, file=io.BytesIO(content))
    assert not Import.objects.exists()


def test_remarks_are_made_anew_when_a_file_is_checked_again(by: Officer) -> None:
    reference = taken_in(by)
    importing.check_import(by=by, reference=reference)
    count = ImportRemark.objects.count()
    detail = reads.import_detail(by, reference)
    assert detail is not None
    columns = [(one["key"], one["target"], one["service"]) for one in detail.columns]
    importing.describe_import(by=by, reference=reference, reading=detail.reading, columns=columns)
    importing.check_import(by=by, reference=reference)
    assert ImportRemark.objects.count() == count


def test_an_accepted_import_goes_to_the_people_of_the_case(by: Officer) -> None:
    case = casework.a_case(by)
    reference = written(by)
    importing.accept_import(by=by, reference=reference, into=case)
    assert Import.objects.get().state == ImportState.ACCEPTED.value
    folder = CaseFolder.objects.get(case__reference=case, compartment="suspects")
    assert set(Entity.objects.values_list("resource", flat=True)) == {folder.resource_id}
    assert Source.objects.get(reference=reference).resource_id == folder.resource_id


def test_what_other_work_rests_on_is_not_undone_and_is_named(by: Officer) -> None:
    case = casework.a_case(by)
    reference = written(by)
    importing.accept_import(by=by, reference=reference, into=case)
    person = Entity.objects.get(caption="សុខ ដារ៉ា")
    add_statements(by=by, entity=person.reference, statements=[NewStatement("notes", "tall")])
    with pytest.raises(Refused) as refused:
        importing.undo_import(by=by, reference=reference)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["records"]) == ("import-pointed-at", person.reference)


def test_a_record_that_is_not_theirs_takes_no_import(by: Officer, people: People) -> None:
    other = people.officer("investigator")
    case = casework.a_case(other)
    reference = written(by)
    with refused_attempt("accept_import", by.code, "import-target-not-available", about=reference):
        importing.accept_import(by=by, reference=reference, into=case)
