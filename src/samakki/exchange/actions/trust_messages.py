"""What other nodes say about trust: ``key.revoked`` and ``trust.update``. News to look into, not to be believed.

A message can be forged by whoever stole the key that signs it; the signed list cannot. So all that follows from either
is that this node asks for the list sooner, and that whoever runs it is told while the list does not say the same.
"""

from datetime import timedelta

from django.utils import timezone

from samakki.access import audit
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.domain.trust.validity import ASK_AFTER
from samakki.exchange.models import KnownKey, TrustState
from samakki.exchange.registries import Arrived, Owner, Verdict, own_payload
from samakki.kernel.refusals import Fact

KEY_REVOKED, TRUST_UPDATE = "key.revoked", "trust.update"
MINOR = "@1.0"
SOON = timedelta(minutes=15)  # until R2 has to be there
ASK_AT_MOST_EVERY = timedelta(minutes=5)  # however many messages say that there is news
NOT_LISTED_YET = "revocation-not-listed"


def register() -> None:
    """Own both types; calling it again changes nothing."""
    own_payload(f"{KEY_REVOKED}@1", Owner(receive=receive_key_revoked, deadline=SOON))
    own_payload(f"{TRUST_UPDATE}@1", Owner(receive=receive_trust_update))


def receive_key_revoked(arrived: Arrived) -> Verdict:
    """Look into it that a key was withdrawn. Only a country speaks of its own keys, as in the list."""
    holder, key_id = str(arrived.body["owner"]), str(arrived.body["key_id"])
    if holder.partition("/")[0] != arrived.sender.country:
        return Verdict(accepted=False, code="key-of-another-country")
    key = KnownKey.objects.filter(holder=holder, key_id=key_id).first()
    is_listed = key is not None and (key.revoked_at is not None or key.gone_at is not None)
    facts: dict[str, Fact] = {"node": str(arrived.node), "key": key_id, "what": "listed" if is_listed else "not-listed"}
    audit.record("node", "told_of_revocation", arrived.reference, facts=facts)
    if not is_listed:
        ask_soon()
        raise_alarm(str(arrived.node), NOT_LISTED_YET, arrived.reference)
    return Verdict(accepted=True)


def receive_trust_update(arrived: Arrived) -> Verdict:
    """Look into it that there is a newer list."""
    ask_soon()
    audit.record("node", "told_of_trust_update", arrived.reference, facts={"node": str(arrived.node)})
    return Verdict(accepted=True)


def ask_soon() -> None:
    """Have the keeper ask for a newer list within a minute, but not more often than every five."""
    state = TrustState.objects.select_for_update().first()
    if state is None:
        return
    now = timezone.now()
    if state.tried_at + ASK_AFTER <= now + ASK_AT_MOST_EVERY:
        return  # it is asked for within that time anyway
    due = max(now, min(state.tried_at, now) + ASK_AT_MOST_EVERY)
    TrustState.objects.filter(pk=state.pk).update(tried_at=due - ASK_AFTER)
