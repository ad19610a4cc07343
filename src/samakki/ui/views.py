"""Views of the frame: choose a language, tell the node that the reader is still there."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samakki.ui.device import keep_language
from samakki.ui.languages import BY_CODE, language_chosen


@require_POST
@never_cache
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Set the language of the pages and go back to where the reader was; an unknown code changes nothing."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponse(status=303, headers={"Location": back})
    code = request.POST.get("language", "")
    if code in BY_CODE:
        keep_language(response, code)
        language_chosen.send(sender=None, request=request, language=code)
    return response


@require_POST
@never_cache
def stay(request: HttpRequest) -> HttpResponse:
    """Answer nothing: the request itself tells the idle lock that the reader is still there."""
    return HttpResponse(status=204)
