"""Words for findings about non-punishment, reasons a case stalls, and what happened to a person or a task."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.cases.domain.people import NppFinding
from samakki.cases.domain.reviews import StalledReason
from samakki.ui.wording import Text

FINDINGS: Final[Mapping[NppFinding, tuple[Text, Text]]] = {
    NppFinding.DIRECTLY_RELATED: (
        _("The acts follow directly from being trafficked"),
        _("They are not held against the person, who is no suspect any more."),
    ),
    NppFinding.NOT_RELATED: (
        _("The acts have nothing to do with being trafficked"),
        _("The person stays a presumed victim and a suspect. Protection stays too."),
    ),
    NppFinding.MORE_NEEDED: (
        _("More has to be known first"),
        _("Your answer is kept and the check stays open."),
    ),
}

STALLED: Final[Mapping[StalledReason, Text]] = {
    StalledReason.NO_SUSPECT: _("Nobody is known who may have done it"),
    StalledReason.SUSPECT_ABROAD: _("The suspect is abroad"),
    StalledReason.NO_ANSWER_ABROAD: _("Another country has not answered"),
    StalledReason.NO_ANSWER_HERE: _("Another office here has not answered"),
    StalledReason.VICTIM_NOT_READY: _("The presumed victim is not ready to speak, and has the right not to be"),
    StalledReason.VICTIM_LEFT: _("The presumed victim has left"),
    StalledReason.EVIDENCE_MISSING: _("Evidence is missing"),
    StalledReason.FORENSICS_WAIT: _("A laboratory has not answered"),
    StalledReason.LANGUAGE: _("There is no interpreter or translation"),
    StalledReason.NO_STAFF: _("Nobody has time for it"),
    StalledReason.LAW_UNCLEAR: _("The law is not clear"),
    StalledReason.SAFETY: _("Going on would put somebody in danger"),
}

CHANGES: Final[Mapping[str, Text]] = {
    "category": _("Category"),
    "role": _("Alleged role"),
    "age": _("Age"),
    "npp": _("Check of non-punishment"),
}

NPP_RAISED: Final = _("Raised: a presumed victim is accused too")
BY_RULE: Final = _("Ended by itself: nothing is held against the person any more")

TASK_EVENTS: Final[Mapping[str, Text]] = {
    "added": _("Written"),
    "assigned": _("Given to an officer"),
    "put_off": _("Given another day"),
    "waiting": _("Waits for an answer"),
    "ordered": _("Comes after another task"),
    "handed_over": _("Handed to another desk"),
    "done": _("Done"),
    "cancelled": _("Cancelled"),
    "reopened": _("Taken up again"),
}
