"""Writes the pages of ``docs/reference/`` that come from code; ``--check`` says which differ from what is written.

A page is a function that takes nothing and gives Markdown. To add one, write it in ``tools/pages/`` and name it in
`PAGES`. The same code gives the same bytes: no date, no machine, no order that can change.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.pages import grades  # noqa: E402  (this folder must be on the path first)

FOLDER = "docs/reference"
NOTE = "<!-- Written by `python3 run.py docs`. Change the code it comes from, not this page. -->\n\n"
PAGES: Mapping[str, Callable[[], str]] = {
    "grades.md": grades.page,
}


def main(words: list[str]) -> int:
    """Write the pages, or compare them with ``--check``; the answer is the exit code."""
    if words not in ([], ["--check"]):
        print("reference_pages.py [--check]", file=sys.stderr)
        return 2
    fresh = {ROOT / FOLDER / name: NOTE + page() for name, page in PAGES.items()}
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


def written(path: Path) -> str:
    """The page as it stands; empty where there is none."""
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
