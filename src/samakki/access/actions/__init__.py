"""Verbs of access. Each checks, writes and logs in one transaction; a refusal is logged after it and raised."""

from samakki.access.actions.accounts import (
    NewOfficer,
    accept_terms,
    add_agency,
    add_desk,
    add_officer,
    close_desk,
    close_officer,
    confirm_role,
    end_role,
    propose_role,
)
from samakki.access.actions.audit_export import export_audit
from samakki.access.actions.break_glass import Opened, open_break_glass, read_break_glass_reason, review_break_glass
from samakki.access.actions.duties import require_duty
from samakki.access.actions.exclusions import exclude, lift_exclusion
from samakki.access.actions.own import change_language, change_own_password, mark_notice_read
from samakki.access.actions.records import (
    NewRecord,
    add_member,
    end_membership,
    grant_identity,
    new_record_reference,
    read_record,
    read_records,
    register_resource,
)
from samakki.access.actions.recovery import confirm_recovery, open_recovery, stop_recovery, use_recovery
from samakki.access.actions.sessions import end_other_sessions, end_what_is_too_much, sign_out_everywhere
from samakki.access.actions.sign_ins import (
    note_second_factor,
    note_sign_in,
    note_sign_out,
    note_unlock,
    note_wrong_try,
)
from samakki.access.actions.tokens import Bearer, MadeToken, make_token, revoke_token, use_token

__all__ = [
    "Bearer",
    "MadeToken",
    "NewOfficer",
    "NewRecord",
    "Opened",
    "accept_terms",
    "add_agency",
    "add_desk",
    "add_member",
    "add_officer",
    "change_language",
    "change_own_password",
    "close_desk",
    "close_officer",
    "confirm_recovery",
    "confirm_role",
    "end_membership",
    "end_other_sessions",
    "end_role",
    "end_what_is_too_much",
    "exclude",
    "export_audit",
    "grant_identity",
    "lift_exclusion",
    "make_token",
    "mark_notice_read",
    "new_record_reference",
    "note_second_factor",
    "note_sign_in",
    "note_sign_out",
    "note_unlock",
    "note_wrong_try",
    "open_break_glass",
    "open_recovery",
    "propose_role",
    "read_break_glass_reason",
    "read_record",
    "read_records",
    "register_resource",
    "require_duty",
    "review_break_glass",
    "revoke_token",
    "sign_out_everywhere",
    "stop_recovery",
    "use_recovery",
    "use_token",
]
