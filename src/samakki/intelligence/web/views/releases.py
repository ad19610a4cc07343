"""Requests of this desk that nobody answered: asking again, withdrawing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.refusals import show_in
from samakki.intelligence import actions
from samakki.intelligence.web.forms.received import AskAgainForm
from samakki.intelligence.web.views.received import opened, show_step
from samakki.intelligence.web.views.reports import tell
from samakki.kernel.refusals import Refused


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def ask_again(request: HttpRequest, reference: str, release: str) -> HttpResponse:
    """Ask the owner the same once more, with a later day."""
    detail = opened(request, reference)
    if not any(one.reference == release for one in detail.releases):
        raise Http404
    form = AskAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_release_again(
                by=officer(request), reference=reference, request=release, reply_by=form.cleaned_data["reply_by"]
            )
        except Refused as problem:
            show_in(form, problem, {"release-day": "reply_by"})
        else:
            messages.success(request, _("Asked again. The answer comes to this page."))
            return HttpResponseRedirect(reverse("intelligence:received", args=[reference]))
    return show_step(
        request,
        detail,
        form,
        heading=_("Ask its owner again?"),
        action=_("Ask again"),
        explanation=_("They get the same question with a later day. The earlier request is withdrawn."),
    )


@require_POST
@decides.record(surface=Surface.PAGE)
def withdraw(request: HttpRequest, reference: str, release: str) -> HttpResponse:
    """Tell the owner that the desk does not want it any more."""
    opened(request, reference)
    try:
        actions.withdraw_release(by=officer(request), reference=reference, request=release)
    except Refused as problem:
        tell(request, problem)
    else:
        messages.success(request, _("Withdrawn. An answer that comes later allows nothing."))
    return HttpResponseRedirect(reverse("intelligence:received", args=[reference]))
