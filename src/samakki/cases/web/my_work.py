"""Rows of "My work": those of cases and of access here, those of subjects above through the registry."""

from datetime import UTC, date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from samakki.access import queries as access
from samakki.access.queries import Officer
from samakki.access.web.asking import officer
from samakki.access.web.wording.notices import notice_words
from samakki.access.web.wording.roles import role_name
from samakki.cases import queries
from samakki.cases.registries import Tab, WorkRow, rows
from samakki.cases.web.wording.lists import step_words, task_words
from samakki.cases.web.wording.values import STAGES
from samakki.ui.dates import day_words
from samakki.ui.wording import Text

FAR = datetime.max.replace(tzinfo=UTC)


def rows_for(request: HttpRequest) -> dict[Tab, list[WorkRow]]:
    """Every row of every tab: what is due first, then what waits longest."""
    by = officer(request)
    found = [row for give in rows.values() for row in give(by)]
    return {tab: sorted((row for row in found if row.tab is tab), key=_order) for tab in Tab}


def rows_of_cases(by: Officer) -> list[WorkRow]:
    """Tasks, hand-overs, checks to answer, cases to look at again, cases watched."""
    return [*_tasks(by), *_checks(by), *_reviews(by), *_hand_overs(by), *_watched(by)]


def rows_of_access(by: Officer) -> list[WorkRow]:
    """Roles, recoveries and urgent access that wait for a second person, and unread notices."""
    roles = [
        WorkRow(
            Tab.TO_DO,
            one.officer,
            title=role_name(one.role),
            next_step=_("Confirm the role for %(officer)s, or leave it") % {"officer": one.full_name},
            why=_("A role needs a second person"),
            url=reverse("access:confirm_role", args=[one.officer, one.role]),
            at=one.proposed_at,
        )
        for one in access.roles_to_confirm(by)
    ]
    recoveries = [
        WorkRow(
            Tab.TO_DO,
            one.officer,
            title=_("A colleague cannot sign in"),
            next_step=_("Confirm the recovery for %(officer)s") % {"officer": one.full_name},
            why=_("A recovery needs a second person"),
            url=reverse("access:confirm_recovery", args=[one.officer]),
            at=one.ends_at,
        )
        for one in access.recoveries_to_confirm(by)
    ]
    uses = access.open_break_glasses(by)
    reviews = [
        WorkRow(
            Tab.TO_DO,
            one.reference,
            title=_("Urgent access"),
            next_step=_("Review the urgent access"),
            why=_("You review urgent access to records of your desk"),
            url=reverse("access:review_urgent_access", args=[one.use]),
            at=one.opened_at,
        )
        for one in uses
        if not one.is_own
    ]
    own = [
        WorkRow(
            Tab.WATCHING,
            one.reference,
            title=_("Your urgent access"),
            next_step=_("Wait for the review. Until then you cannot use urgent access again."),
            why=_("You opened it urgently"),
            url=reverse("access:urgent_access"),
            at=one.opened_at,
        )
        for one in uses
        if one.is_own
    ]
    return [*roles, *recoveries, *reviews, *own, *_notices(by)]


def _notices(by: Officer) -> list[WorkRow]:
    found = []
    for row in access.notices(by, unread_only=True):
        title, text = notice_words(row.code, row.reference)
        found.append(
            WorkRow(
                Tab.INCOMING,
                row.reference,
                title=title,
                next_step=text,
                why=_("Unread notice"),
                url=reverse("access:notices"),
                at=row.at,
            )
        )
    return found


def _tasks(by: Officer) -> list[WorkRow]:
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
        for one in queries.tasks_to_do(by)
    ]


def _waiting(row: queries.TaskRow) -> Text:
    if row.waiting_on:
        return _("%(task)s (waits for %(reference)s)") % {"task": task_words(row), "reference": row.waiting_on}
    if row.after:
        return _("%(task)s (other tasks come first)") % {"task": task_words(row)}
    return ""


def _checks(by: Officer) -> list[WorkRow]:
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
        for one in queries.checks_to_answer(by)
    ]


def _reviews(by: Officer) -> list[WorkRow]:
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
        for one in queries.cases_to_review(by)
    ]


def _hand_overs(by: Officer) -> list[WorkRow]:
    found = []
    for one in queries.hand_overs_to_accept(by):
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


def _watched(by: Officer) -> list[WorkRow]:
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
        for row in queries.cases_watched(by)
    ]


def _order(row: WorkRow) -> tuple[bool, date, datetime]:
    return (row.due is None, row.due or date.max, row.at or FAR)
