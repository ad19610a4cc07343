"""People of a case: what each is in it, with the history of every change."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.cases.models.cases import KEPT, Case
from samakki.entities.models import Entity

_O, _P, _S = Class.OPERATIONAL, Class.PERSONAL, Class.SPECIAL


class CasePerson(models.Model):
    """An entity's place in one case. What is said of the person stands on the entity, never here."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    age = models.CharField(max_length=12)  # AgeStatus
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {"id": _O, "case": _O, "entity": _P, "age": _P, "added_at": _O, "added_by": _O},
        retention=KEPT,
    )

    class Meta:
        """A person is in a case once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "entity"], name="case_person_once"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class PersonCategory(models.Model):
    """One data-subject category of one person, from and to. Several may hold at once; none is ever overwritten."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="categories")
    category = models.CharField(max_length=16)  # DataSubjectCategory
    reason = models.TextField(blank=True)
    since = models.DateTimeField()
    by = models.CharField(max_length=12)
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=12, blank=True)
    ended_reason = models.TextField(blank=True)

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": _O,
            "person": _O,
            "category": _P,
            "reason": _P,
            "since": _O,
            "by": _O,
            "until": _O,
            "ended_by": _O,
            "ended_reason": _P,
        },
        retention=KEPT,
    )

    class Meta:
        """A category holds once at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "category"], condition=models.Q(until__isnull=True), name="person_category_once"
            ),
        ]

    def __str__(self) -> str:
        return self.category


class PersonRole(models.Model):
    """A role somebody is alleged to have in the crime, from and to."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=24)  # Role
    reason = models.TextField(blank=True)
    since = models.DateTimeField()
    by = models.CharField(max_length=12)
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=12, blank=True)
    ended_reason = models.TextField(blank=True)

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": _O,
            "person": _O,
            "role": _P,
            "reason": _P,
            "since": _O,
            "by": _O,
            "until": _O,
            "ended_by": _O,
            "ended_reason": _P,
        },
        retention=KEPT,
    )

    class Meta:
        """A role holds once at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(until__isnull=True), name="person_role_once"
            ),
        ]

    def __str__(self) -> str:
        return self.role


class AgeChange(models.Model):
    """One answer to "is this person under 18?"; the last counts."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="ages")
    age = models.CharField(max_length=12)  # AgeStatus
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {"id": _O, "person": _O, "age": _P, "reason": _P, "at": _O, "by": _O},
        retention=KEPT,
    )

    def __str__(self) -> str:
        return self.age


class NppCheck(models.Model):
    """A presumed victim is accused too: a named prosecutor has to say whether that person may be punished."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="npp_checks")
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=12)  # officer whose act raised it
    finding = models.CharField(max_length=24, blank=True)  # NppFinding; empty while open
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=12, blank=True)
    is_moot = models.BooleanField(default=False)  # nothing is held against the person any more

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": _O,
            "person": _O,
            "raised_at": _O,
            "raised_by": _O,
            "finding": _P,
            "reason": _P,
            "answered_at": _O,
            "answered_by": _O,
            "is_moot": _O,
        },
        retention=KEPT,
    )

    class Meta:
        """One open check of a person at a time."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(answered_at__isnull=True, is_moot=False),
                name="npp_check_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"npp check {self.pk}"
