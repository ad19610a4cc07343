"""The first page of a case, and the forms that change the case as a whole."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access.domain.vocabulary import Compartment, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.cases import actions, queries
from samakki.cases.domain.reviews import StalledReason
from samakki.cases.domain.stages import BY_PROSECUTION, TRANSITIONS
from samakki.cases.domain.vocabulary import HypothesisAnswer, Stage
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import open_case_page
from samakki.cases.web.forms.cases import DescribeForm, HandOverForm, OfficerForm, ReviewForm, StageForm
from samakki.cases.web.wording.people import STALLED
from samakki.cases.web.wording.values import ANSWERS, OFFENCES, STAGES
from samakki.cases.web.working import desks_on_team, officers_on_team, task_cells
from samakki.kernel.codes import REGION_COUNTRIES
from samakki.kernel.marks import mark_of
from samakki.ui.templatetags.samakki import as_is

PAGES_OF_PARTS = {Compartment.SUSPECTS: "cases:people", Compartment.EXHIBITS: "cases:exhibits"}
NEXT = 5
SHOWN = 8


@require_GET
@decides.record(surface=Surface.PAGE)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what a case is about, how far it is, and what comes next."""
    page = open_case_page(request, reference, "overview")
    by, seen = officer(request), page.case
    context: dict[str, object] = {
        "hypotheses": [(one, OFFENCES[one.offence], ANSWERS[one.answer]) for one in seen.hypotheses],
        "stage": STAGES[seen.stage],
        "countries": page.context()["bar"]["countries"],
        "is_followed": queries.is_followed(by, reference),
    }
    if seen.is_full:
        people = queries.people(by, reference)
        tasks = [row for row in queries.tasks(reference) if not row.has_ended]
        context |= {
            "checks": [row for row in people if row.is_npp_open],
            "children": sum(row.is_treated_as_child for row in people),
            "next_tasks": [task_cells(row) for row in tasks[:NEXT]],
            "open_count": len(tasks),
            "happenings": [_entry(one) for one in queries.story(reference)[:SHOWN]],
            "hand_overs": [one for one in queries.open_hand_overs(reference, by.desk.address) if not one.task],
            "may_move": bool(TRANSITIONS[seen.stage]),
        }
    return page.show("cases/overview.html", context)


@require_GET
@decides.signed_in("goes on to the page of a part of a case that the reader may see; shows nothing itself")
def find_part(request: HttpRequest, reference: str) -> HttpResponse:
    """Go to the page of a case that shows one of its parts: its people, its exhibits, the case itself."""
    part = queries.part(officer(request), reference)
    if part is None:
        raise Http404
    case_reference, compartment = part
    page = PAGES_OF_PARTS.get(compartment, "cases:case")
    return HttpResponseRedirect(reverse(page, args=[case_reference]))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def describe(request: HttpRequest, reference: str) -> HttpResponse:
    """Change nickname and countries."""
    page = open_case_page(request, reference, "overview", full=True)
    initial = _described(page.case)
    form = DescribeForm(request.POST if request.method == "POST" else None, initial=initial)

    def do(wanted: dict[str, object]) -> str:
        actions.describe_case(
            by=officer(request),
            case=reference,
            nickname=str(wanted["nickname"]),
            nickname_is_no_name=bool(wanted["nickname_is_no_name"]),
            countries=form.all_countries,
            seen=form.seen_mark,
        )
        return _("The case is described anew.")

    def now() -> dict[str, Any]:
        return _described(open_case_page(request, reference, "overview", full=True).case)

    asking = Asking(
        gettext_lazy("Change nickname or countries"),
        gettext_lazy("Save"),
        reverse("cases:case", args=[reference]),
        fields={
            "nickname-length": "nickname",
            "nickname-not-confirmed": "nickname_is_no_name",
            "country-needed": "countries",
        },
        now=now,
    )
    return ask(page, form, asking, do)


