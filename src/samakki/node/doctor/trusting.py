"""Whether this node can take part in the exchange: its keys, the trust list, and whether one names the other."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from samakki.exchange.actions import own_keys
from samakki.exchange.domain.trust.validity import FreshnessState
from samakki.exchange.queries import directory, trusted
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn
from samakki.sealing.errors import SealingError

SOON = timedelta(days=21)
HAND_OVER = "Run `samakki trust own-keys`, then `samakki trust publication FILE`; your central authority signs it."
CHECK = "Call it by the number in the entry; then your central authority runs `samakki trust checked`."
BRING = "Look at logs/keeper.log and exchange.trust, or take a list by hand: `samakki trust update FOLDER`."


def exchange(config: NodeConfig) -> Iterator[Finding]:
    """Nothing on a node that takes no part."""
    if not config.text("exchange.name"):
        return
    yield from _own_keys()
    yield from _freshness()
    yield from _checked_yearly()
    for member in trusted.members():
        if member.problem:
            yield warn(
                f"The newest statement of {member.country} was not taken ({member.problem}); the one before counts "
                f"until {member.confirmed + timedelta(days=30):%Y-%m-%d}.",
                "Telephone its contact point.",
            )


def _own_keys() -> Iterator[Finding]:
    if not own_keys.has_keys():
        if directory.own().desks:
            yield fail(
                "Keys of the exchange are missing, and the trust list names desks of this node: what others seal "
                "to them cannot be opened, and nothing can be signed.",
                "Put keys/exchange.key and keys/desks.json back from the newest backup. Where no backup has them, "
                "revoke the old ones and make others: docs/how-to/trust-ceremony.md.",
            )
            return
        yield warn("This node has no keys for the exchange yet.", HAND_OVER)
        return
    try:
        key, ends = own_keys.signing(), own_keys.ends_first()
        own_keys.desk_keys()
    except (SealingError, OSError) as error:
        yield fail(f"A key of the exchange cannot be used: {error}", "Put keys/ back from the newest backup.")
        return
    own, now = directory.own(), timezone.now()
    if own.name and not directory.signing_key(own.name, key.id, at=now).is_usable:
        yield fail("The trust list does not name the key that this node signs with: nobody believes it.", HAND_OVER)
    missing = [str(one) for one in own.desks if directory.desk_key(one, at=now) is None]
    if missing:
        yield fail(f"No valid key in the trust list for {', '.join(missing)}: nobody can write there.", HAND_OVER)
    elif ends is not None and ends - now < SOON:
        yield warn(f"The first desk key ends on {ends:%Y-%m-%d}.", HAND_OVER)
    else:
        yield ok("Keys of the exchange can be read")


def _checked_yearly() -> Iterator[Finding]:
    today = timezone.localdate()
    for address in directory.own().desks:
        listed = directory.desk(address)
        if listed is not None and listed.is_stale(today):
            yield warn(f"Nobody has checked the entry of {address} in the directory for a year.", CHECK)


def _freshness() -> Iterator[Finding]:
    fresh = directory.freshness()
    if fresh.valid_until is None:
        yield warn("This node follows no trust list yet.", "Begin with `samakki trust follow`.")
    elif fresh.state is FreshnessState.FRESH:
        yield ok(f"Trust data is valid until {fresh.valid_until:%Y-%m-%d %H:%M} UTC")
    elif fresh.state is FreshnessState.WARN:
        yield warn(f"Trust data is older than 7 days, and valid until {fresh.valid_until:%Y-%m-%d %H:%M} UTC.", BRING)
    else:
        yield fail(
            "Trust data is older than 30 days: nothing marked H2 or H3 is sent anew. Receiving and answering go on.",
            BRING,
        )
