"""The trust list: who takes part in the exchange, signed by countries on machines without a network.

A folder is carried, or sent as one file, from authority to authority; each signs with its own key. The host publishes
what enough of them signed and can change nothing in it. docs/how-to/trust-ceremony.md goes through all of it.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from samakki.exchange.domain.trust.errors import TrustError
from samakki.exchange.domain.trust.reading import AGENCY_KINDS
from samakki.exchange.trust.folder import TrustFolder
from samakki.kernel.moments import read_moment
from samakki.node.commands import trust_making as making
from samakki.node.commands import trust_node as node
from samakki.node.commands import trust_stating as stating
from samakki.node.commands.console import Stopped
from samakki.sealing.errors import SealingError

Act = Callable[[argparse.Namespace, Path], None]
Declare = Callable[[argparse.ArgumentParser], None]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the acts and their options."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    for name, (does, line, declare) in ACTS.items():
        one = acts.add_parser(name, help=line, description=line)
        one.set_defaults(does=does)
        if does not in WITHOUT_FOLDER:
            one.add_argument("folder", type=lambda text: TrustFolder(Path(text)), help="the folder that is carried")
        declare(one)


def run(given: argparse.Namespace, home: Path) -> int:
    """Do one step."""
    try:
        given.does(given, home)
    except (TrustError, SealingError) as error:
        raise Stopped(
            "This step was not done.", str(error), f"`samakki trust {given.act} --help` tells more."
        ) from error
    except OSError as error:
        now = "Look whether the file is there, whether this user may read it, and whether the stick can be written."
        raise Stopped("This step was not done.", str(error), now) from error
    return 0


def _nothing(_parser: argparse.ArgumentParser) -> None:
    """No options."""


def _key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="of the new key, on a stick that stays with its holder")
    parser.add_argument("--holder", required=True, help='whose key it is, such as KH or "KH directory"')


def _init(parser: argparse.ArgumentParser) -> None:
    _publics(parser, "--root", "public half of a national key; repeat for each country")
    parser.add_argument("--needed", type=int, required=True, metavar="M", help="how many of them must sign")
    parser.add_argument("--host", type=Path, required=True, metavar="FILE.pub", help="key of whoever publishes")


def _sign(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, required=True, help="your key file")
    parser.add_argument("--yes", action="store_true", help="do not ask before signing")


def _publish(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, required=True, help="key file of the host")


def _country(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("country", help="such as KH")


def _add_country(parser: argparse.ArgumentParser) -> None:
    _country(parser)
    _publics(parser, "--key", "public half of a key with which the country signs its statement")
    parser.add_argument("--needed", type=int, default=1, metavar="M", help="how many of them must sign it")


def _rotate(parser: argparse.ArgumentParser) -> None:
    _publics(parser, "--out", "national key that goes", required=False)
    _publics(parser, "--in", "national key that comes", required=False)
    parser.add_argument("--needed", type=int, metavar="M", help="how many must sign from now on")
    parser.add_argument("--host", type=Path, metavar="FILE.pub", help="another key for whoever publishes")


def _withdraw(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="root, targets or a country")


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def _add_agency(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="such as KH/POL")
    parser.add_argument("--kind", required=True, choices=AGENCY_KINDS)
    parser.add_argument("--name", action="append", required=True, metavar="LANGUAGE=NAME", help="en=… and others")


def _add_node(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("publication", type=Path, help="the file that the node published")


def _add_desk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="JSON: address, node, names, duty, languages, may_receive, phone …")
    parser.add_argument("--publication", type=Path, required=True, help="the file that the desk's node published")


def _remove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="a node with its desks, KH/POL, or one desk, KH/POL/AHTJPD/duty")


def _checked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="when; today unless given")


def _state(parser: argparse.ArgumentParser) -> None:
    _country(parser)
    _file(parser)


def _revoke(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("holder", help="a node, KH/POL, or a desk, KH/POL/AHTJPD/duty")
    parser.add_argument("key_id", help="32 hexadecimal digits")
    parser.add_argument("--at", type=read_moment, metavar="2026-11-22T05:00:00Z", help="from when on; now unless given")


def _follow(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", help="an https:// address or a folder")
    parser.add_argument("--digest", required=True, help="of the first root, as your central authority tells it")


def _update(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", default="", help="a folder or address; else exchange.trust of node.toml")


def _own_keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--desk", action="append", default=[], metavar="ADDRESS", help="else every desk of this node")
    parser.add_argument("--new-signing-key", action="store_true", help="make another signing key, which signs at once")


def _publication(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("--endpoint", action="append", default=[], metavar="https://…", help="where it can be called")
    parser.add_argument(
        "--certificate", type=Path, metavar="CHAIN.pem", help="pin this one; that of node.toml unless given"
    )
    parser.add_argument(
        "--no-pin", action="store_true", help="a proxy with certificates of a public authority stands before it"
    )


def _publics(parser: argparse.ArgumentParser, option: str, line: str, *, required: bool = True) -> None:
    name = {"--in": "new"}.get(option, option.lstrip("-"))
    parser.add_argument(
        option, dest=name, type=Path, action="append", required=required, default=[], metavar="FILE.pub", help=line
    )


WITHOUT_FOLDER: tuple[Act, ...] = (
    making.make_key,
    node.follow,
    node.update,
    node.own_keys,
    node.publish_keys,
    node.show,
)
ACTS: dict[str, tuple[Act, str, Declare]] = {
    "key": (making.make_key, "make a key for signing; its secret half is sealed by a passphrase", _key),
    "init": (making.init, "propose the first root", _init),
    "add-country": (making.add_country, "propose a member, or other keys for one", _add_country),
    "remove-country": (making.remove_country, "propose a list without a member", _country),
    "rotate": (making.rotate_root, "propose a root with other keys, or prolong it for a year", _rotate),
    "sign": (making.sign_waiting, "sign everything that waits for this key", _sign),
    "publish": (making.publish_ready, "host: put in place what enough signed, and date the list anew", _publish),
    "withdraw": (making.withdraw_proposal, "take back a proposal that waits", _withdraw),
    "export": (making.export, "write everything into one file that can be sent or carried", _file),
    "import": (making.import_file, "take in such a file: newer data, proposals, signatures", _file),
    "status": (making.status, "say what is published, what waits, and for whom", _nothing),
    "verify": (making.verify, "check the published list as a node does that knows its first root alone", _nothing),
    "add-agency": (stating.add_agency, "country: add or change an agency", _add_agency),
    "add-node": (stating.add_node, "country: add a node, or bring its keys up to date", _add_node),
    "add-desk": (stating.add_desk, "country: add or change a desk; its keys come from its node", _add_desk),
    "remove": (stating.remove, "country: take out a node with its desks, or one desk", _remove),
    "checked": (stating.confirm_desk, "country: say that a desk's entry was checked by calling", _checked),
    "revoke": (stating.revoke_key, "country: revoke a key of a node or desk", _revoke),
    "state": (stating.state_all, "country: replace the whole statement by a file", _state),
    "show": (stating.show_statement, "print what a country states", _country),
    "own-keys": (node.own_keys, "node: make the keys of this node and its desks that are due", _own_keys),
    "publication": (node.publish_keys, "node: write the file to give to your central authority", _publication),
    "follow": (node.follow, "node: believe a first root, and take the list", _follow),
    "update": (node.update, "node: take what is newer", _update),
    "state-of-node": (node.show, "node: say how fresh the trust data is, and which keys end when", _nothing),
}
