"""What ``samakki trust`` does on a node: its own keys, what it publishes, and the list it follows."""

import argparse
import ssl
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from samakki.exchange import registries
from samakki.exchange.actions import own_keys as keys
from samakki.exchange.actions import trust
from samakki.exchange.domain.schemas import CATALOGUE
from samakki.exchange.domain.trust.publication import digest_of
from samakki.exchange.domain.trust.validity import FreshnessState
from samakki.exchange.queries import directory, trusted
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.refusals import InvalidValue
from samakki.node.beginning import CONSOLE
from samakki.node.commands.console import Stopped, say
from samakki.sealing.tls import pin_of

PEM_END = "-----END CERTIFICATE-----\n"
FRESH = {
    FreshnessState.FRESH: "up to date",
    FreshnessState.WARN: "older than 7 days: look why nothing newer comes",
    FreshnessState.LIMITED: "older than 30 days: nothing marked H2 or H3 is sent anew; receiving and answering go on",
    FreshnessState.NONE: "none yet",
}


def own_keys(given: argparse.Namespace) -> None:
    """Make what is due."""
    _name()
    here = keys.desks_here()
    desks = tuple(map(_address, given.desk)) or here
    if strange := [str(one) for one in desks if one not in here]:
        raise Stopped(
            "No key was made.", f"{strange[0]} is not a desk of this node.", "Add the desk on the page of desks first."
        )
    if given.new_signing_key:
        say(f"The key {keys.rotate_signing(by=CONSOLE).id} signs from now on.")
    renewed = keys.renew(by=CONSOLE, desks=desks)
    for desk in renewed.made:
        say(f"New key for {desk}.")
    if not renewed.made:
        say("Every desk has a key that lasts for more than a month.")
    if renewed.ended:
        say(f"{renewed.ended} keys that nothing can be on its way to any more were destroyed.")
    say("Next: `samakki trust publication FILE`, and give the file to your central authority. Make a backup now.")


def publish_keys(given: argparse.Namespace) -> None:
    """Write the publication."""
    name = _name()
    if not keys.has_keys():
        raise Stopped("Nothing was written.", "This node has no keys yet.", "Make them: `samakki trust own-keys`.")
    pins = () if given.no_pin else _pins(given.certificate)
    raw = keys.publication(name, endpoints=tuple(given.endpoint), pins=pins, types=_types()).to_bytes()
    given.file.write_bytes(raw)
    say(f"{given.file} holds the public keys of {name}: nothing in it is secret.")
    say("Give it to whoever signs for your country, and read this to them by telephone:")
    say(f"    {digest_of(raw)}")


def follow(given: argparse.Namespace) -> None:
    """Believe a first root."""
    source = given.source
    root = trust.first_root_in(source)
    taken = trust.begin(by=CONSOLE, root=root, digest=given.digest, source=source)
    say(f"This node follows the list from {source}. Members: {', '.join(taken.changed.joined) or 'none'}.")
    _say_taken(taken)
    say(f'Next: write it into node.toml, under [exchange], as trust = "{source}", if the node can reach it.')


def update(given: argparse.Namespace) -> None:
    """Take what is newer."""
    source = given.source or settings.CONFIG.text("exchange.trust")
    if not source:
        raise Stopped(
            "Nothing was fetched.",
            "No source was given, and node.toml has none.",
            "Name a folder or an address, or set exchange.trust.",
        )
    taken = trust.update(by=CONSOLE, source=source)
    say("Newer trust data was taken." if taken.is_new else "There was nothing newer.")
    _say_taken(taken)


def show(_given: argparse.Namespace) -> None:
    """Say how things stand."""
    fresh = directory.freshness()
    until = f", valid until {fresh.valid_until:%Y-%m-%d %H:%M} UTC" if fresh.valid_until else ""
    say(f"Trust data: {FRESH[fresh.state]}{until}.")
    own = directory.own()
    say(f"This node: {own.name or 'takes no part (exchange.name is empty)'}; desks listed: {len(own.desks)}.")
    for member in trusted.members():
        say(f"    {member.country}: {member.nodes} nodes, {member.desks} desks{_trouble(member.problem)}")
    if keys.has_keys() and (end := keys.ends_first()):
        days = (end - timezone.now()).days
        say(f"Desk keys: the first ends in {days} days ({end:%Y-%m-%d}). `samakki trust own-keys` makes the next ones.")


def _say_taken(taken: trust.Taken) -> None:
    say(f"Valid until {taken.valid_until:%Y-%m-%d %H:%M} UTC.")
    for country in taken.changed.left:
        say(f"    {country} is no member any more.")
    for holder, key_id in taken.changed.revoked:
        say(f"    The key {key_id} of {holder} counts no more.")
    for country, problem in taken.problems.items():
        say(
            f"    {country}{_trouble(problem)}. Its earlier statement goes on for 30 days; telephone its contact point."
        )


def _trouble(problem: str) -> str:
    return f": its newest statement was not taken ({problem})" if problem else ""


def _pins(certificate: Path | None) -> tuple[str, ...]:
    """The pin of the certificate this node shows; none where it shows none of its own."""
    given = settings.CONFIG.text("https.certificate")
    path = certificate or (settings.CONFIG.home / given if given else None)
    if path is None:
        return ()
    try:
        first = path.read_text("ascii").partition(PEM_END)[0] + PEM_END
        return (pin_of(ssl.PEM_cert_to_DER_cert(first[first.index("-----BEGIN CERTIFICATE") :])),)
    except ValueError:
        raise Stopped(
            "Nothing was written.", f"{path} holds no certificate.", "Name the PEM file of the chain."
        ) from None


def _types() -> dict[str, tuple[str, ...]]:
    """Versions of all types that somebody owns here."""
    found: dict[str, tuple[str, ...]] = {}
    for one in CATALOGUE.types:
        if registries.owner_of(str(one)):
            found[one.name] = (*found.get(one.name, ()), f"{one.major}.{one.minor}")
    return found


def _name() -> NodeName:
    text = settings.SAMAKKI_EXCHANGE_NAME
    if not text:
        raise Stopped(
            "This node takes no part in the exchange.",
            "node.toml has no name for it.",
            'Set name = "KH/POL", as agreed with your central authority, under [exchange].',
        )
    return NodeName.parse(text)


def _address(text: str) -> DeskAddress:
    try:
        return DeskAddress.parse(text)
    except InvalidValue:
        raise Stopped("No key was made.", f"{text} is no address.", "Write it as KH/POL/AHTJPD/duty.") from None
