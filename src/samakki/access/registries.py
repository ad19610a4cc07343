"""What subjects above access fill when the node starts; access calls it and knows nothing of who answers.

A rules test lists every registration.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from samakki.access.queries import Officer
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Refusal

log = logging.getLogger(__name__)

Companions = Callable[[str], Sequence[str]]
"""Takes a record's reference; returns records that are parts of it: who is tied to it, let go from it or kept away
from it is so for them too, as far as their role reads them. Empty for a record that has no parts."""


@dataclass(frozen=True, slots=True)
class MembershipChange:
    """An officer was tied to a record, or let go from it."""

    reference: str
    officer: str
    purpose: str  # value of the purpose; empty for who was let go
    is_tied: bool


Told = Callable[[Officer, MembershipChange], None]
"""Takes who changed the members and the change; called inside the transaction that changes them. Must not refuse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Something that is about to leave for desks of other agencies or countries.

    Attributes:
        type: of the message, "disclosure.offer@1.0".
        by: code of who sends it, or "node".
        sender: the desk it leaves from.
        to: every desk that will be able to read it.
        subjects: references of the records and people it is about.
        body: the bytes as they will be sealed; a veto reads them and keeps nothing.
    """

    type: str
    by: str
    sender: DeskAddress
    to: tuple[DeskAddress, ...]
    subjects: tuple[str, ...]
    body: bytes = field(repr=False)


Veto = Callable[[Departure], Sequence[Refusal]]
"""Takes what is about to leave; returns every reason why it must not, empty where there is none."""

vetoes: dict[str, Veto] = {}
vetoes_wanted: set[str] = set()
companions: dict[str, Companions] = {}
membership_changes: dict[str, Told] = {}


def answer_companions(name: str, parts: Companions) -> None:
    """Say which records are parts of another."""
    companions[name] = parts


def on_membership_change(name: str, told: Told) -> None:
    """Have `told` called whenever a member is added to a record or their membership ends."""
    membership_changes[name] = told


def companions_of(reference: str) -> tuple[str, ...]:
    """Every record that is a part of the one with `reference`, in a fixed order."""
    return tuple(sorted({part for parts in companions.values() for part in parts(reference)} - {reference}))


def tell_membership_change(by: Officer, change: MembershipChange) -> None:
    """Tell every subject that asked."""
    for told in membership_changes.values():
        told(by, change)


def before_leaving(name: str, veto: Veto) -> None:
    """Have `veto` asked before anything leaves this node."""
    vetoes[name] = veto


def want_before_leaving(name: str) -> None:
    """Say that a check of this name has to be there: without it nothing leaves."""
    vetoes_wanted.add(name)


def refusals_to_leave(departure: Departure) -> tuple[Refusal, ...]:
    """Every reason of every check why something must not leave.

    A check that is wanted and missing refuses, and so does one that breaks: what could not be looked at does not go.
    With no check at all nothing leaves.
    """
    return refusals_to_leave_each([departure])[0]


def refusals_to_leave_each(departures: Sequence[Departure]) -> list[tuple[Refusal, ...]]:
    """As `refusals_to_leave`, for several: all checks of all of them share a savepoint, until one of them breaks."""
    absent = sorted(vetoes_wanted - vetoes.keys()) or ([] if vetoes else ["any"])
    missing = tuple(Refusal("check-before-leaving-missing", {"check": name}) for name in absent)
    checks = [veto for _, veto in sorted(vetoes.items())]
    try:
        with transaction.atomic():
            return [(*missing, *(one for veto in checks for one in veto(departure))) for departure in departures]
    except Exception:
        log.exception("one of the checks before leaving failed")
    return [(*missing, *_asked_alone(departure)) for departure in departures]


def _asked_alone(departure: Departure) -> Sequence[Refusal]:
    reasons: list[Refusal] = []
    for name, veto in sorted(vetoes.items()):
        try:
            with transaction.atomic():  # a check that breaks the transaction must not break the refusal
                reasons += veto(departure)
        except Exception:
            log.exception("a check before leaving failed", extra={"check": name})
            reasons.append(Refusal("check-before-leaving-failed", {"check": name}))
    return reasons
