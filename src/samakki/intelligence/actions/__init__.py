"""Verbs of intelligence: reports from draft to destruction; disclosures, releases, recalls and emergencies.

Each checks, writes and logs in one transaction; a refusal is logged after it and raised.
"""

from samakki.intelligence.actions.asking_again import ask_release_again, withdraw_release
from samakki.intelligence.actions.capturing import capture, link_captured
from samakki.intelligence.actions.changes_read import note_change_read
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
from samakki.intelligence.actions.disclosing import (
    answer_questions,
    change_disclosure,
    choose_contents,
    freeze_disclosure,
    start_disclosure,
    stop_disclosure,
)
from samakki.intelligence.actions.disclosure_sending import (
    attach_conditions,
    confirm_disclosure,
    hand_over_disclosure,
    return_disclosure,
    send_disclosure,
    undo_disclosure,
)
from samakki.intelligence.actions.emergencies import (
    ask_next_desks,
    note_call,
    review_emergency,
    send_emergency,
)
from samakki.intelligence.actions.emergency_answering import decline_emergency, take_emergency
from samakki.intelligence.actions.emergency_changes import change_emergency
from samakki.intelligence.actions.expiring import run_days
from samakki.intelligence.actions.filing import file_in_case, follow_team, take_out_of_case
from samakki.intelligence.actions.items import add_item, change_item, cut_into_items, take_out_item
from samakki.intelligence.actions.leads import tell_outcome
from samakki.intelligence.actions.needless import say_needless
from samakki.intelligence.actions.offers import accept_offer, decline_offer
from samakki.intelligence.actions.protecting import COVERS, reindex, replace_names, widen
from samakki.intelligence.actions.protection_checks import record_check
from samakki.intelligence.actions.reading import note_read, original_of
from samakki.intelligence.actions.recalling import agree_to_recall, recall_disclosure, refuse_recall
from samakki.intelligence.actions.releasing import answer_release, ask_release, use_copy
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
    "accept_offer",
    "add_item",
    "agree_to_recall",
    "answer_questions",
    "answer_release",
    "answer_warning",
    "ask_next_desks",
    "ask_release",
    "ask_release_again",
    "attach_conditions",
    "authorise_release",
    "capture",
    "change_community_report",
    "change_disclosure",
    "change_emergency",
    "change_item",
    "change_report",
    "check_lead_text",
    "choose_contents",
    "confirm_disclosure",
    "cut_into_items",
    "decide_use",
    "decline_emergency",
    "decline_offer",
    "destroy_report",
    "file_in_case",
    "follow_team",
    "freeze_disclosure",
    "grade_report",
    "hand_over_disclosure",
    "link_captured",
    "note_call",
    "note_change_read",
    "note_feedback",
    "note_read",
    "original_of",
    "propose_lead",
    "recall_disclosure",
    "record_check",
    "refuse_recall",
    "register_source",
    "regrade_report",
    "reindex",
    "reopen_report",
    "replace_names",
    "reseal_sources",
    "retain_report",
    "return_disclosure",
    "return_lead",
    "return_report",
    "review_emergency",
    "review_report",
    "run_days",
    "sanitise_report",
    "say_needless",
    "send_disclosure",
    "send_emergency",
    "send_lead",
    "settle_letters",
    "start_community_report",
    "start_disclosure",
    "start_report",
    "stop_disclosure",
    "take_emergency",
    "take_out_item",
    "take_out_of_case",
    "tell_outcome",
    "undo_disclosure",
    "use_copy",
    "widen",
    "withdraw_release",
    "write_sanitised",
]
