"""The plan of a case: its tasks by day, and lists of tasks put into it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.cases import actions, queries
from samakki.cases.domain.tasks import NewTask
from samakki.cases.domain.templates import CHILD
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import open_case_page
from samakki.cases.web.forms.tasks import ApplyForm, TaskForm
from samakki.cases.web.wording.lists import list_name, made_for_words
from samakki.cases.web.working import desks_on_team, officers_on_team, task_cells

TASK_FIELDS = {
    "task-title-length": "title",
    "desk-not-on-team": "owner_desk",
    "officer-not-of-desk": "assigned",
    "task-before-unknown": "after",
}


@require_GET
@decides.record(surface=Surface.PAGE)
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Show every task: those to do by day, then those that ended."""
    page = open_case_page(request, reference, "plan")
    rows = queries.tasks(reference)
    names = dict(access.names_of(row.assigned for row in rows))
    going = [task_cells(row, names) for row in rows if not row.has_ended]
    has_child = queries.has_child(reference)
    context = {
        "going": going,
        "ended": [task_cells(row, names) for row in rows if row.has_ended],
        "words_of": {one.row.reference: one.words for one in going},
        "has_child": has_child,
        "suggested": [
            (one, list_name(one.row), made_for_words(one.row.made_for)) for one in queries.suggestions(page.case)
        ],
        "lacks_child_tasks": has_child and not any(row.list_code == CHILD for row in rows),
    }
    return page.show("cases/plan.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a task."""
    page = open_case_page(request, reference, "plan")
    by = officer(request)
    going = [task_cells(row) for row in queries.tasks(reference) if not row.has_ended]
    form = TaskForm(request.POST if request.method == "POST" else None, initial={"owner_desk": by.desk.address})
    form.offer(
        desks=sorted({*desks_on_team(reference), by.desk.address}),
        officers=officers_on_team(request, reference),
        tasks=[(one.row.reference, one.words) for one in going],
    )

    def do(wanted: dict[str, object]) -> str:
        new = NewTask(
            str(wanted["title"]),
            owner_desk=str(wanted["owner_desk"]),
            assigned=str(wanted["assigned"]),
            due_on=form.cleaned_data["due_on"],
            after=tuple(form.cleaned_data.get("after", ())),
            protects=bool(wanted["protects"]),
        )
        actions.add_task(by=by, case=reference, new=new)
        return _("The task is on the plan.")

    asking = Asking(
        gettext_lazy("Write a task"),
        gettext_lazy("Put it on the plan"),
        reverse("cases:plan", args=[reference]),
        fields=TASK_FIELDS,
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def apply_list(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a list of tasks into the case."""
    page = open_case_page(request, reference, "plan")
    form = ApplyForm(request.POST if request.method == "POST" else None)
    seen = page.case
    fitting = {row.code for row in queries.lists() if row.made_for.fits(set(seen.offences), set(seen.countries))}
    # Those written for cases like this one come first, then those for any, then the others.
    rows = sorted(queries.lists(), key=lambda row: (row.code not in fitting, row.made_for.is_any))
    form.offer((row.code, list_name(row), made_for_words(row.made_for)) for row in rows)
    form.initial = {"code": asked(request.GET, "list")}

    def do(wanted: dict[str, object]) -> str:
        added = actions.apply_list(by=officer(request), case=reference, code=str(wanted["code"]))
        if not added:
            return _("The case had every task of this list already.")
        words = ngettext("%(count)s task was put on the plan.", "%(count)s tasks were put on the plan.", added)
        return words % {"count": added}

    asking = Asking(
        gettext_lazy("Use a list of tasks"),
        gettext_lazy("Put them on the plan"),
        reverse("cases:plan", args=[reference]),
        [_("You can use the same list again later: it adds what the case does not have yet, and nothing twice.")],
        fields={"list-unknown": "code"},
    )
    return ask(page, form, asking, do)
