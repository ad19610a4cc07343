"""People of a case: adding them, what each is in it, alleged roles, age, and the check of non-punishment."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Compartment
from samakki.access.queries import Officer
from samakki.cases.actions.lists import add_steps
from samakki.cases.actions.working import is_prosecution, opened_for_work, touch, works_as_prosecutor
from samakki.cases.domain.people import (
    ACCUSED,
    NppFinding,
    PersonFacts,
    categories_with,
    categories_without,
    is_treated_as_child,
    needs_npp_check,
    refusals_of_reason,
    refusals_to_answer_npp,
    refusals_to_categorise,
    refusals_to_give_role,
    refusals_to_leave,
    refusals_to_set_age,
)
from samakki.cases.domain.templates import CHILD
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, Role
from samakki.cases.models import AgeChange, Case, CasePerson, NppCheck, PersonCategory, PersonRole
from samakki.cases.queries.people import facts_of
from samakki.entities import actions as entities
from samakki.entities import queries as described
from samakki.entities.domain import schemata
from samakki.entities.domain.statements import NewEntity
from samakki.entities.models import Entity
from samakki.kernel.refusals import Refusal

PEOPLE = Compartment.SUSPECTS
BY_RULE = "by-rule"  # stored as the reason where a rule, not an officer, ended something


def describe_person(*, by: Officer, case: str, person: NewEntity) -> str:
    """Put somebody into a case as the case itself describes them: "person found, not yet assessed".

    Returns:
        The reference of the entity.

    Raises:
        Refused: "not-found", "case-closed".
        InvalidValue: what ``entities`` finds wrong with the description.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case, PEOPLE)
        if row is not None:
            folder = row.folders.get(compartment=PEOPLE.value).resource.reference
            (reference,) = entities.write_entities(by=by, source=folder, entities=[person])
            _add(by, row, Entity.objects.get(reference=reference), timezone.now())
            return reference
    raise logged_refusal(by, "add_person", case, reasons)


