"""``docs/reference/settings.md``: every key of ``node.toml``."""

from __future__ import annotations

from samakki.node.setting import Value
from samakki.node.setting_table import SETTINGS
from tools.pages import table

OPENING = """\
# Settings

A node reads `node.toml` in its home folder once, when it starts. `sessions.hours` stands for `hours` under
`[sessions]`. A key that is left out has its default; `samakki doctor` names a key that is not listed here and a value
that is not allowed.

"""


def page() -> str:
    """The whole page."""
    return OPENING + table(
        ["key", "default", "what it does", "allowed"],
        (
            [
                f"`{one.key}`",
                f"`{written(one.default)}`" if one.default != "" else "–",
                one.meaning,
                one.what_is_allowed,
            ]
            for one in SETTINGS
        ),
    )


def written(value: Value) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
