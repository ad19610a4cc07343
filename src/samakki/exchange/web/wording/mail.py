"""States of messages in words: what happened, why it waits, what to do now; refusals to send; acts for the log."""

from collections.abc import Mapping
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.exchange.domain.delivery import Arrived, Sent
from samakki.ui.wording import Text, Wording, registered

NOT_SENT: Final = _("The message was not sent.")
ASK_NODE: Final = _("Ask your node’s administrator. Nothing is lost meanwhile.")

SENT: Final[Mapping[str, tuple[Text, str, Text]]] = {
    Sent.DRAFT.value: (_("Being written"), "grey", ""),
    Sent.HELD.value: (
        _("Held: can still be undone"),
        "yellow",
        _("It goes by itself when the time is over. Undo it if anything in it is wrong."),
    ),
    Sent.SEALED.value: (_("Sealed"), "blue", ""),
    Sent.QUEUED.value: (
        _("Waits for a line"),
        "blue",
        _("It goes as soon as the other node can be reached. You need not do anything."),
    ),
    Sent.SENDING.value: (_("On the line"), "blue", ""),
    Sent.TRANSPORTED.value: (
        _("At the other node"),
        "light-blue",
        _("The other node has signed that it has it. Its desk has not got it yet."),
    ),
    Sent.DELIVERED.value: (_("Delivered to the desk"), "green", ""),
    Sent.OPENED.value: (_("Opened there"), "green", ""),
    Sent.ANSWERED.value: (pgettext_lazy("message", "Answered"), "green", ""),
    Sent.DECLINED.value: (_("The desk declined it"), "orange", _("Its answer says why.")),
    Sent.REFUSED.value: (
        _("Refused there"),
        "red",
        _("Read the reason below. If it is a mistake, call the desk; then send it again."),
    ),
    Sent.EXPIRED.value: (
        _("Given up: nobody could be reached"),
        "red",
        _("Call the desk, or have the message carried by hand. Then send it again."),
    ),
    Sent.FAILED.value: (_("Could not be sent"), "red", _("Read the reason below, mend it and send it again.")),
    Sent.PARKED.value: (_("Stopped: somebody has to look at it"), "orange", ASK_NODE),
    Sent.RECALLED.value: (_("Taken back"), "grey", ""),
}

CAME: Final[Mapping[str, tuple[Text, str, Text]]] = {
    Arrived.STORED.value: (
        _("Here, attachments are still on their way"),
        "blue",
        _("It is put before you when all of it is here. You need not do anything."),
    ),
    Arrived.DELIVERED.value: (_("Received"), "green", ""),
    Arrived.OPENED.value: (pgettext_lazy("message", "Opened"), "green", ""),
    Arrived.CLOSED.value: (pgettext_lazy("message", "Answered"), "green", ""),
    Arrived.REJECTED.value: (_("Refused here"), "red", _("The sender was told why, and signed for it.")),
    Arrived.PARKED.value: (_("Stopped: this node could not take it in"), "orange", ASK_NODE),
    Arrived.QUARANTINED.value: (
        _("Set apart: its signature is not to be trusted"),
        "red",
        _("Do not act on it. Call the desk it says it is from, by the number in the directory."),
    ),
}

