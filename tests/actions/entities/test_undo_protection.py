import io

import pytest
from django.db import transaction

from samakki.access.models import AuditEntry, Officer, Resource
from samakki.entities import actions
from samakki.entities.domain.files import FileKind
from samakki.entities.domain.protection import UndoReason
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Entity, ProtectedCode, SealedOriginal, StoredFile
from samakki.entities.queries.files import open_file
from samakki.entities.queries.protection import identity, protected_codes, protection_report
from tests.support.described import source
from tests.support.people import People, record
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

HER, FRIEND = "Qanchana Srisentinel", "Malee Wongsentinel"
WHY = UndoReason.WRONG_PERSON


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@shared
def custodian(people: People, officer: Officer) -> Officer:
    return people.officer("custodian", desk=officer.desk.address)


@pytest.fixture
def report(officer: Officer) -> str:
    return source(officer)


def described(officer: Officer, report: str, name: str, notes: str) -> str:
    said = (NewStatement("name", name), NewStatement("notes", notes))
    return actions.describe(by=officer, source=report, entity=NewEntity("Person", said))


def said_of(reference: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = Entity.objects.get(reference=reference).properties
    return found


def test_everything_comes_back_as_it_was(officer: Officer, custodian: Officer, report: str) -> None:
    her = described(officer, report, HER, f"{HER.upper()} and {FRIEND}")
    before = said_of(her)
    code = actions.protect_person(by=officer, entity=her)
    undone = actions.undo_protection(by=custodian, code=code, reason=WHY)
    assert (undone.texts, undone.kept) == (2, 0)
    assert said_of(her) == before
    found = Entity.objects.get(reference=her)
    assert (found.caption, found.is_protected, found.protected_code) == (HER, False, "")
    assert not Resource.objects.get(reference=report).is_protected
    assert not SealedOriginal.objects.exists()
    entry = AuditEntry.objects.get(action="undo_protection")
    assert (entry.reference, entry.facts) == (code, {"reason": "wrong_person", "count": 2, "size": 0})


@pytest.mark.parametrize("first_undone", [0, 1])
def test_of_two_people_in_one_text_the_other_stays_protected(
    officer: Officer, custodian: Officer, report: str, first_undone: int
) -> None:
    her = described(officer, report, HER, f"{HER} with {FRIEND}")
    friend = described(officer, report, FRIEND, f"{FRIEND} with {HER}")
    codes = [actions.protect_person(by=officer, entity=one) for one in (her, friend)]
    assert said_of(her)["notes"] == [f"{codes[0]} with {codes[1]}"]
    actions.undo_protection(by=custodian, code=codes[first_undone], reason=WHY)
    names = [HER, FRIEND]
    names[1 - first_undone] = codes[1 - first_undone]
    assert said_of(her)["notes"] == [f"{names[0]} with {names[1]}"]
    assert said_of(friend)["notes"] == [f"{names[1]} with {names[0]}"]
    assert Resource.objects.get(reference=report).is_protected
    actions.undo_protection(by=custodian, code=codes[1 - first_undone], reason=WHY)
    assert said_of(her)["notes"] == [f"{HER} with {FRIEND}"]
    assert not SealedOriginal.objects.exists()


def test_a_text_that_was_changed_since_keeps_the_code(officer: Officer, custodian: Officer, report: str) -> None:
    her = described(officer, report, HER, f"saw {HER}")
    code = actions.protect_person(by=officer, entity=her)
    row = Entity.objects.get(reference=her).statements.get(prop="notes")
    row.value = f"saw {code} again"
    row.save()
    undone = actions.undo_protection(by=custodian, code=code, reason=WHY)
    assert (undone.texts, undone.kept) == (1, 1)
    assert said_of(her) == {"name": [HER], "notes": [f"saw {code} again"]}


def test_files_go_back_to_their_record_or_stay_with_another(officer: Officer, custodian: Officer, report: str) -> None:
    her = described(officer, report, HER, "x")
    with transaction.atomic():
        kept = actions.store_file(
            by=officer,
            resource_reference=report,
            stream=io.BytesIO(b"a plain text"),
            kind=FileKind.ORIGINAL,
            given_name=f"{HER}.txt",
        )
    code = actions.protect_person(by=officer, entity=her)
    assert open_file(by=officer, reference=kept.reference) is None
    actions.undo_protection(by=custodian, code=code, reason=WHY)
    opened = open_file(by=officer, reference=kept.reference)
    assert opened is not None
    assert opened.facts.name == f"{HER}.txt"


def test_only_a_custodian_of_the_desk_takes_it_back(people: People, officer: Officer, report: str) -> None:
    code = actions.protect_person(by=officer, entity=described(officer, report, HER, "x"))
    elsewhere = people.officer("custodian")
    with refused_attempt("undo_protection", officer.code, "duty-not-held"):
        actions.undo_protection(by=officer, code=code, reason=WHY)
    with refused_attempt("undo_protection", elsewhere.code, "not-found"):
        actions.undo_protection(by=elsewhere, code=code, reason=WHY)
    with refused_attempt("undo_protection", elsewhere.code, "not-found"):
        actions.undo_protection(by=elsewhere, code="P-00000", reason=WHY)
    assert ProtectedCode.objects.get().undone_at is None


def test_it_is_taken_back_once(officer: Officer, custodian: Officer, report: str) -> None:
    code = actions.protect_person(by=officer, entity=described(officer, report, HER, "x"))
    assert protected_codes(custodian) == (code,)
    actions.undo_protection(by=custodian, code=code, reason=WHY)
    assert protected_codes(custodian) == ()
    with refused_attempt("undo_protection", custodian.code, "protect-undone-already"):
        actions.undo_protection(by=custodian, code=code, reason=WHY)


def test_the_identity_holds_her_names_and_what_stood_there(officer: Officer, report: str) -> None:
    code = actions.protect_person(by=officer, entity=described(officer, report, HER, f"saw {HER}"))
    found = identity(code)
    assert found is not None
    assert found.spellings == (HER,)
    assert {one.text for one in found.originals} == {HER, f"saw {HER}"}
    assert identity("P-00000") is None


def test_a_report_leaves_out_records_its_reader_does_not_see(people: People, officer: Officer, report: str) -> None:
    her = described(officer, report, HER, f"saw {HER}")
    assert protection_report(officer, her) is None
    actions.protect_person(by=officer, entity=her)
    seen = protection_report(officer, her)
    assert seen is not None
    assert (seen.texts, [one.record for one in seen.done]) == (2, [report])
    stranger = people.officer("investigator")
    record(by=stranger)
    told_to_stranger = protection_report(stranger, her)
    assert told_to_stranger is not None
    assert told_to_stranger.done == ()


def test_an_officer_closes_one_file_more(people: People, officer: Officer, report: str) -> None:
    her = described(officer, report, HER, "x")
    other = source(officer)
    with transaction.atomic():
        kept = actions.store_file(
            by=officer,
            resource_reference=other,
            stream=io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
            kind=FileKind.PHOTO,
        )
    with refused_attempt("close_file", officer.code, "protect-first"):
        actions.close_file(by=officer, entity=her, file=kept.reference)
    code = actions.protect_person(by=officer, entity=her)
    actions.close_file(by=officer, entity=her, file=kept.reference)
    assert StoredFile.objects.get().resource.reference == code
    assert actions.closed_among([kept.reference, "F-0"]) == {kept.reference}
    with refused_attempt("close_file", officer.code, "file-closed-already"):
        actions.close_file(by=officer, entity=her, file=kept.reference)
    stranger = people.officer("investigator")
    with refused_attempt("close_file", stranger.code, "not-found"):
        actions.close_file(by=stranger, entity=her, file=kept.reference)
    with refused_attempt("close_file", officer.code, "not-found"):
        actions.close_file(by=officer, entity=her, file="F-00000")
