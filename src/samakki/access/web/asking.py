"""Who asks, and what they may do, read once for each request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import Duty
from samakki.access.web.middleware import has_first_steps
from samakki.kernel.refusals import Refused

DUTIES = "samakki.duties"  # in request.META


def officer(request: HttpRequest) -> queries.Officer:
    """The signed-in officer.

    Raises:
        PermissionDenied: nobody is signed in, which the view's decision should have caught.
    """
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def asked(values: QueryDict, name: str) -> str:
    """One value of an address or a form that no form class reads, without characters that no database takes."""
    return values.get(name, "").replace("\0", "")


def duties_of(request: HttpRequest) -> frozenset[Duty]:
    """Every duty of the reader's roles; none for a visitor and before the first steps are done."""
    known = request.META.get(DUTIES)
    if isinstance(known, frozenset):
        return known
    found: frozenset[Duty] = frozenset()
    if request.user.is_authenticated and not has_first_steps(request):
        roles = queries.roles()
        held = queries.viewer(request.user).roles
        found = frozenset(duty for code, role in roles.items() if code in held for duty in role.duties)
    request.META[DUTIES] = found
    return found


def require_one_of(request: HttpRequest, *wanted: Duty) -> None:
    """Pass where a role of the reader has one of the duties; else log the attempt and answer 403.

    Raises:
        PermissionDenied: none of them.
    """
    if duties_of(request).isdisjoint(wanted):
        try:
            actions.require_duty(by=officer(request), duty=wanted[0])
        except Refused as refusal:
            raise PermissionDenied from refusal