REASONS: Final[Mapping[str, Text]] = {
    "no-contact": _("There was no contact with the other node in 30 days."),
    "no-route": _("The other node could not be reached."),
    "no-address": _("The trust list has no address for the other node; it calls by itself."),
    "timeout": _("The other node did not answer in time."),
    "cut": _("The line broke."),
    "certificate": _("The certificate on the line is not the one in the trust list."),
    "quota": _("The other node takes no more from us today."),
    "quota-many-times-over": _("It sent many times more urgent messages today than this node wants from one other."),
    "revocation-not-listed": _(
        "Its country says that a key was withdrawn, and the trust list here does not say so yet. This node asks for a "
        "newer list; call them if none comes today."
    ),
    "trust-refused": _("It gave trust data that is not signed as it should be. Nothing of it was taken; call them."),
    "trust-incomplete": _("A part of its trust data is missing. Nothing of that was taken; bring all volumes at once."),
    "key-of-another-country": _("It speaks of a key of another country."),
    "desk-has-no-key": _("The desk has no valid key any more."),
    "desk-not-listed": _("The desk is not in the trust list any more."),
    "could-not-be-sealed": _("This node could not seal it; the log says why."),
    "id-reused": _("Another message went under the same number."),
    "declined": _("The desk had it and declined it. Its answer says why."),
    "not-understood": _("It needs something that the other node does not know. That node has to be updated."),
    "release-withdrawn": _("The desk had withdrawn its request."),
    "release-known-already": _("The desk had this request, or had heard that it was withdrawn."),
    "type-unknown": _("The other node does not know this kind of message. It has to be updated."),
    "type-not-for-this-desk": _("The desk does not take this kind of message."),
    "no-desk-here": _("The desk is not on that node."),
    "owner-failed": _("The program broke on it; the log has it under the number shown."),
    "key-revoked": _("The key it was signed with was withdrawn."),
    "sender-quarantined": _("The key it was signed with was withdrawn."),
    "sender-unknown": _("The sender’s key is not in the trust list of this node."),
    "envelope-altered": _("It was changed on its way."),
    "envelope-broken": _("It does not open, although the sender signed it as it is."),
    "desk-key-missing": _("It is sealed to a key that the other node does not have."),
    "epoch-closed": _("It is sealed to a key that was destroyed at the end of its time."),
    "sender-key-expired": _("It is dated outside the time of the sender’s key."),
}

KINDS: Final[Mapping[str, Text]] = {
    "R1": _("The node has it"),
    "R2": _("The desk"),
    "R3": _("The desk opened it"),
    "R4": _("The desk answered"),
    "RX": _("The node refused it"),
}
VERDICTS: Final[Mapping[str, Text]] = {
    "accepted": pgettext_lazy("receipt", "accepted"),
    "quarantined": pgettext_lazy("receipt", "set apart"),
    "delivered": pgettext_lazy("receipt", "delivered"),
    "rejected": pgettext_lazy("receipt", "rejected"),
    "opened": pgettext_lazy("receipt", "opened"),
    "answered": pgettext_lazy("receipt", "answered"),
    "refused": pgettext_lazy("receipt", "refused"),
}

TYPES: Final[Mapping[str, Text]] = {
    "disclosure.offer": pgettext_lazy("message", "Disclosure"),
    "disclosure.rest": pgettext_lazy("message", "The rest of a disclosure"),
    "disclosure.emergency": pgettext_lazy("message", "Life at risk"),
    "disclosure.answer": pgettext_lazy("message", "Answer to a disclosure"),
    "release.request": pgettext_lazy("message", "Request to use or pass on what was disclosed"),
    "release.answer": pgettext_lazy("message", "Answer to a request to use or pass on"),
    "recall.request": pgettext_lazy("message", "Recall: something is taken back"),
    "recall.answer": pgettext_lazy("message", "What became of a copy"),
    "key.revoked": pgettext_lazy("message", "A key was withdrawn"),
    "trust.update": pgettext_lazy("message", "News of the trust list"),
    "line.check": pgettext_lazy("message", "Check of the line"),
}
"""Every type that a schema describes, as a row of a list names it."""

