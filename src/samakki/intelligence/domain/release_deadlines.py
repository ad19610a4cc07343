"""The day by which a request for a release is to be answered: before it, on it and after it.

Each node reads its own calendar, and no moment of another node's clock takes part: both desks know the same day. What
stands here is asked anew each time, so a clock that was wrong for some days and is put right leaves nothing behind but
a line in the log. Silence is no answer: a request whose day has passed opens nothing.
"""

from datetime import date, timedelta

from samakki.intelligence.domain.holdings import ReleaseState
from samakki.kernel.refusals import Refusal

REMIND_DAYS = 3
"""How long before the day the desk that has to answer is reminded; half of the time where less was given."""


def reminder_day(asked_on: date, reply_by: date) -> date:
    """The local day from which everybody who works on a disclosure is told that another desk waits.

    >>> reminder_day(date(2026, 11, 1), date(2026, 11, 15))
    datetime.date(2026, 11, 12)
    >>> reminder_day(date(2026, 11, 1), date(2026, 11, 2))
    datetime.date(2026, 11, 2)
    """
    given = max((reply_by - asked_on).days, 0)
    return reply_by - timedelta(days=min(REMIND_DAYS, given // 2))


def is_reminder_due(state: ReleaseState, *, asked_on: date, reply_by: date | None, today: date) -> bool:
    """Whether the desk that owns it is to be reminded: nobody answered, and its day is near or over."""
    return state is ReleaseState.ASKED and reply_by is not None and today >= reminder_day(asked_on, reply_by)


def is_overdue(state: ReleaseState, *, reply_by: date | None, today: date) -> bool:
    """Whether the day passed without an answer. The day itself still belongs to who has to answer."""
    return state is ReleaseState.ASKED and reply_by is not None and today > reply_by


def refusals_to_withdraw(state: ReleaseState) -> tuple[Refusal, ...]:
    """Why a request cannot be withdrawn: it has its answer, or was withdrawn."""
    return () if state is ReleaseState.ASKED else (Refusal("release-not-open"),)
