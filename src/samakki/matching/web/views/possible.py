"""Every possible match of one entity."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.entities.domain.kinds import kind_of_entity
from samakki.entities.web.naming import called
from samakki.entities.web.wording.kinds import KINDS
from samakki.matching.queries.candidates import possible_matches
from samakki.matching.web.possible import ON_PAGE, context_of
from samakki.matching.web.views.judging import NUMBER, open_entity, page_of


@require_safe
@decides.record(surface=Surface.PAGE)
def possible(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what may be the same, the likeliest first."""
    by = open_entity(request, reference)
    found = possible_matches(by, reference, most=ON_PAGE)
    if found is None:
        raise Http404
    wants_number = NUMBER in request.GET
    context = {
        "entity": found.entity,
        "name": called(found.entity),
        "kind": KINDS[kind_of_entity(found.entity.schema, found.entity.services)],
        "back_url": page_of(reference),
        "wants_number": wants_number,
        **context_of(found, wants_number=wants_number),
    }
    return render(request, "matching/possible.html", context)
