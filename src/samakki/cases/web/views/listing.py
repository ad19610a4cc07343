"""The list of cases, and opening one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import queries as access
from samakki.access.domain.policy import decide_write, purposes_of
from samakki.access.domain.vocabulary import Compartment, Duty, Purpose
from samakki.access.web import decisions as decides
from samakki.access.web.asking import duties_of, officer
from samakki.access.web.refusals import show_in
from samakki.cases import actions, queries
from samakki.cases.domain.opening import NewCase
from samakki.cases.queries.listing import PAGE
from samakki.cases.web.forms.cases import CaseFilterForm, OpenForm
from samakki.cases.web.wording.values import OFFENCES, STAGES, country_name
from samakki.kernel.refusals import Refused

LONGEST_NUMBER = 6
OPEN_FIELDS = {
    "nickname-length": "nickname",
    "nickname-not-confirmed": "nickname_is_no_name",
    "offence-needed": "offences",
    "country-needed": "countries",
    "country-not-known": "other_countries",
    "handling-needed": "handling",
    "purpose-not-for-this": "purpose",
}


@require_GET
@decides.signed_in("a list of cases that the policy opens to this officer")
def cases(request: HttpRequest) -> HttpResponse:
    """List the cases that this officer may know of."""
    form = CaseFilterForm(request.GET or None)
    wanted = queries.CaseFilter()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        wanted = queries.CaseFilter(
            words=said["words"],
            stage=said["stage"],
            offence=said["offence"],
            country=said["country"],
            only_mine=said["only_mine"],
        )
    found = queries.cases(officer(request), wanted, page=_number(request.GET.get("page", "")))
    context = {
        "form": form if form.is_bound else CaseFilterForm(initial={}),
        "rows": [
            (
                row,
                [OFFENCES[one] for one in row.offences],
                STAGES[row.stage] if row.stage else "",
                format_html_join(", ", "{}", ((country_name(code),) for code in row.countries)),
            )
            for row in found.rows
        ],
        "count": found.count,
        "page": Paginator(range(found.count), PAGE).get_page(found.page),
        "is_filtered": wanted != queries.CaseFilter(),
        "may_open": bool(opening_purposes(request)),
        "may_list": Duty.MANAGE_MEMBERS in duties_of(request),
    }
    return render(request, "cases/cases.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.WRITE)
def open_case(request: HttpRequest) -> HttpResponse:
    """Open a case."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    purposes = opening_purposes(request)
    form.offer(purposes)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = NewCase(
            said["nickname"],
            nickname_is_no_name=said["nickname_is_no_name"],
            offences=frozenset(said["offences"]),
            countries=form.all_countries,
            handling=frozenset(said["handling"]),
        )
        try:
            reference = actions.open_case(by=officer(request), new=new, purpose=said["purpose"])
        except Refused as problem:
            show_in(form, problem, OPEN_FIELDS)
        else:
            messages.success(request, _("The case is open. You lead it; a supervisor puts others on the team."))
            return HttpResponseRedirect(reverse("cases:case", args=[reference]))
    context = {"form": form, "may_open": bool(purposes)}
    return render(request, "cases/open.html", context, status=400 if form.errors else 200)


def _number(text: str) -> int:
    return int(text) if len(text) <= LONGEST_NUMBER and text.isascii() and text.isdecimal() else 1


def opening_purposes(request: HttpRequest) -> list[Purpose]:
    """What this officer may open a case for; nothing for whose role writes no case file."""
    who, roles = access.viewer(officer(request)), access.roles()
    return [
        purpose
        for purpose in purposes_of(who, roles=roles)
        if not decide_write(who, Compartment.CASE_FILE, purpose=purpose, roles=roles)
    ]
