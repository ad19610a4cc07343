"""Writes the pages of ``docs/reference/`` that come from code; ``--check`` says which differ from what is written.

A page is a module of ``tools/pages/`` with a function ``page`` that takes nothing and gives Markdown, or JSON for
programs; to add one, write it and name it in `PAGES`. The same code gives the same bytes: no date, no machine, no order
that can change.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "docs/reference"
NOTE = "<!-- Written by `python3 run.py docs`. Change the code it comes from, not this page. -->\n\n"
PAGES: Mapping[str, str] = {
    "cases.md": "cases",
    "delivery-states.md": "delivery",
    "doctor.md": "doctor",
    "grades.md": "grades",
    "importing.md": "importing",
    "kinds.md": "kinds",
    "messages.md": "messages",
    "openapi.json": "openapi",
    "records.md": "records",
    "refusals.md": "refusals",
    "report-states.md": "states",
    "role-matrix.md": "roles",
    "settings.md": "settings",
}


def main(words: list[str]) -> int:
    """Write the pages, or compare them with ``--check``; the answer is the exit code."""
    if words not in ([], ["--check"]):
        print("reference_pages.py [--check]", file=sys.stderr)
        return 2
    fresh = {ROOT / FOLDER / name: text for name, text in pages().items()}
    stale = {path: text for path, text in fresh.items() if written(path) != text}
    if not words:
        for path, text in stale.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        print(f"{len(PAGES)} reference pages, {len(stale)} written anew")
        return 0
    for path, text in stale.items():
        name = path.relative_to(ROOT).as_posix()
        print(
            *difflib.unified_diff(written(path).splitlines(), text.splitlines(), name, "from code", lineterm=""),
            sep="\n",
        )
    if stale:
        print(f"{len(stale)} reference pages are behind the code: python3 run.py docs")
    return 1 if stale else 0


def pages() -> dict[str, str]:
    """Every page by file name, as the code has it now."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import_module("django").setup()
    # Pages import tables and words of subjects, which load only once Django is set up.
    fresh = {name: str(import_module(f"tools.pages.{module}").page()) for name, module in PAGES.items()}
    return {name: text if name.endswith(".json") else NOTE + text for name, text in fresh.items()}


def written(path: Path) -> str:
    """The page as it stands; empty where there is none."""
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
