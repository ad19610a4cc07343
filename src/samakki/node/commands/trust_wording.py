"""What ``samakki trust`` says after each step: how things stand, what to do next, whom to ask."""

from datetime import UTC, datetime

from samakki.exchange.trust.differences import differences
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.names import ROOT, TARGETS
from samakki.exchange.trust.signing import Progress, Wanted, progress
from samakki.node.commands.console import say

WHAT = {ROOT: "Root", TARGETS: "List of members"}
GROUPS = {"new": "keys of the new root", "before": "keys of the root before"}
SOON_DAYS = 60


def now() -> datetime:
    """The moment that stands in what is proposed, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def say_status(folder: TrustFolder) -> None:
    """What is published, what waits, and for whom."""
    say_published(folder)
    for one in progress(folder):
        say(f"Waits: {what(one)}, valid until {one.expires:%Y-%m-%d}.")
        for line in differences(folder, one.name):
            say(f"    {line}")
        for wanted in one.wanted:
            say(f"    {told(wanted)}")
        if not one.wanted:
            say("    Nobody can sign it: this country is not on the list of members.")


def say_published(folder: TrustFolder) -> None:
    """What is published, and until when."""
    root, stamp, members = folder.root(), folder.timestamp(), folder.role(TARGETS)
    if root is None or stamp is None or members is None:
        say("Nothing is published yet.")
        return
    roles = members.signed.delegations.roles if members.signed.delegations else None
    say(
        f"Published: list {stamp.signed.version}, valid until {stamp.signed.expires:%Y-%m-%d %H:%M} UTC; "
        f"root {root.signed.version}, valid until {root.signed.expires:%Y-%m-%d}; "
        f"members: {', '.join(sorted(roles or {})) or 'none'}."
    )
    for name, expires in ((ROOT, root.signed.expires), (TARGETS, members.signed.expires)):
        if (expires - now()).days < SOON_DAYS:
            say(f"    {WHAT[name]} ends on {expires:%Y-%m-%d}: prolong it now with `samakki trust rotate`.")


def say_next(folder: TrustFolder) -> None:
    """What to do now."""
    waiting = progress(folder)
    if not waiting:
        say("Next: nothing waits. The host runs `samakki trust publish` every day, so that the list stays fresh.")
        return
    open_ones = [one for one in waiting if not one.is_complete]
    for one in open_ones:
        missing = [f"{wanted.needed - len(wanted.signed)} of {', '.join(wanted.missing)}" for wanted in one.wanted
                   if not wanted.is_complete]  # fmt: skip
        say(f"Next: {what(one)} needs {' and '.join(missing) or 'a place on the list of members'}.")
    if open_ones:
        say("      Carry the folder there, or `samakki trust export` it; they run `samakki trust sign`.")
    if len(open_ones) < len(waiting):
        ready = ", ".join(what(one) for one in waiting if one.is_complete)
        say(f"Next: {ready} can be published. The host runs `samakki trust publish`.")


def what(one: Progress) -> str:
    """A proposal in words."""
    return f"{WHAT.get(one.name, f'Statement of {one.name}')} {one.version}"


def told(wanted: Wanted) -> str:
    """Signatures of one group in words."""
    names = f" ({', '.join(wanted.signed)})" if wanted.signed else ""
    group = GROUPS.get(wanted.group, f"keys of {wanted.group}")
    missing = f"; may still sign: {', '.join(wanted.missing)}" if wanted.missing and not wanted.is_complete else ""
    return f"{min(len(wanted.signed), wanted.needed)} of {wanted.needed} signed by {group}{names}{missing}"
