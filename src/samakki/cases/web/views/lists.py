"""Lists of tasks: what is offered, and a page on which an office writes its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samakki.access.domain.vocabulary import Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import duties_of, officer
from samakki.access.web.refusals import show_in
from samakki.cases import actions, queries
from samakki.cases.web.forms.tasks import ListForm, StepFormSet, initial_of, steps_from
from samakki.cases.web.wording.lists import list_name, made_for_words, step_words
from samakki.kernel.refusals import Refused
from samakki.ui.forms import Form


@require_GET
@decides.duty(Duty.WRITE)
def lists(request: HttpRequest) -> HttpResponse:
    """Show every list of tasks with its steps."""
    rows = [
        {
            "row": row,
            "name": list_name(row),
            "made_for": made_for_words(row.made_for),
            "steps": [(step, step_words(step.title, step.key)) for step in row.steps],
        }
        for row in queries.lists()
    ]
    return render(request, "cases/lists.html", {"lists": rows, "may_write": Duty.MANAGE_MEMBERS in duties_of(request)})


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.MANAGE_MEMBERS)
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Write a list, or change one."""
    found = queries.task_list(code) if code else None
    if code and found is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    steps = found.steps if found else ()
    titles = [str(step_words(step.title, step.key)) for step in steps]
    form = ListForm(sent, initial=_initial(found))
    lines = StepFormSet(sent, initial=initial_of(steps, titles), prefix="step")
    if sent is not None and form.is_valid() and lines.is_valid():
        said = steps_from([line.cleaned_data for line in lines], steps)
        try:
            actions.save_list(
                by=officer(request), code=code, name=form.cleaned_data["name"], steps=said, made_for=form.made_for
            )
        except Refused as problem:
            show_in(form, problem, {"list-name-length": "name"})
        else:
            messages.success(request, _("The list is kept. Cases that have its tasks keep them as they are."))
            return HttpResponseRedirect(reverse("cases:lists"))
    is_wrong = bool(form.errors or any(lines.errors))
    context = {"form": form, "lines": lines, "list": found, "name": list_name(found) if found else ""}
    return render(request, "cases/list_edit.html", context, status=400 if is_wrong else 200)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.MANAGE_MEMBERS)
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Stop offering a list, or go back to the steps that come with the software."""
    found = queries.task_list(code)
    if found is None or not found.is_own:
        raise Http404
    if request.method == "POST":
        actions.retire_list(by=officer(request), code=code)
        messages.success(request, _("The list is offered no more in this form. Tasks in cases stay."))
        return HttpResponseRedirect(reverse("cases:lists"))
    context = {
        "heading": _("Stop offering “%(list)s”?") % {"list": list_name(found)},
        "form": Form(),
        "action": _("Stop offering it"),
        "cancel_url": reverse("cases:lists"),
        "kind": "warning",
        "is_default": found.is_default,
    }
    return render(request, "cases/list_retire.html", context)


def _initial(found: queries.ListRow | None) -> dict[str, object]:
    if found is None:
        return {}
    offence = found.made_for.offence
    return {
        "name": str(list_name(found)),
        "offence": offence.value if offence else "",
        "countries": sorted(found.made_for.countries),
    }
