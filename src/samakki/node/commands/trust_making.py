"""Acts of ``samakki trust`` for whoever holds a national key, and for the host. They need no node."""

import argparse
import os
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path

from samakki.exchange.domain.trust.publication import digest_of
from samakki.exchange.trust import carrying, proposing, signing
from samakki.exchange.trust.examining import examine
from samakki.node.commands.console import Stopped, say
from samakki.node.commands.trust_wording import now, say_next, say_published, say_status
from samakki.sealing.ceremony import (
    LEAST_PASSPHRASE,
    CeremonySigner,
    PublicCeremonyKey,
    create_ceremony_key,
    open_ceremony_key,
)

PHRASE_FROM = "SAMAKKI_PASSPHRASE_FILE"


def make_key(given: argparse.Namespace, _home: Path) -> None:
    """Make a key."""
    passphrase = _new_passphrase()
    public = create_ceremony_key(given.file.absolute(), holder=given.holder, passphrase=passphrase)
    shown = given.file.with_suffix(".pub")
    shown.write_bytes(public.to_bytes())
    say(f"The key of {given.holder} is in {given.file}, sealed by your passphrase. Without it the key is lost.")
    say(f"Hand {shown} to whoever prepares the signing, and compare by telephone:")
    say(f"    {digest_of(public.to_bytes())}")
    say("Keep the stick in a safe, and a copy of it in another one.")


def init(given: argparse.Namespace, _home: Path) -> None:
    """Propose the first root."""
    keys = _public_keys(given.root)
    proposing.begin(given.folder, national=keys, needed=given.needed, host=_public_key(given.host), at=now())
    say(f"A first root waits in {given.folder.path}: {given.needed} of {len(keys)} must sign.")
    for key in keys:
        say(f"    {key.holder}: {digest_of(key.to_bytes())}")
    say_next(given.folder)


def sign_waiting(given: argparse.Namespace, _home: Path) -> None:
    """Sign."""
    folder = given.folder.require()
    for name in folder.waiting():
        examine(folder, name)
    signer = _opened(given.key)
    say_status(folder)
    if not given.yes and input(f"Sign as {signer.half.holder}? Type yes: ").strip().lower() != "yes":
        raise Stopped("Nothing was signed.", "You did not type yes.", "Read what waits, and ask whoever proposed it.")
    signed = signing.sign(folder, signer)
    say(f"{signer.half.holder} signed: {', '.join(signed)}.")
    say_next(folder)


def publish_ready(given: argparse.Namespace, _home: Path) -> None:
    """Publish."""
    done = signing.publish(given.folder.require(), _opened(given.key), at=now())
    say(f"Published: {', '.join(done)}." if done else "Nothing new was complete; the list is dated anew for 30 days.")
    say_published(given.folder)
    say_next(given.folder)


def add_country(given: argparse.Namespace, _home: Path) -> None:
    """Propose a member."""
    keys = _public_keys(given.key)
    version = proposing.add_country(given.folder.require(), given.country, keys=keys, needed=given.needed, at=now())
    say(f"List {version} with {given.country} waits for signatures. It may speak of countries/{given.country}/ alone.")
    for key in keys:
        say(f"    {key.holder}: {digest_of(key.to_bytes())}")
    say_next(given.folder)


def remove_country(given: argparse.Namespace, _home: Path) -> None:
    """Propose a list without a member."""
    version = proposing.remove_country(given.folder.require(), given.country, at=now())
    say(f"List {version} without {given.country} waits for signatures.")
    say_next(given.folder)


def rotate_root(given: argparse.Namespace, _home: Path) -> None:
    """Propose another root."""
    version = proposing.change_root(
        given.folder.require(),
        at=now(),
        out=[key.id for key in _public_keys(given.out)],
        new=_public_keys(given.new),
        needed=given.needed,
        host=_public_key(given.host) if given.host else None,
    )
    say(f"Root {version} waits: enough holders of the keys before, and enough of the new ones, must sign.")
    say_next(given.folder)


def withdraw_proposal(given: argparse.Namespace, _home: Path) -> None:
    """Take back a proposal."""
    given.folder.require().withdraw(given.name)
    given.folder.withdraw(f"{given.name}.country")
    say(f"The proposal {given.name} was taken back. What is published stays.")


def export(given: argparse.Namespace, _home: Path) -> None:
    """Write one file."""
    raw = carrying.pack(given.folder)
    given.file.write_bytes(raw)
    say(f"{given.file} holds the list and all that waits. Whoever takes it compares:")
    say(f"    {carrying.digest_of_archive(raw)}")
    say_next(given.folder)


def import_file(given: argparse.Namespace, _home: Path) -> None:
    """Take in one file."""
    raw = given.file.read_bytes()
    say(f"{given.file}: {carrying.digest_of_archive(raw)}")
    brought = carrying.merge(given.folder, carrying.unpack(raw))
    say("The published list in it is newer and was taken." if brought.is_newer else "Its published list is not newer.")
    say(f"Proposals that were new: {', '.join(brought.proposals) or 'none'}. Signatures added: {brought.signatures}.")
    say_next(given.folder)


def status(given: argparse.Namespace, _home: Path) -> None:
    """Say how things stand."""
    say_status(given.folder.require())
    say_next(given.folder)


def verify(given: argparse.Namespace, _home: Path) -> None:
    """Check the published list."""
    found = signing.verified(given.folder.require())
    say(f"Root {found.root_version} and list {found.timestamp_version} are signed as they must be.")
    say_published(given.folder)
    snapshot = given.folder.snapshot()
    stated = snapshot.signed.meta if snapshot else {}
    for country, problem in found.problems.items():
        told = problem if f"{country}.json" in stated else "nothing is stated yet: `samakki trust add-node`, `add-desk`"
        say(f"    {country}: {told}")


def _public_keys(paths: Sequence[Path]) -> list[PublicCeremonyKey]:
    return [_public_key(path) for path in paths]


def _public_key(path: Path) -> PublicCeremonyKey:
    return PublicCeremonyKey.from_bytes(path.read_bytes())


def _opened(path: Path) -> CeremonySigner:
    return open_ceremony_key(path.absolute(), _passphrase(f"Passphrase of {path.name}: "))


def _new_passphrase() -> str:
    passphrase = _passphrase(f"Passphrase, at least {LEAST_PASSPHRASE} characters: ")
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Stopped(
            "No key was made.",
            f"The passphrase has fewer than {LEAST_PASSPHRASE} characters.",
            "Take five or six words that have nothing to do with each other.",
        )
    if not os.environ.get(PHRASE_FROM) and getpass("The same again: ") != passphrase:
        raise Stopped("No key was made.", "The two passphrases differ.", "Try again.")
    return passphrase


def _passphrase(prompt: str) -> str:
    """From the file that the environment names, for the host's daily run; else typed."""
    if path := os.environ.get(PHRASE_FROM):
        return Path(path).read_text("utf-8").rstrip("\n")
    if not sys.stdin.isatty():
        raise Stopped(
            "The key was not opened.", "There is nobody to type a passphrase.", f"Name a file in ${PHRASE_FROM}."
        )
    return getpass(prompt)
