"""Steps of a report after it was written: reopen, feedback, review, keep, grade again, destroy; cases; leads."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Compartment, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.refusals import show_in
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.states import Step
from samakki.intelligence.web import showing
from samakki.intelligence.web.forms.grading import RegradeForm
from samakki.intelligence.web.forms.steps import (
    CaseForm,
    DestroyForm,
    FeedbackForm,
    NoteForm,
    OutcomeForm,
    RetainForm,
)
from samakki.intelligence.web.views.reports import back, opened_in_full
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.forms import Form

CASE_FIELDS = {"not-found": "case", "filed-already": "case", "item-not-sanitised": "item"}


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask, then make a report a draft again."""
    return _step(
        request,
        reference,
        Step.REOPEN,
        Form(request.POST or None),
        lambda _wanted: actions.reopen_report(by=officer(request), reference=reference),
        heading=_("Make the report a draft again?"),
        action=_("Make it a draft"),
        explanation=_("Its words, grades and conditions can change then. What a second person allowed ends."),
        done=_("It is a draft again."),
    )


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def feedback(request: HttpRequest, reference: str) -> HttpResponse:
    """Note what came of a report."""
    return _step(
        request,
        reference,
        Step.NOTE_FEEDBACK,
        FeedbackForm(request.POST or None),
        lambda wanted: actions.note_feedback(
            by=officer(request), reference=reference, finding=wanted["finding"], note=wanted["note"]
        ),
        heading=_("What came of this report?"),
        action=_("Save"),
        explanation=_("Whoever wrote it learns what it was good for."),
        done=_("Noted."),
    )


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that somebody looked at the report again."""
    return _step(
        request,
        reference,
        Step.REVIEW,
        NoteForm(request.POST or None),
        lambda wanted: actions.review_report(by=officer(request), reference=reference, note=wanted["note"]),
        heading=_("Review this report"),
        action=_("I have looked at it again"),
        explanation=_(
            "Read it again. Is it still needed? Do grades and conditions still fit? Decide in the next step."
        ),
        done=_("Reviewed. Now decide: keep it, grade it again, or destroy it."),
    )


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def retain(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a reviewed report until a day."""
    return _step(
        request,
        reference,
        Step.RETAIN,
        RetainForm(request.POST or None),
        lambda wanted: actions.retain_report(by=officer(request), reference=reference, review_on=wanted["review_on"]),
        heading=_("Keep this report"),
        action=_("Keep it until then"),
        explanation=_("It comes back to the desk on that day."),
        done=_("It is kept."),
        fields={"review-day-past": "review_on", "review-day-missing": "review_on"},
    )


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def regrade(request: HttpRequest, reference: str) -> HttpResponse:
    """Grade items of a reviewed report again."""
    detail = opened_in_full(request, reference)
    form = RegradeForm(request.POST or None, items=detail.items)
    return _step(
        request,
        reference,
        Step.RE_GRADE,
        form,
        lambda _wanted: actions.regrade_report(by=officer(request), reference=reference, grades=form.grades),
        heading=_("Grade the items again"),
        action=_("Save the new grades"),
        explanation=_("What was captured from an item takes on its new grade. A release that was allowed ends."),
        done=_("The new grades are saved."),
    )


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def destroy(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask, then destroy a report."""
    return _step(
        request,
        reference,
        Step.DESTROY,
        DestroyForm(request.POST or None),
        lambda wanted: actions.destroy_report(by=officer(request), reference=reference, reason=wanted["reason"]),
        heading=_("Destroy this report?"),
        action=_("Destroy it"),
        explanation=_(
            "Every word of it goes, and so does what was captured from it. A receipt stays: when, by whom, why, and a "
            "digest of what it was."
        ),
        done=_("The report was destroyed. Its receipt is below."),
        kind="warning",
    )


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def file_in_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a report, or one item, into a case."""
    detail, by = opened_in_full(request, reference), officer(request)
    form = CaseForm(request.POST or None, initial={"item": "", "case": asked(request.GET, "case")})
    form.set_choices(
        "item",
        [
            ("", _("The whole report: everybody on the team of the case reads all of it")),
            *(
                (
                    one.reference,
                    _("Item %(number)s alone: the team sees its words that may leave") % {"number": one.number},
                )
                for one in detail.items
            ),
        ],
    )
    if request.method == "POST" and form.is_valid():
        try:
            case = parse_reference(form.cleaned_data["case"])
            actions.file_in_case(by=by, reference=reference, case=case, item=form.cleaned_data["item"])
        except (Refused, InvalidValue) as problem:
            show_in(form, problem, {**CASE_FIELDS, "reference-form": "case", "reference-check": "case"})
        else:
            return back(request, reference, _("It stands in %(case)s now.") % {"case": case})
    cases = [one.reference for one in officers.my_records(by) if one.compartment is Compartment.CASE_FILE]
    context = {"form": form, "bar": showing.bar(detail), "reference": reference, "cases": cases}
    return render(request, "intelligence/file.html", context, status=400 if form.errors else 200)


@require_POST
@decides.record(surface=Surface.PAGE)
def take_out_of_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a report or an item out of a case."""
    opened_in_full(request, reference)
    case, item = asked(request.POST, "case"), asked(request.POST, "item")
    actions.take_out_of_case(by=officer(request), reference=reference, case=case, item=item)
    return back(request, reference, _("It was taken out of the case."))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def tell_outcome(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell the agency that passed a lead on what came of it."""
    return _step(
        request,
        reference,
        None,
        OutcomeForm(request.POST or None),
        lambda wanted: actions.tell_outcome(
            by=officer(request), reference=reference, outcome=wanted["outcome"], words=wanted["words"]
        ),
        heading=_("Tell the agency what came of it"),
        action=_("Tell them"),
        explanation=_("They passed it on to you and cannot see this report. They see this answer."),
        done=_("They can see it now."),
    )


def _step(  # noqa: PLR0913  (what one page of a step says)
    request: HttpRequest,
    reference: str,
    step: Step | None,
    form: forms.Form,
    take: Callable[[dict[str, Any]], None],
    *,
    heading: str,
    action: str,
    explanation: str,
    done: str,
    kind: str = "primary",
    fields: dict[str, str] | None = None,
) -> HttpResponse:
    """One step on a page of its own: what it does, what it needs to know, a button."""
    detail: queries.ReportDetail = opened_in_full(request, reference)
    if step is not None and step.value not in showing.next_steps(detail) and request.method == "GET":
        raise Http404
    if step is None and not detail.lead_reference:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            take(form.cleaned_data)
        except Refused as problem:
            show_in(form, problem, fields)
        else:
            return back(request, reference, done)
    context = {
        "form": form,
        "bar": showing.bar(detail),
        "heading": heading,
        "action": action,
        "explanation": explanation,
        "kind": kind,
        "cancel_url": reverse("intelligence:report", args=[reference]),
    }
    return render(request, "intelligence/step.html", context, status=400 if form.errors else 200)
