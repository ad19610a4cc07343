"""My work: what waits for the officer, what they were told, which records they are members of."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samakki.access import actions, queries
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.forms.records import FindRecordForm
from samakki.access.web.wording.notices import notice_words
from samakki.access.web.wording.roles import role_name
from samakki.access.web.wording.vocabulary import BASES, COMPARTMENTS, PURPOSES, VIEWS

PAGE = 50


@require_GET
@decides.signed_in("an officer's own work")
def home(request: HttpRequest) -> HttpResponse:
    """List what waits for this officer."""
    return _page(request, "access/home.html")


@require_GET
@decides.signed_in("an officer's own work")
def notices(request: HttpRequest) -> HttpResponse:
    """List what the officer was told, newest first."""
    return _page(request, "access/notices.html")


@require_GET
@decides.signed_in("an officer's own work")
def my_records(request: HttpRequest) -> HttpResponse:
    """List the records the officer is a member of, by reference alone."""
    return _page(request, "access/my_records.html")


@require_GET
@decides.signed_in("goes to the page of one record, which decides for itself")
def find_record(request: HttpRequest) -> HttpResponse:
    """Go to a record by its reference."""
    form = FindRecordForm(request.GET or None)
    if form.is_valid():
        return HttpResponseRedirect(reverse("access:record_access", args=[form.cleaned_data["reference"]]))
    return _page(request, "access/my_records.html", find=form)


@require_POST
@decides.signed_in("an officer's own notices")
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all that the page showed."""
    for number in request.POST.getlist("notice"):
        if number.isdecimal():
            actions.mark_notice_read(by=officer(request), notice=int(number))
    return HttpResponseRedirect(reverse("access:notices"))


def _page(request: HttpRequest, template: str, find: FindRecordForm | None = None) -> HttpResponse:
    # The three pages are tabs of one: each needs the lengths of the other two, and a count is the length of its list.
    by = officer(request)
    roles = [(one, role_name(one.role)) for one in queries.roles_to_confirm(by)]
    recoveries = queries.recoveries_to_confirm(by)
    uses = queries.open_break_glasses(by)
    reviews = [one for one in uses if not one.is_own]
    unread = queries.notices(by, unread_only=True, limit=PAGE)
    read = [row for row in queries.notices(by, limit=PAGE) if row.is_read]
    first = queries.my_records(by, limit=PAGE + 1)
    after = asked(request.GET, "after")
    shown = queries.my_records(by, after=after, limit=PAGE + 1) if after else first
    ends = queries.ends_of(by, shown[:PAGE])
    context = {
        "roles": roles,
        "recoveries": recoveries,
        "reviews": reviews,
        "to_do_count": str(len(roles) + len(recoveries) + len(reviews)),
        "waiting_for_others": [one for one in uses if one.is_own],
        "notices": [(row, *notice_words(row.code, row.reference)) for row in (*unread, *read)],
        "unread": unread,
        "unread_count": _count(len(unread), is_cut=len(unread) == PAGE),
        "records": [
            (
                row,
                COMPARTMENTS[row.compartment],
                VIEWS[row.view],
                BASES[row.basis],
                PURPOSES[row.purpose],
                ends.get(row.reference),
            )
            for row in shown[:PAGE]
        ],
        "records_count": _count(min(len(first), PAGE), is_cut=len(first) > PAGE),
        "next": shown[PAGE - 1].reference if len(shown) > PAGE else "",
        "find": find or FindRecordForm(),
        "names": queries.names_of([*(one.proposed_by for one, _n in roles), *(one.opened_by for one in recoveries)]),
    }
    return render(request, template, context, status=400 if find is not None and find.errors else 200)


def _count(length: int, *, is_cut: bool) -> str:
    return _("%(number)s or more") % {"number": length} if is_cut else str(length)
