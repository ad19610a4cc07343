"""What a person may become in a case, what it needs, and when a prosecutor has to ask about non-punishment.

Sources: Dir. (EU) 2016/680, Art. 6 (groups kept apart); UN Protocol on smuggling of migrants, Art. 5 (being smuggled is
no offence); ACTIP, Art. 14(7) and the ASEAN guideline on the non-punishment principle (2025).
"""

from collections.abc import Set
from dataclasses import dataclass
from enum import Enum

from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, Role
from samakki.kernel.refusals import Refusal

LEAST_REASON, LONGEST_REASON = 10, 2000

_C = DataSubjectCategory
ACCUSED = frozenset({_C.SUSPECT, _C.CONVICTED})
NEEDS_REASON = ACCUSED
"""Categories that hold something against somebody. Nobody gets into one without a reason in words."""


class NppFinding(Enum):
    """What a prosecutor found about punishing a presumed victim."""

    DIRECTLY_RELATED = "directly_related"  # acts follow from being trafficked: not to be held against the person
    NOT_RELATED = "not_related"  # acts have nothing to do with it
    MORE_NEEDED = "more_needed"  # the question stays open


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person of a case as the rules see one."""

    categories: frozenset[DataSubjectCategory]
    age: AgeStatus
    roles: frozenset[Role]  # in force
    is_npp_open: bool


def is_treated_as_child(age: AgeStatus) -> bool:
    """Whether the rules for children hold. Doubt counts for the person.

    Source: Council of Europe, CETS 197, Art. 10(3).
    """
    return age in {AgeStatus.CHILD, AgeStatus.IN_DOUBT}


def refusals_of_reason(reason: str) -> tuple[Refusal, ...]:
    """Why words are no reason: too few to be one, or too many to be read."""
    if LEAST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        return ()
    return (Refusal("reason-length", {"least": LEAST_REASON, "longest": LONGEST_REASON}),)


def refusals_to_categorise(
    facts: PersonFacts, category: DataSubjectCategory, *, reason: str, is_prosecution: bool
) -> tuple[Refusal, ...]:
    """Every reason a person may not get into a category; empty means they may.

    Args:
        facts: of the person.
        category: the one wanted.
        reason: why, in words; needed where the category holds something against somebody.
        is_prosecution: whether the officer's agency prosecutes: it alone enters a conviction.
    """
    reasons: list[Refusal] = []
    if category is _C.NOT_ASSESSED:
        reasons.append(Refusal("category-is-the-first"))  # nobody becomes "not assessed" again
    elif category in facts.categories:
        reasons.append(Refusal("category-held", {"category": category.value}))
    if category in NEEDS_REASON:
        reasons += refusals_of_reason(reason)
    if category is _C.SUSPECT and _C.CONVICTED in facts.categories:
        reasons.append(Refusal("convicted-already"))
    if category is _C.CONVICTED:
        if _C.SUSPECT not in facts.categories:
            reasons.append(Refusal("conviction-needs-suspect"))
        if not is_prosecution:
            reasons.append(Refusal("conviction-is-prosecutors"))
        if facts.is_npp_open:
            reasons.append(Refusal("npp-check-open", {"count": 1}))
    return tuple(reasons)


def refusals_to_leave(facts: PersonFacts, category: DataSubjectCategory, *, reason: str) -> tuple[Refusal, ...]:
    """Every reason a category of a person may not end. Protection that was given stays whatever ends."""
    reasons = list(refusals_of_reason(reason))
    if category not in facts.categories or category is _C.NOT_ASSESSED:
        reasons.append(Refusal("category-not-held", {"category": category.value}))
    return tuple(reasons)


def categories_with(held: Set[DataSubjectCategory], new: DataSubjectCategory) -> frozenset[DataSubjectCategory]:
    """Categories after somebody got into one: it ends "not yet assessed", and a conviction ends the suspicion."""
    ended = {_C.NOT_ASSESSED} | ({_C.SUSPECT} if new is _C.CONVICTED else set())
    return frozenset((held - ended) | {new})


def categories_without(held: Set[DataSubjectCategory], ended: DataSubjectCategory) -> frozenset[DataSubjectCategory]:
    """Categories after one ended. Nobody is left without any: then they are another person in the case."""
    return frozenset(held - {ended}) or frozenset({_C.OTHER})


def needs_npp_check(categories: Set[DataSubjectCategory]) -> bool:
    """Whether somebody is a presumed victim and accused at once, so that a prosecutor has to look."""
    return _C.VICTIM in categories and not ACCUSED.isdisjoint(categories)


def refusals_to_give_role(facts: PersonFacts, role: Role) -> tuple[Refusal, ...]:
    """Every reason a person may not be said to have a role in the crime.

    A role says that somebody took part, which makes a suspect of them: that is decided first, with its reason.
    """
    reasons = []
    if ACCUSED.isdisjoint(facts.categories):
        reasons.append(Refusal("role-needs-suspect"))
    if role in facts.roles:
        reasons.append(Refusal("alleged-role-held", {"case_role": role.value}))
    return tuple(reasons)


def refusals_to_set_age(facts: PersonFacts, age: AgeStatus, *, reason: str) -> tuple[Refusal, ...]:
    """Every reason the age of a person may not be put down like this: whoever takes a child's rights away says why."""
    if is_treated_as_child(facts.age) and not is_treated_as_child(age):
        return refusals_of_reason(reason)
    return ()


def refusals_to_answer_npp(
    facts: PersonFacts, finding: NppFinding | None, *, reason: str, is_prosecutor: bool
) -> tuple[Refusal, ...]:
    """Every reason a check of non-punishment may not be answered.

    Args:
        facts: of the person.
        finding: what was found.
        reason: in words; the prosecutor's name stands under them.
        is_prosecutor: works the case for the prosecution, in an agency that prosecutes.
    """
    reasons = list(refusals_of_reason(reason))
    if not facts.is_npp_open:
        reasons.append(Refusal("npp-check-not-open"))
    if not is_prosecutor:
        reasons.append(Refusal("npp-is-prosecutors"))
    if finding is None:
        reasons.append(Refusal("finding-needed"))
    return tuple(reasons)
