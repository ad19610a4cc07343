"""What ``seeding`` does inside the node's environment: everything through actions, as a console and officers would."""

from datetime import date

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from samakki.access.actions import accounts, own, records
from samakki.access.domain.vocabulary import AgencyKind, Compartment, Purpose
from samakki.access.models import Agency, Desk, Officer
from samakki.kernel.refusals import Refused
from tools.trial.seeding import PASSWORD

POLICE = ("KH/POL", AgencyKind.POLICE, "KH/POL/AHT/duty")
PLACES = {
    "node_administrator": ("KH/OPS", AgencyKind.OPERATOR, "KH/OPS/NODE/admin"),
    "overseer": ("KH/OVS", AgencyKind.OVERSIGHT, "KH/OVS/DATA/complaints"),
    "investigator": POLICE,
    "supervisor": POLICE,
}
CONSOLE = "console"


def officer(role: str, number: int) -> dict[str, object]:
    """Make one officer with a role in force, a password of their own and an authenticator app."""
    username = f"{role}.{number:02}"
    made = accounts.add_officer(by=CONSOLE, username=username, full_name=f"Invented {number}", desk=desk_for(role))
    accounts.propose_role(by=CONSOLE, officer=made.code, role=role)
    confirm(made.code, role)
    row = Officer.objects.select_related("desk__agency").get(code=made.code)
    own.change_own_password(by=row, password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(row, secret)
    own_records = [record(row)] if role == "investigator" else []
    return {"username": username, "code": made.code, "role": role, "secret": secret, "records": own_records}


def desk_for(role: str) -> str:
    """Address of the desk where a role sits; made, with its agency, if it is missing."""
    agency, kind, desk = PLACES[role]
    if not Agency.objects.filter(code=agency).exists():
        day = date(2026, 1, 1)
        accounts.add_agency(by=CONSOLE, code=agency, name=f"Agency {agency}", kind=kind, terms_accepted_on=day)
    if not Desk.objects.filter(address=desk).exists():
        accounts.add_desk(by=CONSOLE, address=desk, name=f"Desk {desk}")
    return desk


def confirm(code: str, role: str) -> None:
    """Put a role in force: by the console while nobody else can, afterwards by an officer who may."""
    confirmers = Officer.objects.filter(role_grants__role__in=("overseer", "supervisor")).exclude(code=code)
    candidates: list[Officer | str] = [CONSOLE, *confirmers.select_related("desk__agency")]
    for by in candidates:
        try:
            accounts.confirm_role(by=by, officer=code, role=role)
        except Refused:
            continue
        return
    message = f"nobody may confirm {role}"
    raise RuntimeError(message)


def record(owner: Officer) -> str:
    """Register one case file of an investigator; the answer is its reference."""
    reference = records.new_record_reference("C")
    made = records.NewRecord(reference, "cases", Compartment.CASE_FILE)
    with transaction.atomic():
        records.register_resource(by=owner, record=made, purpose=Purpose.INVESTIGATE_TRAFFICKING)
    return reference
