"""Whether a desk may be written to, by what the trust list says of it."""

from collections.abc import Set
from datetime import datetime

from samakki.exchange.domain.trust.statement import ListedDesk, ListedNode
from samakki.exchange.domain.trust.validity import Freshness, KeyVerdict
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Refusal

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


def refusals_by_age(fresh: Freshness, codes: Set[HandlingCode]) -> tuple[Refusal, ...]:
    """Why nothing with these handling codes is sent anew while the trust data is this old; empty means it may."""
    if codes & RESTRICTED and not fresh.may_send_restricted:
        return (Refusal("trust-data-too-old", {"days": 30}),)
    return ()
