"""Asks an officer to confirm that it is still them, before what could do harm in the wrong hands."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from samakki.access.web import kept
from samakki.ui.errors import is_fragment


def confirmed_lately(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view run only for five minutes after a password, code or passkey (``ACCOUNT_REAUTHENTICATION_TIMEOUT``).

    A form that comes too late is kept sealed and offered again after the confirmation. The library would keep it in the
    session as plain text.
    """

    @wraps(view)
    def confirmed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        back_to = request.get_full_path()
        if request.method == "POST" and kept.keep(request):
            back_to = reverse("access:kept")
        url = f"{reverse('account_reauthenticate')}?{urlencode({REDIRECT_FIELD_NAME: back_to})}"
        if is_fragment(request):
            return HttpResponse(status=401, headers={"HX-Redirect": url})
        return HttpResponseRedirect(url)

    return confirmed
