"""Agencies and desks."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from samakki.access import audit, queries
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.accounts import refusals_to_manage_accounts
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Agency, Desk, Officer
from samakki.access.queries.people import actor
from samakki.kernel.addresses import DeskAddress, parse_agency_code
from samakki.kernel.refusals import InvalidValue, Refusal


def add_agency(
    *, by: Officer | str, code: str, name: str, kind: AgencyKind, terms_accepted_on: date | None = None
) -> None:
    """Add an agency. It can have desks at once, and officers once it has signed the terms of use.

    Args:
        by: who manages accounts, or "console".
        code: "KH/POL".
        name: as people call it.
        kind: decides which roles its officers may hold.
        terms_accepted_on: local day of the signature; None while it is missing.

    Raises:
        InvalidValue: the code has another form, "agency-there-already", "name-empty".
        Refused: not theirs to do.
    """
    country, _ = parse_agency_code(code)
    name = _name(name)
    with transaction.atomic():
        reasons = refusals_to_manage_accounts(actor(by), roles=queries.roles())
        if not reasons:
            if Agency.objects.filter(code=code).exists():
                raise InvalidValue("agency-there-already")
            Agency.objects.create(
                code=code, name=name, country=country, kind=kind.value, terms_accepted_on=terms_accepted_on
            )
            audit.record(by, "add_agency", code, facts={"agency_kind": kind.value})
            return
    raise logged_refusal(by, "add_agency", "", reasons)


def accept_terms(*, by: Officer | str, agency: str, on: date) -> None:
    """Note the day on which an agency signed the terms of use.

    Args:
        by: who manages accounts, or "console".
        agency: its code.
        on: local day of the signature.

    Raises:
        InvalidValue: "agency-unknown".
        Refused: not theirs to do.
    """
    with transaction.atomic():
        reasons = refusals_to_manage_accounts(actor(by), roles=queries.roles())
        if not reasons:
            if not Agency.objects.filter(code=agency).update(terms_accepted_on=on):
                raise InvalidValue("agency-unknown")
            audit.record(by, "accept_terms", agency)
            return
    raise logged_refusal(by, "accept_terms", "", reasons)


def add_desk(*, by: Officer | str, address: str, name: str) -> None:
    """Add a desk to the agency that its address names.

    Args:
        by: who manages accounts, or "console".
        address: "KH/POL/AHTJPD/duty".
        name: as people call it.

    Raises:
        InvalidValue: the address has another form, "agency-unknown", "desk-there-already", "name-empty".
        Refused: not theirs to do, or the agency is closed.
    """
    parsed = DeskAddress.parse(address)
    name = _name(name)
    with transaction.atomic():
        reasons = list(refusals_to_manage_accounts(actor(by), roles=queries.roles()))
        agency = Agency.objects.filter(code=parsed.agency_code).first()
        if not reasons:
            if agency is None:
                raise InvalidValue("agency-unknown")
            if Desk.objects.filter(address=address).exists():
                raise InvalidValue("desk-there-already")
        if agency is not None and agency.closed_at:
            reasons.append(Refusal("agency-closed"))
        if agency is not None and not reasons:
            Desk.objects.create(agency=agency, address=address, name=name)
            audit.record(by, "add_desk", address)
            return
    raise logged_refusal(by, "add_desk", "", reasons)


def close_desk(*, by: Officer | str, address: str) -> None:
    """Close a desk: it stays in the records and drops out of every choice.

    Raises:
        InvalidValue: "desk-unknown".
        Refused: not theirs to do, closed already, or officers still work there.
    """
    with transaction.atomic():
        reasons = list(refusals_to_manage_accounts(actor(by), roles=queries.roles()))
        desk = Desk.objects.filter(address=address).first()
        if not reasons:
            if desk is None:
                raise InvalidValue("desk-unknown")
            staff = Officer.objects.filter(desk=desk, closed_at__isnull=True).count()
            if desk.closed_at:
                reasons.append(Refusal("desk-closed"))
            if staff:
                reasons.append(Refusal("desk-has-officers", {"officers": staff}))
            if not reasons:
                desk.closed_at = timezone.now()
                desk.save(update_fields=["closed_at"])
                audit.record(by, "close_desk", address)
                return
    raise logged_refusal(by, "close_desk", "", reasons)


def _name(text: str) -> str:
    tidy = " ".join(text.split())
    if not tidy:
        raise InvalidValue("name-empty")
    return tidy
