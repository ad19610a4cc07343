"""The panel on an entity's page: what may be the same, who judged what about it, and where officers disagree.

The page itself lists the profile.
"""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from samakki.access import queries as access
from samakki.access.web.asking import officer
from samakki.matching import queries
from samakki.matching.queries import JudgementRow, ProfileView
from samakki.matching.queries.candidates import possible_matches
from samakki.matching.web.possible import IN_PANEL, context_of
from samakki.matching.web.views.judging import judgement_row, officers_in


def same_as(request: HttpRequest | None, reference: str) -> str:
    """The panel; empty where nobody is signed in, the entity is not theirs to see, or it is a protected person."""
    if request is None or not request.user.is_authenticated:
        return ""
    by = officer(request)
    found = queries.profile(by, reference)
    if found is None or found.captions[reference].protected:
        return ""
    matches = possible_matches(by, reference, most=IN_PANEL)
    by_code = {row.code: row for row in found.related}
    context = {
        "reference": reference,
        **(context_of(matches) if matches is not None else {"is_not_compared": True}),
        "conflicts": [
            [_with_captions(by_code[code], found) for code in codes if code in by_code] for codes in found.conflicts
        ],
        "judgements_here": [_with_other(row, found) for row in found.judgements],
        "names_of": access.names_of(code for row in found.related for code in officers_in(row)),
    }
    return render_to_string("matching/panel.html", context, request=request)


def _with_other(row: JudgementRow, found: ProfileView) -> dict[str, Any]:
    other = row.other(found.reference)
    return {
        **judgement_row(row),
        "other": found.captions[other],
        "other_url": reverse("matching:pair", args=[found.reference, other]),
    }


def _with_captions(row: JudgementRow, found: ProfileView) -> dict[str, Any]:
    return {**judgement_row(row), "a": found.captions[row.a], "b": found.captions[row.b]}
