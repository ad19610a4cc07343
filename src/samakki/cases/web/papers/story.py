"""The timeline and the case summary."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samakki.cases.domain.vocabulary import DataSubjectCategory
from samakki.cases.queries import CaseDetail, PersonRow
from samakki.cases.queries.events import EventRow
from samakki.cases.queries.exhibits import ExhibitRow
from samakki.cases.web.custody_cells import exhibit_cells
from samakki.cases.web.papers.content import Content
from samakki.cases.web.views.events import event_cells
from samakki.cases.web.wording.values import ALLEGED_ROLES, ANSWERS, CATEGORIES, JUDGED_ROLES, OFFENCES, STAGES
from samakki.ui.dates import day_words, moment_words
from samakki.ui.printing import Block, Facts, Heading, Note, Rows, Text

BY_REFERENCE = frozenset({DataSubjectCategory.VICTIM, DataSubjectCategory.NOT_ASSESSED})
"""Who is never called by name in a print: presumed victims, and people found of whom nobody knows yet."""


def timeline(events: Sequence[EventRow], people: Sequence[PersonRow]) -> Content:
    """Every event that stands, in the order of time."""
    return Content(_("Timeline"), [_events_table(events, people)], {row.reference: _data(row) for row in events}, True)


def case_summary(
    case: CaseDetail, people: Sequence[PersonRow], events: Sequence[EventRow], exhibits: Sequence[ExhibitRow]
) -> Content:
    """The case on a few pages: what it may be about, who is in it, what happened, what is kept."""
    flagged = [row for row in events if row.in_summary]
    blocks: list[Block] = [
        Facts(
            [
                *((str(OFFENCES[one.offence]), str(ANSWERS[one.answer])) for one in case.hypotheses),
                (_("Stage"), f"{STAGES[case.stage]} ({day_words(case.stage_since.date())})"),
                (_("Lead"), f"{case.lead_name} ({case.lead})"),
                (_("Opened"), moment_words(case.opened_at)),
            ]
        ),
        Heading(_("People")),
        _people_table(people) if people else Text(_("Nobody is in the case yet.")),
    ]
    if any(not row.is_protected and _goes_by_reference(row) for row in people):
        blocks.append(
            Note(_("Presumed victims and people not yet assessed are printed by reference or code, never by name."))
        )
    blocks += [
        Heading(_("What happened")),
        _events_table(flagged, people) if flagged else Text(_("No event is marked for the summary.")),
        Heading(_("Exhibits")),
        _exhibits_table(exhibits) if exhibits else Text(_("No exhibit is entered.")),
    ]
    rows: dict[str, Mapping[str, Any]] = {row.entity: _person_data(row) for row in people}
    rows |= {row.reference: _data(row) for row in flagged}
    rows |= {row.reference: {"number": row.number, "kind": row.kind.value} for row in exhibits}
    rows[case.reference] = {
        "stage": case.stage.value,
        "lead": case.lead,
        "offences": [one.value for one in case.offences],
    }
    return Content(_("Case summary"), blocks, rows)


def _events_table(events: Sequence[EventRow], people: Sequence[PersonRow]) -> Block:
    cells = [event_cells(row) for row in events]
    names = {row.entity: called(row) for row in people}
    if not cells:
        return Text(_("No event is entered."))
    return Rows(
        [_("When"), _("What happened"), _("Place"), _("Who and what"), _("Source and grade")],
        [
            [
                one.when,
                "\n".join(
                    text
                    for text in (
                        one.row.title,
                        one.row.words,
                        _("Assessment, not fact") if one.row.is_assessment else "",
                    )
                    if text
                ),
                one.row.place,
                ", ".join(names.get(reference, caption or reference) for reference, caption in one.row.linked),
                f"{one.source or '–'}\n{one.row.reference}",
            ]
            for one in cells
        ],
        [2, 4, 1.8, 1.6, 1.8],
    )


def _people_table(people: Sequence[PersonRow]) -> Block:
    return Rows(
        [_("Person"), _("What they are in the case"), _("Alleged role")],
        [
            [
                called(row),
                ", ".join(str(CATEGORIES[one]) for one in row.categories),
                ", ".join(str((JUDGED_ROLES if row.is_convicted else ALLEGED_ROLES)[one.role]) for one in row.roles),
            ]
            for row in people
        ],
        [2, 2, 3],
    )


def _exhibits_table(exhibits: Sequence[ExhibitRow]) -> Block:
    return Rows(
        [_("No."), _("What it is"), _("Held by")],
        [[str(row.number), f"{cells.kind}\n{row.reference}", cells.holder] for row, cells in _cells(exhibits)],
        [0.5, 3, 3],
    )


def _cells(exhibits: Sequence[ExhibitRow]) -> list[tuple[ExhibitRow, Any]]:
    return [(row, exhibit_cells(row)) for row in exhibits]


def called(row: PersonRow) -> str:
    """What a print calls a person: the code of a protected one, the reference of who must not be named."""
    if row.is_protected:
        return row.caption or row.entity
    return row.entity if _goes_by_reference(row) else f"{row.caption} ({row.entity})" if row.caption else row.entity


def _goes_by_reference(row: PersonRow) -> bool:
    return not BY_REFERENCE.isdisjoint(row.categories) or row.is_treated_as_child


def _person_data(row: PersonRow) -> Mapping[str, Any]:
    return {
        "called": called(row),
        "categories": [one.value for one in row.categories],
        "alleged_roles": [one.role.value for one in row.roles],
    }


def _data(row: EventRow) -> Mapping[str, Any]:
    return {
        "title": row.title,
        "words": row.words,
        "date": row.when.iso,
        "date_as_written": row.when.as_written,
        "calendar": row.when.calendar.value,
        "time": row.time,
        "time_zone": row.zone,
        "season": row.season.value if row.season else "",
        "place": row.place,
        "source": row.source,
        "source_words": row.source_words,
        "grade": row.grade,
        "is_assessment": row.is_assessment,
        "entities": [reference for reference, _caption in row.linked],
    }
