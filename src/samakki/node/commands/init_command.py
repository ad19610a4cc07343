"""Make a new node: its folder, keys, database and the agency's recovery key."""

import argparse
from pathlib import Path

from samakki.node.commands.console import Stopped, say, say_first_password
from samakki.node.config import NodeConfig, load
from samakki.node.founding import make_home, unmake_home
from samakki.node.setting import Value
from samakki.node.starting import start_django
from samakki.sealing.keyfiles import create_key_file


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--name", required=True, help="the node's own domain name; never changes afterwards")
    parser.add_argument("--country", required=True, help="ISO 3166-1 code, such as KH")
    parser.add_argument(
        "--host",
        action="append",
        required=True,
        metavar="NAME",
        help="what officers type in the browser; repeat for more",
    )
    parser.add_argument("--title", default="Samakki", help="shown at the top of every page")
    parser.add_argument("--time-zone", default="UTC", metavar="ZONE", help="such as Asia/Phnom_Penh")
    parser.add_argument("--language", default="en", help="language of pages before an officer chose one")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--listen", default="127.0.0.1", metavar="ADDRESS")
    parser.add_argument("--database", default="sqlite", help="sqlite (a file in the home folder) or postgresql://…")
    https = parser.add_mutually_exclusive_group()
    https.add_argument("--behind-proxy", action="store_true", help="a proxy on this machine speaks HTTPS")
    https.add_argument(
        "--certificate", nargs=2, metavar=("CHAIN", "KEY"), help="PEM files; this server speaks HTTPS itself"
    )
    https.add_argument("--demo", action="store_true", help="made-up people, known passwords, this machine only")
    parser.add_argument(
        "--recovery-key", type=Path, metavar="FILE", help="write the secret half there, not on the screen"
    )
    parser.add_argument(
        "--administrator", metavar="USERNAME", help="first officer: a node administrator at a new operator agency"
    )
    parser.add_argument("--administrator-name", metavar="NAME", default="", help="full name of that person")
    parser.add_argument(
        "--static", default="", metavar="FOLDER", help="folder of static files, seen from the home folder"
    )
    parser.add_argument("--copy-database", type=Path, help=argparse.SUPPRESS)  # several demonstrations at once


def run(given: argparse.Namespace, home: Path) -> int:
    """Make the node, or leave the folder as it was."""
    _require_free(home, given.recovery_key)
    secret = make_home(home, settings_of(given))
    try:
        start_django(home)
        from samakki.node import beginning  # noqa: PLC0415  (needs the settings written just now)

        config = load(home)
        beginning.prepare_database(config, copy_of=given.copy_database)
        made = None
        if given.administrator:
            made = beginning.add_administrator(
                config, username=given.administrator, full_name=given.administrator_name or given.administrator
            )
    except BaseException:
        unmake_home(home)
        raise
    say(f"The node is ready in {home}.")
    _hand_over(secret, given.recovery_key)
    if made:
        say_first_password(given.administrator, made.code, made.password)
    _say_what_next(config, has_officer=bool(given.administrator))
    return 0


def settings_of(given: argparse.Namespace) -> dict[str, Value]:
    """The settings that the options stand for."""
    values: dict[str, Value] = {
        "name": given.name,
        "title": given.title,
        "country": given.country,
        "time_zone": given.time_zone,
        "language": given.language,
        "hosts": tuple(given.host),
        "listen": given.listen,
        "port": given.port,
        "database": given.database,
        "demo": given.demo,
    }
    if given.certificate:
        values |= {"https.certificate": given.certificate[0], "https.key": given.certificate[1]}
    if given.static:
        values["server.static"] = given.static
    if given.behind_proxy:
        values["https.proxy"] = True
    return values


def _require_free(home: Path, recovery_key: Path | None) -> None:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Stopped(
            "No node was made.",
            f"{home} is not an empty folder.",
            "Name another folder with --home. A node that was lost comes back with `samakki restore`.",
        )
    if recovery_key is None:
        return
    if recovery_key.exists():
        raise Stopped("No node was made.", f"{recovery_key} exists and is not overwritten.", "Name another file.")
    if recovery_key.absolute().is_relative_to(home):
        raise Stopped(
            "No node was made.",
            "The secret half of the recovery key must not lie in the node's own folder: whoever takes the folder could "
            "open every backup.",
            "Name a file on a medium that is kept apart, such as a USB stick.",
        )


def _hand_over(secret: str, file: Path | None) -> None:
    if file is not None:
        create_key_file(file.absolute(), f"{secret}\n".encode("ascii"))
        say(f"The secret half of the recovery key is in {file}. Keep it away from this machine.")
        return
    say()
    say("Secret half of the recovery key, shown this once. Write it down, keep it in a safe, away from this machine.")
    say("Without it no backup can be opened.")
    say()
    say(f"    {secret}")
    say()


def _say_what_next(config: NodeConfig, *, has_officer: bool) -> None:
    if not has_officer:
        say("Next: `samakki officer add USERNAME --role node_administrator` gives the first person a sign-in.")
    say(f"Next: `samakki --home {config.home} doctor`, then `samakki --home {config.home} run`.")
