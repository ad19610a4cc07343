"""What every verb on a report shares: finding it to change, moving it, noting who wrote; in an action's transaction."""

from django.utils import timezone

from samakki.access import audit
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.models import Officer, Resource
from samakki.intelligence.actions.indexing import index_report
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.states import CHANGEABLE, State, Step, after
from samakki.intelligence.models import Report, ReportEvent, ReportItem
from samakki.intelligence.queries.opening import current_items, may_change
from samakki.kernel.refusals import Refusal


def report_to_change(by: Officer, reference: str) -> tuple[Report | None, tuple[Refusal, ...]]:
    """The report, locked, where `by` may change it; else the one answer for missing and not theirs."""
    if not may_change(by, reference):
        return None, (NOT_FOUND,)
    found = Report.objects.select_for_update().select_related("resource").filter(reference=reference).first()
    return (found, ()) if found is not None else (None, (NOT_FOUND,))


def refusals_to_write(report: Report) -> tuple[Refusal, ...]:
    """Why its texts, grades and conditions do not change now: they were handed on."""
    if State(report.state) in CHANGEABLE:
        return ()
    return (Refusal("report-not-a-draft", {"report_state": report.state}),)


def move(by: Officer, report: Report, step: Step, *, reason: str = "", note: str = "") -> None:
    """Take one step of the table, which the caller has asked for, and write it down twice: for people, for the log."""
    start, now = State(report.state), timezone.now()
    report.state = after(start, step).value
    report.changed_at = now
    ReportEvent.objects.create(
        report=report,
        step=step.value,
        start=start.value,
        end=report.state,
        reason=reason,
        note=note,
        at=now,
        by=by.code,
    )
    report.save()
    facts = {"step": report.state, **({"reason": reason} if reason else {})}
    audit.record(by, step.value, report.reference, facts=facts)


def written(by: Officer, report: Report) -> None:
    """Note that `by` wrote something of it: the same officer authorises none of it."""
    report.revision += 1
    report.changed_at = timezone.now()
    if by.code not in report.writers:
        report.writers = [*report.writers, by.code]
    report.save()


def carry_conditions(report: Report) -> None:
    """Give the whole report the codes and the earliest review day of its items: the policy reads them there."""
    items = current_items(report)
    codes = conditions.codes_of(conditions.read(item.handling) for item in items)
    handling = ",".join(sorted(code.value for code in codes))
    days = [item.review_on for item in items if item.review_on]
    report.review_on = min(days, default=None)
    report.save(update_fields=["review_on"])
    Resource.objects.filter(pk=report.resource_id).update(handling=handling)
    report.resource.handling = handling


def indexed(report: Report) -> None:
    """Bring the search index up to date with the report."""
    index_report(report, current_items(report))


def item_of(report: Report, reference: str) -> ReportItem | None:
    """One current item of this report."""
    return report.items.filter(reference=reference, taken_out_at__isnull=True).first()
