"""The frame of every page of one case: identity bar, tabs, and what the reader may open.

    @require_GET
    @decides.record(surface=Surface.PAGE)
    def exhibits(request, reference):
        page = open_case_page(request, reference, "exhibits")
        return page.show("cases/exhibits.html", {"rows": …})

The template extends ``cases/case.html`` and fills the block ``tab``. A form page below a tab does the same; its tab
stays marked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.web.asking import officer
from samakki.access.web.decisions import OpenedRecord, open_record
from samakki.cases import queries
from samakki.cases.web.wording.values import OFFENCES, STAGES, country_name
from samakki.ui.wording import Text


@dataclass(frozen=True, slots=True)
class TabEntry:
    """One tab of a case: a page of its own.

    Attributes:
        code: "people"; its slot for panels is "case-people".
        label: words of the tab.
        url_name: takes the reference of the case.
        folder: part of the case that the reader must be able to open.
        needs_full: left out for readers of a summary.
    """

    code: str
    label: Text
    url_name: str
    folder: Compartment
    needs_full: bool = True


TABS: tuple[TabEntry, ...] = (
    TabEntry("overview", gettext_lazy("Overview"), "cases:case", Compartment.CASE_FILE, needs_full=False),
    TabEntry("offences", gettext_lazy("Offences"), "cases:offences", Compartment.CASE_FILE),
    TabEntry("people", gettext_lazy("People"), "cases:people", Compartment.SUSPECTS),
    TabEntry("events", gettext_lazy("Events"), "cases:events", Compartment.CASE_FILE),
    TabEntry("exhibits", gettext_lazy("Exhibits"), "cases:exhibits", Compartment.EXHIBITS),
    TabEntry("intelligence", gettext_lazy("Intelligence"), "cases:intelligence", Compartment.CASE_FILE),
    TabEntry("plan", gettext_lazy("Plan"), "cases:plan", Compartment.CASE_FILE),
    TabEntry("notes", gettext_lazy("Notes"), "cases:notes", Compartment.CASE_FILE),
    TabEntry("team", gettext_lazy("Team"), "cases:team", Compartment.CASE_FILE, needs_full=False),
)


@dataclass(frozen=True, slots=True)
class CasePage:
    """One opened case, ready to be shown."""

    request: HttpRequest
    case: queries.CaseDetail
    opened: OpenedRecord
    tab: str

    def show(self, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
        """Render a page of the case; status 400 for a form with mistakes."""
        return render(self.request, template, {**self.context(), **(context or {})}, status=status)

    def context(self) -> dict[str, Any]:
        """What ``cases/case.html`` needs."""
        return {
            "case": self.case,
            "case_ref": self.case.reference,
            "bar": bar_of(self.case),
            "tabs": tabs_of(self.case, self.tab),
            "tab": self.tab,
        }


def open_case_page(
    request: HttpRequest, reference: str, tab: str, *, surface: Surface = Surface.PAGE, full: bool | None = None
) -> CasePage:
    """Open a case, and the folder that a tab shows, for this request; the look is logged for both.

    Args:
        request: of a view declared with ``record(surface=...)``.
        reference: of the case, as in the address.
        tab: code of the tab; it must be one of `TABS`.
        surface: the declared one.
        full: whether all of the folder must be open; None for what the tab says.

    Raises:
        Http404: the case, or that folder of it, is not open to this officer as far as the tab needs.
    """
    entry = next(one for one in TABS if one.code == tab)
    opened = open_record(request, reference, surface)
    case = queries.case(officer(request), reference)
    if case is None:
        raise Http404
    needs_full = entry.needs_full if full is None else full
    if entry.folder is not Compartment.CASE_FILE:
        opened = open_record(request, case.folders.get(entry.folder, ""), surface)
    if needs_full and opened.view is not View.FULL:
        raise Http404
    return CasePage(request, case, opened, tab)


def bar_of(case: queries.CaseDetail) -> dict[str, Any]:
    """What the identity bar says, for ``cases/identity_bar.html``."""
    return {
        "reference": case.reference,
        "nickname": case.nickname,
        "stage": STAGES[case.stage],
        "offences": [OFFENCES[one] for one in case.offences],
        "countries": format_html_join(", ", "{}", ((country_name(code),) for code in case.countries)),
        "lead": case.lead_name,
        "handling": ", ".join(sorted(code.value for code in case.handling)),
        "url": reverse("cases:case", args=[case.reference]),
    }


def tabs_of(case: queries.CaseDetail, current: str) -> list[dict[str, Any]]:
    """Tabs that this reader may open, with the one they are on."""
    shown = []
    for entry in TABS:
        is_open = entry.folder in case.folders and (case.is_full or not entry.needs_full)
        try:
            url = reverse(entry.url_name, args=[case.reference])
        except NoReverseMatch:  # a page that is not there yet
            continue
        if is_open:
            shown.append({"label": entry.label, "url": url, "is_current": entry.code == current})
    return shown
