"""Which entities an officer sees: those of sources whose record is open to them in full, and nobody else's drafts."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.policy import decide_write, purposes_of
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.models import Officer, Resource
from samakki.access.queries.records import standing
from samakki.entities.models import Entity

COMPARTMENTS = frozenset(
    {
        Compartment.INTELLIGENCE,
        Compartment.TIPS,
        Compartment.SUSPECTS,
        Compartment.CASE_FILE,
        Compartment.EXHIBITS,
        Compartment.STATEMENT,
    }
)
"""What a source that describes entities can be in. Identities and care are in none of them, on purpose."""

WHOLE = frozenset({View.FULL})
"""An entity is what a record says. A view that shows a record in part shows none of its entities."""


def seen(by: Officer, *, surface: Surface = Surface.LIST, prefix: str = "") -> Q:
    """The policy as a condition on entities, or on rows that lead to one.

    Args:
        by: who asks.
        surface: where the rows will show.
        prefix: way from the rows to the entity: "" on the table itself, "entity__" on its statements.
    """
    wanted = access.visible_filter(
        by=by, surface=surface, compartments=COMPARTMENTS, views=WHOLE, column=f"{prefix}resource"
    )
    draft, maker = f"{prefix}source__is_draft", f"{prefix}source__created_by"
    return wanted & (Q(**{draft: False}) | Q(**{maker: by.code}))


def seen_entities(by: Officer, references: Collection[str]) -> QuerySet[Entity]:
    """Those of the entities that `by` may see, in no order."""
    return Entity.objects.filter(seen(by), reference__in=references)


def may_change(by: Officer, record: str) -> bool:
    """Whether `by` sees a record in full and has a role that writes records of its kind.

    The same queries run for a record that is missing.
    """
    now = timezone.now()
    stands = standing(by, record)
    decision = stands.decide(purpose=None, surface=Surface.PAGE, now=now)
    if decision.view is not View.FULL or stands.resource is None:
        return False
    return writes(by, stands.resource.compartment)


def changeable(by: Officer, records: Collection[str]) -> frozenset[str]:
    """Those of several records of which `may_change` is true, by a fixed number of queries."""
    if not records:
        return frozenset()
    decided = access.decisions_on(by=by, references=records, surface=Surface.PAGE)
    open_ones = [reference for reference, decision in decided.items() if decision.view is View.FULL]
    kinds = Resource.objects.filter(reference__in=open_ones).values_list("reference", "compartment")
    return frozenset(reference for reference, kind in kinds if writes(by, Compartment(kind)))


def writes(by: Officer, compartment: Compartment) -> bool:
    """Whether a role of `by` writes records of this compartment at all, for one of their purposes."""
    roles, who = access.roles(), access.viewer(by)
    return any(
        not decide_write(who, compartment, purpose=purpose, roles=roles) for purpose in purposes_of(who, roles=roles)
    )
