"""Who may use a view, said on the view itself. A rules test walks every address and fails on a view that says nothing.

    @decides.public("signing in, before it is known who asks")
    @decides.signed_in("an officer's own notices")
    @decides.duty(Duty.READ_AUDIT)
    @decides.record(surface=Surface.PAGE)        # then: opened = open_record(request, reference, Surface.PAGE)
    @decides.api("hit / no-hit", Duty.…)

Each serves function views, class views and views of libraries, which it wraps and does not change. What the session
allows at all (idle lock, first steps) is decided before, by ``web.middleware``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.views import View as ClassView

from samakki.access import actions
from samakki.access.domain.vocabulary import Basis, Duty, Purpose, Surface, View
from samakki.access.web.asking import officer
from samakki.kernel.refusals import Refused
from samakki.ui.errors import is_fragment

SIGN_IN = "account_login"
OPENED = "samakki.opened"  # in request.META: records opened while the view ran
DECLARED = "samakki.surface"

Kind = Literal["public", "signed_in", "duty", "record", "api"]
Answer = Callable[..., HttpResponseBase]
Guard = Callable[[Answer, HttpRequest], HttpResponseBase]
_View = TypeVar("_View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class AccessDecision:
    """What a view says of who may use it; stands on the view as ``access_decision``."""

    kind: Kind
    why: str
    duty: Duty | None = None
    surface: Surface | None = None


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record that the policy opened for this request, and how much of it."""

    reference: str
    view: View
    basis: Basis
    purpose: Purpose


def public(why: str) -> Callable[[_View], _View]:
    """Anybody, signed in or not.

    Args:
        why: what would break otherwise; for reviewers.
    """
    return _decided(AccessDecision("public", why), lambda answer, request: answer(request))


def signed_in(why: str) -> Callable[[_View], _View]:
    """Every officer, whatever their roles: their own things, or things that every officer may see.

    Args:
        why: what the view shows; for reviewers.
    """
    return _decided(AccessDecision("signed_in", why), _signed_in)


def duty(wanted: Duty) -> Callable[[_View], _View]:
    """Officers with a duty. Others get 403, and the attempt is logged: that such a page exists is no secret.

    Not checked here: on whom or what the duty may be used. The action behind the form checks that.
    """

    def guard(answer: Answer, request: HttpRequest) -> HttpResponseBase:
        def within(request: HttpRequest) -> HttpResponseBase:
            _require(request, wanted)
            return answer(request)

        return _signed_in(within, request)

    return _decided(AccessDecision("duty", wanted.value, duty=wanted), guard)


def record(*, surface: Surface) -> Callable[[_View], _View]:
    """A view of one record, which must call `open_record` for this surface before it shows anything.

    Trap: the decorator does not know which argument is the reference. It makes sure of the call instead: a view that
    answers with content (status 2xx) and has opened no record is a fault, not a page.
    """

    def guard(answer: Answer, request: HttpRequest) -> HttpResponseBase:
        def within(request: HttpRequest) -> HttpResponseBase:
            request.META[OPENED], request.META[DECLARED] = [], surface
            response = answer(request)
            if HttpResponse.status_code <= response.status_code < _FIRST_REDIRECT and not request.META[OPENED]:
                message = "a view of a record answered without opening it"
                raise RuntimeError(message)
            return response

        return _signed_in(within, request)

    return _decided(AccessDecision("record", surface.value, surface=surface), guard)


def api(why: str, wanted: Duty | None = None) -> Callable[[_View], _View]:
    """A view for programs: 401 instead of a sign-in page, 403 without the duty.

    Args:
        why: what it serves; for reviewers.
        wanted: a duty, where one is needed.
    """

    def guard(answer: Answer, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return HttpResponse(status=401)
        if wanted is not None:
            _require(request, wanted)
        return answer(request)

    return _decided(AccessDecision("api", why, duty=wanted, surface=Surface.API), guard)


def open_record(request: HttpRequest, reference: str, surface: Surface) -> OpenedRecord:
    """Open one record for this request, or answer as if there were none.

    A missing record and one that is not theirs get the same 404, and the same work before it: the same queries with
    the same reference, and one entry in the log (``actions.read_record``). Equal work is used rather than a random or
    fixed wait: a wait has to be longer than the slowest honest answer to hide anything, it holds one of few workers,
    and what it leaves visible under load is again the work. What equal work does not hide is what the database's own
    cache makes quicker the second time.

    Args:
        request: of a view declared with ``record(surface=...)``.
        reference: from the address or a form; any text.
        surface: the declared one.

    Raises:
        Http404: nothing is open to this officer under that reference.
        RuntimeError: the view does not declare this surface, or nobody is signed in: a mistake of the program.
    """
    if request.META.get(DECLARED) is not surface or not request.user.is_authenticated:
        message = f"this view does not declare that it shows a record on {surface.value}"
        raise RuntimeError(message)
    try:
        decision = actions.read_record(by=request.user, reference=reference, surface=surface)
    except Refused:
        raise Http404 from None
    opened = OpenedRecord(
        reference, cast("View", decision.view), cast("Basis", decision.basis), cast("Purpose", decision.purpose)
    )
    request.META[OPENED].append(opened)
    return opened


_FIRST_REDIRECT = 300


def _decided(decision: AccessDecision, guard: Guard) -> Callable[[_View], _View]:
    def decorate(view: _View) -> _View:
        if isinstance(view, type) and issubclass(view, ClassView):
            # ``as_view`` copies what stands on ``dispatch`` to the function it makes.
            view.dispatch = _guarded_method(view.dispatch, decision, guard)  # type: ignore[method-assign]  # that is the point
            return view
        return cast("_View", _guarded(cast("Answer", view), decision, guard))

    return decorate


def _guarded(view: Answer, decision: AccessDecision, guard: Guard) -> Answer:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return guard(lambda request: view(request, *args, **kwargs), request)

    vars(guarded)["access_decision"] = decision
    return guarded


def _guarded_method(dispatch: Answer, decision: AccessDecision, guard: Guard) -> Answer:
    @wraps(dispatch)
    def guarded(self: ClassView, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return guard(lambda request: dispatch(self, request, *args, **kwargs), request)

    vars(guarded)["access_decision"] = decision
    return guarded


def _signed_in(answer: Answer, request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:
        return answer(request)
    back_to = request.get_full_path() if request.method == "GET" else ""
    if is_fragment(request):
        return HttpResponse(status=401, headers={"HX-Redirect": resolve_url(SIGN_IN)})
    return redirect_to_login(back_to, resolve_url(SIGN_IN))


def _require(request: HttpRequest, wanted: Duty) -> None:
    try:
        actions.require_duty(by=officer(request), duty=wanted)
    except Refused as refusal:
        raise PermissionDenied from refusal
