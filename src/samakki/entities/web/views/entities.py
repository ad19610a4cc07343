"""What the node knows of one person or thing, who says so, and what it is connected with; and the list of all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.queries import Officer
from samakki.access.web import decisions as decides
from samakki.access.web.asking import asked, officer
from samakki.access.web.decisions import open_record
from samakki.entities import queries
from samakki.entities.domain.kinds import Kind, direct_kind_of, kind_of_entity, link_kind_of
from samakki.entities.domain.places import PlaceKind
from samakki.entities.domain.reading import romanised
from samakki.entities.queries import Assertion, Caption, EntityDetail, LinkRow, PlaceDetail
from samakki.entities.web import showing
from samakki.entities.web.forms.listing import KindFilter
from samakki.entities.web.naming import name_of
from samakki.entities.web.wording.kinds import DESCRIBERS, KINDS, LINK_WORDS, PLACE_KINDS
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
    found = queries.entity(by, reference)
    if found is None:
        if opened.view is View.FULL:
            raise Http404
        return render(request, "entities/entity_closed.html", {"reference": reference, "record": opened.reference})
    said = queries.assertions(by, reference)
    _log_reading(by, opened.reference, said)
    return render(request, "entities/entity.html", _page(by, found, said))


def latin_of(caption: Caption) -> str:
    """How a caption may read in Latin letters; nothing for a code or for Latin letters."""
    return "" if caption.protected or not caption.text else romanised(caption.text)


def kind_of(found: EntityDetail) -> Kind:
    """What an officer calls the thing on a page."""
    services = tuple(one.value for one in found.assertions if one.prop == "service" and one.withdrawn_at is None)
    return kind_of_entity(found.schema, services)


def _page(by: Officer, found: EntityDetail, said: tuple[Assertion, ...]) -> dict[str, object]:
    kind = kind_of(found)
    current = [one for one in said if one.withdrawn_at is None]
    withdrawn = [one for one in said if one.withdrawn_at is not None]
    sources = {one.source.reference: one.source for one in said}
    members = [one for one in queries.profile(by, found.reference) if one != found.reference]
    captions = queries.captions(by, members)
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
        "connections": [_link(one) for one in queries.links(by, found.reference)],
        "members": [(one, name_of(one, kind), latin_of(one)) for one in captions.values()],
        "sources": [(one, *showing.source_words(one)) for one in sources.values()],
        "place": _place(found.place) if found.place else (),
        "source_words": showing.source_words(found.source),
    }


def _link(row: LinkRow) -> dict[str, object]:
    role = next((one.value for one in row.assertions if one.prop in {"role", "relationship"}), "")
    kind = direct_kind_of(row.prop) if row.is_direct else link_kind_of(row.link.schema, role)
    forward, backward = LINK_WORDS[kind]
    is_own_word = role and role not in {"uses", "lives at", "works at", "seen at", "kept at", "runs"}
    others = [
        (target, name_of(target, kind_of_entity(target.schema, target.services)), latin_of(target)) for _prop, target in row.others
    ]
    return {
        "reference": "" if row.is_direct else row.link.reference,
        "words": forward if row.is_forward else backward,
        "role": role if is_own_word else "",
        "others": others,
        "said": [
            (property_words(one.prop), showing.value_words(row.link.schema, one.prop, one.value))
            for one in row.assertions
            if one.target is None and one.prop not in {"role", "relationship"}
        ],
        "saying": showing.saying(row.assertions[0]) if row.assertions else None,
    }


def _place(place: PlaceDetail) -> list[tuple[Text, str]]:
    """What is known of a place and is in none of its statements."""
    shown: list[tuple[Text, str]] = []
    if place.kind:
        shown.append((_("Kind of place"), str(PLACE_KINDS[PlaceKind(place.kind)])))
    if place.latitude is not None and place.longitude is not None and place.radius_m:
        pin = {"pin": f"{place.latitude:g}, {place.longitude:g}", "metres": place.radius_m}
        shown.append((_("Pin"), gettext("%(pin)s, up to %(metres)s metres off") % pin))
    if place.described_by:
        shown.append((_("Told by"), str(DESCRIBERS[place.described_by])))
    return shown


def _log_reading(by: Officer, opened: str, said: tuple[Assertion, ...]) -> None:
    """Write down the look at every other record whose words are on the page."""
    for record in sorted({one.source.record for one in said} - {opened}):
        try:
            access.read_record(by=by, reference=record, surface=Surface.PAGE)
        except Refused:  # closed in this very moment
            raise Http404 from None
