"""People of a case, as much of each as the reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samakki.access import queries as access
from samakki.access.queries import Officer
from samakki.cases.domain.people import ACCUSED, PersonFacts, is_treated_as_child
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, Role
from samakki.cases.models import AgeChange, CasePerson, NppCheck, PersonCategory, PersonRole
from samakki.entities import queries as described


@dataclass(frozen=True, slots=True)
class RoleNow:
    """One role that somebody is alleged to have had."""

    role: Role
    reason: str
    since: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a person's history: what, from when to when, by whom, and why."""

    kind: str  # "category", "role", "age", "npp"
    code: str  # value of the vocabulary
    reason: str
    since: datetime
    by: str
    until: datetime | None = None
    ended_by: str = ""
    ended_reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a case.

    Attributes:
        entity: reference.
        caption: what pages call the person; the code of a protected one; empty where what describes them is not open
            to the reader.
        schema: of the entity; empty like `caption`.
        is_protected: known by a code.
        categories: that hold now, in the order of the vocabulary.
        age: what is known.
        roles: alleged ones that hold now.
        is_npp_open: a prosecutor has to answer.
    """

    entity: str
    caption: str
    schema: str
    is_protected: bool
    categories: tuple[DataSubjectCategory, ...]
    age: AgeStatus
    roles: tuple[RoleNow, ...]
    is_npp_open: bool

    @property
    def is_treated_as_child(self) -> bool:
        """Whether the rules for children hold."""
        return is_treated_as_child(self.age)

    @property
    def is_accused(self) -> bool:
        """Whether something is held against the person."""
        return not ACCUSED.isdisjoint(self.categories)

    @property
    def is_convicted(self) -> bool:
        """Whether a judgment says so; until then every role is alleged."""
        return DataSubjectCategory.CONVICTED in self.categories


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """One person of a case with everything that was ever said of their place in it, newest first."""

    row: PersonRow
    history: tuple[Change, ...]
    names: dict[str, str]  # officers by code


def people(by: Officer, case: str) -> tuple[PersonRow, ...]:
    """Everybody in a case: accused first, then presumed victims, then who is not assessed.

    Not checked here: whether `by` may open the people of the case; the page opened that folder.
    """
    rows = list(
        CasePerson.objects.filter(case__reference=case)
        .select_related("entity")
        .prefetch_related("categories", "roles", "npp_checks")
        .order_by("pk")
    )
    captions = described.captions(by, [row.entity.reference for row in rows])
    shown = [_row(row, captions.get(row.entity.reference)) for row in rows]
    return tuple(sorted(shown, key=_place))


def person(by: Officer, case: str, entity: str) -> PersonDetail | None:
    """One person of a case; ``None`` where there is none of that reference. Checks as `people`."""
    row = (
        CasePerson.objects.filter(case__reference=case, entity__reference=entity)
        .select_related("entity")
        .prefetch_related("categories", "roles", "npp_checks", "ages")
        .first()
    )
    if row is None:
        return None
    caption = described.captions(by, [entity]).get(entity)
    history = tuple(sorted(_history(row), key=lambda one: one.since, reverse=True))
    names = access.names_of(code for one in history for code in (one.by, one.ended_by))
    return PersonDetail(_row(row, caption), history, dict(names))


def cases_of(entities: Iterable[str]) -> frozenset[str]:
    """References of cases that have one of these people. For ``entities.registries``; asks no policy."""
    found = CasePerson.objects.filter(entity__reference__in=list(entities))
    return frozenset(found.values_list("case__reference", flat=True))


def open_npp_checks(entities: Iterable[str]) -> frozenset[str]:
    """Those of these people about whom a prosecutor has to answer first: nobody is called a suspect abroad before.

    For whoever sends something out; asks no policy.
    """
    found = NppCheck.objects.filter(person__entity__reference__in=list(entities), answered_at=None, is_moot=False)
    return frozenset(found.values_list("person__entity__reference", flat=True))


def people_with_open_npp_checks() -> frozenset[str]:
    """Everybody about whom a prosecutor has to answer first. For ``entities.registries``; asks no policy."""
    found = NppCheck.objects.filter(answered_at=None, is_moot=False)
    return frozenset(found.values_list("person__entity__reference", flat=True))


def facts_of(row: CasePerson) -> PersonFacts:
    """A row as the rules see it."""
    live = {"person": row, "until": None}
    return PersonFacts(
        frozenset(map(DataSubjectCategory, PersonCategory.objects.filter(**live).values_list("category", flat=True))),
        AgeStatus(row.age),
        frozenset(map(Role, PersonRole.objects.filter(**live).values_list("role", flat=True))),
        is_npp_open=NppCheck.objects.filter(person=row, answered_at=None, is_moot=False).exists(),
    )


def _row(row: CasePerson, caption: "described.Caption | None") -> PersonRow:
    held = {one.category for one in row.categories.all() if one.until is None}
    return PersonRow(
        row.entity.reference,
        caption.text if caption else "",
        caption.schema if caption else "",
        is_protected=caption.protected if caption else row.entity.is_protected,
        categories=tuple(one for one in DataSubjectCategory if one.value in held),
        age=AgeStatus(row.age),
        roles=tuple(
            RoleNow(Role(one.role), one.reason, one.since, one.by) for one in row.roles.all() if one.until is None
        ),
        is_npp_open=any(one.answered_at is None and not one.is_moot for one in row.npp_checks.all()),
    )


def _place(row: PersonRow) -> int:
    if row.is_accused:
        return 0
    order = (DataSubjectCategory.VICTIM, DataSubjectCategory.NOT_ASSESSED)
    return next((place for place, one in enumerate(order, start=1) if one in row.categories), len(order) + 1)


def _history(row: CasePerson) -> list[Change]:
    def spans(kind: str, ones: "Iterable[PersonCategory | PersonRole]") -> list[Change]:
        return [
            Change(
                kind,
                one.category if isinstance(one, PersonCategory) else one.role,
                one.reason,
                one.since,
                one.by,
                one.until,
                one.ended_by,
                one.ended_reason,
            )
            for one in ones
        ]

    ages: Iterable[AgeChange] = row.ages.all()
    answered = [
        Change("npp", one.finding, one.reason, one.answered_at or one.raised_at, one.answered_by)
        for one in row.npp_checks.all()
        if one.finding
    ]
    raised = [Change("npp", "raised", "", one.raised_at, one.raised_by) for one in row.npp_checks.all()]
    return [
        *spans("category", row.categories.all()),
        *spans("role", row.roles.all()),
        *(Change("age", one.age, one.reason, one.at, one.by) for one in ages),
        *raised,
        *answered,
    ]
