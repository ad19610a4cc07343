"""What exhibits, events and numbered prints tell the frame and the subjects below when the node starts."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samakki.access import queries as access
from samakki.access.queries import Officer
from samakki.access.web.wording.acts import register_acts
from samakki.cases import queries, registries
from samakki.cases.actions import protecting_evidence
from samakki.cases.queries import signs
from samakki.cases.queries.exhibits import describe_exhibits, waiting_for
from samakki.cases.registries import Tab, WorkRow
from samakki.cases.web.wording.custody import CUSTODY_REFUSALS
from samakki.cases.web.wording.events import EVENT_REFUSALS
from samakki.cases.web.wording.exhibits import EXHIBIT_ACTS, EXHIBIT_REFUSALS, PAPER_REFUSALS
from samakki.entities import registries as described
from samakki.entities.web.searchable import register_kind
from samakki.ui import wording


def register() -> None:
    """Register everything; calling it again changes nothing."""
    for words in (EXHIBIT_REFUSALS, CUSTODY_REFUSALS, EVENT_REFUSALS, PAPER_REFUSALS):
        wording.register(words)
    register_acts(EXHIBIT_ACTS)
    registries.work_rows(
        "cases: exhibits",
        Tab.INCOMING,
        rows_of_exhibits,
        count=lambda by: len(waiting_for(by)),
        sign=signs.exhibits_given,
    )
    registries.describe_references("X", describe_exhibits)
    described.show_source("exhibit", lambda reference: reverse("cases:find_exhibit", args=[reference]))
    register_kind("exhibit", _("Exhibit"), "cases:find_exhibit")
    register_kind("event", _("Event"), "cases:find_event")
    described.protecting(
        "cases: evidence",
        protecting_evidence.replace,
        covers=protecting_evidence.COVERS,
        reindex=protecting_evidence.reindex,
    )


def rows_of_exhibits(by: Officer) -> list[WorkRow]:
    """Hand-overs of exhibits that wait for this officer's answer."""
    waiting = waiting_for(by)
    names = access.names_of({one.giver for one in waiting})
    nicknames = queries.nicknames(by, {one.case for one in waiting})
    return [
        WorkRow(
            Tab.INCOMING,
            one.exhibit,
            title=nicknames.get(one.case, one.case),
            next_step=gettext("Confirm that you received exhibit %(number)s") % {"number": one.number},
            why=gettext("%(officer)s says that you received it") % {"officer": names.get(one.giver, one.giver)},
            url=reverse("cases:answer_hand_over", args=[one.case, one.exhibit, one.event]),
            at=one.recorded_at,
            case=one.case,
        )
        for one in waiting
    ]
