"""What an officer writes of a report, an item, a source or a community report, before it is stored."""

from dataclasses import dataclass

from samakki.access.domain.vocabulary import Purpose
from samakki.intelligence.domain.vocabulary import (
    Concern,
    ItemBasis,
    Obtained,
    OriginalKind,
    SourceKind,
    Urgency,
    VictimBasis,
)
from samakki.kernel.grades import NativeGrade
from samakki.kernel.handling import Handling
from samakki.kernel.refusals import Refusal

LONGEST_TEXT = 200_000  # characters of a report
LONGEST_ITEM = 4_000
LONGEST_HEADLINE = 120
MOST_PIECES = 60  # items made at one go


@dataclass(frozen=True, slots=True)
class NewReport:
    """The head of a report and its text.

    Attributes:
        purpose: what it is written for.
        text: as received; may be empty where a file came.
        urgency: how soon somebody has to act.
        headline: a few words by which the team knows it; no name of a source.
        source_kind: what sort of source.
        source_reference: "S-…" of the source's own record, or empty.
        obtained_how: how it came.
        obtained_on: partial date, ISO 8601, or empty.
        obtained_as_written: the date as somebody wrote it.
        language: BCP 47 of the text, or empty.
        original_kind: typed here, pasted from elsewhere, or a file.
    """

    purpose: Purpose
    text: str
    urgency: Urgency = Urgency.LOW
    headline: str = ""
    source_kind: SourceKind = SourceKind.UNKNOWN
    source_reference: str = ""
    obtained_how: Obtained = Obtained.TOLD
    obtained_on: str = ""
    obtained_as_written: str = ""
    language: str = ""
    original_kind: OriginalKind = OriginalKind.TYPED


@dataclass(frozen=True, slots=True)
class NewItem:
    """One fact or assessment.

    Attributes:
        raw: its words here; never leave.
        basis: fact or assessment.
        sanitised: words that may leave; empty while there are none.
        grade: as somebody gave it; None while nobody did.
        handling: conditions; None for those the report began with.
        victim_basis: why it may leave although it concerns a victim or a child.
    """

    raw: str
    basis: ItemBasis = ItemBasis.FACT
    sanitised: str = ""
    grade: NativeGrade | None = None
    handling: Handling | None = None
    victim_basis: VictimBasis | None = None


@dataclass(frozen=True, slots=True)
class NewCommunityReport:
    """What a community told.

    Attributes:
        told: as told.
        concern: what it is about.
        country: ISO 3166-1 alpha-2.
        province: code of the gazetteer.
        district: code of the gazetteer; the place is no finer, outside the agency.
        exact_place: for the agency alone.
        language: BCP 47.
        obtained_how: how it came.
        obtained_on: partial date, ISO 8601.
        obtained_as_written: the date as somebody wrote it.
        source_reference: "S-…" of the informant's sealed record, or empty.
        lead_text: what police would read, where somebody wrote it already.
    """

    told: str
    concern: Concern = Concern.OTHER
    country: str = ""
    province: str = ""
    district: str = ""
    exact_place: str = ""
    language: str = ""
    obtained_how: Obtained = Obtained.TOLD
    obtained_on: str = ""
    obtained_as_written: str = ""
    source_reference: str = ""
    lead_text: str = ""


def refusals_of_text(text: str, *, longest: int, is_needed: bool = True) -> tuple[Refusal, ...]:
    """Why a text is none: nothing in it, or more than a page carries.

    Args:
        text: as typed.
        longest: characters.
        is_needed: whether it may not be empty.
    """
    if is_needed and not text.strip():
        return (Refusal("text-missing"),)
    if len(text) > longest:
        return (Refusal("text-too-long", {"longest": longest}),)
    return ()


def pieces_of(text: str) -> tuple[str, ...]:
    """A text cut where lines are left empty, or at every line where none is; each piece becomes an item."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    cut = [piece.strip() for piece in clean.split("\n\n")]
    if len([piece for piece in cut if piece]) < _TWO:
        cut = [piece.strip() for piece in clean.split("\n")]
    return tuple(piece for piece in cut if piece)


_TWO = 2
