"""Inner reasons of the policy in words: read in the audit log by overseers, and nowhere else."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Wording

NOT_OPENED: Final = _("The record was not opened.")
TELL_ONLY_OVERSEERS: Final = _("Read in the audit log by overseers only.")

INNER: Final[Mapping[str, Wording]] = {
    "compartment-closed": Wording(
        NOT_OPENED, _("No role of the officer opens this kind of record: %(compartment)s."), TELL_ONLY_OVERSEERS
    ),
    "excluded": Wording(NOT_OPENED, _("The officer or their desk is excluded from it."), TELL_ONLY_OVERSEERS),
    "handling-forbids": Wording(
        NOT_OPENED, _("Its handling code %(handling)s does not allow: %(surface)s."), TELL_ONLY_OVERSEERS
    ),
    "missing": Wording(NOT_OPENED, _("There is no record with this reference."), TELL_ONLY_OVERSEERS),
    "no-role": Wording(NOT_OPENED, _("The officer has no role in force."), TELL_ONLY_OVERSEERS),
    "no-tie": Wording(NOT_OPENED, _("Nothing ties the officer to it: %(basis)s."), TELL_ONLY_OVERSEERS),
    "protected-not-shown-here": Wording(
        NOT_OPENED, _("It concerns a protected person and is not shown as: %(surface)s."), TELL_ONLY_OVERSEERS
    ),
    "purpose-not-of-role": Wording(
        NOT_OPENED, _("“%(role)s” does not have this purpose: %(purpose)s."), TELL_ONLY_OVERSEERS
    ),
    "record-of-another-agency": Wording(
        NOT_OPENED, _("It belongs to another agency, where urgent access does not reach."), TELL_ONLY_OVERSEERS
    ),
    "surface-closed": Wording(
        NOT_OPENED, _("Records of the kind “%(compartment)s” never show as: %(surface)s."), TELL_ONLY_OVERSEERS
    ),
    "tie-for-other-purpose": Wording(
        NOT_OPENED, _("The officer is tied to it for another purpose."), TELL_ONLY_OVERSEERS
    ),
    "tie-not-now": Wording(NOT_OPENED, _("The officer's access is over or has not begun."), TELL_ONLY_OVERSEERS),
}
"""Inner reasons of the policy. A page shows them to overseers alone, in the log: to anybody else they would tell a
record that is missing from one that is kept from the reader."""