REFUSALS: Final[Mapping[str, Wording]] = {
    "message-type-unknown": Wording(
        NOT_SENT, _("Nothing on this node sends messages of the kind %(message_type)s."), ASK_NODE
    ),
    "message-desk-not-here": Wording(NOT_SENT, _("%(desk)s is not a desk of this node in the trust list."), ASK_NODE),
    "message-to-nobody": Wording(NOT_SENT, _("No desk is chosen."), _("Choose at least one desk.")),
    "message-to-too-many": Wording(
        NOT_SENT, _("More than %(most)s desks are chosen."), _("Choose fewer, or send it in several messages.")
    ),
    "message-desk-twice": Wording(NOT_SENT, _("A desk is chosen twice."), _("Take it out once.")),
    "message-too-large": Wording(
        NOT_SENT, _("It is larger than %(most)s bytes."), _("Put long parts into attached files.")
    ),
    "message-content-refused": Wording(
        NOT_SENT, _("Its content does not have the form that %(message_type)s has to have: %(field)s."), ASK_NODE
    ),
    "message-left": Wording(
        _("The message was not undone."),
        _("The hold is over, and it may be with the other node already."),
        _("Recall it instead: every desk that has it is asked to give it back."),
    ),
    "message-not-parked": Wording(
        _("Nothing was tried again."),
        _("The message does not wait for that any more."),
        _("Look at where it stands now."),
    ),
    "message-not-in-exchange": Wording(
        _("Nothing was tried again."),
        _("This node is not in the trust list that it has, or has no keys for the exchange yet."),
        _("Load the trust list: samakki trust. Then try again."),
    ),
    "node-not-in-exchange": Wording(
        NOT_SENT,
        _("This node is not in the trust list that it has, or has no keys for the exchange yet."),
        _("Load the trust list: samakki trust. Then try again."),
    ),
    "check-before-leaving-missing": Wording(
        NOT_SENT, _("A check that every message has to pass is not there: %(check)s."), ASK_NODE
    ),
    "check-before-leaving-failed": Wording(
        NOT_SENT, _("A check that every message has to pass did not work: %(check)s."), ASK_NODE
    ),
    "about-somebody-held-back": Wording(
        NOT_SENT,
        _("It is about %(reference)s, whose protection is still being looked at."),
        _("Wait until that is decided. It stands on the page of that record."),
    ),
    "node-leaves-network": Wording(
        NOT_SENT,
        _("This node is about to leave the network, and could not answer for something new."),
        _("Answers and recalls go on. For something new, call the other desk; its number is in the directory."),
    ),
}

NOT_PROVABLE: Final[Mapping[str, Text]] = {
    "no-line": _("This receipt names no line of the log: it was made by an earlier version."),
    "not-in-log": _("The line has no place in the log yet. Try again in a minute; if it stays so, tell the overseer."),
    "no-checkpoint": _("No signed state of the log covers the line yet. Try again in a minute."),
}
"""Why there is no proof of a receipt."""
ACTS: Final[Mapping[str, Text]] = {
    "queue_message": _("Put a message into the outbox"),
    "undo_message": _("Undid a message in the hold"),
    "seal_message": _("Sealed a message"),
    "receive_message": _("Took in a message"),
    "deliver_message": _("Gave a message to a desk, or the desk refused it"),
    "park_message": _("Stopped a message that could not be taken in"),
    "retry_message": _("Had a stopped message tried again"),
    "expire_message": _("Gave up a message that nobody took"),
    "quarantine_message": _("Set a message apart, because its key was withdrawn"),
    "take_receipt": _("Took in a receipt"),
    "raise_alarm": _("Raised an alarm about another node"),
    "receive_line_check": _("Took in a check of the line"),
    "note_opened": _("Signed that a message was opened"),
    "prove_receipt": _("Wrote a proof that a receipt stands in the log"),
    "export_bundle": _("Wrote messages for carrying by hand"),
    "import_bundle": _("Took in messages carried by hand"),
}


def type_words(name: str) -> Text:
    """A type of message in words; one that this node has no words for stands as it is.

    Args:
        name: with or without version.
    """
    plain = name.partition("@")[0]
    return TYPES.get(plain, plain)


def reason_words(code: str) -> Text:
    """A reason in words: those of lines, or of a check that let nothing leave; a code without any stands as it is."""
    if code.startswith("status-"):  # what a server answered instead of the node; the number is for who looks after it
        return format_lazy("{} ({})", REASONS["no-route"], code.removeprefix("status-"))
    checked = registered().get(code)
    if code in REASONS or checked is None:
        return REASONS.get(code, code)
    return checked.what if "%(" in str(checked.why) else checked.why  # its facts were not kept with the message
