"""Rows of "My work" that cases put there, and how the lists of every subject become one page."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samakki.access.queries import Officer, signs_found
from samakki.cases import registries
from samakki.cases.queries import TaskRow, signs, work
from samakki.cases.registries import Tab, WorkList, WorkRow
from samakki.cases.web.wording.lists import step_words, task_words
from samakki.cases.web.wording.values import STAGES
from samakki.ui.dates import day_words
from samakki.ui.wording import Text

FAR = datetime.max.replace(tzinfo=UTC)


def lists_to_ask(by: Officer) -> list[WorkList]:
    """The lists that may have a row for `by` now: the others need not be made or counted. One query for all."""
    lists = registries.work_lists
    found = signs_found(by, {name: one.sign for name, one in lists.items() if one.sign is not None})
    return [one for name, one in lists.items() if one.sign is None or name in found]


def rows_for(by: Officer, tab: Tab, lists: Iterable[WorkList]) -> list[WorkRow]:
    """Every row of one tab: what is due first, then what waits longest."""
    return sorted((row for one in lists if one.tab is tab for row in one.rows(by)), key=_order)


def count_for(by: Officer, tab: Tab, lists: Iterable[WorkList]) -> int:
    """How many rows `rows_for` would give, without making them."""
    return sum(one.count(by) for one in lists if one.tab is tab)


def register() -> None:
    """Register what waits in cases; calling it again changes nothing."""
    registries.work_rows("cases: tasks", Tab.TO_DO, _tasks, count=work.count_tasks_to_do, sign=signs.tasks)
    registries.work_rows("cases: checks", Tab.TO_DO, _checks, count=work.count_checks_to_answer, sign=signs.checks)
    registries.work_rows(
        "cases: reviews", Tab.TO_DO, _reviews, count=lambda by: len(work.cases_to_review(by)), sign=signs.cases_led
    )
    registries.work_rows(
        "cases: hand-overs", Tab.INCOMING, _hand_overs, count=work.count_hand_overs_to_accept, sign=signs.hand_overs
    )
    registries.work_rows(
        "cases: watched", Tab.WATCHING, _watched, count=work.count_cases_watched, sign=signs.cases_watched
    )


def _tasks(by: Officer) -> Sequence[WorkRow]:
    return [
        WorkRow(
            Tab.TO_DO,
            one.task.reference,
            title=one.nickname,
            next_step=_waiting(one.task) or task_words(one.task),
            why=_("Given to you") if one.is_assigned else _("Your desk has it, nobody in particular"),
            url=reverse("cases:task", args=[one.task.case, one.task.reference]),
            due=one.task.due_on,
            at=one.task.created_at,
            case=one.task.case,
        )
        for one in work.tasks_to_do(by)
    ]


def _waiting(row: TaskRow) -> Text:
    if row.waiting_on:
        return _("%(task)s (waits for %(reference)s)") % {"task": task_words(row), "reference": row.waiting_on}
    if row.after:
        return _("%(task)s (other tasks come first)") % {"task": task_words(row)}
    return ""


def _checks(by: Officer) -> Sequence[WorkRow]:
    return [
        WorkRow(
            Tab.TO_DO,
            one.entity,
            title=one.nickname,
            next_step=_("Say whether a presumed victim may be punished"),
            why=_("You work the case as a prosecutor"),
            url=reverse("cases:answer_npp", args=[one.case, one.entity]),
            at=one.raised_at,
            case=one.case,
        )
        for one in work.checks_to_answer(by)
    ]


def _reviews(by: Officer) -> Sequence[WorkRow]:
    return [
        WorkRow(
            Tab.TO_DO,
            one.case,
            title=one.nickname,
            next_step=_("Say why the case does not move"),
            why=_("You lead the case"),
            url=reverse("cases:review", args=[one.case]),
            due=one.next_review_on,
            at=one.changed_at,
            case=one.case,
        )
        for one in work.cases_to_review(by)
    ]


def _hand_overs(by: Officer) -> Sequence[WorkRow]:
    found = []
    for one in work.hand_overs_to_accept(by):
        over = one.hand_over
        words = step_words(one.task_title, one.task_step) if over.task else _("the whole case")
        found.append(
            WorkRow(
                Tab.INCOMING,
                over.task or over.case,
                title=one.nickname,
                next_step=_("Take on: %(what)s") % {"what": words},
                why=_("Handed to your desk by %(desk)s") % {"desk": over.from_desk},
                url=reverse("cases:task", args=[over.case, over.task])
                if over.task
                else reverse("cases:case", args=[over.case]),
                due=one.due_on,
                at=over.at,
                case=over.case,
            )
        )
    return found


def _watched(by: Officer) -> Sequence[WorkRow]:
    return [
        WorkRow(
            Tab.WATCHING,
            row.reference,
            title=row.nickname or row.reference,
            next_step=_("%(stage)s, last changed %(day)s")
            % {"stage": STAGES[row.stage], "day": day_words(row.changed_at.date(), style="medium")}
            if row.stage and row.changed_at
            else "",
            why=_("You watch it"),
            url=reverse("cases:case", args=[row.reference]),
            due=row.next_review_on,
            at=row.changed_at,
            case=row.reference,
        )
        for row in work.cases_watched(by)
    ]


def _order(row: WorkRow) -> tuple[bool, date, datetime]:
    return (row.due is None, row.due or date.max, row.at or FAR)
