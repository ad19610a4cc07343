"""Agencies, desks, officers and the roles they were granted."""

from collections.abc import Iterator
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import AgencyKind, Compartment


class Agency(models.Model):
    """Who has desks on this node."""

    code = models.CharField(max_length=24, unique=True)  # "KH/POL": country and agency part of an address
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in AgencyKind])
    terms_accepted_on = models.DateField(null=True, blank=True)  # no officers before the signed terms of use
    closed_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "name": Class.OPERATIONAL,
            "country": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "terms_accepted_on": Class.OPERATIONAL,
            "closed_at": Class.OPERATIONAL,
        },
        retention="as long as the node",
    )

    def __str__(self) -> str:
        return self.code


class Desk(models.Model):
    """An addressable office, ``KH/POL/AHTJPD/duty``."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="desks")
    address = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": Class.OPERATIONAL,
            "agency": Class.OPERATIONAL,
            "address": Class.OPERATIONAL,
            "name": Class.OPERATIONAL,
            "closed_at": Class.OPERATIONAL,
        },
        retention="as long as the node",
    )

    def __str__(self) -> str:
        return self.address


class OfficerManager(BaseUserManager["Officer"]):
    """Lets sign-in find an officer whatever the letter case typed."""

    def get_by_natural_key(self, username: str | None) -> "Officer":
        """The officer with this user name in any letter case."""
        return self.get(username__iexact=username)


class Officer(AbstractBaseUser):
    """A person with roles. Never deleted, because history names the code; closed instead."""

    code = models.CharField(max_length=12, unique=True)  # "O-7K3Q": all that the audit log knows
    username = models.CharField(max_length=80, unique=True)
    full_name = models.CharField(max_length=200)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="officers")
    language = models.CharField(max_length=12, default="en")  # BCP 47, of pages
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0)  # one more ends every session, wherever it is stored
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = OfficerManager()

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": Class.OPERATIONAL,
            "password": Class.PERSONAL,
            "last_login": Class.PERSONAL,
            "code": Class.OPERATIONAL,
            "username": Class.PERSONAL,
            "full_name": Class.PERSONAL,
            "desk": Class.OPERATIONAL,
            "language": Class.OPERATIONAL,
            "is_active": Class.OPERATIONAL,
            "must_change_password": Class.OPERATIONAL,
            "session_epoch": Class.OPERATIONAL,
            "created_at": Class.OPERATIONAL,
            "closed_at": Class.OPERATIONAL,
        },
        retention="while the audit log that names the code is kept",
    )

    class Meta:
        """``Dara`` and ``dara`` are one user name."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("username"), name="officer_username_any_case"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_session_auth_hash(self) -> str:
        """What a session must carry to stay valid: changes with the password and with ``session_epoch``."""
        return self._with_epoch(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under keys that ``SECRET_KEY_FALLBACKS`` still accepts."""
        return (self._with_epoch(one) for one in super().get_session_auth_fallback_hash())

    def _with_epoch(self, session_hash: str) -> str:
        return f"{self.session_epoch}.{session_hash}"


class RoleGrant(models.Model):
    """One role of one officer: proposed by one person, in force once another confirmed it."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=40)
    proposed_by = models.CharField(max_length=12)  # officer code, or "console"
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=12, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=12, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": Class.OPERATIONAL,
            "officer": Class.PERSONAL,
            "role": Class.OPERATIONAL,
            "proposed_by": Class.OPERATIONAL,
            "proposed_at": Class.OPERATIONAL,
            "confirmed_by": Class.OPERATIONAL,
            "confirmed_at": Class.OPERATIONAL,
            "ended_by": Class.OPERATIONAL,
            "ended_at": Class.OPERATIONAL,
        },
        retention="while the audit log that names the code is kept",
    )

    class Meta:
        """An officer holds a role once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["officer", "role"], condition=models.Q(ended_at__isnull=True), name="one_live_grant_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of officer {self.officer_id}"
