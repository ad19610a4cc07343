import io
import json

import pytest
from django.apps import apps
from django.db import transaction

from samakki.access.domain.vocabulary import Surface
from samakki.access.models import AuditEntry, Officer, Resource
from samakki.access.queries import decide_record
from samakki.entities import actions, registries
from samakki.entities.domain.files import FileKind
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.domain.things import Belongs
from samakki.entities.models import Entity, ProtectedCode, ProtectedRecord, SealedOriginal, StoredFile
from samakki.entities.queries.files import file_facts, open_file
from samakki.entities.queries.things import things_seen
from tests.support.described import source
from tests.support.people import POLICE, People
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

MARK = "Qanchana Srisentinel"
THAI_MARK = "กัญจนา ศรีเซนทิเนล"
HER = NewEntity(
    "Person",
    (
        NewStatement("name", THAI_MARK, language="th"),
        NewStatement("alias", "Qanchana  Srisentinel"),
        NewStatement("weakAlias", "Nong Q"),
        NewStatement("phone", "+66812345678"),
        NewStatement("notes", "Qanchana says she was locked in; srisentinel, QANCHANA signed"),
    ),
)


def written_everywhere(*marks: str) -> list[str]:
    """Tables and columns in which a mark stands in the clear."""
    found = []
    for model in apps.get_models():
        for row in model._default_manager.all().iterator():
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                text = json.dumps(value, ensure_ascii=False, default=str)
                if isinstance(value, bytes | memoryview):
                    text = bytes(value).decode("utf-8", "replace")
                found += [f"{model._meta.label}.{field.name}" for mark in marks if mark.lower() in text.lower()]
    return sorted(set(found))


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def report(officer: Officer) -> str:
    return source(officer)


@pytest.fixture
def her(officer: Officer, report: str) -> str:
    return actions.describe(by=officer, source=report, entity=HER)