def add_person(*, by: Officer, case: str, entity: str) -> None:
    """Put somebody into a case who is described elsewhere already: "person found, not yet assessed".

    Raises:
        Refused: "not-found" for the case; "entity-not-available" for an entity that is missing, not theirs to see, or
            no person; "person-in-case".
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case, PEOPLE)
        if row is not None:
            seen = described.captions(by, [entity]).get(entity)
            if seen is None or not schemata.is_a(seen.schema, "LegalEntity"):
                reasons.append(Refusal("entity-not-available"))
            elif row.people.filter(entity__reference=entity).exists():
                reasons.append(Refusal("person-in-case"))
            else:
                _add(by, row, Entity.objects.get(reference=entity), timezone.now())
                return
    raise logged_refusal(by, "add_person", case, reasons)


def categorise(*, by: Officer, case: str, person: str, category: DataSubjectCategory, reason: str) -> None:
    """Put a person of a case into a data-subject category, beside those that hold.

    Raises:
        Refused: "not-found", or every reason the rules give.
    """
    with transaction.atomic():
        row, found, reasons = _person(by, case, person)
        if row is not None and found is not None:
            facts = facts_of(found)
            reasons += refusals_to_categorise(facts, category, reason=reason, is_prosecution=is_prosecution(by))
            if not reasons:
                _set(by, found, facts, categories_with(facts.categories, category), reason.strip())
                touch(row)
                audit.record(by, "categorise", case, facts={"record": person, "what": category.value})
                return
    raise logged_refusal(by, "categorise", case, reasons, facts={"what": category.value})


def end_category(*, by: Officer, case: str, person: str, category: DataSubjectCategory, reason: str) -> None:
    """End one category of a person. Nothing that protects them ends with it.

    Raises:
        Refused: "not-found", "reason-length", "category-not-held".
    """
    with transaction.atomic():
        row, found, reasons = _person(by, case, person)
        if row is not None and found is not None:
            facts = facts_of(found)
            reasons += refusals_to_leave(facts, category, reason=reason)
            if not reasons:
                _set(by, found, facts, categories_without(facts.categories, category), reason.strip())
                touch(row)
                audit.record(by, "end_category", case, facts={"record": person, "what": category.value})
                return
    raise logged_refusal(by, "end_category", case, reasons, facts={"what": category.value})


def give_role(*, by: Officer, case: str, person: str, role: Role, reason: str) -> None:
    """Say which role a suspect is alleged to have had.

    Raises:
        Refused: "not-found", "role-needs-suspect", "role-held", "reason-length".
    """
    with transaction.atomic():
        row, found, reasons = _person(by, case, person)
        if row is not None and found is not None:
            reasons += (*refusals_to_give_role(facts_of(found), role), *refusals_of_reason(reason))
            if not reasons:
                PersonRole.objects.create(
                    person=found, role=role.value, reason=reason.strip(), since=timezone.now(), by=by.code
                )
                touch(row)
                audit.record(by, "give_role", case, facts={"record": person, "what": role.value})
                return
    raise logged_refusal(by, "give_role", case, reasons, facts={"what": role.value})


def end_alleged_role(*, by: Officer, case: str, person: str, role: Role, reason: str) -> None:
    """Say that a person is no longer alleged to have had a role.

    Raises:
        Refused: "not-found", "alleged-role-not-held", "reason-length".
    """
    with transaction.atomic():
        row, found, reasons = _person(by, case, person)
        if row is not None and found is not None:
            reasons += refusals_of_reason(reason)
            held = PersonRole.objects.filter(person=found, role=role.value, until=None)
            if not held.exists():
                reasons.append(Refusal("alleged-role-not-held"))
            if not reasons:
                held.update(until=timezone.now(), ended_by=by.code, ended_reason=reason.strip())
                touch(row)
                audit.record(by, "end_alleged_role", case, facts={"record": person, "what": role.value})
                return
    raise logged_refusal(by, "end_alleged_role", case, reasons, facts={"what": role.value})


def set_age(*, by: Officer, case: str, person: str, age: AgeStatus, reason: str) -> None:
    """Say whether a person is under 18. Who is, or perhaps is, gets the tasks that protect a child.

    Raises:
        Refused: "not-found"; "reason-length" where a child becomes an adult without one.
    """
    with transaction.atomic():
        row, found, reasons = _person(by, case, person)
        if row is not None and found is not None:
            reasons += refusals_to_set_age(facts_of(found), age, reason=reason)
            if not reasons:
                now = timezone.now()
                AgeChange.objects.create(person=found, age=age.value, reason=reason.strip(), at=now, by=by.code)
                found.age = age.value
                found.save(update_fields=["age"])
                added = add_steps(by, row, CHILD, now) if is_treated_as_child(age) else 0
                touch(row)
                audit.record(by, "set_age", case, facts={"record": person, "what": age.value, "count": added})
                return
    raise logged_refusal(by, "set_age", case, reasons, facts={"what": age.value})


def answer_npp_check(*, by: Officer, case: str, person: str, finding: NppFinding | None, reason: str) -> None:
    """Say, as the prosecutor whose name stands under it, whether a presumed victim may be punished.

    Where the acts follow from being trafficked, the person is no suspect any more. Where more has to be known, the
    answer is kept and the check stays open.

    Raises:
        Refused: "not-found", "npp-is-prosecutors", "npp-check-not-open", "finding-needed", "reason-length".
    """
    with transaction.atomic():
        row, found, reasons = _person(by, case, person)
        if row is not None and found is not None:
            facts = facts_of(found)
            reasons += refusals_to_answer_npp(
                facts, finding, reason=reason, is_prosecutor=works_as_prosecutor(by, case)
            )
            if not reasons and finding is not None:
                now = timezone.now()
                open_checks = NppCheck.objects.filter(person=found, answered_at=None, is_moot=False)
                open_checks.update(finding=finding.value, reason=reason.strip(), answered_at=now, answered_by=by.code)
                if finding is NppFinding.MORE_NEEDED:
                    NppCheck.objects.create(person=found, raised_at=now, raised_by=by.code)
                if finding is NppFinding.DIRECTLY_RELATED:
                    left = categories_without(facts.categories, DataSubjectCategory.SUSPECT)
                    _set(by, found, facts, left, reason.strip())
                touch(row)
                audit.record(by, "answer_npp_check", case, facts={"record": person, "finding": finding.value})
                return
    raise logged_refusal(by, "answer_npp_check", case, reasons)


def _person(by: Officer, case: str, person: str) -> tuple[Case | None, CasePerson | None, list[Refusal]]:
    row, reasons = opened_for_work(by, case, PEOPLE)
    if row is None:
        return None, None, reasons
    found = row.people.select_for_update().filter(entity__reference=person).first()
    return row, found, [] if found else [Refusal("person-not-in-case")]


def _add(by: Officer, row: Case, entity: Entity, now: datetime) -> None:
    person = CasePerson.objects.create(
        case=row, entity=entity, age=AgeStatus.NOT_ASKED.value, added_at=now, added_by=by.code
    )
    PersonCategory.objects.create(person=person, category=DataSubjectCategory.NOT_ASSESSED.value, since=now, by=by.code)
    touch(row)
    audit.record(by, "add_person", row.reference, facts={"record": entity.reference})


def _set(
    by: Officer, person: CasePerson, facts: PersonFacts, wanted: frozenset[DataSubjectCategory], reason: str
) -> None:
    """Write the change from the categories that hold to those wanted, and what follows for roles and the check."""
    now = timezone.now()
    ended = [one.value for one in facts.categories - wanted]
    live = PersonCategory.objects.filter(person=person, until=None, category__in=ended)
    live.update(until=now, ended_by=by.code, ended_reason=reason)
    PersonCategory.objects.bulk_create(
        PersonCategory(person=person, category=one.value, reason=reason, since=now, by=by.code)
        for one in DataSubjectCategory
        if one in wanted - facts.categories
    )
    if ACCUSED.isdisjoint(wanted):
        roles = PersonRole.objects.filter(person=person, until=None)
        roles.update(until=now, ended_by=by.code, ended_reason=BY_RULE)
        NppCheck.objects.filter(person=person, answered_at=None).update(is_moot=True)
    elif needs_npp_check(wanted) and not needs_npp_check(facts.categories) and not facts.is_npp_open:
        NppCheck.objects.create(person=person, raised_at=now, raised_by=by.code)
