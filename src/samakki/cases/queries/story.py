"""What happened to a case as a whole: stages, answers to the two questions, reviews, hand-overs."""

from dataclasses import dataclass
from datetime import date, datetime

from samakki.access import queries as access
from samakki.cases.models import Case, HandOver, Hypothesis, StageChange, StalledReview


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry, newest first on a page.

    Attributes:
        kind: "stage", "hypothesis", "review" or "hand_over".
        before: code before, where there is one; for a hand-over the desk it came from.
        after: code after; for a review the reasons with commas between; for a hand-over the desk it went to.
        words: the reason, as the officer wrote it.
        at: when.
        by: officer code.
        by_name: of that officer.
        next_on: of a review: when to look again.
        about: of an answer: the offence.
    """

    kind: str
    before: str
    after: str
    words: str
    at: datetime
    by: str
    by_name: str
    next_on: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """A hand-over that nobody took on yet."""

    hand_over: int
    case: str
    task: str  # reference; empty where the case itself is handed over
    from_desk: str
    to_desk: str
    reason: str
    at: datetime
    by: str


def story(case: str) -> tuple[Happening, ...]:
    """Everything that happened to a case as a whole, newest first. The page opened the case file in full."""
    row = Case.objects.filter(reference=case).first()
    if row is None:
        return ()
    found = [
        *(
            Happening("stage", one.before, one.after, one.reason, one.at, one.by, "")
            for one in StageChange.objects.filter(case=row)
        ),
        *(
            Happening("hypothesis", "", one.answer, one.reason, one.at, one.by, "", about=one.offence)
            for one in Hypothesis.objects.filter(case=row)
        ),
        *(
            Happening("review", "", one.reasons, one.words, one.at, one.by, "", next_on=one.next_review_on)
            for one in StalledReview.objects.filter(case=row)
        ),
        *(
            Happening("hand_over", one.from_desk.address, one.to_desk.address, one.reason, one.at, one.by, "")
            for one in HandOver.objects.filter(case=row, task=None).select_related("from_desk", "to_desk")
        ),
    ]
    names = access.names_of(one.by for one in found)
    named = [
        Happening(
            one.kind,
            one.before,
            one.after,
            one.words,
            one.at,
            one.by,
            names.get(one.by, ""),
            next_on=one.next_on,
            about=one.about,
        )
        for one in found
    ]
    return tuple(sorted(named, key=lambda one: one.at, reverse=True))


def open_hand_overs(case: str, desk: str) -> tuple[HandOverRow, ...]:
    """What waits for a desk to take on in one case."""
    rows = HandOver.objects.filter(case__reference=case, to_desk__address=desk, accepted_at=None)
    return tuple(hand_over_row(row) for row in rows.select_related("case", "task", "from_desk", "to_desk"))


def hand_over_row(row: HandOver) -> HandOverRow:
    """A row, fetched with case, task and desks, as a value."""
    return HandOverRow(
        row.pk,
        row.case.reference,
        row.task.reference if row.task else "",
        row.from_desk.address,
        row.to_desk.address,
        row.reason,
        row.at,
        row.by,
    )
