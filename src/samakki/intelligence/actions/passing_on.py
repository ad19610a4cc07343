"""Noting on copies of others that they go on from here, so that a recall finds those who got them."""

from django.utils import timezone

from samakki.access.models import Officer
from samakki.intelligence.domain.holdings import Use
from samakki.intelligence.models import CopyUse, Disclosure, Holding


def note_passed_on(by: Officer, row: Disclosure) -> None:
    """Write down on each copy in a disclosure that its recipients get it, when the hold begins."""
    for copy in _copies(row):
        copy.released_to = sorted({*copy.released_to, *row.recipients})
        copy.save(update_fields=["released_to"])
        CopyUse.objects.bulk_create(
            CopyUse(holding=copy, use=Use.ONWARD.value, to=desk, record=row.reference, at=timezone.now(), by=by.code)
            for desk in row.recipients
        )


def forget_passed_on(row: Disclosure) -> None:
    """Take that back when the hold is undone: nobody got anything."""
    for copy in _copies(row):
        copy.uses.filter(use=Use.ONWARD.value, record=row.reference).delete()
        still = set(copy.uses.filter(use=Use.ONWARD.value).values_list("to", flat=True))
        copy.released_to = [desk for desk in copy.released_to if desk in still]
        copy.save(update_fields=["released_to"])


def _copies(row: Disclosure) -> list[Holding]:
    """Copies that a disclosure passes on. People and things count as soon as any value of their report is in it."""
    found = Holding.objects.filter(report_item__in=row.items)
    if row.statements:
        found = found | Holding.objects.filter(received__report=row.report, item="things")
    return list(found.select_for_update())
