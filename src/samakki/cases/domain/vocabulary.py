"""The words cases are written in, each with its one-line meaning."""

from enum import Enum


class Offence(Enum):
    """Which crime a case is about. Two questions, never merged: both may stand, and neither is chosen early.

    Sources: UN Protocol on trafficking in persons, Art. 3; UN Protocol on smuggling of migrants, Art. 3.
    """

    TRAFFICKING = "trafficking"  # in persons
    SMUGGLING = "smuggling"  # of migrants


class HypothesisAnswer(Enum):
    """Where one of the two questions stands. The latest answer counts; every earlier one is kept."""

    CONSIDERED = "considered"  # it may be so; being looked into
    SUPPORTED = "supported"  # what is known speaks for it
    NOT_NOW = "not_now"  # what is known does not speak for it now; closes nothing
    CHARGED = "charged"


class Stage(Enum):
    """How far a case is. ``stages.TRANSITIONS`` says what may follow what."""

    ASSESSMENT = "assessment"  # is there a case?
    INVESTIGATION = "investigation"
    PAUSED = "paused"  # stalled, with reasons and a day to look again
    WITH_PROSECUTOR = "with_prosecutor"
    IN_COURT = "in_court"
    JUDGED = "judged"  # a first judgment was given; an appeal may run
    CLOSED = "closed"


class DataSubjectCategory(Enum):
    """What a person is in a case, in the law's own groups. A person may be in more than one at once.

    Source: Dir. (EU) 2016/680, Art. 6. NOT_ASSESSED comes before any of them and says nothing against anybody.
    """

    NOT_ASSESSED = "not_assessed"  # person found, not yet assessed
    VICTIM = "victim"  # presumed, until a named authority decides
    WITNESS = "witness"
    OTHER = "other"  # contact, relative, owner of a thing
    SUSPECT = "suspect"
    CONVICTED = "convicted"


class AgeStatus(Enum):
    """What is known of whether somebody is under 18."""

    NOT_ASKED = "not_asked"
    ADULT = "adult"
    CHILD = "child"
    IN_DOUBT = "in_doubt"  # treated as a child


class Role(Enum):
    """What somebody is alleged to have done in the crime. Being smuggled or exploited is not among them."""

    RECRUITER = "recruiter"
    TRANSPORTER = "transporter"
    GUIDE = "guide"  # over the border
    DOCUMENT_FORGER = "document_forger"
    HOUSE_KEEPER = "house_keeper"  # of a house where people are kept or hidden
    GUARD = "guard"
    EXPLOITER = "exploiter"
    FINANCIER = "financier"
    MONEY_MOVER = "money_mover"
    CORRUPT_OFFICIAL = "corrupt_official"
    LOOKOUT = "lookout"
    ORGANISER = "organiser"


class NoteKind(Enum):
    """What a note is, so that nobody takes an opinion for a fact (Dir. (EU) 2016/680, Art. 7)."""

    FACT = "fact"
    ASSESSMENT = "assessment"
    INSTRUCTION = "instruction"
    LEGAL = "legal"


class TaskState(Enum):
    """Where a task stands."""

    OPEN = "open"
    WAITING = "waiting"  # on an answer from outside
    DONE = "done"
    CANCELLED = "cancelled"
