"""What files brought into a report: it may leave like what was captured, and goes when the report is destroyed."""

import pytest

from samakki.entities.actions import importing
from samakki.entities.actions.following import empty_source
from samakki.entities.queries import brought_into, sources_in
from samakki.entities.queries import importing as reads
from samakki.intelligence.models import Report
from samakki.intelligence.queries import disclosable
from samakki.intelligence.queries.disclosable import described_by
from tests.actions.intelligence.conftest import Desk
from tests.support import sheets
from tests.support.casework import a_report

pytestmark = pytest.mark.django_db

LIST = "Name,Phone\nMen Vuthei,012 345 007\nChea Sophal,012 345 008\n"


def brought(desk: Desk, into: str = "") -> tuple[str, str]:
    """References of a draft report, or of a record that is there, and of the import that was accepted into it."""
    report = into or a_report(desk.writer)
    reference = written(desk)
    importing.accept_import(by=desk.writer, reference=reference, into=report)
    return report, reference


def written(desk: Desk) -> str:
    """Reference of an import that waits to be accepted."""
    by = desk.writer
    reference = importing.start_import(by=by, file=sheets.csv(LIST), country="KH")
    detail = reads.import_detail(by, reference)
    assert detail is not None
    columns = [(one["key"], one["target"], one["service"]) for one in detail.columns]
    importing.describe_import(by=by, reference=reference, reading=detail.reading, columns=columns)
    importing.check_import(by=by, reference=reference)
    importing.write_import(by=by, reference=reference)
    return reference


def captions(report: str) -> list[str]:
    """Of what may be ticked."""
    return [one.caption for one in described_by(Report.objects.get(reference=report))]


def test_what_a_file_brought_into_a_report_can_be_ticked_for_another_desk(desk: Desk) -> None:
    report, reference = brought(desk)
    assert sources_in(report) == (report, reference)
    assert {"Men Vuthei", "+85512345007", "Chea Sophal", "+85512345008"} <= set(captions(report))
    assert all(one.is_brought for one in described_by(Report.objects.get(reference=report)))


def test_a_page_is_not_asked_about_more_than_it_can_hold(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    report, _reference = brought(desk)
    monkeypatch.setattr(disclosable, "MOST_OFFERED", 2)
    assert captions(report) == ["Men Vuthei", "+85512345007"]


def test_who_is_not_on_the_team_is_not_told_of_the_file(desk: Desk) -> None:
    report, reference = brought(desk)
    assert [(one.reference, one.count > 0) for one in brought_into(desk.writer, report)] == [(reference, True)]
    assert brought_into(desk.worker, report) == ()


def test_it_goes_with_the_report_it_was_brought_into(desk: Desk) -> None:
    report, _reference = brought(desk)
    assert empty_source(by=desk.writer, source=report)
    assert captions(report) == []
