"""Words for the values of reports: states, sources, grades, conditions, warnings."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.intelligence.domain.file_marks import AUTHOR, COMPANY, DEVICE, EDITOR, POSITION, PROGRAM
from samakki.intelligence.domain.states import State, Step, Turn
from samakki.intelligence.domain.vocabulary import (
    Concern,
    DestroyReason,
    FeedbackCode,
    ItemBasis,
    LeadOutcome,
    Obtained,
    ReturnReason,
    SourceKind,
    Urgency,
    Use,
    VictimBasis,
    WarningCode,
)
from samakki.kernel.grades import GradeSystem, InformationAccuracy, SourceReliability
from samakki.kernel.handling import Action, CrimeArea, EvidentialUse, HandlingCode, Onward, Sanitising
from samakki.ui.terms import HANDLING, INFORMATION_NUMBERS, SOURCE_LETTERS
from samakki.ui.wording import Text

STATES: Final[Mapping[State, tuple[Text, str]]] = {
    State.DRAFT: (_("Draft"), "grey"),
    State.GRADED: (_("Graded"), "light-blue"),
    State.SANITISED: (_("Waits for a second person"), "yellow"),
    State.AUTHORISED: (_("Release authorised"), "green"),
    State.DISSEMINATED: (_("Sent"), "blue"),
    State.ACKNOWLEDGED: (_("Received by the other side"), "blue"),
    State.ACCEPTED: (_("Accepted"), "turquoise"),
    State.DECLINED: (_("Declined"), "orange"),
    State.ACTIONED: (_("Acted on"), "turquoise"),
    State.FEEDBACK: (_("Feedback noted"), "purple"),
    State.REVIEWED: (_("Reviewed: decide"), "yellow"),
    State.RETAINED: (_("Kept"), "green"),
    State.RE_GRADED: (_("Graded again"), "light-blue"),
    State.DESTROYED: (_("Destroyed"), "red"),
}
"""Each state in one or two words, with the colour of its tag."""

TURNS: Final[Mapping[Turn, Text]] = {
    Turn.AUTHOR: _("the author"),
    Turn.AUTHORISER: _("a second person"),
    Turn.PARTNER: _("the desk that received it"),
    Turn.DESK: _("the desk that keeps it"),
    Turn.NOBODY: _("nobody"),
}

STEPS: Final[Mapping[Step, Text]] = {
    Step.GRADE: _("Graded"),
    Step.SANITISE: _("Handed to a second person"),
    Step.AUTHORISE: _("Release authorised"),
    Step.RETURN: _("Sent back"),
    Step.REOPEN: _("Made a draft again"),
    Step.DISSEMINATE: _("Sent"),
    Step.ACKNOWLEDGE: _("Received by the other side"),
    Step.ACCEPT: _("Accepted"),
    Step.DECLINE: _("Declined"),
    Step.ACT_ON: _("Acted on"),
    Step.NOTE_FEEDBACK: _("Feedback noted"),
    Step.REVIEW: _("Reviewed"),
    Step.RETAIN: _("Kept until the next review"),
    Step.RE_GRADE: _("Graded again"),
    Step.DESTROY: _("Destroyed"),
}
"""What happened, for the timeline."""

URGENCIES: Final[Mapping[Urgency, tuple[Text, str]]] = {
    Urgency.HIGH: (_("High: threat to life, serious harm, imminent"), "red"),
    Urgency.MEDIUM: (_("Medium: time matters"), "orange"),
    Urgency.LOW: (_("Low"), "grey"),
}

SOURCE_KINDS: Final[Mapping[SourceKind, Text]] = {
    SourceKind.PERSON: _("A person who talks to an officer"),
    SourceKind.VICTIM_OR_WITNESS: _("A victim or witness"),
    SourceKind.COMMUNITY: _("A community, through a support agency"),
    SourceKind.OFFICER: _("Seen by an officer"),
    SourceKind.OTHER_AGENCY: _("Another agency"),
    SourceKind.DOCUMENT: _("A paper"),
    SourceKind.DEVICE: _("A telephone or computer that was examined"),
    SourceKind.OPEN_SOURCE: _("Public: the internet, a newspaper"),
    SourceKind.UNKNOWN: _("Not known"),
}

OBTAINED: Final[Mapping[Obtained, Text]] = {
    Obtained.TOLD: _("Told in person"),
    Obtained.CALLED: _("By telephone"),
    Obtained.MESSAGE: _("In a chat or by mail"),
    Obtained.LETTER: _("In a letter"),
    Obtained.OBSERVED: _("Seen"),
    Obtained.FOUND: _("Found: at a search, on paper, on a device"),
    Obtained.PUBLISHED: _("Published"),
    Obtained.PASSED_ON: _("Passed on by another agency"),
}

BASES: Final[Mapping[ItemBasis, Text]] = {
    ItemBasis.FACT: _("Fact: what somebody saw, heard or found"),
    ItemBasis.ASSESSMENT: _("Assessment: what somebody concludes"),
}

RELIABILITY: Final[Mapping[SourceReliability, Text]] = {one: SOURCE_LETTERS[one.value] for one in SourceReliability}

ACCURACY: Final[Mapping[InformationAccuracy, Text]] = {
    one: INFORMATION_NUMBERS[one.value] for one in InformationAccuracy
}

SYSTEMS: Final[Mapping[GradeSystem, Text]] = {
    GradeSystem.FIVE_BY_FIVE: _("5x5x5 (United Kingdom, until 2016), such as B24"),
    GradeSystem.THREE_BY_FIVE: _("3x5x2 (United Kingdom, since 2016), such as 2B P"),
    GradeSystem.SIX_BY_SIX: _("6x6 (Admiralty, NATO), such as B2"),
}

CODES: Final[Mapping[HandlingCode, Text]] = {one: HANDLING[one.value] for one in HandlingCode} | {
    HandlingCode.H3: _("H3: other restrictions, written below"),
}

AREAS: Final[Mapping[CrimeArea, Text]] = {
    CrimeArea.TRAFFICKING_IN_PERSONS: _("Trafficking in persons"),
    CrimeArea.SMUGGLING_OF_MIGRANTS: _("Smuggling of migrants"),
    CrimeArea.DOCUMENT_FRAUD: _("Forged documents"),
    CrimeArea.MONEY_LAUNDERING: _("Money laundering"),
    CrimeArea.ONLINE_SCAM: _("Online scams"),
    CrimeArea.CHILD_SEXUAL_ABUSE: _("Sexual abuse of children"),
    CrimeArea.OTHER: _("Another crime"),
}

ONWARD: Final[Mapping[Onward, Text]] = {
    Onward.NONE: _("To nobody"),
    Onward.WITH_CONSENT: _("With our consent"),
    Onward.LAW_ENFORCEMENT: _("To other police, for the same crimes"),
    Onward.OPEN: _("Freely"),
}

EVIDENCE: Final[Mapping[EvidentialUse, Text]] = {
    EvidentialUse.NO: _("No"),
    EvidentialUse.WITH_CONSENT: _("With our consent"),
    EvidentialUse.YES: _("Yes"),
}

ACTIONS: Final[Mapping[Action, Text]] = {
    Action.NONE: _("Nothing: for knowledge only"),
    Action.COVERT: _("Steps nobody notices"),
    Action.OVERT: _("Open steps too"),
}

SANITISING: Final[Mapping[Sanitising, Text]] = {
    Sanitising.CONSULT_ORIGINATOR: _("Ask the owner before taking anything out of it"),
    Sanitising.DELEGATED: _("Whoever has it may take out what names people"),
}

VICTIM_BASES: Final[Mapping[VictimBasis, Text]] = {
    VictimBasis.CONSENT: _("She or he agreed, and that is recorded"),
    VictimBasis.VITAL_INTEREST: _("Life or health is in danger"),
}

WARNINGS: Final[Mapping[WarningCode, tuple[Text, Text]]] = {
    WarningCode.SELF_REFERENCE: (
        _("The source speaks of itself"),
        _("Write it in the third person, or leave out who saw it."),
    ),
    WarningCode.EXACT_TIME_AND_PLACE: (
        _("An exact time and place"),
        _("Few people were there then. Say the part of the day and the district."),
    ),
    WarningCode.SOURCE_RECORD: (
        _("Something in this text also stands in the record of the source"),
        _("What it is cannot be shown. Look at names, numbers and accounts in this text."),
    ),
    WarningCode.LANGUAGE: (
        _("It tells which language the source speaks"),
        _("Leave out accent and language; write names in Latin letters too."),
    ),
    WarningCode.METADATA: (
        _("The original file says who made it, where, or with what"),
        _("It stays here. Never send the file itself or a screenshot of it."),
    ),
    WarningCode.DIRECT_QUOTE: (
        _("Words in quotation marks"),
        _("People know their own words. Say it in yours."),
    ),
    WarningCode.SAME_WORDS: (
        _("The same words as in the text as received"),
        _("People know their own words. Say it in yours."),
    ),
}
"""What was found, and what to do about it."""

FILE_MARKS: Final[Mapping[str, Text]] = {
    AUTHOR: _("name of an author"),
    EDITOR: _("name of who saved it last"),
    COMPANY: _("name of an organisation"),
    DEVICE: _("camera or telephone"),
    POSITION: _("position on the map"),
    PROGRAM: _("program it was made with"),
}

RETURNS: Final[Mapping[ReturnReason, Text]] = {
    ReturnReason.SOURCE_VISIBLE: _("The source can be told from it"),
    ReturnReason.GRADE_NOT_FITTING: _("A grade does not fit"),
    ReturnReason.HANDLING_NOT_FITTING: _("A condition does not fit"),
    ReturnReason.TOO_MUCH: _("It says more than is needed"),
    ReturnReason.NOT_CLEAR: _("It is not clear"),
}

FEEDBACK: Final[Mapping[FeedbackCode, Text]] = {
    FeedbackCode.NEW_LINE: _("It opened a new line of work"),
    FeedbackCode.CONFIRMED: _("It was confirmed"),
    FeedbackCode.ACTED_ON: _("It was acted on"),
    FeedbackCode.KNOWN_ALREADY: _("It was known already"),
    FeedbackCode.NOT_CONFIRMED: _("It could not be confirmed"),
    FeedbackCode.FALSE: _("It was false"),
}

DESTROY_REASONS: Final[Mapping[DestroyReason, Text]] = {
    DestroyReason.NO_LONGER_NEEDED: _("It is not needed any more"),
    DestroyReason.FALSE: _("It was false"),
    DestroyReason.UNLAWFUL: _("It should not have been kept"),
    DestroyReason.CONDITION: _("Its conditions say so"),
    DestroyReason.WRITTEN_BY_MISTAKE: _("It was written by mistake"),
}

USES: Final[Mapping[Use, tuple[Text, str]]] = {
    Use.UNDECIDED: (_("Not decided"), "grey"),
    Use.OWN_USE: (_("For our own work"), "light-blue"),
    Use.STATISTICS: (_("Only counted"), "light-blue"),
    Use.LEAD_PROPOSED: (_("Lead: waits for a second person"), "yellow"),
    Use.LEAD_SENT: (_("Lead: with the police"), "green"),
}

OUTCOMES: Final[Mapping[LeadOutcome, Text]] = {
    LeadOutcome.RECEIVED: _("Arrived"),
    LeadOutcome.BEING_CHECKED: _("Being checked"),
    LeadOutcome.IN_USE: _("In use"),
    LeadOutcome.PERSON_SAFE: _("The person is safe"),
    LeadOutcome.ALREADY_KNOWN: _("Known already"),
    LeadOutcome.NOT_CONFIRMED: _("Could not be confirmed"),
    LeadOutcome.CLOSED: _("Closed"),
}

CONCERNS: Final[Mapping[Concern, Text]] = {
    Concern.RECRUITMENT: _("Somebody offers work or marriage elsewhere"),
    Concern.MISSING: _("Nobody hears of a person who left"),
    Concern.EXPLOITATION: _("People are kept, or made to work"),
    Concern.MOVEMENT: _("People are being moved"),
    Concern.RISK: _("A family or place at risk"),
    Concern.RETURN: _("Somebody came back and needs help"),
    Concern.OTHER: _("Something else"),
}

REASONS: Final[Mapping[str, Text]] = {
    **{one.value: words for one, words in RETURNS.items()},
    **{one.value: words for one, words in FEEDBACK.items()},
    **{one.value: words for one, words in DESTROY_REASONS.items()},
}
"""Reasons of steps, by their codes."""
