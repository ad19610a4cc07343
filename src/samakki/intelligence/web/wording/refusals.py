"""Every refusal of intelligence in words: what happened, why, what to do now."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.intelligence.web.wording.values import STATES, USES
from samakki.kernel.refusals import Fact
from samakki.ui.wording import Text, Wording, registered

NOT_DONE: Final = _("This was not done.")
NOT_SAVED: Final = _("This was not saved.")
NOT_RELEASED: Final = _("The report was not released.")
LOOK: Final = _("Open the report and look at what stands under “What comes next”.")

REPORTS: Final[Mapping[str, Wording]] = {
    "text-missing": Wording(NOT_SAVED, _("There is no text."), _("Write or paste the text, or choose a file.")),
    "text-too-long": Wording(
        NOT_SAVED, _("The text is longer than %(longest)s characters."), _("Shorten it, or add it as a file.")
    ),
    "pieces-many": Wording(
        NOT_SAVED, _("That makes more than %(most)s items."), _("Add the first ones, then the others.")
    ),
    "source-not-yours": Wording(
        NOT_SAVED,
        _("The number of the source is wrong, or you never worked with that source. One answer serves both."),
        _("Check the number, or leave the field empty."),
    ),
    "comparisons-used-up": Wording(
        NOT_SAVED,
        _(
            "Each text that may leave is compared with the sealed record of the source. You had %(most)s texts "
            "compared with this source today, or %(all)s in all, and more could tell who the source is."
        ),
        _(
            "Ask a colleague who works on the report to save these words, or write them again tomorrow. Do not keep "
            "them outside the node."
        ),
    ),
    "source-empty": Wording(
        NOT_SAVED, _("Nothing tells who the source is."), _("Write at least a name, a number or a way to reach them.")
    ),
    "report-not-a-draft": Wording(
        NOT_SAVED,
        _("The report is not a draft any more: %(report_state)s."),
        _("Make it a draft again if it has to change. What was decided on the old text then ends."),
    ),
    "report-handed-on": Wording(
        NOT_SAVED,
        _("The texts were handed to a second person: %(report_state)s."),
        _("Make the report a draft again, or wait until it is sent back."),
    ),
    "report-not-in-state": Wording(NOT_DONE, _("A report cannot take this step now: %(report_state)s."), LOOK),
    "report-destroyed": Wording(
        NOT_DONE, _("The report was destroyed."), _("Nothing can be done with it. Its receipt tells when and why.")
    ),
    "report-held-by-case": Wording(
        _("The report was not destroyed."),
        _("It stands in a case."),
        _("Take it out of the case first, so that who works there knows."),
    ),
    "report-without-items": Wording(
        _("The report does not count as graded."), _("It has no item."), _("Cut the text into items: one fact each.")
    ),
    "letters-not-settled": Wording(
        NOT_DONE,
        _("The text looks like Zawgyi, and nobody has said whether it is."),
        _("Answer the question above the text."),
    ),
    "letters-settled-already": Wording(NOT_DONE, _("Somebody has answered that already."), _("Nothing needs doing.")),
    "item-not-there": Wording(
        NOT_DONE, _("There is no such item in the report."), _("Open the report again; somebody may have taken it out.")
    ),
    "item-empty": Wording(NOT_DONE, _("Item %(number)s has no text."), _("Write it, or take the item out.")),
    "item-grade-missing": Wording(
        NOT_DONE,
        _("Item %(number)s has no grade."),
        _("Open the item and choose how reliable the source and how sure the information is."),
    ),
    "item-conditions": Wording(
        NOT_DONE,
        _("The conditions of item %(number)s are not complete or contradict each other: %(condition)s"),
        _("Open the item and put its conditions right."),
    ),
    "item-victim-basis-missing": Wording(
        NOT_RELEASED,
        _("Item %(number)s concerns a victim or a child, and nothing says why it may leave."),
        _("Record consent or danger to life in the item, or take its sanitised words out so that it stays here."),
    ),
    "item-not-graded": Wording(NOT_DONE, _("Nobody has graded the item."), _("Grade it first.")),
    "item-suspected-false": Wording(
        NOT_DONE,
        _("The item is suspected to be false. Nobody is asked abroad and nobody is arrested because of it."),
        _("Use it only to check other information."),
    ),
    "item-source-untried": Wording(
        NOT_DONE,
        _("The source is untried or unreliable (E). Nobody is asked abroad and nobody is arrested because of it."),
        _("Find a second source, or grade the item yourself."),
    ),
    "item-not-sanitised": Wording(
        _("The item was not put into the case."),
        _("It has no words that may leave, and a case shows only those of a single item."),
        _("Write the sanitised words of the item, or put the whole report into the case."),
    ),
    "nothing-graded": Wording(NOT_DONE, _("No item has a new grade."), _("Choose a new grade for at least one item.")),
    "filed-already": Wording(NOT_DONE, _("It stands in that case already."), _("Nothing needs doing.")),
    "not-filed": Wording(NOT_DONE, _("It does not stand in that case."), _("Open the report again.")),
    "review-day-missing": Wording(
        NOT_SAVED, _("There is no day for the next review."), _("Choose the day on which somebody looks at it again.")
    ),
    "review-day-past": Wording(
        NOT_SAVED, _("The day of the next review is not in the future."), _("Choose a later day.")
    ),
}

RELEASE: Final[Mapping[str, Wording]] = {
    "nothing-to-release": Wording(
        NOT_RELEASED,
        _("No item has words that may leave."),
        _("Write the sanitised words of at least one item."),
    ),
    "warnings-open": Wording(
        NOT_RELEASED,
        _("Warnings that nobody answered: %(count)s."),
        _("Change the words of each, or write why they stay."),
    ),
    "warning-not-open": Wording(
        NOT_DONE, _("The warning was answered, or the text does not say it any more."), _("Look at the others.")
    ),
    "warning-needs-reason": Wording(
        NOT_SAVED,
        _("The reason needs %(least)s to %(longest)s characters."),
        _("Write in a few words why it does not give the source away. The second person reads it."),
    ),
    "release-needs-duty": Wording(
        NOT_RELEASED,
        _("None of your roles may authorise a release."),
        _("Ask a supervisor or a support lead."),
    ),
    "author-does-not-authorise": Wording(
        NOT_RELEASED,
        _("You wrote at it yourself, and it takes a second person."),
        _("Ask a colleague who may authorise. It waits for them on their page “My work”."),
    ),
    "feedback-due-missing": Wording(NOT_RELEASED, _("There is no day by which feedback is due."), _("Choose the day.")),
    "feedback-due-out-of-range": Wording(
        NOT_RELEASED,
        _("The day for feedback lies between tomorrow and %(days)s days from now."),
        _("Choose another day."),
    ),
}

COMMUNITY: Final[Mapping[str, Wording]] = {
    "community-report-handed-on": Wording(
        NOT_SAVED,
        _("A lead from this report waits for a second person, or is with the police."),
        _("Wait until it is sent back. What the police have cannot be changed."),
    ),
    "community-use-not-next": Wording(
        NOT_DONE,
        _("That cannot be decided now: %(community_use)s."),
        _("Open the report again and look at what is offered."),
    ),
    "lead-text-missing": Wording(
        _("The lead was not sent."), _("There is no text for the police."), _("Write what the police may read.")
    ),
    "lead-desk-unknown": Wording(
        _("The lead was not sent."),
        _("No police desk of that address takes leads here."),
        _("Choose a desk from the list."),
    ),
    "report-not-a-lead": Wording(
        NOT_DONE, _("No agency passed this report on."), _("Nothing needs doing: nobody waits for an answer.")
    ),
}


def state_words(value: Fact) -> Text:
    """A state, of a report or of anything else that has one, in words."""
    known = {one.value: words for one, (words, _colour) in STATES.items()}
    return known.get(str(value), str(value))


def condition_words(value: Fact) -> Text:
    """What is wrong with a condition: the reason of the refusal that carries this code."""
    words = registered().get(str(value))
    return words.why if words else str(value)


def use_words(value: Fact) -> Text:
    """What was decided about a community report."""
    known = {one.value: words for one, (words, _colour) in USES.items()}
    return known.get(str(value), str(value))
