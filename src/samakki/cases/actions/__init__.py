"""Verbs of cases. Each checks, writes and logs in one transaction; a refusal is logged after it and raised."""

from samakki.cases.actions.custody import answer_hand_over, end_custody, hand_over, reseal, take_over
from samakki.cases.actions.disclosing import decide_disclosure, list_for_disclosure
from samakki.cases.actions.editions import NewEdition, issue_edition
from samakki.cases.actions.elements import add_note, assess_element, support_element, withdraw_support
from samakki.cases.actions.events import add_event, correct_event, withdraw_event
from samakki.cases.actions.exhibit_files import Upload, add_exhibit_file
from samakki.cases.actions.exhibits import add_exhibit, answer_checklist
from samakki.cases.actions.following import follow, stop_following
from samakki.cases.actions.hand_overs import accept_hand_over, hand_over_case, hand_over_task
from samakki.cases.actions.lists import apply_list, retire_list, save_list
from samakki.cases.actions.opening import open_case
from samakki.cases.actions.people import (
    add_person,
    answer_npp_check,
    categorise,
    describe_person,
    end_alleged_role,
    end_category,
    give_role,
    set_age,
)
from samakki.cases.actions.progress import (
    answer_hypothesis,
    change_lead,
    change_stage,
    describe_case,
    review_case,
)
from samakki.cases.actions.tasks import (
    add_task,
    assign_task,
    cancel_task,
    finish_task,
    order_tasks,
    put_off_task,
    reopen_task,
    wait_on,
)
from samakki.cases.actions.team import add_to_team, end_team, tell_team_change

__all__ = [
    "NewEdition",
    "Upload",
    "accept_hand_over",
    "add_event",
    "add_exhibit",
    "add_exhibit_file",
    "add_note",
    "add_person",
    "add_task",
    "add_to_team",
    "answer_checklist",
    "answer_hand_over",
    "answer_hypothesis",
    "answer_npp_check",
    "apply_list",
    "assess_element",
    "assign_task",
    "cancel_task",
    "categorise",
    "change_lead",
    "change_stage",
    "correct_event",
    "decide_disclosure",
    "describe_case",
    "describe_person",
    "end_alleged_role",
    "end_category",
    "end_custody",
    "end_team",
    "finish_task",
    "follow",
    "give_role",
    "hand_over",
    "hand_over_case",
    "hand_over_task",
    "issue_edition",
    "list_for_disclosure",
    "open_case",
    "order_tasks",
    "put_off_task",
    "reopen_task",
    "reseal",
    "retire_list",
    "review_case",
    "save_list",
    "set_age",
    "stop_following",
    "support_element",
    "take_over",
    "tell_team_change",
    "wait_on",
    "withdraw_event",
    "withdraw_support",
]
