"""Reads of access. Everything returned is a frozen value; a list shows what the policy lets the reader see."""

from samakki.access.models import Officer
from samakki.access.queries.accounts import (
    AgencyRow,
    DeskRow,
    OfficerDetail,
    agencies,
    desks,
    names_of,
    officer,
    officers,
)
from samakki.access.queries.choices import (
    OfficerChoice,
    desks_to_choose,
    exclusions_of,
    members_of,
    officers_to_choose,
)
from samakki.access.queries.deployment import roles
from samakki.access.queries.listing import (
    VisibleRecord,
    count_visible,
    listed_among,
    my_records,
    visible,
    visible_filter,
    visible_ids,
)
from samakki.access.queries.log_state import log_state
from samakki.access.queries.oversight import audit_entries, who_looked
from samakki.access.queries.people import duty_refusals, viewer, viewers_kept
from samakki.access.queries.powers import break_glasses_of, ends_of, powers_on
from samakki.access.queries.records import decide_record
from samakki.access.queries.several import decisions_on
from samakki.access.queries.signs import Sign, signs_found
from samakki.access.queries.tokens import TokenRow, tokens
from samakki.access.queries.waiting import notices, open_break_glasses, recoveries_to_confirm, roles_to_confirm

__all__ = [
    "AgencyRow",
    "DeskRow",
    "Officer",
    "OfficerChoice",
    "OfficerDetail",
    "Sign",
    "TokenRow",
    "VisibleRecord",
    "agencies",
    "audit_entries",
    "break_glasses_of",
    "count_visible",
    "decide_record",
    "decisions_on",
    "desks",
    "desks_to_choose",
    "duty_refusals",
    "ends_of",
    "exclusions_of",
    "listed_among",
    "log_state",
    "members_of",
    "my_records",
    "names_of",
    "notices",
    "officer",
    "officers",
    "officers_to_choose",
    "open_break_glasses",
    "powers_on",
    "recoveries_to_confirm",
    "roles",
    "roles_to_confirm",
    "signs_found",
    "tokens",
    "viewer",
    "viewers_kept",
    "visible",
    "visible_filter",
    "visible_ids",
    "who_looked",
]
