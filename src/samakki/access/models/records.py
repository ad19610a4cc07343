"""What the policy reads of every record (resources, memberships, exclusions) and the acts around it."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose
from samakki.access.models.people import Desk, Officer


def values(kind: type[Compartment] | type[Basis] | type[Purpose]) -> list[tuple[str, str]]:
    """Choices for a field that stores the value of an enum."""
    return [(member.value, member.value) for member in kind]


class Resource(models.Model):
    """Stands for one record of any subject. The policy reads this and memberships, nothing else."""

    reference = models.CharField(max_length=40, unique=True)
    subject = models.CharField(max_length=40)  # the package that keeps the content: "cases"
    compartment = models.CharField(max_length=24, choices=values(Compartment))
    handling = models.CharField(max_length=11, default="H0")  # codes combine, in order: "H1,H2"
    owner_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="resources", db_index=False)
    is_protected = models.BooleanField(default=False)  # concerns a protected person
    created_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {
            "id": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "subject": Class.OPERATIONAL,
            "compartment": Class.OPERATIONAL,
            "handling": Class.OPERATIONAL,
            "owner_desk": Class.OPERATIONAL,
            "is_protected": Class.SPECIAL,
            "created_at": Class.OPERATIONAL,
        },
        retention="as long as the record it stands for",
    )

    class Meta:
        """The two ways in without a membership: by compartment, by desk."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["compartment", "id"], name="resource_compartment"),
            models.Index(fields=["owner_desk", "compartment", "id"], name="resource_owner"),
        ]

    def __str__(self) -> str:
        return self.reference


class Membership(models.Model):
    """Ties an officer to a record: for a purpose, on a basis, from and to."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="memberships")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="memberships", db_index=False)
    purpose = models.CharField(max_length=32, choices=values(Purpose))
    basis = models.CharField(max_length=16, choices=values(Basis))
    reason = models.CharField(max_length=40, blank=True)  # a code; grants need one
    granted_by = models.CharField(max_length=12)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {
            "id": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "officer": Class.PERSONAL,
            "purpose": Class.OPERATIONAL,
            "basis": Class.OPERATIONAL,
            "reason": Class.OPERATIONAL,
            "granted_by": Class.OPERATIONAL,
            "starts_at": Class.OPERATIONAL,
            "ends_at": Class.OPERATIONAL,
        },
        retention="as long as the record it opens",
    )

    class Meta:
        """One index answers "what may this officer open" without touching the rows."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["officer", "resource", "basis", "purpose"], name="membership_lookup"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("starts_at")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(  # these two follow from the role and the desk; a row would be a second truth
                condition=~models.Q(basis__in=[Basis.ANYONE.value, Basis.DESK.value]), name="membership_basis_is_a_tie"
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"


class Exclusion(models.Model):
    """Keeps an officer or a whole desk away from a record without telling them."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="exclusions")
    officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="exclusions")
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="exclusions")
    reason = models.CharField(max_length=40)  # code: named_in_it, related, suspected, conflict_of_interest
    made_by = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    lifted_by = models.CharField(max_length=12, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {
            "id": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "officer": Class.PERSONAL,
            "desk": Class.OPERATIONAL,
            "reason": Class.PERSONAL,
            "made_by": Class.OPERATIONAL,
            "made_at": Class.OPERATIONAL,
            "lifted_by": Class.OPERATIONAL,
            "lifted_at": Class.OPERATIONAL,
        },
        retention="as long as the record it guards",
    )

    class Meta:
        """A row excludes an officer or a desk, never both or neither."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(officer__isnull=True) ^ models.Q(desk__isnull=True),
                name="exclusion_of_one_or_the_other",
            ),
        ]

    def __str__(self) -> str:
        return f"exclusion {self.pk}"


class BreakGlass(models.Model):
    """Urgent access to one record for 24 hours, told to the owner and reviewed before the next use.

    What it opens stands in a membership of the same times; the policy reads that one.
    """

    code = models.CharField(max_length=12, unique=True)  # "U-7K3QX": what pages and the log call this use
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="break_glasses")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="break_glasses")
    reason_sealed = models.BinaryField()  # free text may name people: sealed, and opened for the reviewer only
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=12, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(max_length=24, blank=True)  # code: justified, not_justified

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {
            "id": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "officer": Class.PERSONAL,
            "reason_sealed": Class.PERSONAL,
            "opened_at": Class.OPERATIONAL,
            "ends_at": Class.OPERATIONAL,
            "reviewed_by": Class.OPERATIONAL,
            "reviewed_at": Class.OPERATIONAL,
            "finding": Class.OPERATIONAL,
        },
        retention="while the audit log is kept",
    )

    def __str__(self) -> str:
        return f"break-glass {self.code}"


class Recovery(models.Model):
    """Gives an officer back a lost sign-in by two others; each of them learns one half of a code."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="recoveries")
    opened_by = models.CharField(max_length=12)
    opened_at = models.DateTimeField()
    first_half = models.CharField(max_length=128)  # argon2 of the opener's half
    confirmed_by = models.CharField(max_length=12, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    second_half = models.CharField(max_length=128, blank=True)  # argon2 of the confirmer's half
    ends_at = models.DateTimeField()
    failed_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": Class.OPERATIONAL,
            "officer": Class.PERSONAL,
            "opened_by": Class.OPERATIONAL,
            "opened_at": Class.OPERATIONAL,
            "first_half": Class.PERSONAL,
            "confirmed_by": Class.OPERATIONAL,
            "confirmed_at": Class.OPERATIONAL,
            "second_half": Class.PERSONAL,
            "ends_at": Class.OPERATIONAL,
            "failed_tries": Class.OPERATIONAL,
            "used_at": Class.OPERATIONAL,
        },
        retention="one year after use or end",
    )

    def __str__(self) -> str:
        return f"recovery {self.pk}"


class Notice(models.Model):
    """Something an officer should know: a code and a reference, worded when shown."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="notices")
    code = models.CharField(max_length=40)
    reference = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {
            "id": Class.OPERATIONAL,
            "officer": Class.PERSONAL,
            "code": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "read_at": Class.OPERATIONAL,
        },
        retention="one year after it was read",
    )

    class Meta:
        """Newest first for one officer."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["officer", "-at"], name="notice_of_officer")]

    def __str__(self) -> str:
        return f"notice {self.pk}"
