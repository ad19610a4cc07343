"""Numbered prints of a case: those that were issued, and issuing the next."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from samakki.access.domain.vocabulary import Compartment, Surface
from samakki.access.queries import Officer
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.cases import queries
from samakki.cases.actions.editions import SHOWS
from samakki.cases.domain.papers import Paper
from samakki.cases.queries import CaseDetail
from samakki.cases.queries.disclosure import disclosure_list
from samakki.cases.queries.editions import editions_of
from samakki.cases.queries.events import events_of
from samakki.cases.queries.exhibits import changed_event, exhibits_of
from samakki.cases.web.case_page import CasePage, open_case_page
from samakki.cases.web.papers.content import Content
from samakki.cases.web.papers.exhibits import custody_report, disclosure_paper, exhibit_list
from samakki.cases.web.papers.issuing import issue
from samakki.cases.web.papers.leaving_out import LeftOut, with_owner
from samakki.cases.web.papers.story import case_summary, timeline
from samakki.cases.web.views.exhibits import open_exhibit
from samakki.entities.registries import Withheld
from samakki.kernel.refusals import Refused
from samakki.ui.wording import Text, WordedRefusal, worded

Row = TypeVar("Row")
PAPERS: Mapping[Paper, Text] = {
    Paper.EXHIBIT_LIST: gettext_lazy("Exhibit list"),
    Paper.DISCLOSURE_LIST: gettext_lazy("Disclosure list"),
    Paper.TIMELINE: gettext_lazy("Timeline"),
    Paper.CASE_SUMMARY: gettext_lazy("Case summary"),
    Paper.CUSTODY_REPORT: gettext_lazy("Custody report"),
}


@require_GET
@decides.record(surface=Surface.PAGE)
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was issued, and offer the next edition of each paper."""
    return _papers(request, open_case_page(request, reference, "overview", full=True))


def _papers(
    request: HttpRequest, page: CasePage, *, refused: tuple[Paper, WordedRefusal] | None = None
) -> HttpResponse:
    issued = editions_of(officer(request), page.case.reference)
    context = {
        "refused": refused,
        "withheld": with_owner(_withheld(officer(request), page.case)),
        "issued": [(row, PAPERS[row.paper]) for row in issued],
        "offered": [
            (paper, words)
            for paper, words in PAPERS.items()
            if paper is not Paper.CUSTODY_REPORT and SHOWS[paper] in page.case.folders
        ],
    }
    return page.show("cases/papers.html", context, status=400 if refused else 200)


@require_POST
@decides.record(surface=Surface.PAGE)
def issue_paper(request: HttpRequest, reference: str, paper: str) -> HttpResponse:
    """Issue the next edition of a paper of the whole case."""
    page = open_case_page(request, reference, "overview", full=True)
    wanted = next((one for one in MAKERS if one.value == paper), None)
    if wanted is None or SHOWS[wanted] not in page.case.folders:
        raise Http404
    open_record(request, page.case.folders[SHOWS[wanted]], Surface.PAGE)
    content = MAKERS[wanted](officer(request), page.case)
    try:
        issue(officer(request), page.case, wanted, content)
    except Refused as problem:
        if {one.code for one in problem.reasons} != {"held-back"}:
            raise
        return _papers(request, page, refused=(wanted, worded(problem.reasons[0])))
    return _done(request, reference)


@require_POST
@decides.record(surface=Surface.PAGE)
def issue_custody(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Issue the next edition of an exhibit's custody report."""
    page, row = open_exhibit(request, reference, exhibit)
    content = custody_report(row, changed_event(officer(request), exhibit))
    issue(officer(request), page.case, Paper.CUSTODY_REPORT, content, about=exhibit)
    return _done(request, reference)


def _exhibit_list(by: Officer, case: CaseDetail) -> Content:
    return exhibit_list(_or_404(exhibits_of(by, case.reference)))


def _disclosure(by: Officer, case: CaseDetail) -> Content:
    rows = _or_404(disclosure_list(by, case.reference))
    left_out = LeftOut.among(listed=rows)
    return left_out.told(disclosure_paper(left_out.listed(rows)))


def _timeline(by: Officer, case: CaseDetail) -> Content:
    events, people = _or_404(events_of(by, case.reference)), _people(by, case)
    left_out = LeftOut.among(events=events, people=people)
    return left_out.told(timeline(left_out.events(events), left_out.people(people)))


def _summary(by: Officer, case: CaseDetail) -> Content:
    exhibits = exhibits_of(by, case.reference) if Compartment.EXHIBITS in case.folders else ()
    events = tuple(row for row in _or_404(events_of(by, case.reference)) if row.in_summary)
    people = _people(by, case)
    left_out = LeftOut.among(events=events, people=people)
    return left_out.told(case_summary(case, left_out.people(people), left_out.events(events), exhibits or ()))


def _withheld(by: Officer, case: CaseDetail) -> tuple[Withheld, ...]:
    """What came to this case and no print shows, for who would ask its owner."""
    listed = (disclosure_list(by, case.reference) or ()) if Compartment.EXHIBITS in case.folders else ()
    events = events_of(by, case.reference) or ()
    return LeftOut.among(events=events, people=_people(by, case), listed=listed).sources


def _people(by: Officer, case: CaseDetail) -> tuple[queries.PersonRow, ...]:
    """People of the case, where that part of it is open to the reader."""
    return queries.people(by, case.reference) if Compartment.SUSPECTS in case.folders else ()


MAKERS: Mapping[Paper, Callable[[Officer, CaseDetail], Content]] = {
    Paper.EXHIBIT_LIST: _exhibit_list,
    Paper.DISCLOSURE_LIST: _disclosure,
    Paper.TIMELINE: _timeline,
    Paper.CASE_SUMMARY: _summary,
}


def _or_404(rows: tuple[Row, ...] | None) -> tuple[Row, ...]:
    if rows is None:
        raise Http404
    return rows


def _done(request: HttpRequest, reference: str) -> HttpResponse:
    messages.success(request, _("The print is issued. Its number and pages never change."))
    return HttpResponseRedirect(reverse("cases:papers", args=[reference]))
