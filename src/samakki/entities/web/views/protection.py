"""Protect this person; what it did; whom a code stands for, to whom a custodian opened it; taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Duty, Surface, View
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import OpenedRecord, open_record
from samakki.access.web.refusals import show_in
from samakki.access.web.sign_in.confirming import confirmed_lately
from samakki.entities import actions, queries
from samakki.entities.domain.things import Belongs
from samakki.entities.queries import protection as reads
from samakki.entities.queries.things import things_of_code, things_seen
from samakki.entities.web.forms.protection import ProtectForm, ReleaseForm, ThingsForm, UndoForm, thing_words
from samakki.entities.web.wording.properties import property_words
from samakki.entities.web.wording.protection import STILL, kind_words
from samakki.kernel.refusals import Refused
from samakki.ui.templatetags.samakki import as_is

FIELDS = dict.fromkeys(
    ("protect-spelling-missing", "protect-spelling-short", "protect-spelling-long", "protect-spellings-many"),
    "spellings",
) | {"protect-code-unknown": "code"}


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def protect(request: HttpRequest, reference: str) -> HttpResponse:
    """Stop, say what will happen, then do it."""
    _open_in_full(request, reference)
    things = things_seen(officer(request), reference)
    form = ProtectForm(request.POST if request.method == "POST" else None, things=things, is_first=True)
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.protect_person(
                by=officer(request),
                entity=reference,
                spellings=form.lines(),
                code=form.cleaned_data["code"] or "",
                things=form.belongs(),
            )
        except Refused as problem:
            show_in(form, problem, FIELDS)
        else:
            messages.success(request, _("The person is protected and has the code %(code)s.") % {"code": code})
            return HttpResponseRedirect(reverse("entities:protected", args=[reference]))
    known = reads.known_names(reference)
    context = {
        "reference": reference,
        "form": form,
        "known": known,
        "back_url": reverse("entities:entity", args=[reference]),
    }
    return render(request, "entities/protect.html", context, status=400 if form.errors else 200)


@require_GET
@decides.record(surface=Surface.PAGE)
def protected(request: HttpRequest, reference: str) -> HttpResponse:
    """What protecting a person did, and what may still tell who she is."""
    _open_in_full(request, reference)
    report = reads.protection_report(officer(request), reference)
    if report is None:
        raise Http404
    rows = [(kind_words(one.kind), one, [STILL[left] for left in one.still]) for one in report.done]
    context = {
        "reference": reference,
        "back_url": reverse("entities:entity", args=[reference]),
        "report": report,
        "rows": rows,
        "left": reads.left_before(officer(request), report),
        "files": reads.files_to_look_at(report),
    }
    return render(request, "entities/protected.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def things(request: HttpRequest, reference: str) -> HttpResponse:
    """Whose each thing of a protected person is; what is hers alone goes behind the code."""
    _open_in_full(request, reference)
    if reads.protection_report(officer(request), reference) is None:
        raise Http404
    found = things_seen(officer(request), reference)
    form = ThingsForm(request.POST if request.method == "POST" else None, things=found)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.decide_about_things(by=officer(request), entity=reference, things=form.belongs())
        except Refused as problem:
            show_in(form, problem)
        else:
            words = ngettext("%(count)s thing went behind the code.", "%(count)s things went behind the code.", count)
            messages.success(request, words % {"count": count})
            return HttpResponseRedirect(reverse("entities:protected", args=[reference]))
    context = {
        "reference": reference,
        "form": form,
        "behind": [thing_words(one) for one in found if one.decided is Belongs.HERS and one.caption is not None],
        "back_url": reverse("entities:protected", args=[reference]),
    }
    return render(request, "entities/protected_things.html", context, status=400 if form.errors else 200)


@require_POST
@decides.record(surface=Surface.PAGE)
def close_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Close one file that shows who a protected person is."""
    _open_in_full(request, reference)
    actions.close_file(by=officer(request), entity=reference, file=request.POST.get("file", ""))
    messages.success(request, _("The file is closed. A custodian can open it to one officer."))
    return HttpResponseRedirect(reverse("entities:protected", args=[reference]))


@require_GET
@decides.record(surface=Surface.PAGE)
def identity(request: HttpRequest, code: str) -> HttpResponse:
    """Whom a code stands for; the code alone to those who know no more."""
    opened = open_record(request, code, Surface.PAGE)
    is_whole = opened.view is View.FULL
    found = reads.identity(code) if is_whole else None
    context = {
        "code": code,
        "identity": found,
        "things": [(property_words(prop), text) for prop, text in found.things] if found else (),
        "is_whole": is_whole,
        "in_force": reads.is_in_force(code),
        "is_custodian": not access.duty_refusals(officer(request), Duty.GRANT_IDENTITY),
    }
    return render(request, "entities/identity.html", context)


@require_GET
@decides.duty(Duty.GRANT_IDENTITY)
def codes(request: HttpRequest) -> HttpResponse:
    """Codes whose identities a custodian keeps."""
    return render(request, "entities/protected_codes.html", {"codes": reads.protected_codes(officer(request))})


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.GRANT_IDENTITY)
@confirmed_lately
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take a protection back, as a custodian, with a reason."""
    if access.decide_record(by=officer(request), reference=code, purpose=None, surface=Surface.PAGE).view is None:
        raise Http404
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            undone = actions.undo_protection(by=officer(request), code=code, reason=form.cleaned_data["reason"])
        except Refused as problem:
            show_in(form, problem)
        else:
            words = _("The protection is taken back. Texts restored: %(texts)s. Changed since and left: %(kept)s.")
            messages.success(request, words % {"texts": undone.texts, "kept": undone.kept})
            return HttpResponseRedirect(reverse("entities:protected_codes"))
    context = {"code": code, "form": form, "cancel_url": reverse("entities:protected_codes")}
    return render(request, "entities/protection_undo.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.GRANT_IDENTITY)
@confirmed_lately
def release(request: HttpRequest, code: str) -> HttpResponse:
    """Give one thing of a protected person back to work, as a custodian, with a reason."""
    if access.decide_record(by=officer(request), reference=code, purpose=None, surface=Surface.PAGE).view is None:
        raise Http404
    form = ReleaseForm(request.POST if request.method == "POST" else None, things=_behind_code(code))
    if request.method == "POST" and form.is_valid():
        try:
            given = actions.release_thing(
                by=officer(request), code=code, thing=form.cleaned_data["thing"], reason=form.cleaned_data["reason"]
            )
        except Refused as problem:
            show_in(form, problem)
        else:
            words = _("It came out from behind the code. Texts restored: %(texts)s. Changed since and left: %(kept)s.")
            messages.success(request, words % {"texts": given.texts, "kept": given.kept})
            return HttpResponseRedirect(reverse("entities:identity", args=[code]))
    context = {"code": code, "form": form, "cancel_url": reverse("entities:identity", args=[code])}
    return render(request, "entities/protection_release.html", context, status=400 if form.errors else 200)


def _behind_code(code: str) -> list[tuple[str, SafeString]]:
    """What is behind a code, in words that say nothing of its content."""
    rows = [(key, entity, prop) for key, entity, prop, belongs in things_of_code(code) if belongs is Belongs.HERS]
    return [
        (key, format_html("{} ({})", property_words(prop), as_is(entity)) if prop else as_is(entity))
        for key, entity, prop in rows
        if not key.startswith("typed:")
    ]


def _open_in_full(request: HttpRequest, reference: str) -> OpenedRecord:
    opened = open_record(request, queries.record_of(officer(request), reference), Surface.PAGE)
    if opened.view is not View.FULL:
        raise Http404
    return opened
