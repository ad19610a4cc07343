"""Release: what the recipient will see, warnings, the second person."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Duty, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.states import State
from samakki.intelligence.domain.vocabulary import WarningAnswer
from samakki.intelligence.queries.marks import mark_of_sanitised
from samakki.intelligence.web import showing
from samakki.intelligence.web.forms.items import KeepForm, SanitisedForm
from samakki.intelligence.web.forms.steps import AuthoriseForm, ReturnForm
from samakki.intelligence.web.views.reports import back, opened_in_full, tell
from samakki.kernel.marks import MEANWHILE
from samakki.kernel.refusals import Refused

WRITTEN_IN = frozenset({State.DRAFT, State.GRADED, State.RE_GRADED})


@require_GET
@decides.record(surface=Surface.PAGE)
def release(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a report as its recipient would see it, with what may give the source away."""
    open_record(request, reference, Surface.PAGE)
    return _page(request, reference)


@require_POST
@decides.record(surface=Surface.PAGE)
def write_sanitised(request: HttpRequest, reference: str, item: str) -> HttpResponse:
    """Write the words of one item that may leave."""
    opened_in_full(request, reference)
    form = SanitisedForm(request.POST, prefix=item)
    if form.is_valid():
        try:
            actions.write_sanitised(
                by=officer(request),
                reference=reference,
                item=item,
                text=form.cleaned_data["text"],
                seen=form.seen_mark,
            )
        except Refused as problem:
            if MEANWHILE in problem.reasons:
                now = next(
                    (one.sanitised for one in opened_in_full(request, reference).items if one.reference == item), ""
                )
                form.show_meanwhile(mark_of_sanitised(now), {"text": now})
            show_in(form, problem, {"text-too-long": "text", "comparisons-used-up": "text"})
        else:
            return HttpResponseRedirect(f"{reverse('intelligence:release', args=[reference])}#{item}")
    return _page(request, reference, texts={item: form}, status=400)


@require_POST
@decides.record(surface=Surface.PAGE)
def keep(request: HttpRequest, reference: str, warning: int) -> HttpResponse:
    """Say why something stays although it may give the source away."""
    opened_in_full(request, reference)
    form = KeepForm(request.POST, prefix=str(warning))
    if form.is_valid():
        try:
            actions.answer_warning(
                by=officer(request), reference=reference, warning=warning, reason=form.cleaned_data["reason"]
            )
        except Refused as problem:
            show_in(form, problem, {"warning-needs-reason": "reason"})
        else:
            return HttpResponseRedirect(f"{reverse('intelligence:release', args=[reference])}#warnings")
    return _page(request, reference, keeps={warning: form}, status=400)


@require_POST
@decides.record(surface=Surface.PAGE)
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand the texts that may leave to a second person."""
    opened_in_full(request, reference)
    try:
        actions.sanitise_report(by=officer(request), reference=reference)
    except Refused as problem:
        tell(request, problem)
        return HttpResponseRedirect(reverse("intelligence:release", args=[reference]))
    return back(request, reference, _("It waits for a second person now."))


@require_POST
@decides.record(surface=Surface.PAGE)
def authorise(request: HttpRequest, reference: str) -> HttpResponse:
    """Allow the release, as the second person."""
    open_record(request, reference, Surface.PAGE)
    form = AuthoriseForm(request.POST)
    if form.is_valid():
        try:
            actions.authorise_release(
                by=officer(request), reference=reference, feedback_due=form.cleaned_data["feedback_due"]
            )
        except Refused as problem:
            show_in(
                form, problem, {"feedback-due-out-of-range": "feedback_due", "feedback-due-missing": "feedback_due"}
            )
        else:
            return back(request, reference, _("The release is authorised."))
    return _page(request, reference, authorise=form, status=400)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def send_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Send a report back to its author, as the second person."""
    open_record(request, reference, Surface.PAGE)
    detail = queries.report(officer(request), reference)
    if detail is None:
        raise Http404
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_report(
                by=officer(request),
                reference=reference,
                reason=form.cleaned_data["reason"],
                note=form.cleaned_data["note"],
            )
        except Refused as problem:
            show_in(form, problem)
        else:
            return back(request, reference, _("It went back to its author."))
    context = {
        "form": form,
        "bar": showing.bar(detail),
        "heading": _("Send the report back?"),
        "action": _("Send it back"),
        "cancel_url": reverse("intelligence:release", args=[reference]),
        "explanation": _("The author sees your reason and changes the words. Then it comes to a second person again."),
    }
    return render(request, "intelligence/step.html", context, status=400 if form.errors else 200)


def _page(
    request: HttpRequest,
    reference: str,
    *,
    texts: dict[str, SanitisedForm] | None = None,
    keeps: dict[int, KeepForm] | None = None,
    authorise: AuthoriseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    by = officer(request)
    detail = queries.report(by, reference)
    if detail is None:
        raise Http404
    can_write = detail.is_full and detail.state in WRITTEN_IN
    has_duty = not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE)
    is_writer = by.code in detail.facts.writers
    wrong = [*(texts or {}).values(), *(keeps or {}).values(), authorise]
    context = {
        "reference": reference,
        "detail": detail,
        "bar": showing.bar(detail),
        "items": [
            {
                **showing.item(one),
                "form": (texts or {}).get(one.reference)
                or SanitisedForm(prefix=one.reference, initial=_begin(one.sanitised)),
            }
            for one in detail.items
        ],
        "leaving": [showing.item(one) for one in detail.items if one.sanitised],
        "open": [
            {**showing.warning(one), "form": (keeps or {}).get(one.id) or KeepForm(prefix=str(one.id))}
            for one in detail.warnings
            if one.answer is None
        ],
        "kept": [showing.warning(one) for one in detail.warnings if one.answer is WarningAnswer.KEPT],
        "can_write": can_write,
        "waits": detail.state is State.SANITISED,
        "is_authorised": detail.state is State.AUTHORISED,
        "has_duty": has_duty,
        "is_writer": is_writer,
        "may_judge": detail.state is State.SANITISED and has_duty and not is_writer,
        "authorise": authorise or AuthoriseForm(),
        "wrong": [form for form in wrong if form is not None and form.errors],
        "names": officers.names_of([detail.authorised_by, *(one.answered_by for one in detail.warnings)]),
    }
    return render(request, "intelligence/release.html", context, status=status)


def _begin(text: str) -> dict[str, str]:
    return {"text": text, "seen": mark_of_sanitised(text)}
