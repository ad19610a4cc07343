"""Every refusal of access in words: what happened, why, what to do now."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.access.web.wording.inner_reasons import INNER
from samakki.access.web.wording.tokens import TOKENS
from samakki.ui.wording import Wording

ASK_SUPERVISOR: Final = _("If your work needs it, ask the supervisor of your desk.")

GENERAL: Final[Mapping[str, Wording]] = {
    "not-found": Wording(
        _("There is nothing here that is open to you."),
        _("The reference is wrong, nothing stands under it, or it is not open to you. One answer serves all three."),
        _("Check the reference. If you need the record for your work, ask the supervisor of your desk."),
    ),
    "duty-not-held": Wording(
        _("This was not done."),
        _("None of your roles may do this: %(duty)s."),
        ASK_SUPERVISOR,
    ),
    "second-person-needed": Wording(
        _("This was not confirmed."),
        _("You started it yourself, and it takes a second person."),
        _("Ask a colleague who may confirm it. It waits for them on their page “My work”."),
    ),
    "own-account": Wording(
        _("This was not done."),
        _("It is your own account."),
        _("Ask a colleague with the same duty to do it."),
    ),
    "officer-not-available": Wording(
        _("This was not done."),
        _("That officer cannot be chosen here."),
        _("Check the code, or choose another officer."),
    ),
    "other-agency": Wording(
        _("This was not done."),
        _("The officer belongs to the agency %(agency)s, and yours is another one."),
        _("Ask somebody with this duty in their agency, or an overseer."),
    ),
}

ACCOUNTS: Final[Mapping[str, Wording]] = {
    "agency-terms-missing": Wording(
        _("No officer was added."),
        _("The agency has not signed the terms of use yet."),
        _("Enter the date on which the terms were signed, then add the officer."),
    ),
    "agency-closed": Wording(
        _("This was not done."), _("The agency is closed."), _("Choose a desk of an agency that is open.")
    ),
    "desk-closed": Wording(_("This was not done."), _("The desk is closed."), _("Choose a desk that is open.")),
    "own-role": Wording(
        _("This role was not given."),
        _("Nobody gives a role to themselves."),
        _("Ask a colleague who may do it."),
    ),
    "officer-closed": Wording(
        _("This was not done."),
        _("The account %(officer)s is closed."),
        _("Open a new account if the person works here again."),
    ),
    "role-unknown": Wording(
        _("This role was not proposed."), _("This node has no such role."), _("Choose one from the list.")
    ),
    "role-not-for-agency": Wording(
        _("This role was not proposed."),
        _("“%(role)s” is not held in an agency of this kind: %(kind)s."),
        _("Choose another role, or check that the officer is at the right desk."),
    ),
    "role-there-already": Wording(
        _("This role was not proposed."),
        _("The officer has “%(role)s” already, or it waits to be confirmed."),
        _("Nothing needs doing. End the role first if it should start anew."),
    ),
    "roles-exclude-each-other": Wording(
        _("This role was not proposed."),
        _("One person does not hold both “%(role)s” and “%(other)s”: one of them watches over the other."),
        _("Give the role to another officer, or end “%(other)s” first."),
    ),
    "role-not-proposed": Wording(
        _("This role was not confirmed."),
        _("“%(role)s” is not waiting for a confirmation: it was confirmed or ended in the meantime."),
        _("Look at the officer's page to see how it stands."),
    ),
    "console-confirms-first-only": Wording(
        _("This role was not confirmed."),
        _("The command line confirms only while nobody else could; %(others)s officers can."),
        _("Ask one of them to confirm it on their page “My work”."),
    ),
    "administrator-cannot-confirm": Wording(
        _("This role was not confirmed."),
        _("Who runs the node has no say in who reads cases."),
        _("A supervisor of the officer's agency or an overseer confirms it."),
    ),
    "role-not-held": Wording(
        _("No role was ended."),
        _("The officer does not hold “%(role)s”, and it is not proposed either."),
        _("Look at the officer's page to see how it stands."),
    ),
    "desk-has-officers": Wording(
        _("The desk was not closed."),
        _("%(officers)s officers still work there."),
        _("Close their accounts first, or let them finish what they hold."),
    ),
    "agency-there-already": Wording(
        _("No agency was added."), _("There is an agency with this code already."), _("Use its page, or another code.")
    ),
    "agency-unknown": Wording(
        _("No desk was added."), _("This node has no agency of that code."), _("Add the agency first.")
    ),
    "desk-there-already": Wording(
        _("No desk was added."), _("There is a desk with this address already."), _("Use another address.")
    ),
    "desk-unknown": Wording(_("This was not done."), _("There is no such desk."), _("Choose a desk from the list.")),
    "name-empty": Wording(_("This was not saved."), _("The name is missing."), _("Type the name.")),
    "username-form": Wording(
        _("No officer was added."),
        _("A user name has 3 to 80 letters, digits or the signs . @ + - _ and no space."),
        _("Type another user name."),
    ),
    "username-taken": Wording(
        _("No officer was added."), _("Somebody has this user name already."), _("Type another user name.")
    ),
}

RECORDS: Final[Mapping[str, Wording]] = {
    "end-needed": Wording(
        _("Access was not given."),
        _("Access on this ground has to end: %(basis)s."),
        _("Enter the last day."),
    ),
    "end-before-start": Wording(
        _("Access was not given."), _("It would end before it starts."), _("Enter a day that is still to come.")
    ),
    "end-too-late": Wording(
        _("Access was not given."),
        _("Access on this ground lasts %(days)s days at most: %(basis)s."),
        _("Enter an earlier day. Access can be given again when it ends."),
    ),
    "basis-not-assignable": Wording(
        _("Access was not given."),
        _("This ground is not given here: %(basis)s."),
        _("Choose another ground."),
    ),
    "own-membership": Wording(
        _("Access was not given."),
        _("Nobody gives access to themselves: it takes two people for every new reader."),
        _("Ask a colleague who may give access to this record."),
    ),
    "officer-or-desk": Wording(
        _("Nobody was excluded."), _("Either an officer or a desk is excluded."), _("Fill in one of the two.")
    ),
    "desk-not-available": Wording(
        _("Nobody was excluded."), _("There is no such desk."), _("Check the address, such as KH/POL/AHTJPD/duty.")
    ),
    "owner-desk-stays": Wording(
        _("Nobody was excluded."),
        _("The record belongs to that desk, and nobody would be left to answer for it."),
        _("Exclude officers of the desk one by one, or have the record moved first."),
    ),
    "excluded-already": Wording(
        _("Nothing was changed."), _("They are excluded from this record already."), _("Nothing needs doing.")
    ),
    "compartment-not-written-by-role": Wording(
        _("Nothing was written."),
        _("None of your roles writes records of this kind: %(compartment)s."),
        ASK_SUPERVISOR,
    ),
    "purpose-not-for-this": Wording(
        _("This was not done."),
        _("Records of the kind “%(compartment)s” are not opened for this purpose: %(purpose)s."),
        _("Choose the purpose you need the record for."),
    ),
}

BREAK_GLASS: Final[Mapping[str, Wording]] = {
    "break-glass-reason-short": Wording(
        _("The record was not opened."),
        _("The reason is too short for a reviewer to understand."),
        _("Write what is dangerous, to whom and why it cannot wait, in at least %(least)s characters."),
    ),
    "break-glass-reason-long": Wording(
        _("The record was not opened."),
        _("The reason is too long."),
        _("Shorten it to %(longest)s characters."),
    ),
    "break-glass-awaits-review": Wording(
        _("The record was not opened."),
        _("Your urgent access %(use)s waits for its review, and there is no second one before that."),
        _("Telephone the supervisor of the desk that owns the record, or an overseer. They can review it at once."),
    ),
    "break-glass-not-needed": Wording(
        _("Urgent access was not used."), _("The record is open to you already."), _("Open it as usual.")
    ),
    "own-use": Wording(
        _("This was not reviewed."),
        _("It was you who opened the record."),
        _("Another person reviews it."),
    ),
    "reviewed-already": Wording(
        _("This was not reviewed."), _("Somebody reviewed it in the meantime."), _("Nothing needs doing.")
    ),
}

RECOVERY: Final[Mapping[str, Wording]] = {
    "recovery-not-possible": Wording(
        _("The account was not recovered."),
        _(
            "The user name and the two halves do not belong together, the hour is over, or there were too many tries. "
            "The node does not say which."
        ),
        _("Check what you typed. If it fails again, ask your two colleagues to start a new recovery."),
    ),
    "password-too-short": Wording(
        _("The account was not recovered."),
        _("The new password is shorter than 12 characters."),
        _("Choose a longer one."),
    ),
    "password-too-common": Wording(
        _("The account was not recovered."),
        _("Many people use that password, so it is guessed first."),
        _("Choose another one."),
    ),
    "password-too-similar": Wording(
        _("The account was not recovered."),
        _("The new password is too much like your user name, name or code."),
        _("Choose another one."),
    ),
    "password-entirely-numeric": Wording(
        _("The account was not recovered."),
        _("The new password has digits only."),
        _("Choose one with words or letters in it."),
    ),
    "recovery-not-open": Wording(
        _("The recovery was not confirmed."),
        _("It is over, was used, or somebody confirmed it already."),
        _("If the officer still cannot sign in, start a new recovery."),
    ),
    "own-agency-needed": Wording(
        _("The recovery was not confirmed."),
        _("One of the two colleagues must be of the officer's own agency, %(agency)s."),
        _("Ask somebody of that agency to confirm it."),
    ),
}

TIGHTENING: Final[Mapping[str, Wording]] = {
    "tighten-unknown": Wording(
        _("The roles of this node were not read."),
        _("The settings file names something unknown at: %(place)s."),
        _("Correct that line. The node does not start before."),
    ),
    "tighten-widens": Wording(
        _("The roles of this node were not read."),
        _("At %(place)s the settings file gives a role more than it has: %(permit)s. Settings may only take away."),
        _("Remove that line. The node does not start before."),
    ),
}

REFUSALS: Final[Mapping[str, Wording]] = {
    **GENERAL,
    **ACCOUNTS,
    **RECORDS,
    **BREAK_GLASS,
    **RECOVERY,
    **TOKENS,
    **TIGHTENING,
    **INNER,
}
"""All of them, by code."""
