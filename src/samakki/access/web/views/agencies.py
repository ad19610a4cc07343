"""Agencies and desks."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, duties_of, officer, require_one_of
from samakki.access.web.forms.accounts import AgencyForm, DeskForm, TermsForm
from samakki.access.web.refusals import show_in
from samakki.access.web.views.officers import LOOKING_AFTER
from samakki.access.web.wording.vocabulary import AGENCY_KINDS
from samakki.kernel.refusals import InvalidValue, Refused

AGENCY_FIELDS = {
    "address-form": "code",
    "address-country": "code",
    "address-agency": "code",
    "agency-there-already": "code",
    "name-empty": "name",
}
DESK_FIELDS = {
    "address-form": "office",
    "address-office": "office",
    "address-desk": "desk",
    "desk-there-already": "desk",
    "agency-unknown": "agency",
    "agency-closed": "agency",
    "name-empty": "name",
}


@require_GET
@decides.signed_in("agencies and desks one answers for; 403 without such a duty")
def desks(request: HttpRequest) -> HttpResponse:
    """List agencies, each with its desks."""
    require_one_of(request, *LOOKING_AFTER)
    by = officer(request)
    rows = queries.desks(by)
    agencies = [
        (one, AGENCY_KINDS[one.kind], [desk for desk in rows if desk.agency == one.code])
        for one in queries.agencies(by)
    ]
    context = {"agencies": agencies, "may_manage": Duty.MANAGE_ACCOUNTS in duties_of(request)}
    return render(request, "access/desks.html", context)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.MANAGE_ACCOUNTS)
def add_agency(request: HttpRequest) -> HttpResponse:
    """Add an agency."""
    form = AgencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            actions.add_agency(
                by=officer(request),
                code=wanted["code"].strip(),
                name=wanted["name"],
                kind=wanted["kind"],
                terms_accepted_on=wanted["terms_accepted_on"],
            )
        except (Refused, InvalidValue) as problem:
            show_in(form, problem, AGENCY_FIELDS)
        else:
            messages.success(request, _("The agency %(code)s is added.") % {"code": wanted["code"].strip()})
            return HttpResponseRedirect(reverse("access:desks"))
    return render(request, "access/agency_add.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.MANAGE_ACCOUNTS)
def accept_terms(request: HttpRequest, agency: str) -> HttpResponse:
    """Enter the day on which an agency signed the terms of use."""
    found = next((one for one in queries.agencies(officer(request)) if one.code == agency), None)
    if found is None:
        raise Http404
    form = TermsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.accept_terms(by=officer(request), agency=agency, on=form.cleaned_data["signed_on"])
        messages.success(request, _("The day is entered. Officers of %(code)s can be added.") % {"code": agency})
        return HttpResponseRedirect(reverse("access:desks"))
    context = {"form": form, "agency": found}
    return render(request, "access/agency_terms.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.MANAGE_ACCOUNTS)
def add_desk(request: HttpRequest) -> HttpResponse:
    """Add a desk."""
    form = DeskForm(
        request.POST if request.method == "POST" else None, initial={"agency": asked(request.GET, "agency")}
    )
    form.offer(queries.agencies(officer(request)))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_desk(by=officer(request), address=form.address, name=form.cleaned_data["name"])
        except (Refused, InvalidValue) as problem:
            show_in(form, problem, DESK_FIELDS)
        else:
            messages.success(request, _("The desk %(address)s is added.") % {"address": form.address})
            return HttpResponseRedirect(reverse("access:desks"))
    return render(request, "access/desk_add.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.MANAGE_ACCOUNTS)
def close_desk(request: HttpRequest, address: str) -> HttpResponse:
    """Ask, then close a desk."""
    found = next((one for one in queries.desks(officer(request)) if one.address == address), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.close_desk(by=officer(request), address=address)
        messages.success(request, _("The desk %(address)s is closed.") % {"address": address})
        return HttpResponseRedirect(reverse("access:desks"))
    return render(request, "access/desk_close.html", {"desk": found})
