"""Grades of a source and of what it said: the 4x4 system, and three others that arrive from abroad.

A grade that another system gave is kept as it was given, and mapped to 4x4 beside it. Mapping loses something, and a
mapped grade is a translation, not an assessment: pages say "mapped, not assessed".

Sources: Regulation (EU) 2016/794, Art. 29 (4x4); the United Kingdom's National Intelligence Model, 5x5x5 and, from 2016
on, 3x5x2; the Admiralty system, 6x6. The mappings are this project's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue

MAPPING_VERSION = 1  # goes up with every change of a table in this module; stored beside each mapped grade


class SourceReliability(Enum):
    """4x4: how far the source can be relied on."""

    A = "A"  # no doubt of authenticity, trustworthiness and competence, or reliable in every instance so far
    B = "B"  # reliable in most instances
    C = "C"  # unreliable in most instances
    X = "X"  # reliability cannot be assessed


class InformationAccuracy(Enum):
    """4x4: how far what was said can be relied on."""

    NOT_IN_DOUBT = "1"
    KNOWN_TO_SOURCE = "2"  # known personally to the source, not to the official who passes it on
    CORROBORATED = "3"  # not known personally to the source, borne out by information already recorded
    NOT_CORROBORATED = "4"  # not known personally to the source, and nothing bears it out


@dataclass(frozen=True, slots=True)
class Grade:
    """A 4x4 grade, "B2"."""

    source: SourceReliability
    information: InformationAccuracy

    @classmethod
    def parse(cls, text: str) -> "Grade":
        """Read "B2", in any letter case.

        Raises:
            InvalidValue: "grade-form".

        >>> Grade.parse("x4").source
        <SourceReliability.X: 'X'>
        """
        source, information = _letters(ascii_digits(text).strip().upper(), GradeSystem.FOUR_BY_FOUR)
        return cls(SourceReliability(source), InformationAccuracy(information))

    def __str__(self) -> str:
        return f"{self.source.value}{self.information.value}"


class GradeSystem(Enum):
    """The grading systems this software can read."""

    FOUR_BY_FOUR = "4x4"
    FIVE_BY_FIVE = "5x5x5"
    THREE_BY_FIVE = "3x5x2"
    SIX_BY_SIX = "6x6"


class MappedFlag(Enum):
    """What a mapping to 4x4 would otherwise lose."""

    LOW = "low"  # the native grade is below what its 4x4 letter says: "sometimes reliable"
    SUSPECTED_FALSE = "suspected_false"  # never the ground for a hit, a prompt or an arrest


@dataclass(frozen=True, slots=True)
class MappedGrade:
    """A 4x4 grade, and how it came about.

    Attributes:
        grade: in 4x4.
        flags: what the letters and numbers of 4x4 cannot say.
        is_mapped: True where another system gave the grade; a page then shows "mapped, not assessed".
        mapping_version: of the table that was used; 0 where nothing was mapped.
    """

    grade: Grade
    flags: frozenset[MappedFlag]
    is_mapped: bool
    mapping_version: int


@dataclass(frozen=True, slots=True)
class NativeGrade:
    """A grade in the system of whoever gave it, kept letter by letter.

    Attributes:
        system: whose letters these are. "B2" means different things in different systems: there is no default.
        source: "A" to "X" (4x4), "A" to "E" (5x5x5), "1" to "3" (3x5x2), "A" to "F" (6x6).
        information: "1" to "4", "1" to "5", "A" to "E", "1" to "6".
        handling: the third part, kept and never mapped: "1" to "5" in 5x5x5; "P" or "C" with its conditions, such as
            "C A1 S2", in 3x5x2; empty in the others, and where it was not given. Conditions on this node are set as
            `samakki.kernel.handling.Handling` by a person.

    Raises:
        InvalidValue: "grade-form"; "grade-handling-form".
    """

    system: GradeSystem
    source: str
    information: str
    handling: str = ""

    def __post_init__(self) -> None:
        """Refuse letters that the system does not have."""
        table = TABLES[self.system]
        if self.source not in table.sources or self.information not in table.information:
            raise InvalidValue("grade-form", system=self.system.value)
        if self.handling != _handling(self.handling, self.system):
            raise InvalidValue("grade-handling-form", system=self.system.value)

    @classmethod
    def parse(cls, text: str, *, system: GradeSystem) -> "NativeGrade":
        """Read a grade as a report prints it: "B2", "B24", "2B P", "2/B/C A1 S2", "b-2", "F6".

        Args:
            text: source, information and, where the system has it, handling; any letter case and punctuation between.
            system: never guessed from the text.

        Raises:
            InvalidValue: "grade-form", "grade-handling-form" (fact `system`).

        >>> NativeGrade.parse("e41", system=GradeSystem.FIVE_BY_FIVE)
        NativeGrade(system=<GradeSystem.FIVE_BY_FIVE: '5x5x5'>, source='E', information='4', handling='1')
        """
        signs = "".join(sign for sign in ascii_digits(text).upper() if sign.isalnum())
        source, information = _letters(signs[:2], system)
        return cls(system, source, information, _handling(signs[2:], system))

    @property
    def meaning_codes(self) -> tuple[str, ...]:
        """Code of what each part means in its own system, for a page to word.

        >>> NativeGrade.parse("B24", system=GradeSystem.FIVE_BY_FIVE).meaning_codes
        ('5x5x5-source-B', '5x5x5-information-2', '5x5x5-handling-4')
        """
        parts = [("source", self.source), ("information", self.information)]
        parts += [("handling", part) for part in self.handling.split()]
        return tuple(f"{self.system.value}-{name}-{part}" for name, part in parts)

    def mapped(self) -> MappedGrade:
        """The 4x4 grade that comes nearest. The native grade stays; this stands beside it.

        >>> mapped = NativeGrade.parse("C5", system=GradeSystem.FIVE_BY_FIVE).mapped()
        >>> str(mapped.grade), sorted(flag.value for flag in mapped.flags)
        ('B4', ['low', 'suspected_false'])
        """
        table = TABLES[self.system]
        flags = {
            MappedFlag.LOW: self.source in table.low_sources,
            MappedFlag.SUSPECTED_FALSE: self.information in table.false_information,
        }
        is_mapped = self.system is not GradeSystem.FOUR_BY_FOUR
        return MappedGrade(
            Grade(
                SourceReliability(table.sources[self.source]), InformationAccuracy(table.information[self.information])
            ),
            frozenset(flag for flag, is_set in flags.items() if is_set),
            is_mapped,
            MAPPING_VERSION if is_mapped else 0,
        )


@dataclass(frozen=True, slots=True)
class GradeTable:
    """One system: its letters, and the 4x4 letter each is mapped to.

    Attributes:
        sources: native source letter to 4x4.
        information: native information letter to 4x4.
        low_sources: native source letters that set `MappedFlag.LOW`.
        false_information: native information letters that set `MappedFlag.SUSPECTED_FALSE`.
        handling: first letters of the third part; empty where the system has none.
        conditions: what may follow "C" there: at most one for action (A) and one for sanitising (S).
    """

    sources: Mapping[str, str]
    information: Mapping[str, str]
    low_sources: str = ""
    false_information: str = ""
    handling: str = ""
    conditions: tuple[str, ...] = ()

    def meaning_codes(self, system: GradeSystem) -> tuple[str, ...]:
        """Every code that `NativeGrade.meaning_codes` can give for this system."""
        parts = [("source", part) for part in self.sources] + [("information", part) for part in self.information]
        parts += [("handling", part) for part in (*self.handling, *self.conditions)]
        return tuple(f"{system.value}-{name}-{part}" for name, part in parts)


def _pairs(native: str, four: str) -> Mapping[str, str]:
    return MappingProxyType(dict(zip(native, four, strict=True)))


TABLES: Mapping[GradeSystem, GradeTable] = MappingProxyType(
    {
        GradeSystem.FOUR_BY_FOUR: GradeTable(_pairs("ABCX", "ABCX"), _pairs("1234", "1234")),
        GradeSystem.FIVE_BY_FIVE: GradeTable(
            _pairs("ABCDE", "ABBCX"),
            _pairs("12345", "12344"),
            low_sources="C",
            false_information="5",
            handling="12345",
        ),
        GradeSystem.THREE_BY_FIVE: GradeTable(
            _pairs("123", "BXC"),
            _pairs("ABCDE", "23444"),
            false_information="E",
            handling="PC",
            conditions=("A1", "A2", "A3", "S1", "S2"),
        ),
        GradeSystem.SIX_BY_SIX: GradeTable(_pairs("ABCDEF", "ABBCCX"), _pairs("123456", "324444")),
    }
)


def _letters(text: str, system: GradeSystem) -> tuple[str, str]:
    if len(text) != len("B2") or text[0] not in TABLES[system].sources or text[1] not in TABLES[system].information:
        raise InvalidValue("grade-form", system=system.value)
    return text[0], text[1]


def _handling(text: str, system: GradeSystem) -> str:
    """The third part in its one form: "4", "P", "C A1 S2". Conditions go with C only, at most one A and one S."""
    signs = text.replace(" ", "")
    if not signs:
        return ""
    conditions = [signs[place : place + 2] for place in range(1, len(signs), 2)]
    kinds = [condition[0] for condition in conditions]
    if (
        signs[0] not in TABLES[system].handling
        or not set(conditions) <= set(TABLES[system].conditions)
        or kinds != sorted(set(kinds))
        or (conditions and signs[0] != "C")
    ):
        raise InvalidValue("grade-handling-form", system=system.value)
    return " ".join([signs[0], *conditions])
