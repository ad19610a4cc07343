"""What is wrong with a file of weights, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Text, Wording

NOT_TAKEN = _("The file of weights was not taken.")
CORRECT = _("Correct it there, or use the file that comes with this software.")


def _refused(why: Text) -> Wording:
    return Wording(what=NOT_TAKEN, why=why, now=CORRECT)


DEFINITIONS: Final[Mapping[str, Wording]] = {
    "definition-form": _refused(_("It does not have the form of such a file.")),
    "definition-prior": _refused(_("The chance before anything is compared has to lie between 0 and 1.")),
    "definition-twice": _refused(_("A comparison, or a level of one, is in it twice.")),
    "definition-forbidden": _refused(_("It compares people by “%(comparison)s”. Nobody is compared by that.")),
    "definition-kind-unknown": _refused(_("“%(comparison)s” is compared as “%(kind)s”, which nothing here does.")),
    "definition-without-levels": _refused(_("“%(comparison)s” needs two levels at least.")),
    "definition-levels": _refused(_("“%(comparison)s” needs exactly these levels: %(levels)s.")),
    "definition-chance": _refused(_("A chance of “%(comparison)s”, level “%(level)s”, has to lie between 0 and 1.")),
    "definition-sum": _refused(_("The chances of “%(comparison)s” do not add up to 1.")),
    "definition-order": _refused(_("In “%(comparison)s” the level “%(level)s” is worth more than one before it.")),
    "definition-least": _refused(_("The last level of “%(comparison)s” has to take whatever is left.")),
}
