"""Officers: find, add, look at, close; propose, confirm and end roles."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import AgencyKind, Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, duties_of, officer, require_one_of
from samakki.access.web.forms.accounts import OfficerForm, OfficerSearchForm, RoleForm
from samakki.access.web.refusals import show_in
from samakki.access.web.wording.roles import ROLE_WORDS, role_name
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui import places

LOOKING_AFTER = (Duty.MANAGE_ACCOUNTS, Duty.CONFIRM_ROLES, Duty.OPEN_RECOVERY)
PAGE = 50

OFFICER_FIELDS = {
    "username-form": "username",
    "username-taken": "username",
    "name-empty": "full_name",
    "desk-unknown": "desk",
    "desk-closed": "desk",
    "agency-closed": "desk",
    "agency-terms-missing": "desk",
}


@require_GET
@decides.signed_in("officers of the agencies one answers for; 403 without such a duty")
def officers(request: HttpRequest) -> HttpResponse:
    """List officers, all first, then those a search finds."""
    require_one_of(request, *LOOKING_AFTER)
    form = OfficerSearchForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    found = queries.officers(officer(request), text=text, after=asked(request.GET, "after"), limit=PAGE + 1)
    context = {
        "form": form,
        "text": text,
        "officers": found[:PAGE],
        "after": found[PAGE - 1].code if len(found) > PAGE else "",
        "may_add": Duty.MANAGE_ACCOUNTS in duties_of(request),
    }
    return render(request, "access/officers.html", context)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.MANAGE_ACCOUNTS)
def add_officer(request: HttpRequest) -> HttpResponse:
    """Add an officer; the page after it shows the one-time password, once."""
    by = officer(request)
    form = OfficerForm(request.POST if request.method == "POST" else None)
    form.offer(queries.desks(by))
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            made = actions.add_officer(
                by=by,
                username=wanted["username"].strip(),
                full_name=wanted["full_name"],
                desk=wanted["desk"],
                language=wanted["language"],
            )
        except (Refused, InvalidValue) as problem:
            show_in(form, problem, OFFICER_FIELDS)
        else:
            # Shown in the answer itself: a redirect would have to keep the password somewhere in between.
            context = {"made": made, "username": wanted["username"].strip()}
            return render(request, "access/officer_added.html", context)
    return render(request, "access/officer_add.html", {"form": form}, status=400 if form.errors else 200)


@require_GET
@decides.signed_in("an officer one answers for, or oneself; 404 for any other")
def show_officer(request: HttpRequest, code: str) -> HttpResponse:
    """Show one officer with roles, held and proposed."""
    return _officer_page(request, _found(request, code), RoleForm())


@require_POST
@decides.duty(Duty.MANAGE_ACCOUNTS)
def propose_role(request: HttpRequest, code: str) -> HttpResponse:
    """Propose a role; somebody else confirms it."""
    found = _found(request, code)
    form = RoleForm(request.POST)
    form.offer(_kind_of(request, found), (one.role for one in found.roles))
    if form.is_valid():
        role = form.cleaned_data["role"]
        try:
            actions.propose_role(by=officer(request), officer=code, role=role)
        except Refused as problem:
            show_in(form, problem, dict.fromkeys((one.code for one in problem.reasons), "role"))
        else:
            words = _("“%(role)s” is proposed. It is in force once a second person confirms it.")
            messages.success(request, words % {"role": role_name(role)})
            return _to_officer(code)
    return _officer_page(request, found, form)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.CONFIRM_ROLES)
def confirm_role(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """Show what a proposed role opens, and put it in force."""
    found = _found(request, code)
    if role not in ROLE_WORDS:
        raise Http404
    if request.method == "POST":
        actions.confirm_role(by=officer(request), officer=code, role=role)
        messages.success(request, _("“%(role)s” is in force now.") % {"role": role_name(role)})
        return HttpResponseRedirect(places.url_of("home"))
    proposed = [one for one in found.roles if one.role == role and not one.confirmed_by]
    if not proposed:
        raise Http404
    names = queries.names_of([proposed[0].proposed_by])
    return render(
        request,
        "access/role_confirm.html",
        {"found": found, "grant": proposed[0], "names": names, "role": role, "words": ROLE_WORDS[role]},
    )


@require_http_methods(["GET", "POST"])
@decides.signed_in("taking a role away: the action decides on whom")
def end_role(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """Ask, then end a role or withdraw its proposal."""
    require_one_of(request, *LOOKING_AFTER)
    found = _found(request, code)
    held = [one for one in found.roles if one.role == role]
    if not held:
        raise Http404
    if request.method == "POST":
        actions.end_role(by=officer(request), officer=code, role=role)
        messages.success(request, _("“%(role)s” is no longer in force.") % {"role": role_name(role)})
        return _to_officer(code)
    return render(request, "access/role_end.html", {"found": found, "grant": held[0], "name": role_name(role)})


@require_http_methods(["GET", "POST"])
@decides.signed_in("closing an account: the action decides whose")
def close_officer(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then close an account for good."""
    require_one_of(request, *LOOKING_AFTER)
    found = _found(request, code)
    if request.method == "POST":
        actions.close_officer(by=officer(request), officer=code)
        messages.success(request, _("The account %(code)s is closed.") % {"code": code})
        return _to_officer(code)
    return render(request, "access/officer_close.html", {"found": found})


@require_POST
@decides.signed_in("ending the sessions of an officer whose computer is lost: the action decides whose")
def sign_officer_out(request: HttpRequest, code: str) -> HttpResponse:
    """End every session of an officer."""
    require_one_of(request, *LOOKING_AFTER)
    _found(request, code)
    actions.sign_out_everywhere(by=officer(request), officer=code)
    messages.success(request, _("%(code)s is signed out everywhere.") % {"code": code})
    return _to_officer(code)


def _found(request: HttpRequest, code: str) -> queries.OfficerDetail:
    found = queries.officer(officer(request), code)
    if found is None:
        raise Http404
    return found


def _to_officer(code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("access:officer", args=[code]))


def _kind_of(request: HttpRequest, found: queries.OfficerDetail) -> AgencyKind:
    agency = "/".join(found.officer.desk.split("/")[:2])
    return next(one.kind for one in queries.agencies(officer(request)) if one.code == agency)


def _officer_page(request: HttpRequest, found: queries.OfficerDetail, form: RoleForm) -> HttpResponse:
    duties = duties_of(request)
    is_self = found.officer.code == officer(request).code
    may_propose = Duty.MANAGE_ACCOUNTS in duties and not is_self and not found.officer.is_closed
    if may_propose and not form.is_bound:
        form.offer(_kind_of(request, found), (one.role for one in found.roles))
    context = {
        "found": found,
        "grants": [(one, role_name(one.role)) for one in found.roles],
        "names": queries.names_of(code for one in found.roles for code in (one.proposed_by, one.confirmed_by) if code),
        "form": form if may_propose else None,
        "is_self": is_self,
        "may_take_away": not is_self and not duties.isdisjoint({Duty.MANAGE_ACCOUNTS, Duty.CONFIRM_ROLES}),
        "may_confirm": Duty.CONFIRM_ROLES in duties and not is_self,
        "may_recover": Duty.OPEN_RECOVERY in duties and not is_self and not found.officer.is_closed,
    }
    return render(request, "access/officer.html", context, status=400 if form.errors else 200)
