"""People of an officer's own cases who may be described elsewhere."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Basis, Compartment, Surface, View
from samakki.access.models import Membership
from samakki.access.queries import Officer
from samakki.cases.domain.vocabulary import Stage
from samakki.cases.models import CasePerson
from samakki.cases.queries.work import access_in_full
from samakki.matching.queries.likeliest import ToLookAt, to_look_at

DAYS = 7


@dataclass(frozen=True, slots=True)
class PersonToLookAt:
    """Somebody in a case of the officer who may be described elsewhere.

    Attributes:
        case: reference of the case; of several the first.
        nickname: of that case.
        found: who, and how many possible matches there are.
    """

    case: str
    nickname: str
    found: ToLookAt


def people_to_look_at(by: Officer) -> tuple[PersonToLookAt, ...]:
    """People of open cases that `by` is on the team of, as far as a week's worth of looking goes."""
    now = timezone.now()
    teams = teams_of(by).filter(Q(ends_at=None) | Q(ends_at__gt=now))
    people = people_in_cases(by, teams).order_by("pk").distinct()
    cases: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    numbers = set()
    for pk, entity, case, nickname in people.values_list(
        "entity_id", "entity__reference", "case__reference", "case__nickname"
    ):
        numbers.add(pk)
        cases[entity].append((case, nickname))
    found = to_look_at(by, numbers, since=now - timedelta(days=DAYS), most=settings.SAMAKKI_MATCHES_A_WEEK)
    return tuple(PersonToLookAt(*cases[one.entity][0], one) for one in found if one.entity in cases)


def teams_of(by: Officer) -> QuerySet[Membership]:
    """Teams of cases that `by` is or was on."""
    return Membership.objects.filter(officer=by, basis=Basis.TEAM.value)


def people_in_cases(by: Officer, teams: QuerySet[Membership]) -> QuerySet[CasePerson]:
    """People of the open cases of these teams, as far as `by` reads who they are."""
    may_know = access.visible_filter(
        by=by,
        surface=Surface.LIST,
        compartments=(Compartment.SUSPECTS,),
        views=(View.FULL,),
        column="case__folders__resource",
    )
    return CasePerson.objects.filter(
        may_know, access_in_full(by, "case__resource"), case__resource__in=teams.values("resource")
    ).exclude(case__stage=Stage.CLOSED.value)
