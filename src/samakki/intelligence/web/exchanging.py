"""What intelligence tells the exchange and access: whose its messages are, and what may not leave."""

from collections.abc import Iterable
from datetime import timedelta

from samakki.access import registries as access
from samakki.exchange import registries as exchange
from samakki.intelligence.actions import (
    answers_arriving,
    emergency_acting,
    emergency_changes,
    protection_checks,
    recalls_arriving,
    recalls_unsent,
    standing,
)
from samakki.intelligence.actions import releases_arriving as releases
from samakki.intelligence.domain import disclosure_messages as messages
from samakki.intelligence.queries.parts import disclosures_of_report

CHECK, STANDING = "protection check", "disclosure stands"
A_DAY, SOON = timedelta(hours=24), timedelta(minutes=15)


def register() -> None:
    """Register everything; calling it again changes nothing."""
    access.before_leaving(CHECK, protection_checks.veto_unchecked)
    access.before_leaving(STANDING, standing.veto_stale)
    for name in (CHECK, STANDING):
        access.want_before_leaving(name)
    access.answer_companions("intelligence: disclosures", disclosures_of_report)
    for kind, owner in _owners():
        name, _at, version = kind.partition("@")
        exchange.own_payload(f"{name}@{version.partition('.')[0]}", owner)


def _owners() -> Iterable[tuple[str, exchange.Owner]]:
    own = exchange.Owner
    lost = answers_arriving.undelivered
    yield messages.OFFER, own(recalls_arriving.receive_offer, undeliverable=lost, deadline=A_DAY)
    yield messages.REST, own(recalls_arriving.receive_rest, deadline=A_DAY)
    yield messages.EMERGENCY, own(recalls_arriving.receive_emergency, deadline=SOON)
    answered, untold = answers_arriving.receive_answer, emergency_acting.undelivered
    yield messages.ANSWER, own(answered, undeliverable=untold, deadline=A_DAY)
    yield messages.RELEASE_REQUEST, own(releases.receive_release_request, deadline=A_DAY)
    yield messages.RELEASE_ANSWER, own(releases.receive_release_answer, deadline=A_DAY)
    recall, unsent = recalls_arriving.receive_recall, _unsent
    yield messages.RECALL_REQUEST, own(recall, undeliverable=unsent, deadline=A_DAY, takes_back=True)
    yield messages.RECALL_ANSWER, own(recalls_arriving.receive_recall_answer, deadline=A_DAY)


def _unsent(told: exchange.Undelivered) -> None:
    recalls_unsent.undelivered(told)
    emergency_changes.undelivered(told)
