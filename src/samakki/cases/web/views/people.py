"""People of a case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.cases import actions, queries
from samakki.cases.actions.working import works_as_prosecutor
from samakki.cases.domain.vocabulary import DataSubjectCategory
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import CasePage, open_case_page
from samakki.cases.web.forms.people import (
    KnownPersonForm,
    PersonForm,
)
from samakki.cases.web.person_history import history_entry
from samakki.cases.web.wording.values import (
    AGES,
    ALLEGED_ROLES,
    CATEGORIES,
    JUDGED_ROLES,
    plain_country,
)
from samakki.kernel.codes import REGION_COUNTRIES

COLOURS = {
    DataSubjectCategory.NOT_ASSESSED: "grey",
    DataSubjectCategory.VICTIM: "turquoise",
    DataSubjectCategory.WITNESS: "blue",
    DataSubjectCategory.OTHER: "grey",
    DataSubjectCategory.SUSPECT: "orange",
    DataSubjectCategory.CONVICTED: "red",
}


@require_GET
@decides.record(surface=Surface.PAGE)
def people(request: HttpRequest, reference: str) -> HttpResponse:
    """List the people of a case."""
    page = open_case_page(request, reference, "people")
    rows = queries.people(officer(request), reference)
    return page.show("cases/people.html", {"rows": [cells(row) for row in rows]})


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def describe(request: HttpRequest, reference: str) -> HttpResponse:
    """Put somebody into the case whom nobody described yet."""
    page = open_case_page(request, reference, "people")
    form = PersonForm(request.POST if request.method == "POST" else None)
    form.offer((one.code, plain_country(one.code)) for one in REGION_COUNTRIES)

    def do(_wanted: dict[str, object]) -> str:
        actions.describe_person(by=officer(request), case=reference, person=form.entity)
        return _("The person is in the case: found, not yet assessed.")

    asking = Asking(
        gettext_lazy("Describe a person"),
        gettext_lazy("Put the person into the case"),
        reverse("cases:people", args=[reference]),
        [
            _("The person begins as “person found, not yet assessed”. Nothing is held against anybody by this."),
            _("Write what is known and no more. Somebody without a name can be described too."),
        ],
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Put somebody into the case who is described in a report or another record."""
    page = open_case_page(request, reference, "people")
    form = KnownPersonForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.add_person(by=officer(request), case=reference, entity=str(wanted["entity"]))
        return _("The person is in the case: found, not yet assessed.")

    asking = Asking(
        gettext_lazy("Add somebody who is described already"),
        gettext_lazy("Put the person into the case"),
        reverse("cases:people", args=[reference]),
        fields={"entity-not-available": "entity", "person-in-case": "entity"},
    )
    return ask(page, form, asking, do)


@require_GET
@decides.record(surface=Surface.PAGE)
def person(request: HttpRequest, reference: str, entity: str) -> HttpResponse:
    """Show what a person is in the case, and how that came."""
    page = open_case_page(request, reference, "people")
    found = found_person(page, entity)
    context = {
        "person": cells(found.row),
        "history": [history_entry(one, found.names) for one in found.history],
        "roles": [
            (one, (JUDGED_ROLES if found.row.is_convicted else ALLEGED_ROLES)[one.role]) for one in found.row.roles
        ],
        "may_end": [one for one in found.row.categories if one is not DataSubjectCategory.NOT_ASSESSED],
        "may_answer": works_as_prosecutor(officer(request), reference),
        "entity_url": _url("entities:entity", entity),
    }
    return page.show("cases/person.html", context)


def cells(row: queries.PersonRow) -> dict[str, object]:
    """A person as pages show one."""
    roles = JUDGED_ROLES if row.is_convicted else ALLEGED_ROLES
    return {
        "row": row,
        "name": row.caption or row.entity,
        "categories": [(CATEGORIES[one], COLOURS[one], one.value) for one in row.categories],
        "roles": [roles[one.role] for one in row.roles],
        "age": AGES[row.age],
    }


def found_person(page: CasePage, entity: str) -> queries.PersonDetail:
    """A person of the case, or 404."""
    found = queries.person(officer(page.request), page.case.reference, entity)
    if found is None:
        raise Http404
    return found


def _url(name: str, reference: str) -> str:
    try:
        return reverse(name, args=[reference])
    except NoReverseMatch:  # a page of another subject that this node does not have
        return ""
