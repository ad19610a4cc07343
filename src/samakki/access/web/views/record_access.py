"""Who has access to one record, why, until when; who looked; and the forms that change it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import Basis, Duty, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.forms.records import GrantForm, MemberForm, TieForm
from samakki.access.web.refusals import show_in
from samakki.access.web.wording.acts import act_words, outcome_words
from samakki.access.web.wording.records import finding_words
from samakki.access.web.wording.vocabulary import BASES, PURPOSES, VIEWS
from samakki.kernel.refusals import Refused

TIE_FIELDS = {
    "officer-not-available": "officer",
    "own-membership": "officer",
    "basis-not-assignable": "basis",
    "end-needed": "last_day",
    "end-before-start": "last_day",
    "end-too-late": "last_day",
}


@require_GET
@decides.record(surface=Surface.PAGE)
def record_access(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who has access to a record."""
    opened = open_record(request, reference, Surface.PAGE)
    by = officer(request)
    powers = queries.powers_on(by=by, reference=reference)
    members = queries.members_of(by=by, reference=reference)
    looks = queries.who_looked(by=by, reference=reference)
    uses = queries.break_glasses_of(by=by, reference=reference)
    codes = [one.officer for one in looks] + [code for one in uses for code in (one.officer, one.reviewed_by)]
    context = {
        "reference": reference,
        "own": {"view": VIEWS[opened.view], "basis": BASES[opened.basis], "purpose": PURPOSES[opened.purpose]},
        "members": [(one, BASES[one.basis], PURPOSES[one.purpose]) for one in members],
        "looks": [(one, act_words(one.action), outcome_words(one.outcome)) for one in looks],
        "uses": [(one, finding_words(one.finding)) for one in uses],
        "names": queries.names_of(codes),
        "me": by.code,
        "may_manage": Duty.MANAGE_MEMBERS in powers,
        "may_exclude": Duty.EXCLUDE in powers,
        "may_grant": Duty.GRANT_IDENTITY in powers,
    }
    return render(request, "access/record_access.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def add_member(request: HttpRequest, reference: str) -> HttpResponse:
    """Give an officer access to a record."""
    open_record(request, reference, Surface.PAGE)
    by = officer(request)
    form = MemberForm(request.POST if request.method == "POST" else None)
    choices = queries.officers_to_choose(by=by, reference=reference)
    form.offer(choices)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            actions.add_member(
                by=by,
                reference=reference,
                officer=wanted["officer"],
                purpose=wanted["purpose"],
                basis=wanted["basis"],
                ends_at=form.ends_at,
            )
        except Refused as problem:
            show_in(form, problem, TIE_FIELDS)
        else:
            return _done(request, reference, _("%(code)s has access now.") % {"code": wanted["officer"]})
    return _form_page(request, "access/member_add.html", reference, form, has_choices=bool(choices))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def grant_identity(request: HttpRequest, reference: str) -> HttpResponse:
    """Open an identity to one officer, as its custodian."""
    open_record(request, reference, Surface.PAGE)
    by = officer(request)
    form = GrantForm(request.POST if request.method == "POST" else None)
    choices = queries.officers_to_choose(by=by, reference=reference, basis=Basis.GRANT)
    form.offer(choices)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            actions.grant_identity(
                by=by,
                reference=reference,
                officer=wanted["officer"],
                purpose=wanted["purpose"],
                reason=wanted["reason"],
                ends_at=form.ends_at,
            )
        except Refused as problem:
            show_in(form, problem, TIE_FIELDS)
        else:
            return _done(request, reference, _("%(code)s may read it until then.") % {"code": wanted["officer"]})
    return _form_page(request, "access/grant_add.html", reference, form, has_choices=bool(choices))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def end_membership(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Ask, then end an officer's access at once."""
    open_record(request, reference, Surface.PAGE)
    by = officer(request)
    if request.method == "POST":
        actions.end_membership(by=by, reference=reference, officer=code)
        words = _("%(code)s has no access any more.") % {"code": code}
        if code == by.code:
            messages.success(request, words)
            return HttpResponseRedirect(reverse("access:my_records"))
        return _done(request, reference, words)
    context = {"reference": reference, "code": code, "names": queries.names_of([code]), "is_self": code == by.code}
    return render(request, "access/member_end.html", context)


def _done(request: HttpRequest, reference: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("access:record_access", args=[reference]))


def _form_page(
    request: HttpRequest, template: str, reference: str, form: TieForm, *, has_choices: bool
) -> HttpResponse:
    context = {"reference": reference, "form": form, "has_choices": has_choices}
    return render(request, template, context, status=400 if form.errors else 200)
