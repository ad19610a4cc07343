"""Words for the vocabularies of a case: offences, stages, categories, roles, kinds of notes."""

from collections.abc import Mapping
from typing import Final

from babel import Locale
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samakki.cases.domain.vocabulary import (
    AgeStatus,
    DataSubjectCategory,
    HypothesisAnswer,
    NoteKind,
    Offence,
    Role,
    Stage,
    TaskState,
)
from samakki.ui.languages import language_of
from samakki.ui.wording import Text

OFFENCES: Final[Mapping[Offence, Text]] = {
    Offence.TRAFFICKING: _("Trafficking in persons"),
    Offence.SMUGGLING: _("Smuggling of migrants"),
}

ANSWERS: Final[Mapping[HypothesisAnswer, Text]] = {
    HypothesisAnswer.CONSIDERED: _("Being looked into"),
    HypothesisAnswer.SUPPORTED: _("What is known speaks for it"),
    HypothesisAnswer.NOT_NOW: _("What is known does not speak for it now"),
    HypothesisAnswer.CHARGED: _("Charged"),
}

STAGES: Final[Mapping[Stage, Text]] = {
    Stage.ASSESSMENT: _("Being assessed"),
    Stage.INVESTIGATION: _("Under investigation"),
    Stage.PAUSED: _("Paused"),
    Stage.WITH_PROSECUTOR: _("With the prosecutor"),
    Stage.IN_COURT: _("In court"),
    Stage.JUDGED: _("Judged"),
    Stage.CLOSED: _("Closed"),
}

CATEGORIES: Final[Mapping[DataSubjectCategory, Text]] = {
    DataSubjectCategory.NOT_ASSESSED: _("Person found, not yet assessed"),
    DataSubjectCategory.VICTIM: _("Presumed victim"),
    DataSubjectCategory.WITNESS: _("Witness"),
    DataSubjectCategory.OTHER: _("Other person"),
    DataSubjectCategory.SUSPECT: _("Suspect"),
    DataSubjectCategory.CONVICTED: _("Convicted"),
}

AGES: Final[Mapping[AgeStatus, Text]] = {
    AgeStatus.NOT_ASKED: _("Not asked yet"),
    AgeStatus.ADULT: _("18 or over"),
    AgeStatus.CHILD: _("Under 18"),
    AgeStatus.IN_DOUBT: _("Perhaps under 18: treated as a child"),
}

ALLEGED_ROLES: Final[Mapping[Role, Text]] = {
    Role.RECRUITER: _("Alleged recruiter"),
    Role.TRANSPORTER: _("Alleged transporter"),
    Role.GUIDE: _("Alleged guide over the border"),
    Role.DOCUMENT_FORGER: _("Alleged document forger"),
    Role.HOUSE_KEEPER: _("Alleged house keeper"),
    Role.GUARD: _("Alleged guard"),
    Role.EXPLOITER: _("Alleged exploiter"),
    Role.FINANCIER: _("Alleged financier"),
    Role.MONEY_MOVER: _("Alleged money mover"),
    Role.CORRUPT_OFFICIAL: _("Alleged corrupt official"),
    Role.LOOKOUT: _("Alleged lookout"),
    Role.ORGANISER: _("Alleged organiser"),
}

ROLE_WORDS: Final[Mapping[str, Text]] = {one.value: words for one, words in ALLEGED_ROLES.items()}

JUDGED_ROLES: Final[Mapping[Role, Text]] = {
    Role.RECRUITER: _("Recruiter, by judgment"),
    Role.TRANSPORTER: _("Transporter, by judgment"),
    Role.GUIDE: _("Guide over the border, by judgment"),
    Role.DOCUMENT_FORGER: _("Document forger, by judgment"),
    Role.HOUSE_KEEPER: _("House keeper, by judgment"),
    Role.GUARD: _("Guard, by judgment"),
    Role.EXPLOITER: _("Exploiter, by judgment"),
    Role.FINANCIER: _("Financier, by judgment"),
    Role.MONEY_MOVER: _("Money mover, by judgment"),
    Role.CORRUPT_OFFICIAL: _("Corrupt official, by judgment"),
    Role.LOOKOUT: _("Lookout, by judgment"),
    Role.ORGANISER: _("Organiser, by judgment"),
}

NOTE_KINDS: Final[Mapping[NoteKind, Text]] = {
    NoteKind.FACT: _("Fact"),
    NoteKind.ASSESSMENT: _("Assessment"),
    NoteKind.INSTRUCTION: _("Instruction"),
    NoteKind.LEGAL: _("Legal"),
}

TASK_STATES: Final[Mapping[TaskState, Text]] = {
    TaskState.OPEN: _("To do"),
    TaskState.WAITING: _("Waiting for an answer"),
    TaskState.DONE: _("Done"),
    TaskState.CANCELLED: _("Cancelled"),
}


def plain_country(code: str) -> str:
    """A country in the reader's language, from Unicode's locale data; its code where it has no name there."""
    return str(Locale.parse(language_of(get_language()).cldr).territories.get(code, code))


def country_name(code: str) -> SafeString:
    """The same, marked as data."""
    return format_html('<bdi translate="no">{}</bdi>', plain_country(code))
