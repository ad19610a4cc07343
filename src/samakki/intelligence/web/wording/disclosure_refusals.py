"""Refusals of disclosures, copies, releases, recalls and emergencies in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.intelligence.web.wording.refusals import NOT_DONE, NOT_SAVED
from samakki.ui.wording import Wording

NOT_SENT: Final = _("Nothing was sent.")

DISCLOSURES: Final[Mapping[str, Wording]] = {
    "import-in-disclosure": Wording(
        _("The import was not undone."),
        _("Other desks were given, or are about to be given, what it brought: %(records)s."),
        _("Stop a disclosure that has not left. Take back one that has, and undo the import when no desk holds it."),
    ),
    "disclosure-not-in-state": Wording(
        NOT_DONE,
        _("A disclosure cannot take this step now: %(disclosure_state)s."),
        _("Open the disclosure and look at what comes next."),
    ),
    "disclosure-needs-duty": Wording(
        NOT_DONE, _("None of your roles may decide this."), _("Ask a supervisor of your desk.")
    ),
    "disclosure-own-work": Wording(
        NOT_DONE,
        _("You worked on it yourself, and it takes a second person."),
        _("Ask a colleague who may decide. It waits for them on their page “My work”."),
    ),
    "disclosure-needs-second": Wording(
        NOT_SENT,
        _("One officer is not enough for this disclosure."),
        _("Ask a second person. The button stands below what would leave."),
    ),
    "disclosure-changed-meanwhile": Wording(
        NOT_SENT,
        _("What you looked at is not what would leave now."),
        _("Read the page again; it shows what would leave now."),
    ),
    "disclosure-empty": Wording(NOT_SENT, _("Nothing is ticked."), _("Tick at least one item or one value.")),
    "disclosure-summary-missing": Wording(
        NOT_SENT,
        _("A summary is to go first, and there is none."),
        _("Write a few words by which the other desk can say whether it wants the rest."),
    ),
    "disclosure-items-many": Wording(
        NOT_SENT, _("A disclosure holds up to %(most)s items."), _("Make two disclosures of it.")
    ),
    "disclosure-item-no-words": Wording(
        NOT_SENT,
        _("Item %(number)s has no words that may leave."),
        _("Write them on the page “Release” of the report, or take the item out."),
    ),
    "disclosure-item-not-authorised": Wording(
        NOT_SENT,
        _("Nobody allowed the present words of item %(number)s to be shown outside."),
        _("Have the release of its report authorised first."),
    ),
    "disclosure-item-conditions": Wording(
        NOT_SENT, _("The conditions of item %(number)s are not complete."), _("Complete them in the report.")
    ),
    "disclosure-item-past-its-day": Wording(
        NOT_SENT, _("Item %(number)s was to be destroyed by now."), _("Take it out, and look at its report.")
    ),
    "disclosure-item-not-for-desk": Wording(
        NOT_SENT,
        _("Item %(number)s may not go to %(desk)s: its owner did not allow it."),
        _("Ask the owner for a release, take the item out, or choose another desk."),
    ),
    "recipients-missing": Wording(NOT_SENT, _("No desk is chosen."), _("Choose at least one desk.")),
    "recipients-many": Wording(
        NOT_SENT, _("That goes to more than %(most)s desks, or to one twice."), _("Choose fewer desks.")
    ),
    "recipient-is-own": Wording(
        NOT_SENT,
        _("%(desk)s is a desk of this node."),
        _("Share it with colleagues here by putting the report into a case, or by adding them as members."),
    ),
    "recipient-unknown": Wording(
        NOT_SENT,
        _("%(desk)s is not in the directory, or cannot receive this now."),
        _("Look the desk up in the directory. Nothing leaves to an address that nobody vouches for."),
    ),
    "risk-not-answered": Wording(
        NOT_SENT, _("%(count)s questions about danger are not answered."), _("Answer them. “Not known” is an answer.")
    ),
    "risk-words-missing": Wording(
        NOT_SENT,
        _("You said that there is or may be a danger, and not which."),
        _("Write what you know in at least %(least)s characters. A supervisor reads it; it does not leave."),
    ),
    "protection-check-missing": Wording(
        NOT_SENT,
        _("It concerns %(code)s, and nobody recorded a protection check about %(country)s."),
        _("Have the check recorded first. Until then nothing about this person goes there, in no kind of message."),
    ),
    "check-incomplete": Wording(
        NOT_SAVED, _("%(count)s points were not looked at."), _("Look at each and tick it, or do not decide yet.")
    ),
    "check-words": Wording(
        NOT_SAVED,
        _("What the answer rests on is missing."),
        _("Write it in at least %(least)s characters. It stays on this node."),
    ),
}

COPIES: Final[Mapping[str, Wording]] = {
    "copy-not-usable": Wording(
        NOT_DONE,
        _("This copy may not be used now: %(holding_state)s."),
        _("Look at the disclosure it came with. Its owner can tell you why."),
    ),
    "copy-past-its-day": Wording(
        NOT_DONE, _("This copy was to be destroyed by now."), _("Ask its owner whether they would send it again.")
    ),
    "copy-needs-release": Wording(
        NOT_DONE,
        _("Its owner did not allow this use: %(copy_use)s."),
        _("Ask for a release. The page of the disclosure has the form."),
    ),
    "release-why": Wording(
        NOT_SENT,
        _("The reason needs %(least)s to %(longest)s characters."),
        _("Write what you need it for, so that the other desk can decide."),
    ),
    "release-desk": Wording(
        NOT_SENT,
        _("A desk is named where none is needed, or none where one is."),
        _("Name a desk for passing it on, and for nothing else."),
    ),
    "release-day": Wording(
        NOT_SENT,
        _("The day for an answer lies between tomorrow and %(days)s days from now."),
        _("Choose another day."),
    ),
    "release-answered-already": Wording(
        NOT_SENT, _("This request was answered."), _("Nothing needs doing. The answer stands on its page.")
    ),
    "release-not-open": Wording(
        NOT_DONE,
        _("This request waits for no answer: it has one, or it was withdrawn."),
        _("Look at its state. You can ask for a release anew."),
    ),
    "release-words-missing": Wording(
        NOT_SENT, _("The words that may be used instead are missing."), _("Write them, or approve or refuse it.")
    ),
    "release-reason-missing": Wording(
        NOT_SENT, _("The reason is missing."), _("Write in a few words why it is refused. The other desk reads it.")
    ),
    "offer-answered-already": Wording(
        NOT_DONE, _("This disclosure was answered: %(offer_state)s."), _("Nothing needs doing.")
    ),
    "decline-reason-missing": Wording(
        NOT_DONE, _("No reason is chosen."), _("Choose why your desk does not take it. The sender reads it.")
    ),
}

RECALLS: Final[Mapping[str, Wording]] = {
    "recall-nothing-out": Wording(
        NOT_SENT,
        _("No other desk has this disclosure."),
        _("While the hold runs, undo it. Before that, change it or stop it."),
    ),
    "recall-words-missing": Wording(
        NOT_SENT, _("The words that are right are missing."), _("Write them beside the item they belong to.")
    ),
    "recall-note": Wording(
        NOT_SENT,
        _("The reason needs %(least)s to %(longest)s characters."),
        _("Write why it is taken back. Overseers read it; the other desks do not."),
    ),
    "recall-not-waiting": Wording(NOT_DONE, _("This erasure waits for nobody."), _("Look at what became of it.")),
    "copy-not-kept": Wording(NOT_DONE, _("Nothing keeps this copy from being erased."), _("Nothing needs doing.")),
    "copy-prosecutor-only": Wording(
        NOT_DONE, _("Only a prosecutor says that a court does not need it any more."), _("Ask the prosecutor.")
    ),
    "emergency-fields": Wording(
        NOT_SENT, _("%(count)s lines are empty."), _("Fill in every line; a few words are enough.")
    ),
    "emergency-reason": Wording(
        NOT_SENT,
        _("Why it cannot wait is missing."),
        _("Write it in at least %(least)s characters. A supervisor reads it within a day; it does not leave."),
    ),
    "emergency-taken-back": Wording(
        NOT_SENT, _("It was taken back from every desk that had it."), _("If somebody is at risk again, send it anew.")
    ),
    "emergency-desk-missing": Wording(
        NOT_SENT, _("No desk is ticked that has it."), _("Tick each desk that should not have it.")
    ),
    "emergency-unchanged": Wording(
        NOT_SENT, _("Nothing in the five lines was changed."), _("Write what is right, or choose what else is so.")
    ),
    "emergency-reviewed-already": Wording(NOT_DONE, _("It was reviewed."), _("Nothing needs doing.")),
}