def test_the_code_takes_the_place_of_every_name_on_her_entity(officer: Officer, her: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    found = Entity.objects.get(reference=her)
    assert (found.is_protected, found.protected_code, found.caption) == (True, code, code)
    assert found.properties["name"] == found.properties["alias"] == found.properties["weakAlias"] == [code]
    assert found.properties["phone"] == [code]
    assert found.properties["notes"] == [f"Qanchana says she was locked in; {code} signed"]


def test_after_it_her_name_stands_nowhere_outside_sealed_columns(officer: Officer, report: str, her: str) -> None:
    suspect = actions.describe(
        by=officer,
        source=report,
        entity=NewEntity("Person", (NewStatement("name", "บองเล็ก"), NewStatement("notes", f"beat {MARK.upper()}"))),
    )
    house = NewEntity("Address", (), NewPlace(f"house where {THAI_MARK.replace(' ', '')} slept"))
    actions.describe(by=officer, source=report, entity=house)
    actions.link(
        by=officer,
        source=report,
        schema="UnknownLink",
        ends={"subject": suspect, "object": her},
        statements=[NewStatement("role", "keeps Srisentinel-Qanchana")],
    )
    assert len(written_everywhere(MARK, THAI_MARK)) > 1
    actions.protect_person(by=officer, entity=her)
    assert written_everywhere(MARK, THAI_MARK, THAI_MARK.replace(" ", ""), "Srisentinel-Qanchana", "Nong Q") == []


def test_withdrawn_values_carry_the_code_too(officer: Officer, her: str) -> None:
    row = Entity.objects.get(reference=her).statements.get(prop="alias")
    actions.withdraw_statement(by=officer, entity=her, statement=row.pk, reason=actions.WithdrawalReason.CORRECTED)
    code = actions.protect_person(by=officer, entity=her)
    row.refresh_from_db()
    assert row.value == code


def test_spellings_that_the_officer_names_are_replaced_as_well(officer: Officer, report: str, her: str) -> None:
    other = actions.describe(
        by=officer, source=report, entity=NewEntity("Person", (NewStatement("notes", "calls her Kanjana Sri"),))
    )
    code = actions.protect_person(by=officer, entity=her, spellings=["kanjana sri"])
    assert Entity.objects.get(reference=other).properties["notes"] == [f"calls her {code}"]


def test_records_that_do_not_concern_her_keep_every_name(people: People, officer: Officer, her: str) -> None:
    namesake = actions.describe(by=officer, source=source(officer), entity=HER)
    actions.protect_person(by=officer, entity=her)
    assert Entity.objects.get(reference=namesake).caption == THAI_MARK
    later = actions.describe(by=officer, source=source(officer), entity=HER)
    assert Entity.objects.get(reference=later).caption == THAI_MARK


def test_other_rows_of_an_import_keep_their_names(officer: Officer) -> None:
    sheet = source(officer, kind=SourceKind.IMPORT)
    first, second = (actions.describe(by=officer, source=sheet, entity=HER) for _ in range(2))
    actions.protect_person(by=officer, entity=first)
    assert [Entity.objects.get(reference=one).is_protected for one in (first, second)] == [True, False]
    assert Entity.objects.get(reference=second).caption == THAI_MARK


def test_entities_judged_to_be_her_get_the_same_code(
    officer: Officer, her: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = actions.describe(
        by=officer, source=source(officer), entity=NewEntity("Person", (NewStatement("name", "Another Spelling"),))
    )
    monkeypatch.setitem(registries.profile_members, "test", lambda asked: [other] if asked == her else [her])
    code = actions.protect_person(by=officer, entity=her)
    assert Entity.objects.get(reference=other).caption == code
    assert written_everywhere("Another Spelling") == []


def test_a_later_judgement_extends_the_protection(officer: Officer, her: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    other = actions.describe(
        by=officer, source=source(officer), entity=NewEntity("Person", (NewStatement("name", "Another Spelling"),))
    )
    with transaction.atomic():
        actions.extend_protection(by=officer, entities=[her, other])
    assert Entity.objects.get(reference=other).caption == code
    assert written_everywhere("Another Spelling") == []
    with transaction.atomic():
        actions.extend_protection(by=officer, entities=[her, other])
    assert ProtectedCode.objects.count() == 1


def test_the_identity_becomes_a_record_that_a_custodian_opens(people: People, officer: Officer, her: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    identity = Resource.objects.get(reference=code)
    assert (identity.compartment, identity.is_protected, identity.owner_desk.address) == (
        "victim_identity",
        True,
        POLICE,
    )
    view = decide_record(by=officer, reference=code, purpose=None, surface=Surface.PAGE).view
    assert view is not None
    assert view.value == "code"


def test_files_of_the_report_open_by_a_grant_alone(officer: Officer, report: str, her: str) -> None:
    with transaction.atomic():
        kept = actions.store_file(
            by=officer,
            resource_reference=report,
            stream=io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
            kind=FileKind.ORIGINAL,
            given_name=f"complaint {MARK}.png",
        )
    assert file_facts(by=officer, references=[kept.reference])[kept.reference].name.startswith("complaint Qanchana")
    code = actions.protect_person(by=officer, entity=her)
    assert open_file(by=officer, reference=kept.reference) is None
    assert StoredFile.objects.get().resource.reference == code
    assert ProtectedRecord.objects.get(kind="file").closed == 1


def test_another_record_about_her_gets_the_code_she_has(people: People, officer: Officer, her: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    other = actions.describe(
        by=officer,
        source=source(officer),
        entity=NewEntity("Person", (NewStatement("name", "Kanjana Sri"), NewStatement("notes", f"or {MARK}"))),
    )
    assert actions.protect_person(by=officer, entity=other, code=code) == code
    assert Entity.objects.get(reference=other).properties == {"name": [code], "notes": [f"or {code}"]}
    stranger = people.officer("investigator", desk="KH/POL/AHTJPD/field")
    theirs = actions.describe(by=stranger, source=source(stranger), entity=HER)
    with refused_attempt("protect_person", stranger.code, "protect-code-unknown"):
        actions.protect_person(by=stranger, entity=theirs, code=code)
    with refused_attempt("protect_person", stranger.code, "protect-code-unknown"):
        actions.protect_person(by=stranger, entity=theirs, code="P-00000")


def test_files_of_a_case_that_hold_her_name_are_closed_and_others_are_told(
    officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = source(officer, kind=SourceKind.RECORD)
    entity = actions.describe(by=officer, source=folder, entity=HER)
    contents = {"named": f"signed {MARK.upper()}".encode("utf-16"), "other": b"nothing of hers"}
    with transaction.atomic():
        kept = {
            name: actions.store_file(
                by=officer, resource_reference=folder, stream=io.BytesIO(content), kind=FileKind.EXHIBIT
            ).reference
            for name, content in contents.items()
        }
    code = actions.protect_person(by=officer, entity=entity)
    where = dict(StoredFile.objects.values_list("reference", "resource__reference"))
    assert (where[kept["other"]], where[kept["named"]]) == (folder, code)
    assert "file" in ProtectedRecord.objects.get(kind="file").still.split(",")
    assert not Resource.objects.get(reference=folder).is_protected


def test_what_may_still_tell_who_she_is_is_told_in_codes(officer: Officer, report: str, her: str) -> None:
    (phone,) = things_seen(officer, her)
    actions.protect_person(by=officer, entity=her, things={phone.key: Belongs.SHARED})
    row = ProtectedRecord.objects.get(kind="entity")
    assert (row.reference, row.still) == (report, "name_part,phone")
    assert row.texts == 4


def test_the_report_is_marked_as_concerning_a_protected_person(officer: Officer, report: str, her: str) -> None:
    actions.protect_person(by=officer, entity=her)
    assert Resource.objects.get(reference=report).is_protected
    assert ProtectedRecord.objects.get(kind="record", reference=report).was_marked


def test_the_log_holds_codes_and_counts(officer: Officer, report: str, her: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    told = {entry.action: entry for entry in AuditEntry.objects.all()}
    assert (told["protect_person"].reference, told["protect_person"].facts["count"]) == (code, 5)
    assert (told["protect_texts"].reference, told["protect_texts"].facts) == (report, {"record": code, "count": 5})


def test_originals_are_sealed_and_bound_to_their_row(officer: Officer, her: str) -> None:
    actions.protect_person(by=officer, entity=her)
    assert SealedOriginal.objects.filter(kind="entities.Statement", column="value").count() == 5
    assert all(THAI_MARK.encode() not in bytes(row.sealed) for row in SealedOriginal.objects.all())


def test_who_does_not_see_the_record_in_full_is_told_nothing(people: People, her: str) -> None:
    stranger = people.officer("investigator", desk="KH/POL/AHTJPD/field")
    with refused_attempt("protect_person", stranger.code, "not-found", about=her):
        actions.protect_person(by=stranger, entity=her)
    with refused_attempt("protect_person", stranger.code, "not-found"):
        actions.protect_person(by=stranger, entity="E-00000")
    assert not Entity.objects.get(reference=her).is_protected


def test_a_thing_and_a_protected_person_are_refused(officer: Officer, report: str, her: str) -> None:
    phone = actions.describe(
        by=officer, source=report, entity=NewEntity("Vehicle", (NewStatement("name", "white van"),))
    )
    with refused_attempt("protect_person", officer.code, "protect-not-a-person"):
        actions.protect_person(by=officer, entity=phone)
    actions.protect_person(by=officer, entity=her)
    with refused_attempt("protect_person", officer.code, "protect-already"):
        actions.protect_person(by=officer, entity=her)


def test_a_person_whom_nobody_can_name_needs_a_spelling(officer: Officer, report: str) -> None:
    unknown = actions.describe(by=officer, source=report, entity=NewEntity("Person", (NewStatement("notes", "tall"),)))
    with refused_attempt("protect_person", officer.code, "protect-spelling-missing"):
        actions.protect_person(by=officer, entity=unknown)
    assert not Entity.objects.get(reference=unknown).is_protected


def test_a_fault_in_one_subject_leaves_everything_as_it_was(
    officer: Officer, her: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_protection: object) -> list[object]:
        message = "broken"
        raise RuntimeError(message)

    monkeypatch.setitem(registries.protections, "zz", registries.Protecting(broken))  # type: ignore[arg-type]  # it answers nothing, it breaks
    with pytest.raises(RuntimeError):
        actions.protect_person(by=officer, entity=her)
    assert Entity.objects.get(reference=her).caption == THAI_MARK
    assert not ProtectedCode.objects.exists()
    assert not SealedOriginal.objects.exists()


def test_a_name_that_is_added_to_her_later_becomes_the_code(officer: Officer, her: str) -> None:
    code = actions.protect_person(by=officer, entity=her)
    said = (NewStatement("alias", "Kanjana Sri", as_written="KANJANA Sri"), NewStatement("gender", "female"))
    actions.add_statements(by=officer, entity=her, statements=said)
    assert Entity.objects.get(reference=her).properties["alias"] == [code]
    assert Entity.objects.get(reference=her).properties["gender"] == ["female"]
    assert written_everywhere("Kanjana Sri") == []
