"""The disclosure list of a case: every exhibit, and what else was put on it, each with the last decision."""

from dataclasses import dataclass
from datetime import datetime

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.queries import Officer
from samakki.cases.domain.disclosure import DisclosureKind, DisclosureState, HelpsDefence
from samakki.cases.models import DisclosureDecision, DisclosureItem, Exhibit
from samakki.cases.queries.records import folder


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision."""

    helps: HelpsDefence
    state: DisclosureState
    reason: str
    at: datetime
    by: str
    by_name: str


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One thing on the list.

    Attributes:
        reference: of the exhibit, report, statement or document.
        kind: None for an exhibit.
        number: of the exhibit; 0 for others.
        words: what it is.
        decisions: the last first; empty where nobody decided.
    """

    reference: str
    kind: DisclosureKind | None
    number: int
    words: str
    decisions: tuple[Decided, ...]

    @property
    def helps(self) -> HelpsDefence:
        """The last answer."""
        return self.decisions[0].helps if self.decisions else HelpsDefence.UNDECIDED

    @property
    def state(self) -> DisclosureState:
        """Whether it was shown."""
        return self.decisions[0].state if self.decisions else DisclosureState.NOT_YET

    @property
    def is_open(self) -> bool:
        """Whether something is left to do: to decide, or to show what may help."""
        return self.helps is HelpsDefence.UNDECIDED or (
            self.helps is HelpsDefence.MAY_HELP and self.state is DisclosureState.NOT_YET
        )


def disclosure_list(by: Officer, case: str) -> tuple[DisclosureRow, ...] | None:
    """The list; ``None`` where `by` does not read the exhibits of the case in full."""
    place = folder(case, Compartment.EXHIBITS)
    decision = access.decide_record(by=by, reference=place, purpose=None, surface=Surface.PAGE)
    if decision.view is not View.FULL:
        return None
    made: dict[str, list[DisclosureDecision]] = {}
    decisions = list(DisclosureDecision.objects.filter(case__reference=case).order_by("-at", "-pk"))
    for one in decisions:
        made.setdefault(one.reference, []).append(one)
    names = access.names_of({one.by for one in decisions})

    def of(reference: str) -> tuple[Decided, ...]:
        return tuple(
            Decided(
                HelpsDefence(one.helps),
                DisclosureState(one.state),
                one.reason,
                one.at,
                one.by,
                names.get(one.by, ""),
            )
            for one in made.get(reference, ())
        )

    exhibits = Exhibit.objects.filter(case__reference=case).order_by("number")
    others = DisclosureItem.objects.filter(case__reference=case).order_by("pk")
    return (
        *(DisclosureRow(one.reference, None, one.number, one.description, of(one.reference)) for one in exhibits),
        *(DisclosureRow(one.reference, DisclosureKind(one.kind), 0, one.words, of(one.reference)) for one in others),
    )
