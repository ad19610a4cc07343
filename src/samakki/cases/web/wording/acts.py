"""Verbs of cases as the audit log reads them."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Text

ACTS: Final[Mapping[str, Text]] = {
    "open_case": _("Opened a case"),
    "describe_case": _("Changed what a case is called or which countries it concerns"),
    "change_lead": _("Put another officer in the lead of a case"),
    "answer_hypothesis": _("Answered anew whether it is trafficking or smuggling"),
    "change_stage": _("Moved a case to another stage"),
    "review_case": _("Said why a case does not move, or that it does"),
    "add_person": _("Put a person into a case"),
    "categorise": _("Put a person of a case into a category"),
    "end_category": _("Ended a category of a person in a case"),
    "give_role": _("Said which role a suspect is alleged to have"),
    "end_alleged_role": _("Took back an alleged role"),
    "set_age": _("Said whether a person in a case is under 18"),
    "answer_npp_check": _("Answered a check of non-punishment"),
    "assess_element": _("Assessed an element of a crime"),
    "support_element": _("Linked something to an element of a crime"),
    "withdraw_support": _("Took back a link to an element of a crime"),
    "add_note": _("Wrote a note in a case"),
    "add_task": _("Wrote a task"),
    "assign_task": _("Gave a task to an officer"),
    "put_off_task": _("Gave a task another day"),
    "wait_on": _("Said what a task waits for"),
    "order_tasks": _("Said which task comes first"),
    "finish_task": _("Finished a task"),
    "cancel_task": _("Cancelled a task"),
    "reopen_task": _("Took up a task again"),
    "apply_list": _("Put a list of tasks into a case"),
    "save_list": _("Wrote a list of tasks"),
    "retire_list": _("Stopped offering a list of tasks"),
    "hand_over_task": _("Handed a task to another desk"),
    "hand_over_case": _("Handed a case to another desk"),
    "accept_hand_over": _("Took on what was handed over"),
    "follow": _("Began to watch a record"),
}
