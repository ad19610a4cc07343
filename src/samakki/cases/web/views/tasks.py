"""One task, and what can be done with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.cases import actions, queries
from samakki.cases.queries.tasks import TaskChange
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import CasePage, open_case_page
from samakki.cases.web.forms.cases import HandOverForm
from samakki.cases.web.forms.people import MaybeReasonForm, ReasonForm
from samakki.cases.web.forms.tasks import ANYBODY, AssignForm, FirstForm, PutOffForm, WaitingForm
from samakki.cases.web.wording.people import TASK_EVENTS
from samakki.cases.web.working import TaskCells, desks_on_team, officers_on_team, task_cells
from samakki.ui.forms import Form
from samakki.ui.templatetags.samakki import as_is
from samakki.ui.wording import Text

REASON: Mapping[str, str] = {"reason-length": "reason"}
NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Opened:
    page: CasePage
    detail: queries.TaskDetail
    cells: TaskCells

    @property
    def back(self) -> str:
        """Address of the task."""
        return self.cells.url


@require_GET
@decides.record(surface=Surface.PAGE)
def task(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Show a task and its history."""
    opened = _open(request, reference, task)
    by = officer(request)
    others = {row.reference: task_cells(row) for row in queries.tasks(reference)}
    context = {
        "task": opened.cells,
        "assigned_name": opened.detail.names.get(opened.detail.row.assigned, ""),
        "first": [others[one] for one in opened.detail.row.after if one in others],
        "history": [_entry(one, opened.detail.names) for one in opened.detail.history],
        "hand_overs": [one for one in queries.open_hand_overs(reference, by.desk.address) if one.task == task],
        "waiting_words": queries.described_references(by, [opened.detail.row.waiting_on]).get(
            opened.detail.row.waiting_on, ""
        ),
    }
    return opened.page.show("cases/task.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def finish(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Say that a task is done."""
    opened = _open(request, reference, task)
    form = MaybeReasonForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.finish_task(by=officer(request), case=reference, task=task, reason=str(wanted["reason"]))
        return _("The task is done.")

    return _asked(opened, form, do, gettext_lazy("Is the task done?"), gettext_lazy("It is done"))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def cancel(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Say that a task will not be done."""
    opened = _open(request, reference, task)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.cancel_task(by=officer(request), case=reference, task=task, reason=str(wanted["reason"]))
        return _("The task is cancelled. Its history says why.")

    return _asked(opened, form, do, gettext_lazy("Cancel the task?"), gettext_lazy("Cancel the task"), kind="warning")


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def reopen(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Take a task up again."""
    opened = _open(request, reference, task)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.reopen_task(by=officer(request), case=reference, task=task, reason=str(wanted["reason"]))
        return _("The task is open again.")

    return _asked(opened, form, do, gettext_lazy("Take the task up again?"), gettext_lazy("Take it up again"))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def assign(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Give a task to an officer."""
    opened = _open(request, reference, task)
    form = AssignForm(
        request.POST if request.method == "POST" else None, initial={"officer": opened.cells.row.assigned}
    )
    form.offer(officers_on_team(request, reference), empty=ANYBODY)

    def do(wanted: dict[str, object]) -> str:
        actions.assign_task(by=officer(request), case=reference, task=task, officer=str(wanted["officer"]))
        return _("The task has another officer.")

    fields = {"officer-not-of-desk": "officer"}
    return _asked(opened, form, do, gettext_lazy("Who does it?"), gettext_lazy("Save"), fields=fields)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def put_off(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Give a task another day."""
    opened = _open(request, reference, task)
    form = PutOffForm(request.POST if request.method == "POST" else None, initial={"due_on": opened.cells.row.due_on})

    def do(wanted: dict[str, object]) -> str:
        actions.put_off_task(
            by=officer(request),
            case=reference,
            task=task,
            due_on=form.cleaned_data["due_on"],
            reason=str(wanted["reason"]),
        )
        return _("The task has another day.")

    return _asked(opened, form, do, gettext_lazy("Choose another day"), gettext_lazy("Save"))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def waiting(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Say what a task waits for."""
    opened = _open(request, reference, task)
    initial = {"reference": opened.cells.row.waiting_on}
    form = WaitingForm(request.POST if request.method == "POST" else None, initial=initial)

    def do(wanted: dict[str, object]) -> str:
        waits_for = str(wanted["reference"] or "")
        actions.wait_on(
            by=officer(request), case=reference, task=task, reference=waits_for, reason=str(wanted["reason"])
        )
        return _("The task waits for an answer.") if waits_for else _("The task no longer waits.")

    return _asked(opened, form, do, gettext_lazy("What does it wait for?"), gettext_lazy("Save"))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def order(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Say which task comes first."""
    opened = _open(request, reference, task)
    form = FirstForm(request.POST if request.method == "POST" else None)
    others = [task_cells(row) for row in queries.tasks(reference) if row.reference != task and not row.has_ended]
    form.offer((one.row.reference, one.words) for one in others)

    def do(wanted: dict[str, object]) -> str:
        actions.order_tasks(by=officer(request), case=reference, task=task, first=str(wanted["first"]))
        return _("The task waits for the other one.")

    fields = {"task-circle": "first", "task-before-unknown": "first"}
    return _asked(opened, form, do, gettext_lazy("Which task comes first?"), gettext_lazy("Save"), fields=fields)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def hand_over(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """Ask another desk to do a task."""
    opened = _open(request, reference, task)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    form.offer(desk for desk in desks_on_team(reference) if desk != opened.cells.row.with_desk)

    def do(wanted: dict[str, object]) -> str:
        actions.hand_over_task(
            by=officer(request),
            case=reference,
            task=task,
            to_desk=str(wanted["to_desk"]),
            reason=str(wanted["reason"]),
        )
        return _("The task was handed over. It waits in the “Incoming” of that desk.")

    fields = {"desk-not-on-team": "to_desk", "desk-has-it": "to_desk"}
    heading, button = gettext_lazy("Hand the task to another desk"), gettext_lazy("Hand it over")
    return _asked(opened, form, do, heading, button, fields=fields)


@require_POST
@decides.record(surface=Surface.PAGE)
def accept(request: HttpRequest, reference: str, task: str, number: int) -> HttpResponse:
    """Take on a task that was handed to the officer's desk."""
    opened = _open(request, reference, task)
    actions.accept_hand_over(by=officer(request), case=reference, hand_over=number)
    return HttpResponseRedirect(opened.back)


def _open(request: HttpRequest, reference: str, task: str) -> _Opened:
    page = open_case_page(request, reference, "plan")
    found = queries.task(reference, task)
    if found is None:
        raise Http404
    return _Opened(page, found, task_cells(found.row))


def _asked(
    opened: _Opened,
    form: Form,
    do: Callable[[dict[str, Any]], str],
    heading: Text,
    button: Text,
    *,
    kind: str = "primary",
    fields: Mapping[str, str] = NO_FIELDS,
) -> HttpResponse:
    asking = Asking(heading, button, opened.back, [opened.cells.words], kind=kind, fields={**REASON, **fields})
    return ask(opened.page, form, asking, do)


def _entry(one: TaskChange, names: Mapping[str, str]) -> dict[str, object]:
    """One change of a task: what, from what to what, who, when, why."""
    before, after = (names.get(value, value) for value in (one.before, one.after))
    moved = f"{before} → {after}" if before and after else before or after
    text = " ".join(part for part in (moved, one.reason) if part)
    who = names.get(one.by, one.by)
    return {"title": TASK_EVENTS[one.what], "at": one.at, "by": as_is(who), "text": as_is(text) if text else ""}
