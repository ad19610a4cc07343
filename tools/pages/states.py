"""``docs/reference/report-states.md``: states of a report and of a community report, drawn from their tables."""

from __future__ import annotations

from samakki.intelligence.domain.leads import USES as NEXT
from samakki.intelligence.domain.states import TRANSITIONS, TURNS, State
from samakki.intelligence.web.wording.acts import ACTS
from samakki.intelligence.web.wording.values import STATES, USES
from samakki.intelligence.web.wording.values import TURNS as TURN_WORDS
from tools.pages import table

OPENING = """\
# States of a report

Which state follows which, under which verb. The verb is also the act in the audit log. A broken arrow is a step that
another node takes part in: it stands in the table because it belongs to a report's life, and no page on this node
offers it yet.

"""
COMMUNITY = """
# States of a community report

What a support agency decides about what a community told. A lead takes two people: one proposes it, another lets it go.

"""


def page() -> str:
    """The whole page."""
    return OPENING + _diagram() + "\n" + _turns() + "\n" + _steps() + COMMUNITY + _uses()


def _diagram() -> str:
    lines = [
        f"    {one.start.value} {'-.->' if one.needs_exchange else '-->'}|{one.step.value}| {one.end.value}"
        for one in TRANSITIONS
    ]
    return "```mermaid\nflowchart TD\n" + "".join(f"{line}\n" for line in lines) + "```\n"


def _turns() -> str:
    rows = [[f"`{state.value}`", str(STATES[state][0]), str(TURN_WORDS[TURNS[state]])] for state in State]
    return table(["state", "on pages", "whose turn it is"], rows)


def _steps() -> str:
    rows = [
        [
            f"`{one.start.value}`",
            f"`{one.step.value}`",
            f"`{one.end.value}`",
            str(ACTS[one.step.value]),
            "yes" if one.needs_exchange else "–",
        ]
        for one in TRANSITIONS
    ]
    return table(["from", "verb", "to", "in the audit log", "needs another node"], rows)


def _uses() -> str:
    lines = [
        f"    {use.value} --> {after.value}" for use, following in NEXT.items() for after in sorted(following, key=str)
    ]
    drawn = "```mermaid\nflowchart LR\n" + "".join(f"{line}\n" for line in lines) + "```\n\n"
    return drawn + table(
        ["decision", "on pages"], ([f"`{use.value}`", str(words)] for use, (words, _c) in USES.items())
    )
