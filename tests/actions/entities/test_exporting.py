import hashlib
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from samakki.access.models import AuditEntry, Officer
from samakki.entities import actions, registries
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose, key_of
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Export
from samakki.entities.queries import leaving
from samakki.entities.queries.leaving import Scope, Selection, exports, left_out
from samakki.entities.queries.leaving import export as found_export
from samakki.kernel.handling import HandlingCode
from tests.support.described import source
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

FTM = Format.FOLLOWTHEMONEY


def person(name: str, *more: NewStatement) -> NewEntity:
    return NewEntity("Person", (NewStatement("name", name), *more))


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def report(officer: Officer) -> str:
    return source(officer)


@pytest.fixture
def suspect(officer: Officer, report: str) -> str:
    return actions.describe(by=officer, source=report, entity=person("บองเล็ก"))


def all_of(report: str) -> Selection:
    return Selection(Scope.SOURCE, report)


def made(officer: Officer, selection: Selection, form: Format = FTM, rest: Whose = Whose.SUSPECT) -> bytes:
    reference = actions.export_entities(by=officer, selection=selection, form=form, answers={}, rest=rest)
    pieces = actions.fetch_export(by=officer, reference=reference)
    assert pieces is not None
    return b"".join(pieces)


def test_a_report_leaves_with_its_answers_and_is_written_down(officer: Officer, report: str, suspect: str) -> None:
    reference = actions.export_entities(
        by=officer, selection=all_of(report), form=FTM, answers={key_of("บองเล็ก"): Whose.SUSPECT}
    )
    row = found_export(officer, reference)
    assert row is not None
    assert (row.entities, row.people, row.rest, row.left_out) == (1, {suspect: "suspect"}, "", 0)
    entry = AuditEntry.objects.get(action="export")
    assert (entry.reference, entry.facts["method"], entry.facts["count"]) == (reference, "followthemoney", 1)
    assert entry.facts["digest"] == row.sha256
    of_record = AuditEntry.objects.get(action="export_record")
    assert (of_record.reference, of_record.facts["record"]) == (report, reference)
    assert exports(officer) == (row,)


def test_the_file_is_sealed_and_is_what_the_receipt_says(officer: Officer, report: str, suspect: str) -> None:
    content = made(officer, all_of(report))
    row = Export.objects.get()
    assert hashlib.sha256(content).hexdigest() == row.sha256
    assert len(content) == row.size
    assert json.loads(content)["id"] == suspect
    sealed = Path(settings.SAMAKKI_HOME) / "exports" / row.stored_as
    assert "บองเล็ก".encode() not in sealed.read_bytes()


@pytest.mark.parametrize("code", [HandlingCode.H2, HandlingCode.H3])
def test_handling_keeps_a_record_in_and_the_officer_is_told_how_many(
    people: People, officer: Officer, code: HandlingCode, report: str, suspect: str
) -> None:
    closed = source(officer, handling=frozenset({code}))
    kept = actions.describe(by=officer, source=closed, entity=person("closed"))
    both = Selection(Scope.CHOSEN, chosen=(suspect, kept))
    assert left_out(officer, both) == 1
    assert len(made(officer, both).splitlines()) == 1
    assert Export.objects.get().left_out == 1
    with refused_attempt("export", officer.code, "export-empty"):
        actions.export_entities(
            by=officer, selection=Selection(Scope.CHOSEN, chosen=(kept,)), form=FTM, answers={}, rest=Whose.OTHER
        )


def test_what_the_officer_does_not_see_is_neither_in_it_nor_counted(
    people: People, officer: Officer, suspect: str
) -> None:
    other = people.officer("investigator", desk=FIELD)
    hidden = actions.describe(by=other, source=source(other), entity=person("hidden"))
    both = Selection(Scope.CHOSEN, chosen=(suspect, hidden, "E-00000"))
    assert left_out(officer, both) == 0
    assert len(made(officer, both).splitlines()) == 1


def test_every_name_needs_an_answer_and_a_victim_is_protected_first(
    officer: Officer, report: str, suspect: str
) -> None:
    for answers, code in (({}, "names-not-answered"), ({key_of("บองเล็ก"): Whose.VICTIM}, "name-of-a-victim")):
        with refused_attempt("export", officer.code, code):
            actions.export_entities(by=officer, selection=all_of(report), form=FTM, answers=answers)
    assert not Export.objects.exists()


def test_a_protected_person_leaves_as_a_code_and_her_telephone_stays(officer: Officer, report: str) -> None:
    phone = NewStatement("phone", "+66812345678")
    her = actions.describe(by=officer, source=report, entity=person("Qanchana Srisentinel", phone))
    account = NewEntity("UserAccount", (NewStatement("number", "+66812345678"), NewStatement("owner", target=her)))
    actions.describe(by=officer, source=report, entity=account)
    code = actions.protect_person(by=officer, entity=her)
    for form in Format:
        text = made(officer, all_of(report), form).decode()
        assert code in text
        assert "812345678" not in text
        assert "Srisentinel" not in text


def test_files_that_nobody_fetched_go_when_a_person_is_protected(officer: Officer, report: str, suspect: str) -> None:
    reference = actions.export_entities(by=officer, selection=all_of(report), form=FTM, answers={}, rest=Whose.SUSPECT)
    actions.protect_person(by=officer, entity=suspect)
    assert actions.fetch_export(by=officer, reference=reference) is None


def test_a_file_is_fetched_by_its_maker_for_a_day(people: People, officer: Officer, report: str, suspect: str) -> None:
    reference = actions.export_entities(by=officer, selection=all_of(report), form=FTM, answers={}, rest=Whose.SUSPECT)
    assert actions.fetch_export(by=people.officer("investigator"), reference=reference) is None
    assert actions.fetch_export(by=officer, reference="OUT-00000") is None
    assert actions.clear_exports() == 0
    Export.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert actions.clear_exports() == 1
    assert actions.fetch_export(by=officer, reference=reference) is None


def test_a_case_leaves_with_what_is_filed_in_it(
    officer: Officer, report: str, suspect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registries.parts, "test", lambda asked: [report] if asked == "C-CASE" else [])
    assert json.loads(made(officer, Selection(Scope.CASE, "C-CASE")))["id"] == suspect


def test_a_link_to_what_stays_leaves_without_that_end(people: People, officer: Officer, suspect: str) -> None:
    closed = source(officer, handling=frozenset({HandlingCode.H2}))
    other = actions.describe(by=officer, source=closed, entity=person("closed"))
    link = actions.link(
        by=officer, source=source(officer), schema="Associate", ends={"person": suspect, "associate": other}
    )
    text = made(officer, Selection(Scope.CHOSEN, chosen=(suspect, other, link))).decode()
    assert other not in text


def test_many_entities_are_read_in_portions(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "PORTION", 3)
    sheet = source(officer, kind=SourceKind.IMPORT)
    for number in range(8):
        actions.describe(by=officer, source=sheet, entity=person(f"Sok Dara {number}"))
    assert len(made(officer, all_of(sheet)).splitlines()) == 8


def test_a_file_that_no_receipt_names_goes_after_a_day(officer: Officer, report: str, suspect: str) -> None:
    made(officer, all_of(report))
    folder = Path(settings.SAMAKKI_HOME) / "exports"
    left = folder / "left-behind"
    left.write_bytes(b"sealed")
    actions.clear_exports()
    assert left.exists()
    os.utime(left, (0, 0))
    actions.clear_exports()
    assert not left.exists()
