"""Words for the chain of custody, and for what is missing in it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samakki.cases.domain.custody import Answer, CustodyKind, CustodyPurpose, Party, SealState
from samakki.cases.domain.gaps import Gap, GapCode
from samakki.ui.dates import day_words, moment_words
from samakki.ui.wording import Text, Wording

CUSTODY_KINDS: Final[Mapping[CustodyKind, Text]] = {
    CustodyKind.SEIZED: _("Seized"),
    CustodyKind.HANDED_OVER: _("Handed over"),
    CustodyKind.TAKEN_OVER: _("Held without a recorded hand-over"),
    CustodyKind.RESEALED: _("Sealed anew"),
    CustodyKind.RETURNED: _("Returned to the owner"),
    CustodyKind.DESTROYED: _("Destroyed by order"),
}

PURPOSES: Final[Mapping[CustodyPurpose, Text]] = {
    CustodyPurpose.STORAGE: _("To be stored"),
    CustodyPurpose.TRANSPORT: _("To be transported"),
    CustodyPurpose.EXAMINATION: _("To be examined"),
    CustodyPurpose.COPYING: _("To be copied"),
    CustodyPurpose.COURT: _("For the court"),
    CustodyPurpose.RETURN: _("To be given back"),
}

SEAL_STATES: Final[Mapping[SealState, Text]] = {
    SealState.INTACT: _("Whole"),
    SealState.BROKEN: _("Broken"),
    SealState.NONE: _("No seal"),
    SealState.NOT_CHECKED: _("Not looked at"),
}

REPLIES: Final[Mapping[Answer, Text]] = {
    Answer.CONFIRMED: _("Confirmed by the receiver"),
    Answer.DISPUTED: _("Not as recorded, says the receiver"),
    Answer.TAKEN_BACK: _("Taken back by the giver: recorded by mistake"),
}

NOT_RECORDED: Final = _("Nothing was recorded.")

CUSTODY_REFUSALS: Final[Mapping[str, Wording]] = {
    "custody-ended": Wording(
        NOT_RECORDED,
        _("The exhibit was returned or destroyed."),
        _("Look at its chain of custody. If that is wrong, tell the lead of the case."),
    ),
    "custody-hand-over-waits": Wording(
        NOT_RECORDED,
        _("A hand-over of this exhibit waits for the receiver's answer."),
        _("Ask the receiver to answer, or take the hand-over back if it was recorded by mistake."),
    ),
    "custody-receiver-is-giver": Wording(
        NOT_RECORDED, _("Giver and receiver are the same person."), _("Choose who receives it.")
    ),
    "custody-not-the-holder": Wording(
        NOT_RECORDED,
        _("Only who is recorded as holding the exhibit can record this."),
        _("If you have it in your hands, record that you hold it. The gap is then told as it is."),
    ),
    "custody-receiver-records": Wording(
        NOT_RECORDED,
        _("What an outside person gives back is recorded by the officer who receives it."),
        _("Ask that officer to record it."),
    ),
    "custody-held-by-officer": Wording(
        NOT_RECORDED,
        _("An officer is recorded as holding the exhibit, and nobody outside."),
        _("Ask that officer to record the hand-over."),
    ),
    "custody-receiver-not-on-team": Wording(
        NOT_RECORDED,
        _("The receiver does not read the exhibits of this case, and could not confirm."),
        _("Put them on the team first, or write them in as a person outside, with the signed paper."),
    ),
    "custody-answer-first": Wording(
        NOT_RECORDED,
        _("A hand-over to you waits for your answer."),
        _("Answer it: that records that you hold the exhibit, without a gap."),
    ),
    "custody-held-already": Wording(
        NOT_RECORDED, _("You are recorded as holding it already."), _("There is nothing to do.")
    ),
    "custody-time-in-future": Wording(
        NOT_RECORDED, _("That time has not come yet."), _("Check date, time and time zone.")
    ),
    "custody-nothing-to-answer": Wording(
        NOT_RECORDED, _("No hand-over waits for an answer under this number."), _("Load the exhibit's page again.")
    ),
    "custody-not-yours-to-answer": Wording(
        NOT_RECORDED,
        _("The receiver confirms a hand-over; only the giver takes one back."),
        _("Ask the officer concerned."),
    ),
    "custody-received-when": Wording(
        NOT_RECORDED, _("The time you received it is missing."), _("Say when you took it into your hands.")
    ),
    "custody-received-before-given": Wording(
        NOT_RECORDED,
        _("You cannot have received it before it was given."),
        _("Check the time. If the giver's time is wrong, say that it is not as recorded."),
    ),
    "custody-say-why": Wording(
        NOT_RECORDED, _("The reason is missing."), _("Say why, in at least %(characters)s characters.")
    ),
    "custody-new-seal-missing": Wording(
        NOT_RECORDED, _("The number of the new seal is missing."), _("Type the number on the new seal.")
    ),
}


def zoned_words(at: datetime, zone: str, *, is_time_known: bool = True) -> str:
    """An instant as it was told: by the clock of its zone, which is named."""
    if not is_time_known:
        return day_words(at.astimezone(ZoneInfo(zone)).date())
    with timezone.override(zone):
        return gettext("%(moment)s (time of %(zone)s)") % {"moment": moment_words(at), "zone": zone_words(zone)}


ZONES: Final[Mapping[str, Text]] = {
    "Asia/Phnom_Penh": _("Phnom Penh"),
    "Asia/Bangkok": _("Bangkok"),
    "Asia/Vientiane": _("Vientiane"),
    "Asia/Yangon": _("Yangon"),
    "Asia/Ho_Chi_Minh": _("Ho Chi Minh City"),
    "Asia/Shanghai": _("Beijing"),
    "Asia/Dhaka": _("Dhaka"),
    "Asia/Jakarta": _("Jakarta"),
    "Asia/Makassar": _("Makassar"),
    "Asia/Jayapura": _("Jayapura"),
    "Asia/Kuala_Lumpur": _("Kuala Lumpur"),
    "Asia/Manila": _("Manila"),
    "Asia/Singapore": _("Singapore"),
    "UTC": _("UTC"),
}
"""Time zones of the region by a city whose clock shows them; the first is offered first."""


def zone_words(zone: str) -> str:
    """A time zone by its city: "Phnom Penh"."""
    return str(ZONES.get(zone, zone.rpartition("/")[2].replace("_", " ")))


Named = Callable[[Party], str]


def gap_words(gap: Gap, name: Named, zone: str) -> str:
    """One thing that is missing, as a sentence.

    Args:
        gap: what was found.
        name: says a party in words.
        zone: times are told in this one.
    """
    facts = {
        "number": gap.number,
        "since": _gap_moment(gap.since, zone, is_last=gap.until is None) if gap.since else "",
        "until": zoned_words(gap.until, zone) if gap.until else "",
        "giver": name(gap.giver),
        "receiver": name(gap.receiver),
        "first": gap.first,
        "second": gap.second,
    }
    return str(_GAPS[gap.code]) % facts


def _gap_moment(at: datetime, zone: str, *, is_last: bool) -> str:
    """The first of two moments leaves the zone to the second."""
    if is_last:
        return zoned_words(at, zone)
    with timezone.override(zone):
        return moment_words(at)


_GAPS: Final[Mapping[GapCode, Text]] = {
    GapCode.NOBODY_HELD: _("Between %(since)s and %(until)s nobody is recorded as holding it (event %(number)s)."),
    GapCode.NO_HAND_OVER: _(
        "Between %(since)s and %(until)s no hand-over from %(giver)s to %(receiver)s is recorded (event %(number)s)."
    ),
    GapCode.NOT_CONFIRMED: _(
        "Handed to %(receiver)s on %(since)s, never confirmed by the receiver (event %(number)s)."
    ),
    GapCode.DISPUTED: _("%(receiver)s says that it was not received as recorded (event %(number)s)."),
    GapCode.SEAL_DIFFERS: _("The seal number differs: %(first)s was left, %(second)s was found (event %(number)s)."),
    GapCode.SEAL_BROKEN: _("The seal was found broken (event %(number)s)."),
    GapCode.SEAL_MISSING: _("Seal %(first)s was left, and no seal was found (event %(number)s)."),
    GapCode.TIME_RUNS_BACK: _(
        "It is said to have happened on %(since)s, before the event before it (event %(number)s)."
    ),
    GapCode.RECORDED_LATE: _("It happened on %(since)s and was recorded only on %(until)s (event %(number)s)."),
    GapCode.PAPER_MISSING: _(
        "No signed paper is kept of the hand-over from %(giver)s to %(receiver)s (event %(number)s)."
    ),
}
