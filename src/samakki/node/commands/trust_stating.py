"""Acts of ``samakki trust`` for whoever speaks for a country: its agencies, nodes, desks and their keys."""

import argparse
from pathlib import Path

from samakki.exchange.domain.trust import changing
from samakki.exchange.domain.trust.publication import digest_of, read_publication
from samakki.exchange.domain.trust.reading import EntryReader, read_statement
from samakki.exchange.domain.trust.statement import Statement
from samakki.exchange.domain.trust.strict import At, read_json
from samakki.exchange.domain.trust.writing import write_key, write_statement
from samakki.exchange.trust import proposing
from samakki.exchange.trust.folder import TrustFolder
from samakki.kernel.addresses import DeskAddress
from samakki.node.commands.console import Stopped, say
from samakki.node.commands.trust_wording import now, say_next


def add_agency(given: argparse.Namespace, _home: Path) -> None:
    """Add an agency."""
    names = dict(one.partition("=")[::2] for one in given.name)
    country = given.code.partition("/")[0]
    entry = {"code": given.code, "kind": given.kind, "names": names}
    agency = EntryReader(country).agency(At(entry, "the agency"))
    stated = proposing.stated_or_empty(given.folder.require(), country)
    _state(given.folder, changing.with_agency(stated, agency.code, agency.kind, agency.names))


def add_node(given: argparse.Namespace, _home: Path) -> None:
    """Add a node."""
    raw = given.publication.read_bytes()
    offer = read_publication(raw)
    stated = proposing.stated_or_empty(given.folder.require(), offer.node.country)
    say(f"{offer.node}: compare by telephone with whoever runs it: {digest_of(raw)}")
    _state(given.folder, changing.with_node(stated, offer))


def add_desk(given: argparse.Namespace, _home: Path) -> None:
    """Add a desk."""
    offer = read_publication(given.publication.read_bytes())
    keys = {one.address: one.keys for one in offer.desks}
    written = read_json(given.file.read_bytes(), most=100_000).value
    if not isinstance(written, dict):
        raise Stopped("The desk was not added.", f"{given.file} holds no object.", "Look at the example in the how-to.")
    address = At(written.get("address", ""), "address").parsed(DeskAddress.parse)
    if address not in keys:
        raise Stopped(
            "The desk was not added.",
            f"The file of {offer.node} has no key of {address}.",
            "Ask whoever runs that node to make one: `samakki trust own-keys`, then to publish again.",
        )
    given_keys = [write_key(key) for key in keys[address]]
    desk = EntryReader(address.country).desk(At({**written, "keys": given_keys}))
    stated = proposing.stated_or_empty(given.folder.require(), address.country)
    _state(given.folder, changing.with_desk(stated, desk))


def remove(given: argparse.Namespace, _home: Path) -> None:
    """Take out a node or desk."""
    country = given.name.partition("/")[0]
    _state(given.folder, changing.without(proposing.stated_or_empty(given.folder.require(), country), given.name))


def confirm_desk(given: argparse.Namespace, _home: Path) -> None:
    """Say that a desk's entry is right."""
    address = DeskAddress.parse(given.address)
    stated = proposing.stated_or_empty(given.folder.require(), address.country)
    _state(given.folder, changing.checked(stated, address, on=given.on or now().date()))


def state_all(given: argparse.Namespace, _home: Path) -> None:
    """Replace a statement."""
    raw = given.file.read_bytes()
    _state(given.folder.require(), read_statement(raw, country=given.country))


def show_statement(given: argparse.Namespace, _home: Path) -> None:
    """Print a statement."""
    stated = proposing.stated_or_empty(given.folder.require(), given.country)
    say(write_statement(stated).decode("utf-8").rstrip())


def revoke_key(given: argparse.Namespace, _home: Path) -> None:
    """Revoke a key."""
    stated = proposing.stated_or_empty(given.folder.require(), given.holder.partition("/")[0])
    moment = given.at or now()
    _state(given.folder, changing.with_key_revoked(stated, given.holder, given.key_id, moment))
    say(f"The key counts no more from {moment:%Y-%m-%d %H:%M} UTC. Publish today, and tell the others by telephone.")


def _state(folder: TrustFolder, stated: Statement) -> None:
    version = proposing.state(folder, stated, at=now())
    say(f"Statement {version} of {stated.country} waits for its own signature: {len(stated.nodes)} nodes, "
        f"{len(stated.desks)} desks.")  # fmt: skip
    say_next(folder)
