"""Addresses of access. No name of a person is in any of them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from samakki.access.web.views import (
    agencies,
    audit,
    exclusions,
    home,
    lock,
    officers,
    record_access,
    recovery,
    roles,
    security,
    tokens,
    urgent_access,
)


class AddressConverter(StringConverter):
    """An agency's code or a desk's address: ``KH/POL`` or ``KH/POL/AHTJPD/duty``."""

    regex = r"[A-Z]{2}/[A-Z0-9]+(?:/[A-Z0-9-]+/[a-z0-9-]+)?"


class CodeConverter(StringConverter):
    """A reference or a code, ``C-7K3QR``. Anything else in its place is no address here, and reaches no database."""

    regex = r"[A-Za-z0-9-]{1,40}"


register_converter(AddressConverter, "address")
register_converter(CodeConverter, "code")

app_name = "access"
urlpatterns = [
    path("home/", home.home, name="home"),
    path("notices/", home.notices, name="notices"),
    path("notices/read/", home.read_notices, name="read_notices"),
    path("my-records/", home.my_records, name="my_records"),
    path("locked/", lock.lock, name="lock"),
    path("locked/passkey/", lock.unlock_by_passkey, name="unlock_by_passkey"),
    path("locked/kept/", lock.show_kept, name="kept"),
    path("security/", security.security, name="security"),
    path("security/tokens/", tokens.tokens, name="tokens"),
    path("security/tokens/make/", tokens.make_token, name="make_token"),
    path("security/tokens/end/", tokens.revoke_token, name="revoke_token"),
    path("security/second-factor/", security.second_factor, name="second_factor"),
    path("security/sign-out-everywhere/", security.sign_out_everywhere, name="sign_out_everywhere"),
    path("security/stop-recovery/", recovery.stop_recovery, name="stop_recovery"),
    path("recover/", recovery.recover, name="recover"),
    path("desks/", agencies.desks, name="desks"),
    path("desks/add/", agencies.add_desk, name="add_desk"),
    path("desks/<address:address>/close/", agencies.close_desk, name="close_desk"),
    path("agencies/add/", agencies.add_agency, name="add_agency"),
    path("agencies/<address:agency>/terms/", agencies.accept_terms, name="accept_terms"),
    path("officers/", officers.officers, name="officers"),
    path("officers/add/", officers.add_officer, name="add_officer"),
    path("officers/<code:code>/", officers.show_officer, name="officer"),
    path("officers/<code:code>/close/", officers.close_officer, name="close_officer"),
    path("officers/<code:code>/sign-out/", officers.sign_officer_out, name="sign_officer_out"),
    path("officers/<code:code>/roles/", officers.propose_role, name="propose_role"),
    path("officers/<code:code>/roles/<slug:role>/confirm/", officers.confirm_role, name="confirm_role"),
    path("officers/<code:code>/roles/<slug:role>/end/", officers.end_role, name="end_role"),
    path("officers/<code:code>/recovery/", recovery.open_recovery, name="open_recovery"),
    path("officers/<code:code>/recovery/confirm/", recovery.confirm_recovery, name="confirm_recovery"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<slug:code>/", roles.role, name="role"),
    path("records/", home.find_record, name="find_record"),
    path("records/<code:reference>/access/", record_access.record_access, name="record_access"),
    path("records/<code:reference>/access/add/", record_access.add_member, name="add_member"),
    path("records/<code:reference>/access/grant/", record_access.grant_identity, name="grant_identity"),
    path("records/<code:reference>/access/<code:code>/end/", record_access.end_membership, name="end_membership"),
    path("exclusions/", exclusions.exclusions, name="exclusions"),
    path("exclusions/lift/", exclusions.lift_exclusion, name="lift_exclusion"),
    path("urgent-access/", urgent_access.urgent_access, name="urgent_access"),
    path("urgent-access/open/", urgent_access.open_urgently, name="open_urgently"),
    path("urgent-access/<code:use>/review/", urgent_access.review, name="review_urgent_access"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export/", audit.export_audit, name="export_audit"),
]
