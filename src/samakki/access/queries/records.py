"""What one officer may see of one record."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from samakki.access.domain.policy import Decision, ResourceFacts, Tie, Viewer, decide, decide_for_any_purpose
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface
from samakki.access.models import Exclusion, Membership, Officer, Resource
from samakki.access.queries.deployment import roles
from samakki.access.queries.people import viewer
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Refusal

# Stands in for a record that is missing, so that the policy does the same work for it. It belongs to no desk and has no
# member, so no role sees it.
PHANTOM = ResourceFacts("", Compartment.WHEREABOUTS, frozenset(), owner_desk="", is_protected=True)
MISSING = Refusal("missing")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one officer stands to one record: everything the policy wants to know.

    Attributes:
        resource: None when there is no such record.
        resource_id: row of the record; 0 when there is none.
    """

    viewer: Viewer
    resource: ResourceFacts | None
    resource_id: int
    ties: tuple[Tie, ...]
    excluded: bool

    def decide(
        self, *, purpose: Purpose | None, surface: Surface, now: datetime, extra: tuple[Tie, ...] = ()
    ) -> Decision:
        """The policy's answer; `extra` ties are supposed to be there as well."""
        ties = (*self.ties, *extra)
        facts = self.resource or PHANTOM
        if purpose is None:
            decision = decide_for_any_purpose(
                self.viewer, facts, ties=ties, surface=surface, excluded=self.excluded, now=now, roles=roles()
            )
        else:
            decision = decide(
                self.viewer,
                facts,
                ties=ties,
                purpose=purpose,
                surface=surface,
                excluded=self.excluded,
                now=now,
                roles=roles(),
            )
        if self.resource is None:
            return Decision(None, None, purpose, decision.reasons, (MISSING,))
        return decision

    def is_tied(self, now: datetime) -> bool:
        """Whether a tie of the officer has not ended; never for who is kept away."""
        return not self.excluded and any(tie.ends_at is None or now < tie.ends_at for tie in self.ties)


def standing(by: Officer, reference: str) -> Standing:
    """How `by` stands to the record with `reference`.

    The same four queries run, with the same reference in them, whether the record is missing, closed, kept from the
    officer or open: each joins by reference rather than by the row the query before it found. Answers that take
    different work would tell by their time what they do not tell by their words. Sleeping instead would hide less and
    hold a worker. Not hidden: what the database's own cache makes faster the second time.
    """
    reference = reference.replace("\0", " ")  # PostgreSQL takes no zero byte, and an address may hold one
    who = viewer(by)
    found = list(Resource.objects.filter(reference=reference).select_related("owner_desk"))
    ties = list(Membership.objects.filter(resource__reference=reference, officer=by))
    kept_away = list(Exclusion.objects.filter(exclusion_of(by), resource__reference=reference).values_list("pk"))
    return Standing(
        who,
        facts_of(found[0]) if found else None,
        found[0].pk if found else 0,
        tuple(tie_of(tie) for tie in ties),
        excluded=bool(kept_away),
    )


def decide_record(*, by: Officer, reference: str, purpose: Purpose | None, surface: Surface) -> Decision:
    """What `by` sees of a record; the same answer and the same queries whether it is missing or not theirs.

    Trap: does not log. Pages go through ``actions.read_record``, which does.

    Args:
        by: who asks.
        reference: as typed or linked; any text.
        purpose: None for "whichever of their purposes opens most".
        surface: where it will show.
    """
    return standing(by, reference).decide(purpose=purpose, surface=surface, now=timezone.now())


def exclusion_of(by: Officer) -> Q:
    """Exclusions in force that keep `by` away, by name or by desk."""
    return exclusion_by_rows(by.pk, by.desk_id)


def exclusion_by_rows(officer: int, desk: int) -> Q:
    """Exclusions in force that keep somebody away, who is given by row numbers."""
    return Q(lifted_at__isnull=True) & (Q(officer=officer) | Q(desk=desk))


def facts_of(resource: Resource) -> ResourceFacts:
    """A row, fetched with its desk, as the policy sees it."""
    codes = frozenset(HandlingCode(code) for code in resource.handling.split(","))
    compartment = Compartment(resource.compartment)
    return ResourceFacts(
        resource.reference, compartment, codes, resource.owner_desk.address, is_protected=resource.is_protected
    )


def tie_of(membership: Membership) -> Tie:
    """A row as the policy sees it."""
    return Tie(Basis(membership.basis), Purpose(membership.purpose), membership.starts_at, membership.ends_at)
