"""The disclosure list: what the defence may have to be shown."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.cases import actions
from samakki.cases.domain.disclosure import DisclosureChoice, DisclosureKind, DisclosureState, HelpsDefence
from samakki.cases.queries.disclosure import DisclosureRow, disclosure_list
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import open_case_page
from samakki.cases.web.forms.exhibits import DecisionForm, ListingForm
from samakki.cases.web.wording.exhibits import DISCLOSURE_KINDS, DISCLOSURE_STATES, HELPS
from samakki.ui.wording import Text

FIELDS = {
    "disclosure-undecided": "state",
    "disclosure-reason-missing": "reason",
    "disclosure-listed-already": "reference",
}


@require_GET
@decides.record(surface=Surface.PAGE)
def disclosure(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the list: all of it, or what is still open."""
    page = open_case_page(request, reference, "exhibits")
    rows = disclosure_list(officer(request), reference) or ()
    only_open = asked(request.GET, "show") == "open"
    context = {
        "rows": [
            {
                "row": row,
                "kind": kind_words(row),
                "helps": HELPS[row.helps],
                "state": DISCLOSURE_STATES[row.state],
                "decided": row.decisions[0] if row.decisions else None,
                "url": reverse("cases:decide_disclosure", args=[reference, row.reference]),
            }
            for row in rows
            if row.is_open or not only_open
        ],
        "only_open": only_open,
        "open_count": sum(row.is_open for row in rows),
        "count": len(rows),
    }
    return page.show("cases/disclosure.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def decide(request: HttpRequest, reference: str, about: str) -> HttpResponse:
    """Ask whether something may help the defence, and whether it was shown."""
    page = open_case_page(request, reference, "exhibits")
    found = [row for row in disclosure_list(officer(request), reference) or () if row.reference == about]
    if not found:
        raise Http404
    (row,) = found
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        initial={"helps": row.helps.value, "state": row.state.value},
    )

    def do(wanted: dict[str, Any]) -> str:
        choice = DisclosureChoice(HelpsDefence(wanted["helps"]), DisclosureState(wanted["state"]), wanted["reason"])
        actions.decide_disclosure(by=officer(request), case=reference, reference=about, choice=choice)
        return _("The decision is recorded.")

    asking = Asking(
        gettext_lazy("Must the defence see this?"),
        gettext_lazy("Record the decision"),
        reverse("cases:disclosure", args=[reference]),
        fields=FIELDS,
        template="cases/disclosure_decide.html",
        extra={
            "row": row,
            "decisions": [
                {"one": one, "helps": HELPS[one.helps], "state": DISCLOSURE_STATES[one.state]} for one in row.decisions
            ],
        },
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def add_listed(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a report, statement or document on the list by its reference."""
    page = open_case_page(request, reference, "exhibits")
    form = ListingForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, Any]) -> str:
        actions.list_for_disclosure(
            by=officer(request),
            case=reference,
            kind=DisclosureKind(wanted["kind"]),
            reference=wanted["reference"],
            words=wanted["words"],
        )
        return _("It is on the list now.")

    asking = Asking(
        gettext_lazy("Add to the disclosure list"),
        gettext_lazy("Add to the list"),
        reverse("cases:disclosure", args=[reference]),
        explanation=(
            gettext_lazy("Exhibits are on the list already. Add reports, statements and documents by reference."),
        ),
        fields=FIELDS,
    )
    return ask(page, form, asking, do)


def kind_words(row: DisclosureRow) -> Text:
    """What sort of thing stands on the list."""
    if row.kind is None:
        return _("Exhibit %(number)s") % {"number": row.number}
    return DISCLOSURE_KINDS[row.kind]
