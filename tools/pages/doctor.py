"""``docs/reference/doctor.md``: what ``samakki doctor`` looks into."""

from __future__ import annotations

from samakki.node.doctor import database
from samakki.node.doctor.topics import WITHOUT_DATABASE
from tools.pages import table

OPENING = """\
# What the doctor looks into

`samakki doctor` prints a line for each thing it looked at: `ok`, `warn` (it works, and should be seen to) or `fail` (it
does not work, or is not safe). Below a `warn` and a `fail` stand why it matters, what to do now, where to read on, and
the code of the subject. Where the database cannot be read, what needs it is left out.

| option | |
|---|---|
| `--only-problems` | leaves out the lines that say `ok` |
| `--strict` | ends with 1 for a `warn` too |
| `--json` | one object: `home`, `at`, `worst`, `findings` with `topic`, `level`, `what`, `why`, `now`, `see` |

It ends with 0 where nothing fails, and with 1 where something does. It changes nothing. Certificate, proxy and
published address are asked for over the network, each for at most half a minute.

"""


def page() -> str:
    """The whole page."""
    topics = (*WITHOUT_DATABASE, *database.FIRST, *database.THEN)
    return OPENING + table(
        ["code", "looks at", "why it matters", "set up in"],
        ([f"`{one.code}`", summary(one.inspect.__doc__), one.why, f"[{one.see}](../../{one.see})"] for one in topics),
    )


def summary(text: str | None) -> str:
    """The first line of a docstring."""
    return (text or "").strip().splitlines()[0]
