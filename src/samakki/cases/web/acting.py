"""Pages that ask for something and do it: one form, one verb, what was typed stays when a rule says no."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from samakki.access.web.refusals import show_in
from samakki.cases.web.case_page import CasePage
from samakki.kernel.marks import MEANWHILE
from samakki.kernel.refusals import InvalidValue, Refused
from samakki.ui.editing import EditForm
from samakki.ui.forms import Form
from samakki.ui.wording import Text


@dataclass(frozen=True, slots=True)
class Asking:
    """What a page that asks says.

    Attributes:
        heading: question or act, as the heading.
        button: words of the button.
        back: address to go to afterwards, and of "Cancel".
        explanation: sentences above the form: what will happen, to whom, whether it can be taken back.
        kind: "warning" for what cannot be taken back.
        fields: which field a refusal belongs to, by code.
        template: one that extends ``cases/act.html``, where the form needs more than its fields in a column.
        extra: more for that template.
        now: reads again what an ``EditForm`` begins with, its mark among it, where somebody changed it meanwhile.
    """

    heading: Text
    button: Text
    back: str
    explanation: Sequence[Text] = ()
    kind: str = "primary"
    fields: Mapping[str, str] = field(default_factory=dict)
    template: str = "cases/act.html"
    extra: Mapping[str, Any] = field(default_factory=dict)
    now: Callable[[], Mapping[str, Any]] | None = None


def ask(page: CasePage, form: Form, asking: Asking, do: Callable[[dict[str, Any]], Text]) -> HttpResponse:
    """Show a form, or do what it asks for and go back.

    Args:
        page: the opened case.
        form: bound for a POST.
        asking: what the page says.
        do: takes the cleaned values, calls a verb, returns what to tell the officer.
    """
    if page.request.method == "POST" and form.is_valid():
        try:
            words = do(form.cleaned_data)
        except (Refused, InvalidValue) as problem:
            if isinstance(problem, Refused) and any(one.code == "not-found" for one in problem.reasons):
                raise
            show_in(form, problem, asking.fields)
            is_meanwhile = isinstance(problem, Refused) and MEANWHILE in problem.reasons
            if is_meanwhile and asking.now is not None and isinstance(form, EditForm):
                now = asking.now()
                form.show_meanwhile(now["seen"], now)
        else:
            messages.success(page.request, str(words))
            return HttpResponseRedirect(asking.back)
    context = {"form": form, "asking": asking, **asking.extra}
    return page.show(asking.template, context, status=400 if form.errors else 200)
