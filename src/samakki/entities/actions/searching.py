"""The verb of searching: find, and write down that somebody searched, for what purpose, and how much came out."""

from django.utils.crypto import salted_hmac

from samakki.access import audit
from samakki.access import queries as access
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import purposes_of
from samakki.access.domain.vocabulary import Surface
from samakki.access.models import Officer
from samakki.entities.domain.searching import Scope, SearchFilters
from samakki.entities.domain.syllables import fold
from samakki.entities.queries.search import SearchPage, search
from samakki.kernel.refusals import Refusal

ACTION = "search_records"
DIGEST_LENGTH = 16
WITHIN, BEYOND = "own-records", "all-open-records"


def search_records(
    *, by: Officer, text: str, filters: SearchFilters, page: int = 1, surface: Surface = Surface.SEARCH
) -> SearchPage:
    """Search, and log it: how long the text was, how many hits, how far it reached and what for. Never the text.

    The log holds a digest of the text under a key of this node, so that an overseer sees that the same was asked again
    and again, and nobody can try names against the log without that key.

    Args:
        by: who searches.
        text: one line, as typed.
        filters: beyond their own records the search needs a purpose, one of theirs.
        page: from 1.
        surface: where the hits show besides: a program gets and counts what may show to a program alone.

    Raises:
        Refused: "purpose-needed"; "purpose-not-yours".
    """
    check_search(by=by, filters=filters)
    found = search(by=by, text=text, filters=filters, page=page, surface=surface)
    if not found.is_empty:
        facts: dict[str, str | int] = {
            "surface": surface.value,
            "what": WITHIN if filters.scope is Scope.MINE else BEYOND,
            "count": found.count,
            "size": len(text),
            "digest": salted_hmac(ACTION, " ".join(fold(text).split())).hexdigest()[:DIGEST_LENGTH],
        }
        if filters.purpose:
            facts["purpose"] = filters.purpose
        audit.record(by, ACTION, facts=facts)
    return found


def check_search(*, by: Officer, filters: SearchFilters) -> None:
    """Refuse a search that reaches too far, before it is kept.

    Raises:
        Refused: as `search_records`.
    """
    reasons = _refusals_to_reach(by, filters)
    if reasons:
        raise logged_refusal(by, ACTION, "", reasons)


def _refusals_to_reach(by: Officer, filters: SearchFilters) -> tuple[Refusal, ...]:
    """Why a search may not reach so far; empty means it may."""
    if filters.scope is Scope.MINE:
        return ()
    if not filters.purpose:
        return (Refusal("purpose-needed"),)
    held = {purpose.value for purpose in purposes_of(access.viewer(by), roles=access.roles())}
    return () if filters.purpose in held else (Refusal("purpose-not-yours", {"purpose": filters.purpose}),)
