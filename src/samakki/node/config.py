"""What one installation was told: the file ``node.toml`` in its home folder, read once and checked key by key."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import cast

from samakki.kernel.refusals import SamakkiError
from samakki.node.setting import Setting, SettingError, Value
from samakki.node.setting_table import SETTINGS

HOME_VARIABLE = "SAMAKKI_HOME"
DEFAULT_HOME = ".local/node"
FILE = "node.toml"
TIGHTEN = "tighten"


class NodeFileError(SamakkiError):
    """``node.toml`` cannot be used. The text names the file, the key and what is allowed there."""


KNOWN: Mapping[str, Setting] = MappingProxyType({setting.key: setting for setting in SETTINGS})


@dataclass(frozen=True, slots=True)
class NodeConfig:
    """One node's settings, read once at start."""

    home: Path
    is_present: bool  # there is a node.toml; without one, defaults stand in for tools that need no node
    values: Mapping[str, Value]
    tighten: Mapping[str, object] = field(default_factory=dict)  # what the deployment takes away from roles

    def text(self, key: str) -> str:
        """Value of a setting that holds a text."""
        return cast("str", self.values[key])

    def number(self, key: str) -> int:
        """Value of a setting that holds a whole number."""
        return cast("int", self.values[key])

    def flag(self, key: str) -> bool:
        """Value of a setting that is true or false."""
        return cast("bool", self.values[key])

    def path(self, key: str) -> Path:
        """Value of a setting that holds a path, taken from the home folder."""
        return self.home / self.text(key)

    @property
    def file(self) -> Path:
        """The file these settings were read from."""
        return self.home / FILE

    @property
    def keys(self) -> Path:
        """Folder of the node's keys."""
        return self.home / "keys"

    @property
    def database_file(self) -> Path:
        """The SQLite database; exists only where ``database`` is "sqlite"."""
        return self.home / "data" / "node.sqlite3"

    @property
    def state(self) -> Path:
        """Folder of what running processes leave for each other: locks, the keeper's report, the last backup."""
        return self.home / "state"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names this node answers to."""
        return cast("tuple[str, ...]", self.values["hosts"])

    @property
    def is_demo(self) -> bool:
        """A demonstration with made-up people."""
        return self.flag("demo")

    @property
    def is_sqlite(self) -> bool:
        """The database is a file of this node."""
        return self.text("database") == "sqlite"

    @property
    def is_https(self) -> bool:
        """Pages reach browsers over HTTPS: this server's own, or a proxy's."""
        return bool(self.text("https.certificate")) or self.flag("https.proxy")


def load(home: Path | None = None) -> NodeConfig:
    """Read ``node.toml`` in `home`, or in ``$SAMAKKI_HOME``.

    A home without the file gives defaults and ``is_present = False``: enough for tools that need the settings module
    and no node; ``samakki run`` refuses it.

    Raises:
        NodeFileError: the file is not TOML, has an unknown key, or a value that is not allowed.
    """
    home = (home or Path(os.environ.get(HOME_VARIABLE, DEFAULT_HOME))).absolute()
    path = home / FILE
    try:
        return parse(path.read_text("utf-8"), path)
    except FileNotFoundError:
        return NodeConfig(home, False, MappingProxyType({setting.key: setting.default for setting in SETTINGS}))
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {error}."
        raise NodeFileError(message) from error


def parse(text: str, path: Path) -> NodeConfig:
    """Settings from the text of a ``node.toml`` that stands, or will stand, at `path`.

    What ``[tighten]`` takes away from roles is passed on as it is: ``access`` reads it, and a wish that cannot be read
    keeps the node from starting.

    Raises:
        NodeFileError: every wrong key, one line each.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{path} is not a TOML file: {error}."
        raise NodeFileError(message) from error
    tighten = tables.pop(TIGHTEN, {})
    given = dict(_flatten(tables))
    wrong = [f"{path}: {key}: there is no such setting. Known settings: {', '.join(KNOWN)}."
             for key in given if key not in KNOWN]  # fmt: skip
    values: dict[str, Value] = {}
    for setting in SETTINGS:
        try:
            values[setting.key] = setting.read(given.get(setting.key, setting.default))
        except SettingError as error:
            wrong.append(f"{path}: {setting.key}: {error}")
    if not isinstance(tighten, dict):
        wrong.append(f"{path}: {TIGHTEN}: Give tables such as [tighten.investigator].")
    wrong += [] if wrong else [f"{path}: {line}" for line in _contradictions(values)]
    if wrong:
        raise NodeFileError("\n".join(wrong))
    return NodeConfig(path.parent, True, MappingProxyType(values), tighten)


def _flatten(tables: Mapping[str, object], prefix: str = "") -> list[tuple[str, object]]:
    """Keys with their table before a dot: ``sessions.hours``."""
    flat: list[tuple[str, object]] = []
    for key, value in tables.items():
        if isinstance(value, dict):
            flat += _flatten(value, f"{prefix}{key}.")
        else:
            flat.append((prefix + key, value))
    return flat


def _contradictions(values: Mapping[str, Value]) -> list[str]:
    """What no single key shows to be wrong."""
    wrong = []
    if bool(values["https.certificate"]) != bool(values["https.key"]):
        wrong.append("https.certificate and https.key: give both or neither.")
    if values["https.certificate"] and values["https.proxy"]:
        wrong.append("https.proxy: a node speaks HTTPS itself or leaves it to a proxy, not both.")
    return wrong
