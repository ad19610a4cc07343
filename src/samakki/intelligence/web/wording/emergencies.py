"""The five lines of an emergency in words, and what may become of it."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.domain.holdings import OfferState
from samakki.ui.wording import Text

LINES: Final[Mapping[str, Text]] = {
    "who": _("Who is in danger"),
    "where": _("Where"),
    "danger": _("What the danger is"),
    "needed": _("What is needed now"),
    "call_back": _("Call back"),
}
CHANGES: Final[Mapping[Change, tuple[Text, Text]]] = {
    Change.ENDED: (
        _("Nobody is at risk any more"),
        _("Every desk that has it is told to stop, and puts the words away."),
    ),
    Change.CORRECTED: (
        _("Something in it was wrong or has changed; the danger goes on"),
        _("Every desk that has it gets the five lines below in place of the old ones."),
    ),
    Change.WRONG_DESK: (
        _("It went to a desk that should not have it"),
        _("That desk puts the words away. The other desks go on."),
    ),
    Change.NOT_TRUE: (
        _("It is not true"),
        _("Every desk that has it is told to stop, and puts the words away."),
    ),
}
"""For who sent it."""
TOLD: Final[Mapping[Change, tuple[Text, Text]]] = {
    Change.ENDED: (
        _("Nobody is at risk any more"),
        _("The desk that sent it says so. Tell everybody whom you sent. If you know better, call that desk."),
    ),
    Change.CORRECTED: (
        _("It was corrected: read it again"),
        _("The lines below are the new ones. Tell everybody whom you sent."),
    ),
    Change.WRONG_DESK: (
        _("It was not meant for your desk"),
        _("The desk that sent it took it back. Tell everybody whom you sent, and call that desk if you are under way."),
    ),
    Change.NOT_TRUE: (
        _("It is not true"),
        _("The desk that sent it took it back. Tell everybody whom you sent. If you know better, call that desk."),
    ),
}
"""For the desk that has it."""
CAME: Final[Mapping[OfferState, tuple[Text, str]]] = {
    OfferState.OFFERED: (_("Waits for your answer"), "yellow"),
    OfferState.ACCEPTED: (_("Your desk acts on it"), "green"),
    OfferState.DECLINED: (_("Your desk does not act on it"), "orange"),
    OfferState.WITHDRAWN: (_("Withdrawn by the sender"), "red"),
}
"""Where an emergency stands at the desk it came to."""
TAKEN_ELSEWHERE: Final[tuple[Text, str]] = (_("Another desk has it"), "green")
