"""What must never run: a guessable secret, DEBUG, an open demonstration, keys others can read, plain HTTP.

``samakki run`` does not start while one of these is found; Django's deployment checks report the same.
"""

import ipaddress
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from samakki.access.domain.roles import ROLES
from samakki.access.domain.tightening import tightened
from samakki.kernel.refusals import Refused
from samakki.node.config import NodeConfig
from samakki.node.security import KEY_FILE, KEY_LENGTH
from samakki.node.stored import STORED_FOLDER

LEAST_DIFFERENT_CHARACTERS = 10
FOR_OWNER_ONLY = 0o077  # bits that must not be set
NEEDED_KEYS = ("fields.json", "checkpoint.key", "recovery.pub")


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason not to start: a stable number, what is wrong, what to do now."""

    number: str
    what: str
    now: str


def problems(config: NodeConfig, *, secret: str, is_debug: bool) -> tuple[Problem, ...]:
    """Every reason why this node must not run; empty means it may.

    Args:
        config: of the node.
        secret: what signs sessions and forms.
        is_debug: Django's DEBUG.
    """
    return (
        *_secret(config, secret),
        *(
            [Problem("E002", "DEBUG is on.", "Start the node with `samakki run`, which never sets it.")]
            if is_debug
            else []
        ),
        *_demo(config),
        *_https(config),
        *_certificate(config),
        *_exposed(config),
        *_keys(config),
        *_tighten(config),
    )


def check_deployment(**_options: object) -> list[CheckMessage]:
    """The same as Django's system checks for deployment, ``samakki.E001`` and on."""
    found = problems(settings.CONFIG, secret=secret_in_use(), is_debug=settings.DEBUG)
    return [Error(problem.what, hint=problem.now, id=f"samakki.{problem.number}") for problem in found]


def secret_in_use() -> str:
    """What signs sessions now, "" where there is nothing; Django raises an error for that."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


def _secret(config: NodeConfig, secret: str) -> Iterator[Problem]:
    where = config.keys / KEY_FILE
    if not secret:
        yield Problem(
            "E001", f"There is no secret in {where}.", "Run `samakki init` for a new node, or restore a backup."
        )
    elif (
        len(secret) < KEY_LENGTH
        or len(set(secret)) < LEAST_DIFFERENT_CHARACTERS
        or secret.startswith("django-insecure")
    ):
        yield Problem(
            "E001",
            f"The secret in {where} can be guessed: it is short, repeats itself, or is a default.",
            f"Put {KEY_LENGTH} or more random characters into the file. Everybody will have to sign in again.",
        )


def _demo(config: NodeConfig) -> Iterator[Problem]:
    reachable = [name for name in (*config.hosts, config.text("listen")) if not is_local(name)]
    if config.is_demo and reachable:
        yield Problem(
            "E003",
            f"{config.file} says demo = true, and the node could be reached at {', '.join(reachable)}.",
            "Use names that end in .localhost and listen on 127.0.0.1. A demonstration never becomes a real node: "
            "make one with `samakki init`.",
        )


def _https(config: NodeConfig) -> Iterator[Problem]:
    if not config.is_demo and not config.is_https:
        yield Problem(
            "E004",
            f"{config.file} says neither that this server speaks HTTPS nor that a proxy does.",
            "Set https.certificate and https.key, or https.proxy = true behind a proxy on this machine.",
        )


def _certificate(config: NodeConfig) -> Iterator[Problem]:
    named = [key for key in ("https.certificate", "https.key") if config.text(key)]
    missing = [f"{key} ({config.path(key)})" for key in named if not config.path(key).is_file()]
    if missing:
        yield Problem(
            "E008", f"These files are not there: {', '.join(missing)}.", "Put them there, or correct node.toml."
        )


def _exposed(config: NodeConfig) -> Iterator[Problem]:
    exposed = [f"{path} (mode {mode:04o})" for path, mode in exposed_files(config)]
    if exposed:
        yield Problem(
            "E005",
            f"Other users of this machine can reach {', '.join(exposed)}.",
            f"Run `chmod -R go-rwx {config.home}`. If somebody may have read a key, rotate it.",
        )


def _keys(config: NodeConfig) -> Iterator[Problem]:
    missing = [name for name in NEEDED_KEYS if not (config.keys / name).exists()]
    if missing:
        yield Problem(
            "E006",
            f"{config.keys} has no {', '.join(missing)}.",
            "Restore the newest backup. Do not make new keys for a node that has records: nothing sealed would open.",
        )


def _tighten(config: NodeConfig) -> Iterator[Problem]:
    try:
        tightened(ROLES, config.tighten)
    except Refused as refused:
        places = ", ".join(f"tighten.{reason.facts['place']} ({reason.code})" for reason in refused.reasons)
        yield Problem(
            "E007",
            f"{config.file} changes roles in a way that widens them or cannot be read: {places}.",
            "A node can only take away from roles. docs/how-to/install.md shows how.",
        )


def is_local(host: str) -> bool:
    """Whether a host name or address is this machine and nothing else."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def exposed_files(config: NodeConfig) -> Iterator[tuple[Path, int]]:
    """Keys, settings and records whose mode lets in anyone but their owner."""
    guarded = [
        config.keys,
        config.file,
        config.home / "data",
        config.home / STORED_FOLDER,
        *sorted(config.keys.glob("*")),
    ]
    if config.text("https.key"):
        guarded.append(config.path("https.key"))
    for path in guarded:
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            continue
        if mode & FOR_OWNER_ONLY:
            yield path, mode
