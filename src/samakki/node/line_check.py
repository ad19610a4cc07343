"""The message with which an administrator sees that a line works: it has no effect but a line in the audit log."""

from samakki.access import audit
from samakki.exchange.registries import Arrived, Owner, Verdict, own_payload

TYPE = "line.check@1"


def receive(arrived: Arrived) -> Verdict:
    """Note that it came."""
    facts = {"node": str(arrived.node), "desk": str(arrived.to), "digest": str(arrived.body["marker"])}
    audit.record("node", "receive_line_check", arrived.reference, facts=facts)
    return Verdict(accepted=True)


def register() -> None:
    """Own the type."""
    own_payload(TYPE, Owner(receive=receive))
