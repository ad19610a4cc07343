"""Starting and changing a report, its bytes, its letters."""

import io

import pytest

from samakki.access.domain.vocabulary import Purpose, Surface, View
from samakki.access.models import AuditEntry, Membership, Resource
from samakki.access.queries import decide_record
from samakki.entities.models import SearchEntry, Source, StoredFile
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.vocabulary import OriginalKind
from samakki.intelligence.domain.writing import NewReport
from samakki.intelligence.models import Report
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import TRAFFICKING, a_report
from tests.support.refusing import refused_attempt

ZAWGYI = "မဂၤလာပါ ေနေကာင္းလား"


def test_a_report_is_a_draft_that_its_writer_reads_in_full(desk: Desk) -> None:
    reference = a_report(desk.writer, text="A man drives a van.")

    row = Report.objects.get(reference=reference)
    assert (row.state, row.created_by, row.writers) == ("draft", desk.writer.code, [desk.writer.code])
    assert bytes(row.original_bytes) == b"A man drives a van."
    assert Resource.objects.get(reference=reference).compartment == "intelligence"
    assert Source.objects.get(reference=reference).kind == "report"
    found = queries.report(desk.writer, reference)
    assert found is not None
    assert (found.view, found.received.raw if found.received else "") == (View.FULL, "A man drives a van.")


def test_the_start_is_audited_without_a_word_of_the_text(desk: Desk) -> None:
    reference = a_report(desk.writer, text="Vanna drives.")
    (entry,) = AuditEntry.objects.filter(action="start_report")
    assert (entry.reference, entry.outcome) == (reference, "done")
    assert "Vanna" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    ("who", "purpose", "text", "code"),
    [
        ("supervisor", TRAFFICKING, "x", "compartment-not-written-by-role"),
        ("worker", TRAFFICKING, "x", "compartment-not-written-by-role"),
        ("writer", Purpose.PROTECT, "x", "purpose-not-for-this"),
        ("writer", TRAFFICKING, "  ", "text-missing"),
        ("writer", TRAFFICKING, "x" * 200_001, "text-too-long"),
    ],
)
def test_a_report_is_refused(desk: Desk, who: str, purpose: Purpose, text: str, code: str) -> None:
    by = getattr(desk, who)
    with refused_attempt("start_report", by.code, code):
        actions.start_report(by=by, new=NewReport(purpose, text))
    assert not Report.objects.exists()


def test_a_typed_text_changes_while_it_is_a_draft_and_its_bytes_follow(desk: Desk) -> None:
    reference = a_report(desk.writer, text="Old.")
    actions.change_report(by=desk.writer, reference=reference, new=NewReport(TRAFFICKING, "New.", headline="Van"))
    row = Report.objects.get(reference=reference)
    assert (row.raw, bytes(row.original_bytes), row.headline, row.revision) == ("New.", b"New.", "Van", 2)


def test_a_pasted_text_stays_as_it_came(desk: Desk) -> None:
    new = NewReport(TRAFFICKING, "As it came.", original_kind=OriginalKind.PASTED)
    reference = actions.start_report(by=desk.writer, new=new)
    actions.change_report(by=desk.writer, reference=reference, new=NewReport(TRAFFICKING, "Another.", headline="Van"))
    row = Report.objects.get(reference=reference)
    assert (row.raw, row.headline) == ("As it came.", "Van")


def test_nobody_outside_the_team_changes_a_report_or_learns_that_it_is_there(desk: Desk) -> None:
    reference = a_report(desk.writer)
    new = NewReport(TRAFFICKING, "Other.")
    with refused_attempt("change_report", desk.colleague.code, "not-found", about=reference):
        actions.change_report(by=desk.colleague, reference=reference, new=new)
    with refused_attempt("change_report", desk.supervisor.code, "not-found"):
        actions.change_report(by=desk.supervisor, reference=reference, new=new)
    with refused_attempt("change_report", desk.colleague.code, "not-found"):
        actions.change_report(by=desk.colleague, reference="R-00000", new=new)


def test_a_file_is_kept_sealed_and_what_it_tells_of_its_maker_is_noted(desk: Desk) -> None:
    content = b"%PDF-1.4 << /Author (Chan) >> %%EOF"
    reference = actions.start_report(
        by=desk.writer, new=NewReport(TRAFFICKING, ""), file=io.BytesIO(content), file_name="from Chan.pdf"
    )
    row = Report.objects.get(reference=reference)
    stored = StoredFile.objects.get(reference=row.original_file)
    assert (row.original_kind, row.original_digest, row.raw) == ("file", stored.sha256, "")
    assert row.file_marks == ["file-author"]


def test_a_text_file_is_shown_and_its_bytes_stay(desk: Desk) -> None:
    reference = actions.start_report(
        by=desk.writer, new=NewReport(TRAFFICKING, ""), file=io.BytesIO("ឃើញឡានស".encode()), file_name="a.txt"
    )
    assert Report.objects.get(reference=reference).raw == "ឃើញឡានស"


@pytest.mark.parametrize("is_zawgyi", [True, False])
def test_zawgyi_is_asked_about_and_the_bytes_stay_either_way(desk: Desk, is_zawgyi: bool) -> None:
    reference = a_report(desk.writer, text=ZAWGYI)
    assert Report.objects.get(reference=reference).encoding == "zawgyi_asked"

    actions.settle_letters(by=desk.writer, reference=reference, is_zawgyi=is_zawgyi)

    row = Report.objects.get(reference=reference)
    assert bytes(row.original_bytes).decode() == ZAWGYI
    assert (row.raw == ZAWGYI) is not is_zawgyi
    with refused_attempt("settle_letters", desk.writer.code, "letters-settled-already"):
        actions.settle_letters(by=desk.writer, reference=reference, is_zawgyi=True)


def test_a_report_is_found_in_the_index_by_its_own_text(desk: Desk) -> None:
    reference = a_report(desk.writer, text="A white van.", headline="Van")
    row = SearchEntry.objects.get(kind="report", reference=reference)
    assert (row.title, row.resource.reference) == ("Van", reference)


def test_a_source_that_somebody_else_keeps_cannot_be_cited(desk: Desk) -> None:
    with refused_attempt("start_report", desk.writer.code, "source-not-yours"):
        a_report(desk.writer, source_reference="S-00000")


def test_the_supervisor_of_the_desk_sees_a_summary_without_the_text(desk: Desk) -> None:
    reference = a_report(desk.writer, text="SECRETWORDS", headline="SECRETHEAD")
    found = queries.report(desk.supervisor, reference)
    assert found is not None
    assert found.view is View.SUMMARY
    assert found.received is None
    assert "SECRET" not in repr(found)
    assert decide_record(by=desk.colleague, reference=reference, purpose=None, surface=Surface.PAGE).view is None
    assert Membership.objects.filter(resource__reference=reference).count() == 1
