"""Who asks: the officer whose token a request carries. Cookies count for nothing, so no page can be made to ask."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from samakki.access import actions
from samakki.access.domain.tokens import A_MINUTE, Scope
from samakki.access.web import decisions as decides
from samakki.node.api.once import once
from samakki.node.api.problems import problem
from samakki.ui.errors import Fault

View = Callable[..., HttpResponseBase]
READS = frozenset({"GET", "HEAD", "OPTIONS"})

NO_TOKEN = Fault(
    _("The request was not answered."),
    _("It carries no token, or one that is unknown, ended, or of a closed account."),
    _("Send “Authorization: Bearer …” with a token made under My sign-in settings."),
)
READ_ONLY = Fault(
    _("Nothing was written."),
    _("The token may read only."),
    _("Make a token that may write, if the program needs it."),
)
TOO_OFTEN = Fault(
    _("The request was not answered."),
    _("The token was used more often than this node allows in one minute."),
    _("Wait a minute, then ask less often."),
)


def by_token(view: View, why: str) -> View:
    """Guard one view: token, scope, how often; then the decision that every view carries, once for a key.

    Args:
        view: takes a request whose ``user`` is the officer.
        why: what it serves; for reviewers.
    """
    decided = decides.api(why)(view)

    @csrf_exempt
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        kind, _space, token = request.headers.get("Authorization", "").partition(" ")
        bearer = actions.use_token(token.strip()) if kind.lower() == "bearer" else None
        if bearer is None:
            answer = problem(request, HTTPStatus.UNAUTHORIZED, "token-unknown", NO_TOKEN)
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        if bearer.is_too_often:
            answer = problem(
                request, HTTPStatus.TOO_MANY_REQUESTS, "token-too-often", TOO_OFTEN, more={"a_minute": A_MINUTE}
            )
            answer.headers["Retry-After"] = "60"
            return answer
        if bearer.scope is Scope.READ and request.method not in READS:
            return problem(request, HTTPStatus.FORBIDDEN, "token-reads-only", READ_ONLY)
        request.user = bearer.officer

        def do() -> HttpResponseBase:
            return decided(request, *args, **kwargs)

        response = do() if request.method in READS else once(request, bearer, token.strip(), do)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    vars(guarded)["access_decision"] = vars(decided)["access_decision"]
    return guarded
