"""What comes in, leaves and comes in again says the same."""

import io
from collections import Counter
from typing import Any

import pytest

from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.actions import importing
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.importing.states import ImportKind, ImportState
from samakki.entities.models import Entity, ProtectedCode, SealedOriginal, SearchEntry, Statement
from samakki.entities.queries import importing as reads
from samakki.entities.queries.leaving import Scope, Selection
from tests.support import sheets
from tests.support.people import People
from tests.support.shared import shared

pytestmark = pytest.mark.django_db

HTCDS = ["prs_FirstName", "prs_SecondName", "prs_Birthdate", "prs_Gender", "prs_Citizenship", "prs_MobilePhone"]
HTCDS += ["vic_TraffickingStatus", "vic_MethodsOfControl", "vic_AgreementToManagePersonalData", "cas_Status"]
HTCDS += ["cas_IncomingReferralDetails", "per_RoleInProcess", "ext_Village", "Shirt size", "org_Name", "hte_Country"]
VICTIM = ["ស្រីមុំ", "ចាន់", "2009-05-17", "Feminine", "KH", "012345678", "PossibleVictimOfTrafficking"]
VICTIM += ["DebtBondage;TakesEarnings", "true", "Active", "ចាន់ ស្រីមុំ came with her aunt", "", "Phum Thmei", "M"]
VICTIM += ["Good Shelter", "TH"]
SUSPECT = ["Bong", "Lek", "1980", "Masculine", "TH", "0812345678", "", "", "", "Active", "", "Transporter", "", ""]
SUSPECT += ["", "KH"]


@shared
def by(people: People) -> Officer:
    return people.officer("investigator")


def brought_in(by: Officer, file: io.BytesIO) -> str:
    reference = importing.start_import(by=by, file=file, country="KH")
    detail = reads.import_detail(by, reference)
    assert detail is not None
    columns = [(one["key"], one["target"], one["service"]) for one in detail.columns]
    importing.describe_import(by=by, reference=reference, reading=detail.reading, columns=columns)
    importing.check_import(by=by, reference=reference)
    importing.write_import(by=by, reference=reference)
    detail = reads.import_detail(by, reference)
    assert detail is not None
    assert (detail.state, detail.rows_failed) == (ImportState.DRAFT, 0), (detail.fault, detail.remarks)
    return reference


def taken_out(by: Officer, reference: str, form: Format) -> io.BytesIO:
    importing.accept_import(by=by, reference=reference)
    selection = Selection(Scope.SOURCE, reference)
    made = actions.export_entities(by=by, selection=selection, form=form, answers={}, rest=Whose.SUSPECT)
    pieces = actions.fetch_export(by=by, reference=made)
    assert pieces is not None
    return io.BytesIO(b"".join(pieces))


def said(reference: str) -> Counter[tuple[Any, ...]]:
    """Everything that an import says; entities by what is said of them, since each time they get other references."""
    entities = Entity.objects.filter(source__reference=reference)
    names = {one.reference: (one.schema, one.caption) for one in entities}
    found: Counter[tuple[Any, ...]] = Counter()
    for one in Statement.objects.filter(entity__in=entities).exclude(prop="samakki:foreignId").select_related("target"):
        value = names[one.target.reference] if one.target else one.value
        graded = (one.basis, one.source_grade, one.information_grade, one.since, one.until)
        found[names[one.entity.reference], one.prop, value, one.as_written, one.language, graded] += 1
    return found


SHEET = [
    ["Name", "Phone", "DOB", "Company", "Passport", "Facebook", "Notes"],
    ["สมชาย ใจดี", "0812345678", "1990-05-17", "Star Co., Ltd", "AA1234567", "somchai.j", '=cmd|"/c calc"!A1'],
    ["Nguyễn Văn A", "+84912345678", "1988", "", "", "", "tall, scar; speaks \u0e44\u0e17\u0e22"],
    ["ဒေါ်မြ", "09791234567", "", "", "", "", "'quoted'"],
]


