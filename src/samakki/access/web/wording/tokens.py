"""Words for tokens of programs that are not made."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Wording

TOKENS: Final[Mapping[str, Wording]] = {
    "token-name": Wording(
        _("The token was not made."),
        _("It has no name, or one of more than %(longest)s characters."),
        _("Write which program will use it, on which machine."),
    ),
    "token-days": Wording(
        _("The token was not made."), _("A token ends after 1 to %(most)s days."), _("Choose fewer days.")
    ),
    "token-needs-second-factor": Wording(
        _("The token was not made."),
        _("You sign in with a password alone. A token would then be worth no more than that."),
        _("Add an authenticator app or a passkey first."),
    ),
    "tokens-many": Wording(
        _("The token was not made."),
        _("You have %(most)s tokens already."),
        _("End one that no program needs any more."),
    ),
}
