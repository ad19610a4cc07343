"""Rows of "My work" that reports and community reports put there."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samakki.access.queries import Officer
from samakki.cases.registries import Tab, WorkRow
from samakki.intelligence import queries
from samakki.intelligence.domain.states import State
from samakki.intelligence.queries import CommunityRow, ReportRow


def to_do(by: Officer) -> Sequence[WorkRow]:
    """What an officer has to do: release to judge, reports sent back, reviews and feedback due, leads to agree to."""
    return [
        *(
            _report(
                one,
                Tab.TO_DO,
                _("Read and authorise its release, or send it back"),
                _("you may be the second person"),
                "release",
            )
            for one in queries.reports_to_authorise(by)
        ),
        *(
            _report(one, Tab.TO_DO, _("Change what the second person asked for"), _("you wrote at it"), "release")
            for one in queries.reports_returned(by)
        ),
        *(_due(one) for one in queries.reports_due(by)),
        *(_lead(one) for one in queries.leads_to_agree(by)),
    ]


def incoming(by: Officer) -> Sequence[WorkRow]:
    """Leads that came to an officer or to their desk."""
    return [
        *(
            _report(one, Tab.INCOMING, _("Choose who works on this lead"), _("it came to your desk"), "report")
            for one in queries.leads_without_team(by)
        ),
        *(
            _report(one, Tab.INCOMING, _("Tell the agency what came of its lead"), _("you work on it"), "tell_outcome")
            for one in queries.leads_to_answer(by)
        ),
    ]


def _report(one: ReportRow, tab: Tab, step: str, why: str, page: str, due: date | None = None) -> WorkRow:
    return WorkRow(
        tab=tab,
        reference=one.reference,
        title=one.headline or _("Report"),
        next_step=step,
        why=why,
        url=reverse(f"intelligence:{page}", args=[one.reference]),
        due=due,
        at=one.changed_at,
    )


def _due(one: ReportRow) -> WorkRow:
    is_feedback = (
        one.state is State.AUTHORISED
        and one.feedback_due_on is not None
        and (one.review_on is None or one.feedback_due_on <= one.review_on)
    )
    if is_feedback:
        return _report(one, Tab.TO_DO, _("Note what came of it"), _("feedback is due"), "report", one.feedback_due_on)
    return _report(
        one, Tab.TO_DO, _("Review it: keep, grade again or destroy"), _("its review is due"), "report", one.review_on
    )


def _lead(one: CommunityRow) -> WorkRow:
    return WorkRow(
        tab=Tab.TO_DO,
        reference=one.reference,
        title=_("Community report"),
        next_step=_("Read the lead and let it go to the police, or send it back"),
        why=_("you may be the second person"),
        url=reverse("intelligence:community_report", args=[one.reference]),
        at=one.created_at,
    )
