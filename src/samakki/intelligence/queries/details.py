"""What a reader is shown of a report: values, no rows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from samakki.access.domain.vocabulary import Purpose, View
from samakki.intelligence.domain.grading import ItemGrade
from samakki.intelligence.domain.release import ReportFacts
from samakki.intelligence.domain.states import State, Step, Turn
from samakki.intelligence.domain.vocabulary import (
    Encoding,
    ItemBasis,
    Obtained,
    OriginalKind,
    SourceKind,
    Urgency,
    VictimBasis,
    WarningAnswer,
    WarningCode,
)
from samakki.kernel.handling import Handling, HandlingCode


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item. `raw` and what was captured are empty for whoever reads less than all.

    Attributes:
        reference: "I-…".
        number: place in the report.
        basis: fact or assessment.
        raw: words here.
        sanitised: words that may leave.
        grade: as given and in 4x4; None while nobody graded it.
        handling: its conditions.
        victim_basis: why it may leave although it concerns a victim; None where nothing is recorded.
    """

    reference: str
    number: int
    basis: ItemBasis
    raw: str
    sanitised: str
    grade: ItemGrade | None
    handling: Handling
    victim_basis: VictimBasis | None


@dataclass(frozen=True, slots=True)
class WarningDetail:
    """Something that may give the source away.

    Attributes:
        id: number of the warning.
        item: number of the item; 0 for the report as a whole.
        code: what it is.
        fragment: the words meant; empty where they must not be repeated.
        answer: None while nobody answered.
        reason: why it stays.
        answered_by: officer code.
    """

    id: int
    item: int
    code: WarningCode
    fragment: str
    answer: WarningAnswer | None
    reason: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of a report's way; `note` is empty for whoever reads less than all."""

    step: Step
    start: State
    end: State
    reason: str
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class FiledIn:
    """A case that a report, or one item of it (by number, else 0), stands in."""

    case: str
    item: int
    item_reference: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Received:
    """What arrived, and how. For those who read all of a report."""

    headline: str
    source_reference: str
    obtained_how: Obtained
    obtained_on: str
    obtained_as_written: str
    language: str
    kind: OriginalKind
    file: str
    digest: str
    encoding: Encoding
    file_marks: tuple[str, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class ReportDetail:
    """One report, as much of it as the reader may see.

    Attributes:
        reference: "R-…".
        view: how much.
        state: where it stands.
        turn: whose turn it is.
        purpose: it was written for.
        urgency: how soon somebody has to act.
        source_kind: what sort of source.
        desk: address; owns it.
        handling: codes of the whole.
        items: in their order; for a reader of less than all, those that may leave.
        staying: how many items stay here, for a reader of less than all.
        warnings: found before release, "changed" ones left out.
        steps: its way, newest first.
        filed: cases it stands in, for a reader of all.
        received: what arrived; None for a reader of less than all.
        facts: for the rules.
        review_on: day of the next review.
        feedback_due_on: day by which feedback is due.
        authorised_by: officer code.
        authorised_at: when.
        lead_reference: "N-…" where a support agency passed it on.
        created_at: when it was started.
        created_by: officer code.
        changed_at: when anything of it last changed.
        destroyed: what stays of a destroyed one.
    """

    reference: str
    view: View
    state: State
    turn: Turn
    purpose: Purpose
    urgency: Urgency
    source_kind: SourceKind
    desk: str
    handling: frozenset[HandlingCode]
    items: tuple[ItemDetail, ...]
    staying: int
    warnings: tuple[WarningDetail, ...]
    steps: tuple[StepTaken, ...]
    filed: tuple[FiledIn, ...]
    received: Received | None
    facts: ReportFacts
    review_on: date | None
    feedback_due_on: date | None
    authorised_by: str
    authorised_at: datetime | None
    lead_reference: str
    created_at: datetime
    created_by: str
    changed_at: datetime
    destroyed: "Destroyed | None" = field(default=None)

    @property
    def is_full(self) -> bool:
        """Whether the reader sees the text as received."""
        return self.view is View.FULL

    @property
    def open_warnings(self) -> int:
        """How many warnings nobody answered."""
        return sum(1 for one in self.warnings if one.answer is None)


@dataclass(frozen=True, slots=True)
class Destroyed:
    """The receipt of a destruction."""

    reason: str
    digest: str
    items: int
    entities: int
    at: datetime
    by: str
