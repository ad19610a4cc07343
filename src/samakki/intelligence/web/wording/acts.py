"""Acts of intelligence in words, for the audit log."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.intelligence.domain.states import Step
from samakki.ui.wording import Text

ACTS: Final[Mapping[str, Text]] = {
    "start_report": _("Started a report"),
    "change_report": _("Changed a report"),
    "settle_letters": _("Said which letters a text is in"),
    "fetch_original": _("Wanted a text in a file, as it came"),
    "add_item": _("Added an item to a report"),
    "cut_into_items": _("Cut a report into items"),
    "change_item": _("Changed an item of a report"),
    "take_out_item": _("Took an item out of a report"),
    "write_sanitised": _("Wrote the words of an item that may leave"),
    "answer_warning": _("Said why something stays that may give a source away"),
    "compare_with_source": _("Compared a text with the record of its source"),
    "file_in_case": _("Put a report into a case"),
    "take_out_of_case": _("Took a report out of a case"),
    "keep_receipt": _("Kept the receipt of a destroyed report"),
    "register_source": _("Wrote down who a source is"),
    "start_community_report": _("Started a community report"),
    "change_community_report": _("Changed a community report"),
    "decide_use": _("Decided what becomes of a community report"),
    "check_lead_text": _("Checked a text for the police"),
    "propose_lead": _("Proposed a lead for the police"),
    "return_lead": _("Sent a proposed lead back"),
    "send_lead": _("Let a lead go to the police"),
    "tell_outcome": _("Told an agency what came of its lead"),
    "download_original": _("Took the text of a report as it was received"),
    Step.GRADE.value: _("Graded a report"),
    Step.SANITISE.value: _("Handed a report to a second person"),
    Step.AUTHORISE.value: _("Authorised the release of a report"),
    Step.RETURN.value: _("Sent a report back to its author"),
    Step.REOPEN.value: _("Made a report a draft again"),
    Step.DISSEMINATE.value: _("Sent a report to another desk"),
    Step.ACKNOWLEDGE.value: _("Noted that a report was received"),
    Step.ACCEPT.value: _("Accepted a report"),
    Step.DECLINE.value: _("Declined a report"),
    Step.ACT_ON.value: _("Acted on a report"),
    Step.NOTE_FEEDBACK.value: _("Noted what came of a report"),
    Step.REVIEW.value: _("Reviewed a report"),
    Step.RETAIN.value: _("Kept a report until its next review"),
    Step.RE_GRADE.value: _("Graded a report again"),
    Step.DESTROY.value: _("Destroyed a report"),
}
