"""The words a report is written in, each with its one-line meaning."""

from enum import Enum


class SourceKind(Enum):
    """What sort of source it is. Who it is lies apart, sealed."""

    PERSON = "person"  # somebody who talks to an officer
    VICTIM_OR_WITNESS = "victim_or_witness"
    COMMUNITY = "community"  # through a support agency, which keeps the name
    OFFICER = "officer"  # seen by an officer
    OTHER_AGENCY = "other_agency"
    DOCUMENT = "document"
    DEVICE = "device"  # a telephone or computer that was examined
    OPEN_SOURCE = "open_source"  # public pages, newspapers
    UNKNOWN = "unknown"  # a letter without a name, a call from a hidden number


class Obtained(Enum):
    """How it came."""

    TOLD = "told"  # in person
    CALLED = "called"  # by telephone
    MESSAGE = "message"  # chat or mail
    LETTER = "letter"
    OBSERVED = "observed"
    FOUND = "found"  # at a search, on paper or on a device
    PUBLISHED = "published"
    PASSED_ON = "passed_on"  # by another agency


class Urgency(Enum):
    """How soon somebody has to act: the triage that police forms use."""

    HIGH = "high"  # threat to life, serious harm, imminent
    MEDIUM = "medium"  # time matters
    LOW = "low"


class OriginalKind(Enum):
    """What the text arrived as."""

    TYPED = "typed"
    PASTED = "pasted"
    FILE = "file"


class Encoding(Enum):
    """What was found out about the letters of the text."""

    UNICODE = "unicode"
    ZAWGYI_ASKED = "zawgyi_asked"  # looks like Zawgyi; nobody has said yet
    ZAWGYI_CONVERTED = "zawgyi_converted"  # an officer said so; the bytes stay as they came
    ZAWGYI_DENIED = "zawgyi_denied"  # an officer said it is Unicode


class ItemBasis(Enum):
    """Fact or opinion: Dir. (EU) 2016/680, Art. 7."""

    FACT = "fact"
    ASSESSMENT = "assessment"


class VictimBasis(Enum):
    """Why an item that concerns a victim may leave at all."""

    CONSENT = "consent"
    VITAL_INTEREST = "vital_interest"


class WarningCode(Enum):
    """What can give a source away."""

    SELF_REFERENCE = "self_reference"  # "I saw", "my brother"
    EXACT_TIME_AND_PLACE = "exact_time_and_place"
    SOURCE_RECORD = "source_record"  # something in it also stands in the source's record
    LANGUAGE = "language"  # tells which language the source speaks
    METADATA = "metadata"  # the original file says who made it, where or with what
    DIRECT_QUOTE = "direct_quote"
    SAME_WORDS = "same_words"  # a long run of words as they were received


class WarningAnswer(Enum):
    """What was done about a warning."""

    CHANGED = "changed"  # the text does not say it any more
    KEPT = "kept"  # it stays, for a written reason


class ReturnReason(Enum):
    """Why an authoriser sends a report back."""

    SOURCE_VISIBLE = "source_visible"
    GRADE_NOT_FITTING = "grade_not_fitting"
    HANDLING_NOT_FITTING = "handling_not_fitting"
    TOO_MUCH = "too_much"  # more than one fact in an item, or more than a recipient needs
    NOT_CLEAR = "not_clear"


class FeedbackCode(Enum):
    """What came of a report."""

    NEW_LINE = "new_line"  # opened a new line of work
    CONFIRMED = "confirmed"
    ACTED_ON = "acted_on"
    KNOWN_ALREADY = "known_already"
    NOT_CONFIRMED = "not_confirmed"
    FALSE = "false"


class DestroyReason(Enum):
    """Why a report is destroyed."""

    NO_LONGER_NEEDED = "no_longer_needed"
    FALSE = "false"
    UNLAWFUL = "unlawful"
    CONDITION = "condition"  # the originator's conditions say so
    WRITTEN_BY_MISTAKE = "written_by_mistake"


class Use(Enum):
    """What a support agency decided about a community report."""

    UNDECIDED = "undecided"
    OWN_USE = "own_use"  # stays here, for the agency's own work
    STATISTICS = "statistics"  # may be counted, nothing else
    LEAD_PROPOSED = "lead_proposed"  # a second person of the agency has to agree
    LEAD_SENT = "lead_sent"  # a police desk has its text


class LeadOutcome(Enum):
    """What the police desk says of a lead, for the agency to see."""

    RECEIVED = "received"
    BEING_CHECKED = "being_checked"
    IN_USE = "in_use"
    PERSON_SAFE = "person_safe"
    ALREADY_KNOWN = "already_known"
    NOT_CONFIRMED = "not_confirmed"
    CLOSED = "closed"


class Concern(Enum):
    """What a community report is about."""

    RECRUITMENT = "recruitment"  # somebody offers work or marriage elsewhere
    MISSING = "missing"  # nobody hears of a person who left
    EXPLOITATION = "exploitation"  # people are kept or made to work
    MOVEMENT = "movement"  # people are being moved
    RISK = "risk"  # a place or family at risk: debt, a factory closed
    RETURN = "return"  # somebody came back and needs help
    OTHER = "other"