@pytest.mark.parametrize("form", [Format.FOLLOWTHEMONEY, Format.CSV, Format.CSV_EXCEL])
def test_a_sheet_leaves_and_comes_in_again_the_same(by: Officer, form: Format) -> None:
    first = brought_in(by, sheets.xlsx(SHEET))
    second = brought_in(by, taken_out(by, first, form))
    assert said(second) == said(first)
    assert reads.import_detail(by, second).kind is ImportKind.FTM  # type: ignore[union-attr]  # it is there


def test_htcds_leaves_and_comes_in_again_with_every_field(by: Officer) -> None:
    first = brought_in(by, sheets.xlsx([HTCDS, SUSPECT]))
    file = taken_out(by, first, Format.HTCDS)
    second = brought_in(by, file)
    fields = Statement.objects.filter(
        entity__source__reference=first, entity__schema="Person", prop__startswith="htcds:"
    )
    again = Statement.objects.filter(
        entity__source__reference=second, entity__schema="Person", prop__startswith="htcds:"
    )
    before, after = (set(some.values_list("prop", "value")) for some in (fields, again))
    assert before <= after
    assert {prop for prop, _ in before} >= {"htcds:per_RoleInProcess", "htcds:prs_FirstName", "htcds:cas_Status"}


def test_htcds_keeps_the_organisation_and_the_event_of_a_row(by: Officer) -> None:
    with_shelter = [*SUSPECT[:-2], "Good Shelter", "KH"]
    first = brought_in(by, sheets.xlsx([HTCDS, with_shelter, SUSPECT]))
    second = brought_in(by, taken_out(by, first, Format.HTCDS))
    before, after = said(first), said(second)
    assert {what[0][0] for what in before} == {"Person", "Organization", "UnknownLink", "Event"}
    assert before <= after
    assert all(what[1].startswith("htcds:") or what[1] == "samakki:phone" for what in after - before)


def test_a_victim_in_htcds_goes_behind_a_code_at_once(by: Officer) -> None:
    brought_in(by, sheets.xlsx([HTCDS, VICTIM]))
    person = Entity.objects.get(schema="Person")
    code = ProtectedCode.objects.get().code
    assert (person.is_protected, person.protected_code, person.caption) == (True, code, code)
    texts = " ".join(
        f"{value} {words}" for value, words in Statement.objects.values_list("value", "as_written")
    ) + " ".join(map(str, SearchEntry.objects.values()))
    for name in ("ស្រីមុំ", "ចាន់", "012345678", "Phum Thmei", "2009-05-17"):
        assert name not in texts
    assert Statement.objects.get(prop="htcds:vic_MethodsOfControl").value == "DebtBondage;TakesEarnings"
    assert Statement.objects.get(prop="htcds:vic_AgreementToManagePersonalData").value == "true"
    assert Statement.objects.get(prop="birthDate").value == "2009"
    assert code in Statement.objects.get(prop="htcds:cas_IncomingReferralDetails").value
    assert SealedOriginal.objects.filter(code__code=code).count() >= 6
    assert Entity.objects.filter(schema="Organization", caption="Good Shelter").exists()


def test_a_victims_names_go_when_the_draft_is_undone(by: Officer) -> None:
    reference = brought_in(by, sheets.xlsx([HTCDS, VICTIM]))
    importing.undo_import(by=by, reference=reference)
    assert not Entity.objects.exists()
    assert not SealedOriginal.objects.exists()
    assert bytes(ProtectedCode.objects.get().spellings_sealed) == b""


def test_a_transporter_in_htcds_stays_a_suspect_with_a_name(by: Officer) -> None:
    brought_in(by, sheets.xlsx([HTCDS, SUSPECT]))
    person = Entity.objects.get(schema="Person")
    assert (person.caption, person.is_protected) == ("Bong Lek", False)
    event = Entity.objects.get(schema="Event")
    assert Statement.objects.get(entity=event, prop="involved").target == person


def test_htcds_json_comes_in_under_the_same_names(by: Officer) -> None:
    text = '{"prs_FirstName":"Bong","per_RoleInProcess":["Transporter","Smuggler"],"cas_Status":"Active","ext_A":1}\n'
    brought_in(by, io.BytesIO(text.encode()))
    assert set(Statement.objects.filter(prop="htcds:per_RoleInProcess").values_list("value", flat=True)) == {
        "Transporter",
        "Smuggler",
    }
    assert Statement.objects.get(prop="htcds:ext_A").value == "1"
