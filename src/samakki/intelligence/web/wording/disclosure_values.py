"""Words for the values of disclosures, copies, releases, recalls and emergencies."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.intelligence.domain.disclosure_answers import RiskAnswer, RiskQuestion, SafetyCondition
from samakki.intelligence.domain.disclosure_items import Part
from samakki.intelligence.domain.disclosures import DisclosureState, DisclosureStep, PartState, SecondReason, Turn
from samakki.intelligence.domain.emergencies import EmergencyFinding, EmergencyState
from samakki.intelligence.domain.holdings import DeclineReason, HoldingState, OfferState, ReleaseState, Use
from samakki.intelligence.domain.protection_checks import CheckAnswer, CheckedFor
from samakki.intelligence.domain.recalls import KeepGround, RecallReason, RecallResult, RecallScope
from samakki.kernel.refusals import Fact
from samakki.ui.wording import Text

STATES: Final[Mapping[DisclosureState, tuple[Text, str]]] = {
    DisclosureState.DRAFT: (_("Draft"), "grey"),
    DisclosureState.FROZEN: (_("Ready to be read"), "light-blue"),
    DisclosureState.WAITING: (_("Waits for a second person"), "yellow"),
    DisclosureState.HELD: (_("Waits; can be undone"), "yellow"),
    DisclosureState.SENT: (_("Sent"), "blue"),
    DisclosureState.RECALLED: (_("Taken back, all or in part"), "red"),
    DisclosureState.STOPPED: (_("Stopped; never sent"), "grey"),
}
TURNS: Final[Mapping[Turn, Text]] = {
    Turn.SENDER: _("who built it"),
    Turn.SECOND: _("a second person"),
    Turn.CLOCK: _("nobody; it leaves by itself"),
    Turn.PARTNER: _("the desks that got it"),
    Turn.NOBODY: _("nobody"),
}
STEPS: Final[Mapping[DisclosureStep, Text]] = {
    DisclosureStep.FREEZE: _("Made ready"),
    DisclosureStep.CHANGE: _("Made a draft again"),
    DisclosureStep.HAND_OVER: _("Handed to a second person"),
    DisclosureStep.CONFIRM: _("Confirmed by a second person"),
    DisclosureStep.RETURN: _("Sent back"),
    DisclosureStep.SEND: _("Let go"),
    DisclosureStep.UNDO: _("Undone; nothing left"),
    DisclosureStep.LEAVE: _("Left"),
    DisclosureStep.RECALL: _("Taken back"),
    DisclosureStep.STOP: _("Stopped"),
}
PARTS_SENT: Final[Mapping[PartState, tuple[Text, str]]] = {
    PartState.TO_SEND: (_("Not sent yet"), "grey"),
    PartState.OFFERED: (_("No answer yet"), "yellow"),
    PartState.ACCEPTED: (_("Accepted"), "green"),
    PartState.DECLINED: (_("Declined"), "orange"),
    PartState.UNDELIVERED: (_("Did not arrive"), "red"),
}
SECONDS: Final[Mapping[SecondReason, Text]] = {
    SecondReason.COUNTRIES: _("it goes to more countries than one officer may send to"),
    SecondReason.PROTECTED: _("it holds the code of a protected person"),
    SecondReason.RISK: _("a question about danger was answered with “yes” or “not known”"),
}
PARTS: Final[Mapping[Part, tuple[Text, Text]]] = {
    Part.WHOLE: (_("All of it at once"), ""),
    Part.SUMMARY: (
        _("A few words first"),
        _("The rest goes by itself when the desk accepts. Choose this if the desk may not want it."),
    ),
}
QUESTIONS: Final[Mapping[RiskQuestion, Text]] = {
    RiskQuestion.ILL_TREATMENT: _("Could somebody there face the death penalty, torture or persecution because of it?"),
    RiskQuestion.DANGER: _("Could it put the source, a victim or somebody's family in danger?"),
    RiskQuestion.OFFICIALS: _("Could officials there be involved?"),
}
ANSWERS: Final[Mapping[RiskAnswer, Text]] = {
    RiskAnswer.NO: pgettext_lazy("danger", "No"),
    RiskAnswer.YES: pgettext_lazy("danger", "Yes"),
    RiskAnswer.UNKNOWN: pgettext_lazy("danger", "Not known"),
}
SAFETY: Final[Mapping[SafetyCondition, Text]] = {
    SafetyCondition.NO_DEATH_PENALTY: _(
        "Not to be used where the death penalty may be asked for, without an assurance"
    ),
    SafetyCondition.NAMED_DESK_ONLY: _("To be read by the named desk alone"),
    SafetyCondition.NO_CONTACT: _("Nobody approaches a person in it, their family or their neighbours"),
    SafetyCondition.NO_ACTION: _("Nothing is done on it before the sender was asked"),
    SafetyCondition.NO_OTHER_AGENCY: _("Not to be told to immigration, embassy or security agencies"),
}
HOLDINGS: Final[Mapping[HoldingState, tuple[Text, str]]] = {
    HoldingState.OFFERED: (_("Offered"), "yellow"),
    HoldingState.HELD: (_("May be read and worked with"), "green"),
    HoldingState.DECLINED: (_("Declined; its words are gone"), "grey"),
    HoldingState.RESTRICTED: (_("Restricted: do not use it"), "red"),
    HoldingState.WITHDRAWN: (_("Withdrawn: do not use it"), "red"),
    HoldingState.KEPT: (_("Kept for a court alone"), "orange"),
    HoldingState.ERASED: (_("Erased"), "grey"),
}
OFFERS: Final[Mapping[OfferState, tuple[Text, str]]] = {
    OfferState.OFFERED: (_("Waits for your answer"), "yellow"),
    OfferState.ACCEPTED: (_("Accepted"), "green"),
    OfferState.DECLINED: (_("Declined"), "orange"),
    OfferState.WITHDRAWN: (_("Withdrawn by the sender"), "red"),
}
DECLINES: Final[Mapping[DeclineReason, Text]] = {
    DeclineReason.NOT_OURS: _("It is not a matter for this desk"),
    DeclineReason.KNOWN_ALREADY: _("It is known here already"),
    DeclineReason.CONDITIONS: _("The desk cannot keep to its conditions"),
    DeclineReason.NO_GROUND: _("The law gives the desk no ground to hold it"),
    DeclineReason.RISK: _("There is a danger that the sender cannot see"),
}
USES: Final[Mapping[Use, Text]] = {
    Use.ONWARD: _("Pass it on to another desk"),
    Use.COURT: _("Show it in court"),
    Use.OVERT: _("Act on it openly"),
}
RELEASES: Final[Mapping[ReleaseState, tuple[Text, str]]] = {
    ReleaseState.ASKED: (_("No answer yet"), "yellow"),
    ReleaseState.APPROVED: (_("Approved"), "green"),
    ReleaseState.APPROVED_SANITISED: (_("Approved with other words"), "green"),
    ReleaseState.REFUSED: (pgettext_lazy("release", "Refused"), "red"),
    ReleaseState.WITHDRAWN: (pgettext_lazy("request", "Withdrawn"), "grey"),
}
UNANSWERED: Final[tuple[Text, str]] = (_("No answer by its day"), "red")
"""Instead of the state of a request, once its day has passed."""
SCOPES: Final[Mapping[RecallScope, tuple[Text, Text]]] = {
    RecallScope.WITHDRAW: (
        _("Withdraw it"),
        _("Holders stop using it and put its words away. You can correct it later."),
    ),
    RecallScope.CORRECT: (_("Correct it"), _("Other words take the place of those that were sent.")),
    RecallScope.RESTRICT: (_("Restrict it"), _("Holders stop using it until you say otherwise.")),
    RecallScope.ERASE: (
        _("Erase it"),
        _("Holders destroy it for good. A second person of your desk has to agree first."),
    ),
}
RECALL_REASONS: Final[Mapping[RecallReason, Text]] = {
    RecallReason.WRONG: _("It is not true"),
    RecallReason.WRONG_DESK: _("It should not have gone there"),
    RecallReason.SAFETY: _("Somebody's safety"),
    RecallReason.NO_GROUND: _("There is no ground to keep it"),
    RecallReason.EXPIRED: _("Its day has come"),
    RecallReason.ORDER: _("A court or an authority ordered it"),
}
RESULTS: Final[Mapping[RecallResult, tuple[Text, str]]] = {
    RecallResult.ASKED: (_("No answer yet"), "yellow"),
    RecallResult.DONE: (pgettext_lazy("recall", "Done"), "green"),
    RecallResult.RESTRICTED: (_("Restricted there"), "orange"),
    RecallResult.KEPT: (_("Kept on a ground"), "red"),
    RecallResult.PASSED_ON: (_("Done; those who got it from there were told"), "green"),
    RecallResult.NOT_FOUND: (_("Not found there"), "grey"),
}
DONE: Final[Mapping[RecallScope, Text]] = {
    RecallScope.WITHDRAW: _("Withdrawn there"),
    RecallScope.CORRECT: _("Corrected there"),
    RecallScope.RESTRICT: _("Restricted there"),
    RecallScope.ERASE: _("Erased there"),
}
GROUNDS: Final[Mapping[KeepGround, Text]] = {
    KeepGround.ARREST: _("used in an arrest"),
    KeepGround.CHARGE: _("used in a charge"),
    KeepGround.REQUEST: _("stands in a formal request"),
    KeepGround.COURT_FILE: _("stands in a court file"),
    KeepGround.DEFENCE: _("may help the defence"),
}
EMERGENCIES: Final[Mapping[EmergencyState, tuple[Text, str]]] = {
    EmergencyState.SENT: (_("Sent; no answer yet"), "yellow"),
    EmergencyState.UNANSWERED: (_("Nobody answers: call"), "red"),
    EmergencyState.TAKEN: (_("A desk acts"), "green"),
    EmergencyState.WITHDRAWN: (_("Taken back"), "grey"),
}
NO_DESK_ACTS: Final = _("No desk acts on it: call now")
FINDINGS: Final[Mapping[EmergencyFinding, Text]] = {
    EmergencyFinding.RIGHT: _("It was right to send it"),
    EmergencyFinding.TOO_MUCH: _("More was told than was needed to act"),
    EmergencyFinding.NO_EMERGENCY: _("It could have waited for the usual way"),
}
CHECKED: Final[Mapping[CheckedFor, Text]] = {
    CheckedFor.ASYLUM: _("Whether the person asked for asylum, or may"),
    CheckedFor.FAMILY: _("Family there, and who may reach them"),
    CheckedFor.INVOLVED: _("Officials or relatives involved in what was done"),
    CheckedFor.RETURN: _("What waits for the person on return"),
    CheckedFor.WISH: _("What the person says about that state being told"),
}
CHECK_ANSWERS: Final[Mapping[CheckAnswer, Text]] = {
    CheckAnswer.SAFE_TO_TELL: _("That state may be told"),
    CheckAnswer.NOT_SAFE: _("That state must not be told"),
}
CHECK_COLOURS: Final[Mapping[CheckAnswer, str]] = {CheckAnswer.SAFE_TO_TELL: "green", CheckAnswer.NOT_SAFE: "red"}
ACTS: Final[Mapping[str, Text]] = {
    "start_disclosure": _("Started a disclosure"),
    "choose_contents": _("Chose what a disclosure holds and whom it is for"),
    "answer_questions": _("Answered what is asked before a disclosure leaves"),
    "attach_conditions": _("Attached conditions to a disclosure"),
    DisclosureStep.FREEZE.value: _("Made a disclosure ready"),
    DisclosureStep.CHANGE.value: _("Made a disclosure a draft again"),
    DisclosureStep.HAND_OVER.value: _("Handed a disclosure to a second person"),
    DisclosureStep.CONFIRM.value: _("Let a disclosure go as the second person"),
    DisclosureStep.RETURN.value: _("Sent a disclosure back"),
    DisclosureStep.SEND.value: _("Let a disclosure go"),
    DisclosureStep.UNDO.value: _("Undid a disclosure before it left"),
    DisclosureStep.RECALL.value: _("Took a disclosure back"),
    DisclosureStep.STOP.value: _("Stopped a disclosure"),
    "receive_disclosure": _("A disclosure came in"),
    "receive_rest": _("The rest of a disclosure came in"),
    "receive_emergency": _("An emergency came in"),
    "accept_disclosure": _("Accepted a disclosure"),
    "decline_disclosure": _("Declined a disclosure"),
    "note_answer": _("A desk answered a disclosure"),
    "ask_release": _("Asked the owner of a copy for a release"),
    "receive_release_request": _("A desk asked for a release"),
    "answer_release": _("Answered a request for a release"),
    "note_release_answer": _("The owner of a copy answered"),
    "withdraw_release": _("Withdrew a request for a release"),
    "note_release_withdrawn": _("A desk withdrew its request for a release"),
    "remind_release": _("Reminded the desk that another one waits for its answer about a release"),
    "miss_release_day": _("The day of a request for a release passed without an answer"),
    "use_copy": _("Noted what a copy was used for"),
    "say_needless": _("Said that no court needs a copy any more"),
    "ask_recall": _("Asked to take a disclosure back"),
    "agree_to_recall": _("Agreed to an erasure as the second person"),
    "refuse_recall": _("Said no to an erasure"),
    "obey_recall": _("A recall was carried out here"),
    "answer_recall": _("Answered a recall"),
    "note_recall_answer": _("A holder answered a recall"),
    "forward_recall": _("Passed a recall on to who got a copy from here"),
    "report_day": _("Told the owner of a copy that its day came"),
    "note_day": _("Noted that the day of a copy came at another desk"),
    "run_day": _("A copy was restricted or erased because its day came"),
    "record_check": _("Recorded a protection check"),
    "send_emergency": _("Sent an emergency"),
    "ask_next_desk": _("Gave an emergency to the next desk"),
    "change_emergency": _("Took an emergency back or put it right"),
    "read_emergency_change": _("Said that a change of an emergency was read"),
    "note_call": _("Noted that a desk was called"),
    "take_emergency": _("Said that the desk acts on an emergency"),
    "decline_emergency": _("Said that the desk does not act on an emergency"),
    "tell_who_acts": _("Told a desk which others act on an emergency"),
    "note_who_acts": _("The desk that sent an emergency said which others act on it"),
    "review_emergency": _("Reviewed an emergency"),
}


def emergency_words(state: EmergencyState, *, is_declined: bool) -> tuple[Text, str]:
    """Where an emergency stands, and a colour: a desk that said no is no desk that is silent."""
    words, colour = EMERGENCIES[state]
    return (NO_DESK_ACTS if is_declined and state is EmergencyState.UNANSWERED else words), colour


def _words(pairs: Iterable[tuple[Enum, Text]]) -> Callable[[Fact], Text]:
    """Words by the value of an enum; what is not in the table stands as it is."""
    known = {one.value: words for one, words in pairs}
    return lambda value: known.get(str(value), str(value))


FACTS: Final[Mapping[str, Callable[[Fact], Text]]] = {
    "disclosure_state": _words((one, words) for one, (words, _colour) in STATES.items()),
    "holding_state": _words((one, words) for one, (words, _colour) in HOLDINGS.items()),
    "offer_state": _words((one, words) for one, (words, _colour) in OFFERS.items()),
    "copy_use": _words(USES.items()),
}
