"""Words for every reason a verb of cases gives."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Wording

NOT_OPENED = _("The case was not opened.")
NOT_CHANGED = _("Nothing was changed.")
NOT_MOVED = _("The stage was not changed.")
NO_TASK = _("The task was not changed.")
NO_PERSON = _("The person's place in the case was not changed.")
NO_LIST = _("The list was not kept.")

OPENING: Final[Mapping[str, Wording]] = {
    "import-in-court-file": Wording(
        _("The import was not undone."),
        _("Numbered prints of these cases were issued since, and may stand in a court file: %(records)s."),
        _("Withdraw the single values that are wrong. The next print of the case says what changed."),
    ),
    "nickname-length": Wording(
        NOT_CHANGED,
        _("A nickname has from %(least)s to %(longest)s characters."),
        _("Type a short name that tells the team which case it is, such as “Blue lorry”."),
    ),
    "nickname-not-confirmed": Wording(
        NOT_CHANGED,
        _("The nickname stands in lists and on screens that others can see. A name in it would give a victim away."),
        _("Make sure that nobody can be recognised by it, then tick the box."),
    ),
    "offence-needed": Wording(
        NOT_OPENED,
        _("A case is about trafficking in persons, smuggling of migrants, or perhaps both."),
        _("Choose at least one. Choose both where you do not know yet."),
    ),
    "country-needed": Wording(
        NOT_CHANGED, _("A case concerns at least one country."), _("Choose the countries it concerns.")
    ),
    "country-not-known": Wording(
        NOT_CHANGED, _("%(country)s is no country code."), _("Choose the countries from the list.")
    ),
    "handling-needed": Wording(NOT_OPENED, _("A case carries a handling code."), _("Choose H0 if no other holds.")),
}

PROGRESS: Final[Mapping[str, Wording]] = {
    "case-closed": Wording(
        NOT_CHANGED, _("The case is closed."), _("Move it back to the investigation first, with the reason.")
    ),
    "urgent-access-reads-only": Wording(
        NOT_CHANGED,
        _("You opened the case urgently. That is for reading while somebody is in danger."),
        _("Ask a supervisor of the desk that owns the case to put you on its team."),
    ),
    "stage-not-next": Wording(
        NOT_MOVED,
        _("“%(to)s” cannot follow “%(stage)s”."),
        _("Load the page again: the case may have moved in the meantime."),
    ),
    "stage-is-prosecutors": Wording(
        NOT_MOVED,
        _("Only an officer of the prosecution makes this step."),
        _("Ask the prosecutor of the case to move it to “%(to)s”."),
    ),
    "reason-length": Wording(
        NOT_CHANGED,
        _("The reason has fewer than %(least)s or more than %(longest)s characters."),
        _("Write in a sentence or two why, for whoever reads it later."),
    ),
    "pause-needs-review": Wording(
        NOT_MOVED,
        _("A case is paused with the reasons why it does not move and a day to look again."),
        _("Fill in “Why does the case not move?” today, then pause it."),
    ),
    "npp-check-open": Wording(
        NOT_CHANGED,
        _("A presumed victim is accused too, and no prosecutor has said whether that person may be punished."),
        _("Ask the prosecutor of the case to answer first. Open checks: %(count)s."),
    ),
    "protection-task-open": Wording(
        NOT_MOVED,
        _("Tasks that protect a person are still open: %(count)s."),
        _("Do them, or cancel them with the reason. Protection does not end because a case does."),
    ),
    "answer-unchanged": Wording(
        NOT_CHANGED, _("This is the answer that stands already."), _("Choose another answer, or leave it as it is.")
    ),
    "stalled-or-not": Wording(
        NOT_CHANGED,
        _("Either the case moves on, or there is at least one reason why it does not."),
        _("Choose the reasons, or tick that the case moves on."),
    ),
    "review-day-range": Wording(
        NOT_CHANGED,
        _("The day to look again lies between tomorrow and %(days)s days from now."),
        _("Choose a day in that time."),
    ),
    "officer-not-on-team": Wording(
        NOT_CHANGED,
        _("The officer does not read the whole case file."),
        _("Put the officer on the team first, or choose somebody who is on it."),
    ),
    "lead-leaves": Wording(
        NOT_CHANGED, _("This officer leads the case."), _("Put somebody else in the lead first, then end the access.")
    ),
}

PEOPLE: Final[Mapping[str, Wording]] = {
    "entity-not-available": Wording(
        NO_PERSON,
        _("There is no person with this reference that is open to you."),
        _("Check the reference, or describe the person in the case."),
    ),
    "person-in-case": Wording(
        NO_PERSON, _("This person is in the case already."), _("Open the person from the list below.")
    ),
    "person-not-in-case": Wording(
        NO_PERSON, _("The case has no person with this reference."), _("Go back to the people of the case.")
    ),
    "category-is-the-first": Wording(
        NO_PERSON,
        _("Everybody begins as “person found, not yet assessed”, and nobody becomes it again."),
        _("Choose another category."),
    ),
    "category-held": Wording(
        NO_PERSON, _("The person is in this category already."), _("Choose another one, or leave it as it is.")
    ),
    "category-not-held": Wording(
        NO_PERSON, _("The person is not in this category now."), _("Load the page again to see what holds.")
    ),
    "convicted-already": Wording(
        NO_PERSON,
        _("The person is convicted in this case."),
        _("If there is a new suspicion, open a case of its own for it."),
    ),
    "conviction-needs-suspect": Wording(
        NO_PERSON,
        _("Nobody is convicted in a case who was not a suspect in it."),
        _("Enter first that the person is a suspect, with the reason."),
    ),
    "conviction-is-prosecutors": Wording(
        NO_PERSON,
        _("Only an officer of the prosecution enters a conviction."),
        _("Ask the prosecutor of the case to enter the judgment."),
    ),
    "role-needs-suspect": Wording(
        NO_PERSON,
        _("An alleged role says that somebody took part in the crime. That makes a suspect of them."),
        _("Decide first whether the person is a suspect, and write down the reason."),
    ),
    "alleged-role-held": Wording(
        NO_PERSON, _("The person is alleged to have this role already."), _("Choose another role.")
    ),
    "alleged-role-not-held": Wording(
        NO_PERSON, _("The person does not have this role now."), _("Load the page again to see what holds.")
    ),
    "npp-check-not-open": Wording(
        NO_PERSON,
        _("No check of non-punishment is open for this person."),
        _("Nothing needs doing. Load the page again to see the answer."),
    ),
    "npp-is-prosecutors": Wording(
        NO_PERSON,
        _("A prosecutor who works this case answers, and their name stands under the answer."),
        _("Ask the prosecutor of the case."),
    ),
    "finding-needed": Wording(NO_PERSON, _("The answer says what was found."), _("Choose what you found.")),
}

ELEMENTS: Final[Mapping[str, Wording]] = {
    "element-not-of-offence": Wording(
        NOT_CHANGED, _("This element does not belong to this crime."), _("Load the page again.")
    ),
    "standing-needed": Wording(
        NOT_CHANGED, _("An assessment says how far the element is shown."), _("Choose how far it is shown.")
    ),
    "words-too-long": Wording(NOT_CHANGED, _("The text has more than %(longest)s characters."), _("Make it shorter.")),
    "support-not-available": Wording(
        NOT_CHANGED,
        _("Nothing with this reference is open to you that could support an element."),
        _("Check the reference of the exhibit, the entity, the event or the item of a report."),
    ),
    "support-linked-already": Wording(
        NOT_CHANGED, _("It is linked to this element already."), _("Take the link back first to change it.")
    ),
    "support-not-linked": Wording(NOT_CHANGED, _("This link was taken back already."), _("Nothing needs doing.")),
    "note-length": Wording(
        NOT_CHANGED, _("A note has from 1 to %(longest)s characters."), _("Write the note, or make it shorter.")
    ),
    "note-not-correctable": Wording(
        NOT_CHANGED,
        _("This note was corrected already, or is not in this case."),
        _("Correct the latest form of it."),
    ),
}

TASKS: Final[Mapping[str, Wording]] = {
    "task-not-in-case": Wording(
        NO_TASK, _("The case has no task with this reference."), _("Go back to the plan of the case.")
    ),
    "task-title-length": Wording(
        NO_TASK, _("A task has from 1 to %(longest)s characters."), _("Say in one sentence what is to be done.")
    ),
    "task-ended": Wording(NO_TASK, _("The task is done or cancelled."), _("Take it up again first if it goes on.")),
    "task-not-ended": Wording(NO_TASK, _("The task is still open."), _("Nothing needs doing.")),
    "task-before-open": Wording(
        NO_TASK,
        _("Tasks that come first are still open: %(count)s."),
        _("Finish or cancel them first."),
    ),
    "task-before-unknown": Wording(
        NO_TASK, _("The task that comes first is not in this case."), _("Choose a task of this case.")
    ),
    "task-circle": Wording(
        NO_TASK,
        _("The two tasks would wait for each other."),
        _("Choose another task, or end the one that waits."),
    ),
    "desk-not-on-team": Wording(
        NO_TASK,
        _("Nobody of that desk is on the team, so nobody there could read what it is about."),
        _("Ask whoever chooses the team to put an officer of that desk on it first."),
    ),
    "officer-not-of-desk": Wording(
        NO_TASK,
        _("The officer is not on the team, or belongs to another desk than the one that works on the task."),
        _("Choose an officer of that desk, or hand the task over to the officer's desk."),
    ),
    "desk-has-it": Wording(NO_TASK, _("That desk works on it already."), _("Choose another desk.")),
    "hand-over-not-open": Wording(
        NOT_CHANGED,
        _("It was taken on already, or it was not handed to your desk."),
        _("Nothing needs doing."),
    ),
}

LISTS: Final[Mapping[str, Wording]] = {
    "list-unknown": Wording(
        NO_LIST, _("There is no such list of tasks now."), _("Choose one from the lists that are offered.")
    ),
    "list-name-length": Wording(NO_LIST, _("A list has a name of up to 80 characters."), _("Type a short name.")),
    "list-empty": Wording(NO_LIST, _("A list has at least one task."), _("Write the first task.")),
    "list-too-long": Wording(NO_LIST, _("A list has at most 40 tasks."), _("Split it into two lists.")),
    "step-title-length": Wording(
        NO_LIST, _("Each task of a list has from 1 to 200 characters."), _("Shorten the long one.")
    ),
    "step-days-range": Wording(
        NO_LIST, _("The days until a task is due lie between 0 and 3650."), _("Correct the number of days.")
    ),
    "step-order": Wording(
        NO_LIST,
        _("A task can only wait for one that stands above it in the list."),
        _("Change the order, or the number of the task that comes first."),
    ),
}

REFUSALS: Final[Mapping[str, Wording]] = {**OPENING, **PROGRESS, **PEOPLE, **ELEMENTS, **TASKS, **LISTS}
"""All of them, by code."""
