"""``POST /exchange``: where other nodes call. No officer comes here, and no session is opened."""

import logging

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samakki.access.web import decisions as decides
from samakki.exchange.actions.calls import NotBelieved, answer
from samakki.exchange.actions.https_line import CONTENT_TYPE
from samakki.exchange.actions.station import NotInExchange, station
from samakki.exchange.domain.frames import LARGEST_CALL, LONGEST_HEAD, NotAFrame

PIECE = 256 * 1024
log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
@decides.public("other nodes call here; who calls is proved by the call's signature before anything in it is used")
def call(request: HttpRequest) -> HttpResponse:
    """Answer a call. What is no call, or not from whom it says, gets a status and a code, and nothing else."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_CALL + LONGEST_HEAD:
        return _refused("call-too-large", 413)
    try:
        answered = answer(station(), _read(request))
    except NotAFrame as error:
        return _refused(error.code, 400)
    except NotBelieved as error:
        return _refused(error.code, 403)
    except NotInExchange:
        return _refused("not-in-exchange", 404)
    return HttpResponse(answered, content_type=CONTENT_TYPE)


def _read(request: HttpRequest) -> bytes:
    """The body, as far as it came: what is whole of a call that was cut short is used all the same."""
    came = bytearray()
    try:
        while piece := request.read(PIECE):
            came += piece
    except UnreadablePostError:
        log.info("a call was cut short", extra={"size": len(came)})
    return bytes(came)


def _refused(code: str, status: int) -> HttpResponse:
    log.warning("a call was not taken", extra={"problem": code})
    return HttpResponse(code, status=status, content_type="text/plain; charset=us-ascii")
