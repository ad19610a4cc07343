"""``docs/reference/cases.md``: stages of a case, categories and roles of people, elements, lists of tasks."""

from __future__ import annotations

from samakki.cases.domain.elements import ELEMENTS, FORMS, NEEDED
from samakki.cases.domain.people import NEEDS_REASON
from samakki.cases.domain.stages import BY_PROSECUTION, TRANSITIONS
from samakki.cases.domain.templates import DEFAULTS
from samakki.cases.domain.vocabulary import DataSubjectCategory, Role
from samakki.cases.web.wording.elements import ELEMENTS as ELEMENT_WORDS
from samakki.cases.web.wording.elements import FORMS as FORM_WORDS
from samakki.cases.web.wording.lists import LISTS, STEPS
from samakki.cases.web.wording.values import ALLEGED_ROLES, CATEGORIES, OFFENCES, STAGES
from tools.pages import table


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            "# Cases",
            "",
            "## Stages",
            "",
            "What may follow what. Every move keeps its reason. Moves marked “prosecution” are made by an officer of a",
            "prosecution agency. A pause needs a review of the same day. A case is not closed while a check of",
            "non-punishment or a task that protects a person is open.",
            "",
            diagram(),
            "",
            "## People",
            "",
            table(
                ["category", "takes a reason"],
                [[str(CATEGORIES[one]), "yes" if one in NEEDS_REASON else ""] for one in DataSubjectCategory],
            ),
            "",
            "Roles: " + ", ".join(str(ALLEGED_ROLES[one]).lower() for one in Role) + ".",
            "",
            "## Elements",
            "",
            *elements(),
            "## Lists of tasks",
            "",
            *lists(),
        ]
    )


def diagram() -> str:
    """The table of stages as a drawing."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(TRANSITIONS)).value}"]
    lines += [f"    {stage.value}: {words}" for stage, words in STAGES.items()]
    for before, afters in TRANSITIONS.items():
        for after in afters:
            who = ": prosecution" if (before, after) in BY_PROSECUTION else ""
            lines.append(f"    {before.value} --> {after.value}{who}")
    return "\n".join([*lines, "```"])


def elements() -> list[str]:
    """A table of elements for each crime."""
    found: list[str] = []
    for offence, listed in ELEMENTS.items():
        rows = [
            [
                str(ELEMENT_WORDS[one][0]),
                "" if one in NEEDED else "no",
                ", ".join(str(FORM_WORDS[code]) for code in FORMS[one]),
            ]
            for one in listed
        ]
        found += [f"### {OFFENCES[offence]}", "", table(["element", "needed", "forms"], rows), ""]
    return [*found, "For somebody who is treated as a child no means have to be shown.", ""]


def lists() -> list[str]:
    """Each list with its steps."""
    found: list[str] = []
    for code, steps in DEFAULTS.items():
        rows = [
            [
                str(STEPS[step.key]),
                "" if step.days is None else str(step.days),
                ", ".join(str(STEPS[first]) for first in step.after),
                "yes" if step.protects else "",
            ]
            for step in steps
        ]
        found += [f"### {LISTS[code]}", "", table(["task", "days", "after", "protects"], rows), ""]
    return found
