"""The overseer's page: who did what, when, to which reference. Never what a record says."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.forms.audit import AuditFilterForm
from samakki.access.web.wording.acts import act_words, actor_words, fact_words, outcome_words

PAGE = 50
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@require_GET
@decides.duty(Duty.READ_AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """Show the log, newest first, all of it before any filter."""
    by = officer(request)
    form = AuditFilterForm(request.GET or None)
    page = queries.audit_entries(by=by, **form.wanted(), after=asked(request.GET, "after"), limit=PAGE)
    query = request.GET.copy()
    query["after"] = page.after
    rows = [
        (row, act_words(row.action), outcome_words(row.outcome), actor_words(row.actor), fact_words(row.facts))
        for row in page.rows
    ]
    context = {
        "form": form,
        "is_filtered": any(value for name, value in request.GET.items() if name != "after"),
        "rows": rows,
        "names": queries.names_of(row.actor for row in page.rows),
        "next": f"?{query.urlencode()}" if page.after else "",
        "is_first": not request.GET.get("after"),
        "state": queries.log_state(by),
        "filter": form.data if form.is_bound else {},
    }
    return render(request, "access/audit.html", context)


@require_POST
@decides.duty(Duty.READ_AUDIT)
def export_audit(request: HttpRequest) -> HttpResponse:
    """Give the filtered part of the log as a CSV file; a POST, because it leaves an entry."""
    form = AuditFilterForm(request.POST)
    rows = actions.export_audit(by=officer(request), **form.wanted())
    file = io.StringIO()
    writer = csv.writer(file)
    # Column names are for programs and stay English; the page explains them.
    writer.writerow(("entry", "at", "actor", "action", "reference", "outcome", "facts"))
    for row in rows:
        facts = " ".join(f"{name}={value}" for name, value in sorted(row.facts.items()))
        line = (row.entry, row.at.isoformat(), row.actor, row.action, row.reference, row.outcome, facts)
        writer.writerow([safe_cell(cell) for cell in line])
    day = timezone.localdate().isoformat()
    headers = {"Content-Disposition": f'attachment; filename="audit-{day}.csv"'}
    return HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before a sign that starts one.

    Source:
        OWASP, CSV injection.

    >>> safe_cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    >>> safe_cell("O-7K3QR")
    'O-7K3QR'
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
