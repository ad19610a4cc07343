"""What the node knows of one person or thing, who says so, and what it is connected with; and the list of all."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.queries import Officer
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.decisions import open_record
from samakki.entities import queries
from samakki.entities.domain.kinds import Kind, kind_of_entity
from samakki.entities.domain.places import KIND, RADIUS, TOLD_BY
from samakki.entities.domain.reading import romanised
from samakki.entities.queries import Assertion, Caption, EntityDetail, WholeEntity
from samakki.entities.web import showing
from samakki.entities.web.connecting import connection
from samakki.entities.web.forms.listing import KindFilter
from samakki.entities.web.naming import name_of
from samakki.entities.web.wording.kinds import KINDS
from samakki.entities.web.wording.properties import property_words
from samakki.kernel.refusals import Refused
from samakki.ui.wording import Text


@require_GET
@decides.signed_in("people and things in the records that are open to the officer")
def entities(request: HttpRequest) -> HttpResponse:
    """List what the officer may see, newest first."""
    form = KindFilter(request.GET)
    kind = form.kind()
    page = queries.listed(officer(request), kind=kind, before=asked(request.GET, "before"))
    rows = [
        {"one": one, "kind": KINDS[one.kind], "name": name_of(one.caption, one.kind), "latin": latin_of(one.caption)}
        for one in page.rows
    ]
    for row, one in zip(rows, page.rows, strict=True):
        row["source_words"], row["source_url"] = showing.source_words(one.source)
    context = {"rows": rows, "before": page.before, "form": form, "kind": kind.value if kind else ""}
    return render(request, "entities/entities.html", context)


@require_GET
@decides.record(surface=Surface.PAGE)
def entity(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one person or thing, with everything that those records say which are open to the officer."""
    by = officer(request)
    opened = open_record(request, queries.record_of(by, reference), Surface.PAGE)
    whole = queries.whole_entity(by, reference)
    if whole is None:
        if opened.view is View.FULL:
            raise Http404
        return render(request, "entities/entity_closed.html", {"reference": reference, "record": opened.reference})
    _log_reading(by, opened.reference, whole)
    return render(request, "entities/entity.html", _page(whole))


def latin_of(caption: Caption) -> str:
    """How a caption may read in Latin letters; nothing for a code or for Latin letters."""
    return "" if caption.protected or not caption.text else romanised(caption.text)


def kind_of(found: EntityDetail) -> Kind:
    """What an officer calls the thing on a page."""
    services = tuple(one.value for one in found.assertions if one.prop == "service" and one.withdrawn_at is None)
    return kind_of_entity(found.schema, services)


def _page(whole: WholeEntity) -> dict[str, object]:
    found, said = whole.detail, whole.said
    kind = kind_of(found)
    current = [one for one in said if one.withdrawn_at is None]
    withdrawn = [one for one in said if one.withdrawn_at is not None]
    sources = {one.source.reference: one.source for one in said}
    here = {found.reference, *(one.reference for one in whole.others)}
    links = [(one, connection(one, here=here, changeable=whole.changeable)) for one in whole.links]
    return {
        "found": found,
        "kind": KINDS[kind],
        "name": name_of(found.caption, kind),
        "is_named": bool(found.caption.text),
        "latin": latin_of(found.caption),
        "rows": showing.rows(kind, found.schema, current),
        "withdrawn": showing.rows(kind, found.schema, withdrawn),
        "voices": showing.voices(said),
        "conflicts": showing.contradictions(found.schema, said),
        "connections": [words for one, words in links if one.is_current],
        "former": [words for one, words in links if not one.is_current],
        "members": [(one, name_of(one, kind), latin_of(one)) for one in whole.others],
        "sources": [(one, *showing.source_words(one)) for one in sources.values()],
        "place": _place(found, current) if found.place else (),
        "corrects_place": found.can_change and found.place is not None and not found.caption.protected,
        "source_words": showing.source_words(found.source),
    }


def _place(found: EntityDetail, said: Sequence[Assertion]) -> list[tuple[Text, str]]:
    """What is known of a place and is in none of its statements: kind, radius and who told it, of older ones."""
    place, props = found.place, {one.prop for one in said}
    shown: list[tuple[Text, str]] = []
    if place is None:
        return shown
    if place.kind and KIND not in props:
        shown.append((property_words(KIND), showing.value_words(found.schema, KIND, place.kind)))
    if place.radius_m and RADIUS not in props:
        shown.append((property_words(RADIUS), showing.value_words(found.schema, RADIUS, str(place.radius_m))))
    if place.described_by and TOLD_BY not in props:
        shown.append((property_words(TOLD_BY), showing.value_words(found.schema, TOLD_BY, place.described_by)))
    return shown


def _log_reading(by: Officer, opened: str, whole: WholeEntity) -> None:
    """Write down the look at every other record whose words are on the page."""
    said = (*whole.said, *(one for link in whole.links for one in (*link.ends, *link.assertions, *link.history)))
    others = {one.source.record for one in said} - {opened}
    if others:
        try:
            access.read_records(by=by, references=others, surface=Surface.PAGE)
        except Refused:  # closed in this very moment
            raise Http404 from None
