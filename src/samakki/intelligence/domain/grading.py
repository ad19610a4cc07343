"""The grade of one item: as it was given, and in 4x4 beside it.

A grade from another system stays letter by letter, and its 4x4 translation says that it is one: "mapped, not assessed".
"""

from dataclasses import dataclass

from samakki.kernel.grades import Grade, GradeSystem, MappedFlag, NativeGrade
from samakki.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class ItemGrade:
    """What an item was graded.

    Attributes:
        native: as it was given.
        grade: in 4x4.
        flags: what 4x4 cannot say.
        is_mapped: another system gave it, and nobody here assessed it.
        mapping_version: of the table used; 0 where nothing was mapped.
    """

    native: NativeGrade
    grade: Grade
    flags: frozenset[MappedFlag]
    is_mapped: bool
    mapping_version: int

    @classmethod
    def of(cls, native: NativeGrade) -> "ItemGrade":
        """The grade of an item from the letters somebody gave it."""
        mapped = native.mapped()
        return cls(native, mapped.grade, mapped.flags, mapped.is_mapped, mapped.mapping_version)


def refusals_to_prompt(grade: ItemGrade | None) -> tuple[Refusal, ...]:
    """Why nobody may be asked to act on an item by itself: no match abroad, no arrest prompt; empty means it may.

    An ungraded item, one suspected to be false, and one from a source that its own system calls unreliable or untried
    ("E" in 5x5x5 and 6x6) prompt nothing. They can be read, and can bear out other items.

    Source:
        Casework practice under the UK's National Intelligence Model: E and 5 start no action.
    """
    if grade is None:
        return (Refusal("item-not-graded"),)
    reasons = []
    if MappedFlag.SUSPECTED_FALSE in grade.flags:
        reasons.append(Refusal("item-suspected-false"))
    if grade.native.system is not GradeSystem.FOUR_BY_FOUR and grade.native.source == "E":
        reasons.append(Refusal("item-source-untried"))
    return tuple(reasons)
