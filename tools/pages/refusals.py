"""``docs/reference/refusals.md``: every reason for which the software says no, as pages word it."""

from __future__ import annotations

from samakki.ui import wording
from tools.pages import table

OPENING = """\
# Refusals

A rule that says no gives a code with facts; pages put it into words: what happened, why, what to do now. The code and
the facts, never the words, stand in the audit log. `%(…)s` is a fact.

"""


def page() -> str:
    """The whole page."""
    return OPENING + table(
        ["code", "what happened", "why", "what to do now"],
        (
            [f"`{code}`", str(words.what), str(words.why), str(words.now)]
            for code, words in sorted(wording.registered().items())
        ),
    )
