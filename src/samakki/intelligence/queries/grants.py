"""What the owner of a copy allowed, and the words it gave for that. Asks no policy: for rules and actions."""

import json

from samakki.intelligence.domain.holdings import GRANTS, Grant, ReleaseState, Use
from samakki.intelligence.models import Holding, ReleaseRequest
from samakki.intelligence.queries.sealed import RELEASE, brought_out

_GRANTS = [one.value for one in GRANTS]


def grants_on(copy: Holding) -> tuple[Grant, ...]:
    """Answers of its owner that open a use of a copy."""
    answers = ReleaseRequest.objects.filter(received=copy.received_id, state__in=_GRANTS).order_by("pk")
    return tuple(Grant(Use(row.use), row.to, row.until) for row in answers if not row.items or copy.item in row.items)


def words_given(copy: Holding) -> str:
    """Other words that the owner gave for using a copy, the latest; empty where it gave none."""
    rows = ReleaseRequest.objects.filter(received=copy.received_id, state=ReleaseState.APPROVED_SANITISED.value)
    for row in rows.order_by("-answered_at", "-pk"):
        if words := given_in(row).get(copy.item, ""):
            return words
    return ""


def given_in(row: ReleaseRequest) -> dict[str, str]:
    """Other words by id of an item, of one request."""
    plain = brought_out(bytes(row.words_sealed), table=RELEASE, row=row.reference, column="words")
    return dict(json.loads(plain)) if plain else {}
