"""Several records that are known by reference: how much of each an officer sees."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils import timezone

from samakki.access.domain.policy import Decision
from samakki.access.domain.vocabulary import Surface
from samakki.access.models import Exclusion, Membership, Officer, Resource
from samakki.access.queries.people import viewer
from samakki.access.queries.records import Standing, exclusion_of, facts_of, tie_of


def decisions_on(*, by: Officer, references: Iterable[str], surface: Surface) -> Mapping[str, Decision]:
    """What `by` sees of each of these records on `surface`, by a fixed number of queries.

    Trap: does not log. A list that shows what this returns says no more than the list was allowed to say.

    Args:
        by: who asks.
        references: of records; those that are missing or not theirs are left out of the answer.
        surface: where they will show.

    Returns:
        Decisions with a view, by reference.
    """
    now, who = timezone.now(), viewer(by)
    rows = list(Resource.objects.filter(reference__in=list(references)).select_related("owner_desk"))
    ties = defaultdict(list)
    for membership in Membership.objects.filter(officer=by, resource__in=rows):
        ties[membership.resource_id].append(tie_of(membership))
    kept_away = set(Exclusion.objects.filter(exclusion_of(by), resource__in=rows).values_list("resource_id", flat=True))
    decided = {
        row.reference: Standing(who, facts_of(row), row.pk, tuple(ties[row.pk]), excluded=row.pk in kept_away).decide(
            purpose=None, surface=surface, now=now
        )
        for row in rows
    }
    return {reference: decision for reference, decision in decided.items() if decision.view}
