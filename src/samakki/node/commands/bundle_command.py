"""bundle export, bundle import: messages and receipts between nodes on a stick, where there is no line."""

import argparse
import getpass
import os
from pathlib import Path

from samakki.exchange.actions.bundles import export_bundle, import_bundle
from samakki.exchange.actions.calls import NotBelieved
from samakki.exchange.actions.station import NotInExchange, station
from samakki.exchange.domain.frames import NotAFrame
from samakki.exchange.web.wording.mail import REASONS
from samakki.kernel.addresses import NodeName
from samakki.kernel.refusals import InvalidValue
from samakki.node.commands.console import Stopped, say
from samakki.sealing.carrying import new_passphrase
from samakki.sealing.errors import SealBroken

VARIABLE = "SAMAKKI_BUNDLE_PASSPHRASE"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    export = acts.add_parser("export", help="write what waits for a node")
    export.add_argument("node", help="name of the other node: TH/POL")
    export.add_argument("folder", type=Path, help="where the volumes are written, such as a stick")
    bring = acts.add_parser("import", help="take in volumes of one bundle, in any order, as often as you like")
    bring.add_argument("files", type=Path, nargs="+", help="the volumes")


def run(given: argparse.Namespace, _home: Path) -> int:
    """Export or import."""
    try:
        return _export(given) if given.act == "export" else _import(given)
    except NotInExchange as error:
        raise Stopped("Nothing was carried.", str(error), "Run: samakki trust --help") from error


def _export(given: argparse.Namespace) -> int:
    try:
        node = str(NodeName.parse(given.node))
    except InvalidValue as error:
        raise Stopped("Nothing was written.", f"{given.node} is no name of a node.", "Write it as TH/POL.") from error
    at = station()
    if at.listed(node) is None or node == str(at.node):
        why = f"{node} is this node itself, or not in the trust list."
        raise Stopped("Nothing was written.", why, "Look at samakki trust show.")
    if not given.folder.is_dir():
        raise Stopped("Nothing was written.", f"{given.folder} is no folder.", "Make it, or name the stick's.")
    passphrase = os.environ.get(VARIABLE, "") or new_passphrase()
    written = export_bundle(by="console", at=at, node=node, folder=given.folder, passphrase=passphrase)
    for path in written.files:
        say(str(path))
    say(f"{written.messages} messages, {written.receipts} receipts, {written.chunks} pieces of attachments for {node}.")
    say(f"Digest, to compare on the telephone: {_grouped(written.digest)}")
    if VARIABLE not in os.environ:
        say(f"Passphrase, to be said on the telephone and written on nothing that travels: {passphrase}")
    return 0


def _import(given: argparse.Namespace) -> int:
    passphrase = os.environ.get(VARIABLE, "") or getpass.getpass("Passphrase, as the other side says it: ").strip()
    try:
        told = import_bundle(by="console", at=station(), files=given.files, passphrase=passphrase)
    except SealBroken as error:
        now = "Have the passphrase read out again; copy the file again."
        raise Stopped("Nothing was taken in.", str(error), now) from error
    except (NotAFrame, NotBelieved) as error:
        why = f"A file is no volume for this node, or not of whom it says ({error.code})."
        raise Stopped(
            "Nothing was taken in.", why, "Ask who wrote it. Bring the trust list up to date first."
        ) from error
    except OSError as error:
        raise Stopped("Nothing was taken in.", f"A file cannot be read: {error.strerror}.", "Copy it again.") from error
    say(
        f"{told.messages} messages and {told.receipts} receipts of {told.sender} are in. What was here stays as it was."
    )
    if told.problems:
        say("Not taken:")
        for code in told.problems:
            say(f"  {code}: {REASONS[code]}" if code in REASONS else f"  {code}")
    if told.missing:
        say(f"Missing volumes: {', '.join(map(str, told.missing))}. Import them when they are here; nothing is lost.")
        return 1
    say(f"Digest, to compare on the telephone: {_grouped(told.digest)}")
    say("The way back carries receipts: samakki bundle export " + told.sender)
    return 0


def _grouped(digest: str) -> str:
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))
