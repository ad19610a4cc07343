"""Whether a desk may be written to, by what the trust list says of it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from samakki.exchange.domain.trust.statement import ListedDesk, ListedNode, Reach
from samakki.exchange.domain.trust.validity import Freshness, KeyVerdict
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Fact, Refusal

RESTRICTED = frozenset({HandlingCode.H2, HandlingCode.H3})


def refusals_to_reach(
    address: DeskAddress,
    desk: ListedDesk | None,
    *,
    node: ListedNode | None,
    message: str,
    key: KeyVerdict | None,
    at: datetime,
) -> tuple[Refusal, ...]:
    """Every reason why a message of one type cannot go to a desk; empty means it can.

    Args:
        address: where it should go.
        desk: what the list says of it; None where it is not listed.
        node: the installation it lives on.
        message: the type without version, "disclosure.offer".
        key: verdict on the newest key of the desk; None where it has none.
        at: now.
    """
    if desk is None or node is None:
        return (Refusal("desk-not-listed", {"desk": str(address)}),)
    reasons = []
    if message not in desk.may_receive:
        reasons.append(Refusal("desk-does-not-receive", {"desk": str(address), "type": message}))
    elif message not in node.types:
        reasons.append(Refusal("node-does-not-understand", {"desk": str(address), "type": message}))
    if key is None or not key.is_usable:
        reasons.append(Refusal("desk-has-no-key", {"desk": str(address)}))
    if not any(one.is_valid(at) for one in node.keys):
        reasons.append(Refusal("node-has-no-key", {"node": str(node.name)}))
    return tuple(reasons)


@dataclass(frozen=True, slots=True)
class Wish:
    """How the country of a desk wants it to be written to."""

    reach: Reach
    contact_point: DeskAddress | None


def refusals_by_wish(wishes: Mapping[DeskAddress, Wish], *, own_country: str) -> tuple[Refusal, ...]:
    """Why these desks cannot be written to together, by what their countries asked for; empty means they can.

    Not asked of answers, nor where life is at risk: a desk that wrote is answered, and a duty desk is told at once.

    Args:
        wishes: of every desk that the message is for.
        own_country: desks of one's own country are written to directly.
    """
    reasons = []
    for address, wish in wishes.items():
        contact = wish.contact_point
        if contact is None or contact == address or address.country == own_country:
            continue
        facts: dict[str, Fact] = {"desk": str(address), "contact": str(contact)}
        if wish.reach is Reach.CONTACT_POINT:
            reasons.append(Refusal("desk-through-contact-point", facts))
        elif wish.reach is Reach.DIRECT_WITH_COPY and contact not in wishes:
            reasons.append(Refusal("contact-point-in-copy", facts))
    return tuple(reasons)


def refusals_by_age(fresh: Freshness, codes: Set[HandlingCode]) -> tuple[Refusal, ...]:
    """Why nothing with these handling codes is sent anew while the trust data is this old; empty means it may."""
    if codes & RESTRICTED and not fresh.may_send_restricted:
        return (Refusal("trust-data-too-old", {"days": 30}),)
    return ()
