"""Other nodes as this one meets them: last contact, clocks, what waits and what was stopped. For who runs the node."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samakki.access.domain.vocabulary import Duty
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.exchange.actions.finishing import try_again
from samakki.exchange.queries.gaps import gaps
from samakki.exchange.queries.peers import alarms, parked, peers
from samakki.exchange.web.wording.mail import reason_words, type_words


@require_GET
@decides.duty(Duty.OPERATE_NODE)
def list_peers(request: HttpRequest) -> HttpResponse:
    """Every node, those with trouble first."""
    context = {
        "peers": [(row, reason_words(row.problem)) for row in peers()],
        "parked": [(row, reason_words(row.reason), type_words(row.type)) for row in parked()],
        "gaps": gaps(),
        "alarms": [(row, reason_words(row.code)) for row in alarms()],
    }
    return render(request, "exchange/peers.html", context)


@require_POST
@decides.duty(Duty.OPERATE_NODE)
def retry(request: HttpRequest, reference: str) -> HttpResponse:
    """Have a stopped message tried again."""
    try_again(by=officer(request), reference=reference, node=asked(request.POST, "node"))
    messages.success(request, _("It is tried again now. If it stops again, the reason stands here."))
    return HttpResponseRedirect(reverse("exchange:peers"))
