"""The project's own files, as the rules read them."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "samakki"


def modules(folder: Path = PACKAGE) -> Iterator[tuple[str, ast.Module]]:
    """Every Python module below a folder as (path from the root, syntax tree), migrations left out."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield name(path), ast.parse(path.read_text("utf-8"))


def templates() -> Iterator[tuple[str, str]]:
    """Every template of the project as (path from the root, text)."""
    for path in sorted(PACKAGE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".xml", ".svg"}:
            yield name(path), path.read_text("utf-8")


def name(path: Path) -> str:
    """Path from the root of the repository, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def contracts() -> list[dict[str, Any]]:
    """The import-linter contracts."""
    contracts: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    return contracts


def rank() -> dict[str, int]:
    """Height of every subject in the layers contract; equal numbers stand side by side, 0 is the bottom."""
    layers = next(contract["layers"] for contract in contracts() if contract["name"].startswith("Subjects import"))
    return {subject.strip(): height for height, row in enumerate(reversed(layers)) for subject in row.split("|")}


def called(call: ast.Call) -> str:
    """Last part of the name a call uses: ``mark_safe`` for ``safestring.mark_safe(x)``."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a syntax tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