def _described(case: queries.CaseDetail) -> dict[str, Any]:
    """What the form begins with, and the mark of it."""
    region = {one.code for one in REGION_COUNTRIES}
    return {
        "nickname": case.nickname,
        "countries": [code for code in case.countries if code in region],
        "other_countries": " ".join(code for code in case.countries if code not in region),
        "seen": mark_of(case.nickname, list(case.countries)),
    }


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def change_stage(request: HttpRequest, reference: str) -> HttpResponse:
    """Move a case to another stage."""
    page = open_case_page(request, reference, "overview", full=True)
    form = StageForm(request.POST if request.method == "POST" else None)
    form.offer(TRANSITIONS[page.case.stage])
    of_prosecution = [after for before, after in BY_PROSECUTION if before is page.case.stage]
    explanation = [
        _("The case is now: %(stage)s.") % {"stage": STAGES[page.case.stage]},
        *([_("The prosecution makes the next step.")] if of_prosecution else []),
        *(
            [_("Before you pause a case, fill in “Why does the case not move?” today.")]
            if Stage.PAUSED in TRANSITIONS[page.case.stage]
            else []
        ),
    ]

    def do(wanted: dict[str, object]) -> str:
        to = Stage(wanted["to"])
        actions.change_stage(by=officer(request), case=reference, to=to, reason=str(wanted["reason"]))
        return _("The case is now: %(stage)s.") % {"stage": STAGES[to]}

    asking = Asking(
        gettext_lazy("Move the case to another stage"),
        gettext_lazy("Move the case"),
        reverse("cases:case", args=[reference]),
        explanation,
        fields={"reason-length": "reason", "stage-not-next": "to", "stage-is-prosecutors": "to"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Say why a case does not move."""
    page = open_case_page(request, reference, "overview", full=True)
    form = ReviewForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.review_case(
            by=officer(request),
            case=reference,
            reasons=set(form.cleaned_data["reasons"]),
            words=str(wanted["words"]),
            next_review_on=form.cleaned_data["next_review_on"],
            moves_on=bool(wanted["moves_on"]),
        )
        return _("The review is kept. The case comes up again on the day you chose.")

    asking = Asking(
        gettext_lazy("Why does the case not move?"),
        gettext_lazy("Keep the review"),
        reverse("cases:case", args=[reference]),
        [_("The reasons help whoever looks at the case next, and show what stalls cases.")],
        fields={"stalled-or-not": "reasons", "review-day-range": "next_review_on"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def change_lead(request: HttpRequest, reference: str) -> HttpResponse:
    """Put another officer in the lead."""
    page = open_case_page(request, reference, "team", full=True)
    form = OfficerForm(request.POST if request.method == "POST" else None)
    form.offer((code, words) for code, words in officers_on_team(request, reference) if code != page.case.lead)

    def do(wanted: dict[str, object]) -> str:
        actions.change_lead(by=officer(request), case=reference, officer=str(wanted["officer"]))
        return _("The case has another lead.")

    asking = Asking(
        gettext_lazy("Put another officer in the lead"),
        gettext_lazy("Change the lead"),
        reverse("cases:team", args=[reference]),
        fields={"officer-not-on-team": "officer"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask another desk to work the case."""
    page = open_case_page(request, reference, "overview", full=True)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    form.offer(desk for desk in desks_on_team(reference) if desk != page.case.with_desk)

    def do(wanted: dict[str, object]) -> str:
        actions.hand_over_case(
            by=officer(request), case=reference, to_desk=str(wanted["to_desk"]), reason=str(wanted["reason"])
        )
        return _("The case was handed over. It waits in the “Incoming” of that desk.")

    asking = Asking(
        gettext_lazy("Hand the case to another desk"),
        gettext_lazy("Hand it over"),
        reverse("cases:case", args=[reference]),
        [
            _("Your desk stays the owner and sees what becomes of it. Days by which tasks are due do not change."),
            _("To hand it to a desk that is not in the list, first have an officer of that desk put on the team."),
        ],
        fields={"desk-not-on-team": "to_desk", "desk-has-it": "to_desk", "reason-length": "reason"},
    )
    return ask(page, form, asking, do)


@require_POST
@decides.record(surface=Surface.PAGE)
def accept(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take on what was handed to the officer's desk."""
    open_case_page(request, reference, "overview", full=True)
    actions.accept_hand_over(by=officer(request), case=reference, hand_over=number)
    return HttpResponseRedirect(reverse("cases:case", args=[reference]))


@require_POST
@decides.record(surface=Surface.PAGE)
def follow(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin or stop to watch a case."""
    open_case_page(request, reference, "overview")
    if request.POST.get("stop"):
        actions.stop_following(by=officer(request), reference=reference)
    else:
        actions.follow(by=officer(request), reference=reference)
    return HttpResponseRedirect(reverse("cases:case", args=[reference]))


def _entry(one: queries.Happening) -> dict[str, object]:
    """One happening for the timeline: a title in words, who, when, why."""
    title: str
    match one.kind:
        case "stage":
            title = _("Stage: %(stage)s") % {"stage": STAGES[Stage(one.after)]}
        case "hypothesis":
            offence = next(words for code, words in OFFENCES.items() if code.value == one.about)
            title = f"{offence}: {ANSWERS[HypothesisAnswer(one.after)]}"
        case "review":
            reasons = [str(STALLED[StalledReason(code)]) for code in one.after.split(",") if code]
            title = "; ".join(reasons) or _("The case moves on")
        case _:
            title = format_html("{} {}", _("Handed over to:"), as_is(one.after))
    return {"title": title, "at": one.at, "by": as_is(one.by_name), "text": as_is(one.words) if one.words else ""}
