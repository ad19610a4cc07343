"""The home folder: private, complete, nothing left half-done."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import samakki.ui
from samakki.node import schema
from samakki.node.backups.making import STAGING_PREFIX
from samakki.node.backups.report import last_backup
from samakki.node.checks import Problem, problems
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn
from samakki.node.restoring.mark import STAGING, interrupted_restore
from samakki.node.security import secret_key
from samakki.sealing.errors import SealingError
from samakki.sealing.keyring import load_keyring
from samakki.sealing.signing import SigningKey

PRINT_FONTS = Path(samakki.ui.__file__).parent / "print_fonts"


def safe_to_run(config: NodeConfig) -> Iterator[Finding]:
    """What ``samakki run`` refuses."""
    found = problems(config, secret=secret_key(config), is_debug=False)
    yield from (_as_finding(problem) for problem in found)
    if not found:
        yield ok(f"Settings, secret and file rights are fit to run ({config.file})")


def keys(config: NodeConfig) -> Iterator[Finding]:
    """Keys can be read and are what they should be."""
    try:
        ring = load_keyring(config.keys / "fields.json")
        signing = SigningKey.load_all(config.keys / "checkpoint.key")
    except (SealingError, OSError) as error:
        yield fail(f"A key cannot be used: {error}", "Put the key file back from the newest backup.")
    else:
        yield ok(f"Keys: {len(ring.keys)} for fields, {len(signing)} for checkpoints")


def static_files(config: NodeConfig) -> Iterator[Finding]:
    """Style sheets, scripts and fonts are there, those for prints too."""
    manifest, folder = schema.static_manifest(config), config.path("server.static")
    if not manifest.exists():
        yield fail(f"Style sheets and scripts are missing in {folder}.", "Run `samakki upgrade`.")
        return
    named = json.loads(manifest.read_text("utf-8"))["paths"].values()
    missing = [name for name in named if not (folder / name).exists()]
    if missing:
        yield fail(f"{len(missing)} of {len(named)} style sheets, scripts and fonts are missing in {folder}.",
                   "Run `samakki upgrade`.")  # fmt: skip
    elif not any(PRINT_FONTS.glob("*.ttf")):
        yield fail(f"The fonts for prints are missing in {PRINT_FONTS}.", "Install the software again.")
    else:
        yield ok("Style sheets, scripts and fonts are in place")


def restore(config: NodeConfig) -> Iterator[Finding]:
    """No restore was interrupted."""
    if mark := interrupted_restore(config.home):
        yield fail(mark.what(config.home), mark.now)
    elif (config.home / STAGING).exists():
        yield warn(
            f"{config.home / STAGING} holds an opened backup that a restore left behind.",
            "Delete the folder: it holds keys and records in the clear.",
        )


def backups(config: NodeConfig) -> Iterator[Finding]:
    """The newest backup is young enough, and an interrupted one left nothing behind."""
    for left in sorted(config.state.glob(f"{STAGING_PREFIX}*/")):
        yield warn(
            f"{left} was left behind by a backup that was interrupted, or one is being made now.",
            "If none is being made, delete the folder: it holds records and keys in the clear.",
        )
    if config.is_demo:
        return
    found = last_backup(config)
    if found is None:
        yield warn("There is no backup yet.", "Run `samakki backup`, and every day from a timer; deploy/ has one.")
        return
    made_at, path = found
    age = datetime.now(UTC) - made_at
    told = f"The newest backup is {_hours(age)} old ({path.name})"
    if age > timedelta(hours=config.number("backups.warn_after_hours")):
        yield warn(
            f"{told}.", "Run `samakki backup`, and look why the timer did not (systemctl status samakki-backup)."
        )
    else:
        yield ok(told)


def demo(config: NodeConfig) -> Iterator[Finding]:
    """Whether this is a demonstration."""
    if config.is_demo:
        yield warn(
            "This is a demonstration: passwords are known to everybody.",
            "Nothing to do, as long as no real person's data is typed into it.",
        )


def _as_finding(problem: Problem) -> Finding:
    return fail(f"{problem.what} ({problem.number})", problem.now)


def _hours(age: timedelta) -> str:
    return f"{age.total_seconds() / 3600:.1f} hours"
