"""The roles of this node, in words: what each is for, what it sees, what it may do."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samakki.access import queries
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.web import decisions as decides
from samakki.access.web.wording.roles import ROLE_WORDS, role_duties, role_name, role_purposes, role_sights
from samakki.access.web.wording.vocabulary import AGENCY_KINDS


@require_GET
@decides.signed_in("what roles there are is no secret among officers")
def roles(request: HttpRequest) -> HttpResponse:
    """List all roles."""
    context = {"roles": [(code, ROLE_WORDS[code]) for code in queries.roles()]}
    return render(request, "access/roles.html", context)


@require_GET
@decides.signed_in("what a role opens is no secret among officers")
def role(request: HttpRequest, code: str) -> HttpResponse:
    """Show one role: what it may see and on which tie, what it may do, who may hold it."""
    found = queries.roles().get(code)
    if found is None:
        raise Http404
    context = {
        "words": ROLE_WORDS[code],
        "sights": role_sights(found),
        "purposes": role_purposes(found),
        "duties": role_duties(found),
        "held_in": [AGENCY_KINDS[kind] for kind in AgencyKind if kind in found.may_be_held_in],
        "never_with": [role_name(other) for other in sorted(found.never_with)],
    }
    return render(request, "access/role.html", context)
