"""``docs/reference/grades.md``: what each grade means, and how grades of other systems are mapped to 4x4."""

from __future__ import annotations

from samakki.kernel.grades import MAPPING_VERSION, TABLES, GradeSystem, GradeTable, MappedFlag, NativeGrade
from samakki.kernel.handling import HandlingCode
from tools.pages import table

TITLES = {
    GradeSystem.FOUR_BY_FOUR: "4x4",
    GradeSystem.FIVE_BY_FIVE: "5x5x5",
    GradeSystem.THREE_BY_FIVE: "3x5x2",
    GradeSystem.SIX_BY_SIX: "6x6 (Admiralty)",
}
ABOUT = {
    GradeSystem.FOUR_BY_FOUR: "The system of this software. Source: Regulation (EU) 2016/794, Art. 29.",
    GradeSystem.FIVE_BY_FIVE: "United Kingdom, National Intelligence Model, until about 2016. Source: HMRC internal "
    "manual MLR3C14000.",
    GradeSystem.THREE_BY_FIVE: "United Kingdom, since about 2016. Source: secondary; the conditions are to "
    "be checked against the wording of the College of Policing.",
    GradeSystem.SIX_BY_SIX: "NATO and others. Source: MISP taxonomy “admiralty-scale”.",
}
MEANINGS = {
    "4x4-source-A": "no doubt about authenticity, trustworthiness and competence, or reliable every time so far",
    "4x4-source-B": "reliable most times",
    "4x4-source-C": "unreliable most times",
    "4x4-source-X": "cannot be assessed",
    "4x4-information-1": "not in doubt",
    "4x4-information-2": "the source knows it personally; the official who passes it on does not",
    "4x4-information-3": "the source does not know it personally; what is already recorded bears it out",
    "4x4-information-4": "the source does not know it personally; nothing bears it out",
    "5x5x5-source-A": "always reliable",
    "5x5x5-source-B": "mostly reliable",
    "5x5x5-source-C": "sometimes reliable",
    "5x5x5-source-D": "unreliable",
    "5x5x5-source-E": "untested",
    "5x5x5-information-1": "known to be true without reservation",
    "5x5x5-information-2": "known personally to the source, not to the officer",
    "5x5x5-information-3": "not known personally to the source, corroborated",
    "5x5x5-information-4": "cannot be judged",
    "5x5x5-information-5": "suspected to be false or malicious",
    "5x5x5-handling-1": "to other law enforcement and prosecutors, including the European Economic Area",
    "5x5x5-handling-2": "to domestic parties that do not prosecute; authorised and recorded",
    "5x5x5-handling-3": "to law enforcement outside the European Economic Area, under special conditions",
    "5x5x5-handling-4": "within the originating agency only",
    "5x5x5-handling-5": "no further dissemination; refer to the originator",
    "3x5x2-source-1": "reliable",
    "3x5x2-source-2": "untested",
    "3x5x2-source-3": "not reliable",
    "3x5x2-information-A": "known directly to the source",
    "3x5x2-information-B": "known indirectly, corroborated",
    "3x5x2-information-C": "known indirectly",
    "3x5x2-information-D": "not known",
    "3x5x2-information-E": "suspected to be false",
    "3x5x2-handling-P": "lawful sharing permitted",
    "3x5x2-handling-C": "sharing permitted with conditions",
    "3x5x2-handling-A1": "action: covert use",
    "3x5x2-handling-A2": "action: covert action",
    "3x5x2-handling-A3": "action: overt",
    "3x5x2-handling-S1": "sanitising: delegated",
    "3x5x2-handling-S2": "sanitising: consult the originator",
    "6x6-source-A": "completely reliable",
    "6x6-source-B": "usually reliable",
    "6x6-source-C": "fairly reliable",
    "6x6-source-D": "not usually reliable",
    "6x6-source-E": "unreliable",
    "6x6-source-F": "cannot be judged",
    "6x6-information-1": "confirmed by other sources",
    "6x6-information-2": "probably true",
    "6x6-information-3": "possibly true",
    "6x6-information-4": "doubtful",
    "6x6-information-5": "improbable",
    "6x6-information-6": "truth cannot be judged",
}
HANDLING = {
    HandlingCode.H0: "only for preventing and combating crime",
    HandlingCode.H1: "not in judicial proceedings without the provider's permission",
    HandlingCode.H2: "not passed on without the provider's permission",
    HandlingCode.H3: "other restrictions, written beside the code",
}
OPENING = f"""\
# Grades and handling codes

A grade says how far a source and what it said can be relied on. A report carries a 4x4 grade for each of its items.
A grade of another system is kept as it was given and mapped to 4x4 beside it; pages then show “mapped, not assessed”,
because mapping loses something and is no judgement of this node's officers. Mapping version: {MAPPING_VERSION}.

“{MappedFlag.LOW.value}” marks a native grade below what its 4x4 letter says. “{MappedFlag.SUSPECTED_FALSE.value}” marks
what the giver believes to be false: it is never the ground for a hit, a prompt or an arrest.
"""
CLOSING = """\
Handling parts of 5x5x5 and 3x5x2 are kept as given and are not mapped: an officer sets the conditions that hold here.

## Handling codes

Codes combine. Source: Europol handling codes.

"""


def page() -> str:
    """The whole page."""
    systems = (f"## {TITLES[system]}\n\n{ABOUT[system]}\n\n{section(system, TABLES[system])}" for system in GradeSystem)
    codes = table(["code", "means"], ([code.value, HANDLING[code]] for code in HandlingCode))
    return "\n".join([OPENING, *systems, CLOSING]) + codes


def section(system: GradeSystem, letters: GradeTable) -> str:
    """Tables of one system: sources, information, handling."""
    first_source, first_information = next(iter(letters.sources)), next(iter(letters.information))
    is_mapped = system is not GradeSystem.FOUR_BY_FOUR
    flagless = NativeGrade(system, first_source, first_information)
    sources = (
        row(system, "source", letter, NativeGrade(system, letter, flagless.information), is_mapped)
        for letter in letters.sources
    )
    information = (
        row(system, "information", letter, NativeGrade(system, flagless.source, letter), is_mapped)
        for letter in letters.information
    )
    found = [
        table(["source", "means", *(["4x4", "flag"] if is_mapped else [])], sources),
        table(["information", "means", *(["4x4", "flag"] if is_mapped else [])], information),
    ]
    if letters.handling:
        parts = (*letters.handling, *letters.conditions)
        found.append(
            table(["handling", "means"], ([part, MEANINGS[f"{system.value}-handling-{part}"]] for part in parts))
        )
    return "\n".join(found)


def row(system: GradeSystem, name: str, letter: str, example: NativeGrade, is_mapped: bool) -> list[str]:
    """One letter, its meaning and what it becomes. The other half of `example` sets no flag."""
    mapped = example.mapped()
    four = mapped.grade.source.value if name == "source" else mapped.grade.information.value
    flags = ", ".join(sorted(flag.value for flag in mapped.flags)) or "–"
    return [letter, MEANINGS[f"{system.value}-{name}-{letter}"], *([four, flags] if is_mapped else [])]
