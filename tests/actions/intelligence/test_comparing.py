"""How often a text may be compared with the sealed record of a source."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.access.models import AuditEntry, Officer
from samakki.intelligence import actions
from samakki.intelligence.actions import comparing
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import SourceKind
from samakki.intelligence.models import ReportItem, SourceComparison
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import TRAFFICKING, a_report, an_item
from tests.support.refusing import refused_attempt


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "MOST_OF_ONE", 3)
    monkeypatch.setattr(comparing, "MOST_OF_ALL", 5)


def a_source(by: Officer) -> str:
    details = SourceDetails(names=("Prak Vanna",))
    return actions.register_source(by=by, kind=SourceKind.PERSON, details=details, purpose=TRAFFICKING)


def write(by: Officer, report: str, item: str, text: str) -> None:
    actions.write_sanitised(by=by, reference=report, item=item, text=text)


def test_names_cannot_be_tried_one_after_the_other(desk: Desk) -> None:
    report = a_report(desk.writer, source_reference=a_source(desk.writer))
    item = an_item(desk.writer, report, sanitised="Sok drives.")
    for name in ("Dara", "Bopha"):
        write(desk.writer, report, item, f"{name} drives.")
    with refused_attempt("write_sanitised", desk.writer.code, "comparisons-used-up", about=report):
        write(desk.writer, report, item, "Vanna drives.")
    assert ReportItem.objects.get(reference=item).sanitised == "Bopha drives."
    entries = AuditEntry.objects.filter(action="compare_with_source")
    assert [row.facts["count"] for row in entries.order_by("pk")] == [1, 1, 1]


def test_a_text_that_was_compared_before_counts_no_more(desk: Desk) -> None:
    report = a_report(desk.writer, source_reference=a_source(desk.writer))
    item = an_item(desk.writer, report, sanitised="one")
    for text in ("two", "three", "one", "two", "three", ""):
        write(desk.writer, report, item, text)
    assert SourceComparison.objects.count() == 3
    assert all(len(row.mark) == 64 for row in SourceComparison.objects.all())


def test_a_new_item_and_a_changed_one_count_too(desk: Desk) -> None:
    report = a_report(desk.writer, source_reference=a_source(desk.writer))
    for text in ("one", "two", "three"):
        an_item(desk.writer, report, sanitised=text)
    with refused_attempt("add_item", desk.writer.code, "comparisons-used-up", about=report):
        an_item(desk.writer, report, sanitised="four")


def test_several_sources_together_have_a_limit_of_their_own(desk: Desk) -> None:
    reports = [a_report(desk.writer, source_reference=a_source(desk.writer)) for _ in range(2)]
    for number, report in enumerate([reports[0]] * 3 + [reports[1]] * 2):
        an_item(desk.writer, report, sanitised=f"text {number}")
    with refused_attempt("add_item", desk.writer.code, "comparisons-used-up"):
        an_item(desk.writer, reports[1], sanitised="one more")


def test_the_next_day_begins_anew_and_a_year_later_it_is_forgotten(desk: Desk) -> None:
    report = a_report(desk.writer, source_reference=a_source(desk.writer))
    for text in ("one", "two", "three"):
        an_item(desk.writer, report, sanitised=text)
    SourceComparison.objects.update(day=timezone.localdate() - timedelta(days=1))
    an_item(desk.writer, report, sanitised="four")
    comparing.clear_comparisons()
    assert SourceComparison.objects.count() == 4
    SourceComparison.objects.update(day=timezone.localdate() - timedelta(days=366))
    comparing.clear_comparisons()
    assert not SourceComparison.objects.exists()


def test_a_report_without_a_source_record_has_no_limit(desk: Desk) -> None:
    report = a_report(desk.writer)
    for number in range(6):
        an_item(desk.writer, report, sanitised=f"text {number}")
    assert not SourceComparison.objects.exists()
