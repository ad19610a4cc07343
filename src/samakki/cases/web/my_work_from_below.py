"""Rows of "My work" from subjects below cases, which cannot know of it: access, exchange and matching."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from samakki.access import queries as access
from samakki.access.queries import Officer
from samakki.access.queries.waiting import BreakGlassRow
from samakki.access.web.wording.notices import notice_words
from samakki.access.web.wording.roles import role_name
from samakki.cases.queries import signs
from samakki.cases.registries import Tab, WorkRow, work_rows
from samakki.exchange.queries.mail import late
from samakki.matching import queries as matching
from samakki.matching.web.wording.judgements import JUDGEMENTS


def register() -> None:
    """Register what waits there; calling it again changes nothing."""
    to_do, watching, urgent, judged = Tab.TO_DO, Tab.WATCHING, signs.urgent_access, signs.judgements
    work_rows("access: roles", to_do, _roles, count=_count_roles, sign=signs.roles_proposed)
    work_rows("access: recoveries", to_do, _recoveries, count=_count_recoveries, sign=signs.recoveries)
    work_rows("access: urgent access to review", to_do, _reviews, count=_count_reviews, sign=urgent)
    work_rows("access: own urgent access", watching, _own_uses, count=_count_own_uses, sign=urgent)
    work_rows("access: notices", Tab.INCOMING, _notices, count=_count_notices, sign=signs.notices_unread)
    work_rows("exchange: late", to_do, _late, sign=signs.messages)
    work_rows("matching: to confirm", to_do, _judgements, count=matching.count_to_confirm, sign=judged)
    work_rows("matching: own", watching, _own_judgements, count=matching.count_own_waiting, sign=judged)


def _count_roles(by: Officer) -> int:
    return len(access.roles_to_confirm(by))


def _count_recoveries(by: Officer) -> int:
    return len(access.recoveries_to_confirm(by))


def _count_reviews(by: Officer) -> int:
    return len(_uses(by, is_own=False))


def _count_own_uses(by: Officer) -> int:
    return len(_uses(by, is_own=True))


def _count_notices(by: Officer) -> int:
    return len(access.notices(by, unread_only=True))


def _roles(by: Officer) -> Sequence[WorkRow]:
    return [
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


def _recoveries(by: Officer) -> Sequence[WorkRow]:
    return [
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


def _uses(by: Officer, *, is_own: bool) -> Sequence[BreakGlassRow]:
    return [one for one in access.open_break_glasses(by) if one.is_own is is_own]


def _reviews(by: Officer) -> Sequence[WorkRow]:
    return [
        WorkRow(
            Tab.TO_DO,
            one.reference,
            title=_("Urgent access"),
            next_step=_("Review the urgent access"),
            why=_("You review urgent access to records of your desk"),
            url=reverse("access:review_urgent_access", args=[one.use]),
            at=one.opened_at,
        )
        for one in _uses(by, is_own=False)
    ]


def _own_uses(by: Officer) -> Sequence[WorkRow]:
    return [
        WorkRow(
            Tab.WATCHING,
            one.reference,
            title=_("Your urgent access"),
            next_step=_("Wait for the review. Until then you cannot use urgent access again."),
            why=_("You opened it urgently"),
            url=reverse("access:urgent_access"),
            at=one.opened_at,
        )
        for one in _uses(by, is_own=True)
    ]


def _notices(by: Officer) -> Sequence[WorkRow]:
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


def _judgements(by: Officer) -> Sequence[WorkRow]:
    """Judgements of another agency; two entries are named by reference, since a row holds no name of a person."""
    return [
        WorkRow(
            Tab.TO_DO,
            one.code,
            title=_("A judgement waits for your agency"),
            next_step=_(
                "%(agency)s says “%(judgement)s” of %(first)s and %(second)s. Compare them, and say if you agree"
            )
            % {
                "agency": one.made_in,
                "judgement": JUDGEMENTS[one.judgement][0],
                "first": one.a,
                "second": one.b,
            },
            why=_("It takes an officer of a second agency, and you see both records"),
            url=reverse("matching:confirm", args=[one.code]),
            at=one.made_at,
        )
        for one in matching.to_confirm(by)
    ]


def _own_judgements(by: Officer) -> Sequence[WorkRow]:
    return [
        WorkRow(
            Tab.WATCHING,
            one.code,
            title=_("Your judgement does not hold yet"),
            next_step=_(
                "You said “%(judgement)s” of %(first)s and %(second)s. An officer of another agency has to agree"
            )
            % {"judgement": JUDGEMENTS[one.judgement][0], "first": one.a, "second": one.b},
            why=_("You judged, and a record belongs to another agency"),
            url=reverse("matching:pair", args=[one.a, one.b]),
            at=one.made_at,
        )
        for one in matching.own_waiting(by)
    ]


def _late(by: Officer) -> Sequence[WorkRow]:
    """Messages that should be at their desk and are not: both desks are told, each on its own node."""
    return [
        WorkRow(
            Tab.TO_DO,
            one.reference,
            title=_("A message is late"),
            next_step=(
                _("No receipt says that it is at the desk. Call the desk: %(desks)s")
                if one.is_out
                else _("It came to this node and not to your desk. Ask your node’s administrator: %(desks)s")
            )
            % {"desks": ", ".join(one.others)},
            why=_("Your desk sent it") if one.is_out else _("It is for your desk"),
            url=reverse("exchange:message", args=[one.reference]),
            at=one.at,
        )
        for one in late(by)
    ]
