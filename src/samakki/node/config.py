"""What one installation was told: the file ``node.toml`` in the node's home folder."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class NodeConfig:
    """One node's settings, read once at start."""

    home: Path
    name: str  # origin of checkpoints: "kh.samakki.example"
    title: str  # shown in the page header
    country: str
    hosts: tuple[str, ...]
    port: int
    database: str  # "sqlite" or a postgresql:// address
    is_demo: bool
    raw: dict[str, Any]

    @property
    def keys(self) -> Path:
        """Folder of the node's keys."""
        return self.home / "keys"


def load() -> NodeConfig:
    """Read ``$SAMAKKI_HOME/node.toml``."""
    home = Path(os.environ.get("SAMAKKI_HOME", ".local/node"))
    path = home / "node.toml"
    raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return NodeConfig(
        home=home,
        name=raw.get("name", "node.invalid"),
        title=raw.get("title", "Samakki"),
        country=raw.get("country", "KH"),
        hosts=tuple(raw.get("hosts", ["localhost", "127.0.0.1"])),
        port=int(raw.get("port", 8001)),
        database=raw.get("database", "sqlite"),
        is_demo=bool(raw.get("demo", False)),
        raw=raw,
    )
