"""What an officer says of two entities, and why."""

from enum import Enum


class Judgement(Enum):
    """Whether two entities are one and the same thing."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"  # looked at, and it cannot be told: nobody else need look again


class Reason(Enum):
    """Why. A code, since the log keeps it; what was seen stands in the entities themselves."""

    STRONG_KEY = "strong_key"  # the same document, telephone, account or number plate
    SEEN = "seen"  # the officer saw or spoke to the person, or has the thing in front of them
    SOURCE_SAYS = "source_says"  # somebody told so
    FITS_TOGETHER = "fits_together"  # name, age, place and the rest
    CANNOT_BOTH_BE = "cannot_both_be"  # in two places at once, two dates of birth on papers
    TOO_LITTLE = "too_little"  # not enough is known


class StepKind(Enum):
    """What happened to a judgement after it was made."""

    CONFIRMED = "confirmed"  # a second officer, of another agency, says the same
    WITHDRAWN = "withdrawn"


class WithdrawalReason(Enum):
    """Why a judgement no longer holds."""

    MISTAKEN = "mistaken"
    NEW_FACTS = "new_facts"
    NOT_CONFIRMED = "not_confirmed"  # the second officer sees it otherwise
    JUDGED_ANEW = "judged_anew"  # the same officer judged the same two again; written by the software


FITTING = {
    Judgement.POSITIVE: (Reason.STRONG_KEY, Reason.SEEN, Reason.SOURCE_SAYS, Reason.FITS_TOGETHER),
    Judgement.NEGATIVE: (Reason.CANNOT_BOTH_BE, Reason.SEEN, Reason.SOURCE_SAYS),
    Judgement.UNSURE: (Reason.TOO_LITTLE,),
}
"""Reasons that go with each judgement."""
