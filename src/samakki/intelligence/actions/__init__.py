"""Verbs of intelligence: start and change a report, cut it into items, grade, sanitise, authorise, review, destroy it.

Each checks, writes and logs in one transaction; a refusal is logged after it and raised.
"""

from samakki.intelligence.actions.capturing import capture, link_captured
from samakki.intelligence.actions.community import (
    change_community_report,
    check_lead_text,
    decide_use,
    propose_lead,
    return_lead,
    send_lead,
    start_community_report,
)
from samakki.intelligence.actions.destroying import destroy_report
from samakki.intelligence.actions.filing import file_in_case, follow_team, take_out_of_case
from samakki.intelligence.actions.items import add_item, change_item, cut_into_items, take_out_item
from samakki.intelligence.actions.leads import tell_outcome
from samakki.intelligence.actions.protecting import COVERS, reindex, replace_names, widen
from samakki.intelligence.actions.reports import change_report, settle_letters, start_report
from samakki.intelligence.actions.sources import register_source, reseal_sources
from samakki.intelligence.actions.steps import (
    authorise_release,
    grade_report,
    note_feedback,
    regrade_report,
    reopen_report,
    retain_report,
    return_report,
    review_report,
    sanitise_report,
    write_sanitised,
)
from samakki.intelligence.actions.warnings import answer_warning

__all__ = [
    "COVERS",
    "add_item",
    "answer_warning",
    "authorise_release",
    "capture",
    "change_community_report",
    "change_item",
    "change_report",
    "check_lead_text",
    "cut_into_items",
    "decide_use",
    "destroy_report",
    "file_in_case",
    "follow_team",
    "grade_report",
    "link_captured",
    "note_feedback",
    "propose_lead",
    "register_source",
    "regrade_report",
    "reindex",
    "reopen_report",
    "replace_names",
    "reseal_sources",
    "retain_report",
    "return_lead",
    "return_report",
    "review_report",
    "sanitise_report",
    "send_lead",
    "settle_letters",
    "start_community_report",
    "start_report",
    "take_out_item",
    "take_out_of_case",
    "tell_outcome",
    "widen",
    "write_sanitised",
]
