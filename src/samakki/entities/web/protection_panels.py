"""Panels that lead to protecting a person and to taking things out: on entities, cases, reports and imports."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from samakki.access.web.asking import officer
from samakki.entities import queries
from samakki.entities.domain.protection import PEOPLE
from samakki.entities.domain.things import is_thing
from samakki.entities.queries.things import undecided
from samakki.ui import panels

Shown = str | queries.Caption
"""Which entity a page shows: its reference, or its caption where the page has asked the policy for it already."""


def register() -> None:
    """Fill the slots."""
    panels.register("entity-top", protected_note, name="protected")
    panels.register("entity-actions", person_actions, name="protect and take out")
    panels.register("case-person", person_actions, name="protect and take out")
    panels.register("case-overview", take_out, name="take out")
    panels.register("report", people_of_report, name="protect and take out")
    panels.register("import", take_out, name="take out")
    panels.register("entities", own_files, name="files taken out")


def protected_note(request: HttpRequest | None, shown: Shown) -> str:
    """Says on the page of a protected person that she is one, and leads to what was done."""
    caption = _caption(request, shown)
    if caption is None or not caption.protected:
        return ""
    reference = caption.reference
    context: dict[str, Any] = {"reference": reference, "code": caption.text}
    if is_thing(caption.schema):
        return render_to_string("entities/parts/thing_note.html", context, request=request)
    if request is not None and request.user.is_authenticated:
        context["undecided"] = undecided(officer(request), reference)
    return render_to_string("entities/parts/protected_note.html", context, request=request)


def person_actions(request: HttpRequest | None, shown: Shown) -> str:
    """Protect this person; take the entry out."""
    caption = _caption(request, shown)
    if caption is None:
        return ""
    context = {
        "reference": caption.reference,
        "is_protected": caption.protected,
        "can_protect": caption.schema in PEOPLE and not caption.protected,
    }
    return render_to_string("entities/parts/person_actions.html", context, request=request)


def take_out(request: HttpRequest | None, reference: str) -> str:
    """Take a case or an import out as a file."""
    return render_to_string("entities/parts/take_out.html", {"reference": reference}, request=request)


def own_files(request: HttpRequest | None, _value: object) -> str:
    """Leads to the files that the officer took out."""
    return render_to_string("entities/parts/own_files.html", request=request)


def people_of_report(request: HttpRequest | None, reference: str) -> str:
    """Whom the report names, with the way to protect each; and the way to take the report out."""
    if request is None or not request.user.is_authenticated:
        return ""
    found = queries.entities_of_source(officer(request), reference)
    people: list[Any] = [one for one in found if one.schema in PEOPLE]
    context = {"reference": reference, "people": people}
    return render_to_string("entities/parts/people_of_report.html", context, request=request)


def _caption(request: HttpRequest | None, shown: Shown) -> queries.Caption | None:
    if request is None or not request.user.is_authenticated:
        return None
    return queries.captions(officer(request), [shown]).get(shown) if isinstance(shown, str) else shown
