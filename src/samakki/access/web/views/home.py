"""What an officer was told, and which records they are members of. Work itself is listed by the subject above."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from samakki.access import actions, queries
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.forms.records import FindRecordForm
from samakki.access.web.wording.notices import notice_words
from samakki.access.web.wording.vocabulary import BASES, COMPARTMENTS, PURPOSES, VIEWS
from samakki.ui import places

PAGE = 50
TO_A_RECORD = frozenset({"break_glass_opened", "member_added"})
"""Notices about a record that a page of its own may be open for."""


@require_GET
@decides.signed_in("goes to the officer's first page, wherever the node has it")
def home(request: HttpRequest) -> HttpResponse:
    """Go to the first page of the node."""
    return HttpResponseRedirect(places.url_of("home") or reverse("access:notices"))


@require_GET
@decides.signed_in("an officer's own work")
def notices(request: HttpRequest) -> HttpResponse:
    """List what the officer was told, newest first."""
    by = officer(request)
    unread = queries.notices(by, unread_only=True, limit=PAGE)
    read = [row for row in queries.notices(by, limit=PAGE) if row.is_read]
    rows = (*unread, *read)
    opened = queries.listed_among(by=by, references={row.reference for row in rows if row.code in TO_A_RECORD})
    links = {*opened, *(row.reference for row in rows if row.code == "identity_granted")}  # in no list, and still open
    shown = [(row, *notice_words(row.code, row.reference), row.reference in links) for row in rows]
    return render(request, "access/notices.html", {"notices": shown, "unread": unread})


@require_GET
@decides.signed_in("an officer's own work")
def my_records(request: HttpRequest) -> HttpResponse:
    """List the records the officer is a member of, by reference alone."""
    return _records(request)


@require_GET
@decides.signed_in("goes to the page of one record, which decides for itself")
def find_record(request: HttpRequest) -> HttpResponse:
    """Go to a record by its reference."""
    form = FindRecordForm(request.GET or None)
    if form.is_valid():
        return HttpResponseRedirect(reverse("access:record_access", args=[form.cleaned_data["reference"]]))
    return _records(request, form)


@require_POST
@decides.signed_in("an officer's own notices")
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all that the page showed."""
    for number in request.POST.getlist("notice"):
        if number.isdecimal():
            actions.mark_notice_read(by=officer(request), notice=int(number))
    return HttpResponseRedirect(reverse("access:notices"))


def _records(request: HttpRequest, find: FindRecordForm | None = None) -> HttpResponse:
    by = officer(request)
    shown = queries.my_records(by, after=asked(request.GET, "after"), limit=PAGE + 1)
    ends = queries.ends_of(by, shown[:PAGE])
    context = {
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
        "next": shown[PAGE - 1].reference if len(shown) > PAGE else "",
        "find": find or FindRecordForm(),
    }
    return render(request, "access/my_records.html", context, status=400 if find is not None and find.errors else 200)
