"""What intelligence tells the frame and the subjects below when the node starts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import Compartment, Duty, Purpose
from samakki.access.queries import Officer, roles, viewer
from samakki.access.web.asking import duties_of, officer
from samakki.access.web.middleware import has_first_steps
from samakki.access.web.wording.acts import register_acts
from samakki.cases import registries as cases
from samakki.entities import registries as entities
from samakki.entities.domain.sources import SourceKind
from samakki.entities.queries import Caption
from samakki.entities.web.searchable import register_kind
from samakki.exchange import registries as exchange
from samakki.intelligence import actions, queries
from samakki.intelligence.actions.indexing import COMMUNITY, REPORT
from samakki.intelligence.actions.protecting_disclosures import COVERS as COVERS_OF_DISCLOSURES
from samakki.intelligence.actions.protecting_disclosures import replace_in_disclosures
from samakki.intelligence.queries import signs
from samakki.intelligence.queries.disclosed import disclosed_with, held_by_disclosures
from samakki.intelligence.queries.filed import filed_whole, files_of_destroyed, files_of_standing
from samakki.intelligence.queries.withheld import WithheldCopy, withheld_from_court, withheld_from_files
from samakki.intelligence.web import alarm, exchanging, showing, showing_disclosures, work, work_of_disclosures
from samakki.intelligence.web.beginning import begin_buttons
from samakki.intelligence.web.wording import acts, disclosure_refusals, disclosure_values, refusals
from samakki.ui import navigation, panels, wording

SUBJECTS = {"D": "intelligence:disclosure", "DR": "intelligence:received", "EM": "intelligence:emergency"}
"""Records that messages are about, and their pages."""


def register() -> None:
    """Register everything; calling it again changes nothing."""
    exchanging.register()
    for words in (
        refusals.REPORTS,
        refusals.RELEASE,
        refusals.COMMUNITY,
        disclosure_refusals.DISCLOSURES,
        disclosure_refusals.COPIES,
        disclosure_refusals.RECALLS,
    ):
        wording.register(words)
    wording.register_facts(
        {
            "report_state": refusals.state_words,
            "community_use": refusals.use_words,
            "condition": refusals.condition_words,
            **disclosure_values.FACTS,
        }
    )
    register_acts(acts.ACTS)
    register_acts(disclosure_values.ACTS)
    navigation.register(_("Reports"), "intelligence:reports", _reads(Compartment.INTELLIGENCE), 20)
    reads = _reads(Compartment.INTELLIGENCE)
    navigation.register(_("Disclosures"), "intelligence:disclosures", reads, 21, also=("/received/", "/emergencies/"))
    navigation.register(_("Community reports"), "intelligence:community_reports", _keeps_tips, 22)
    navigation.register(_("Protection checks"), "intelligence:protection_checks", _authorises, 23)
    navigation.register(_("Sources"), "intelligence:sources", _writes(Compartment.SOURCE_IDENTITY), 24)
    panels.register("page-top", alarm.alarm_strip, name="life at risk")
    panels.register("case-intelligence", case_panel)
    panels.register("begin", begin_buttons, name="begin work")
    panels.register("entity-top", check_panel, name="protection check")
    panels.register("entity", entity_panel, name="given to other desks")
    cases.team_changed("intelligence", actions.follow_team)
    cases.work_rows("intelligence: to do", cases.Tab.TO_DO, work.to_do, sign=signs.reports_to_do)
    cases.work_rows("intelligence: incoming", cases.Tab.INCOMING, work.incoming, sign=signs.leads)
    waiting = work_of_disclosures
    cases.work_rows("disclosures: to do", cases.Tab.TO_DO, waiting.to_do, sign=signs.disclosures_to_do)
    cases.work_rows("disclosures: incoming", cases.Tab.INCOMING, waiting.incoming, sign=signs.disclosures_incoming)
    cases.work_rows("disclosures: watching", cases.Tab.WATCHING, waiting.watching, sign=signs.disclosures_watched)
    for prefix, page in SUBJECTS.items():
        exchange.show_subject(prefix, partial(_address, page))
    for kind, page in (("report", "intelligence:report"), ("community", "intelligence:community_report")):
        entities.show_source(kind, partial(_address, page))
    cases.describe_references("R", queries.report_words)
    cases.describe_references("I", queries.item_words)
    entities.answer_case_records("intelligence", filed_whole)
    entities.clear_files_of("intelligence", files_of_destroyed, holds=files_of_standing)
    entities.withhold_from_prints("intelligence: what other desks gave", withheld)
    entities.withhold_from_files("intelligence: what other desks gave", withheld_in_files)
    register_kind(REPORT, _("Report"), "intelligence:report")
    register_kind(COMMUNITY, _("Community report"), "intelligence:community_report")
    entities.show_source(SourceKind.REPORT.value, lambda one: reverse("intelligence:report", args=[one]))
    entities.show_source(SourceKind.COMMUNITY.value, lambda one: reverse("intelligence:community_report", args=[one]))
    entities.offer_import_targets("intelligence", _targets)
    entities.answer_pointing("intelligence: disclosures", disclosed_with, held=held_by_disclosures)
    entities.protecting("intelligence: disclosures", replace_in_disclosures, covers=COVERS_OF_DISCLOSURES)
    entities.protecting(
        "intelligence", actions.replace_names, covers=actions.COVERS, widen=actions.widen, reindex=actions.reindex
    )


def _address(page: str, reference: str) -> str:
    return reverse(page, args=[reference])


def _targets(by: Officer) -> Sequence[entities.ImportTarget]:
    return [
        entities.ImportTarget(one.reference, one.reference, one.headline or str(_("Report")))
        for one in queries.drafts_to_write_in(by)
    ]


def case_panel(request: HttpRequest | None, case: object) -> str:
    """What stands in a case, for its Intelligence tab; the page has opened the case."""
    if request is None or not isinstance(case, str):
        return ""
    found = queries.reports_in_case(officer(request), case)
    return render_to_string(
        "intelligence/parts/case.html",
        {**showing.in_case(found), "case_ref": case, "taken_back": showing_disclosures.taken_back(case)},
        request=request,
    )


def entity_panel(request: HttpRequest | None, entity: object) -> str:
    """Desks that got something of a person or thing; the page has opened its record."""
    if request is None or not isinstance(entity, str):
        return ""
    found = [showing_disclosures.row(one) for one in queries.disclosures_with(officer(request), entity)]
    if not found:
        return ""
    return render_to_string("intelligence/parts/given.html", {"disclosures": found}, request=request)


def _reads(compartment: Compartment) -> Callable[[HttpRequest], bool]:
    return lambda request: (
        _works(request)
        and any(
            compartment in role.permits and Purpose.PROTECT not in role.purposes
            for code, role in roles().items()
            if code in viewer(officer(request)).roles
        )
    )


def _writes(compartment: Compartment) -> Callable[[HttpRequest], bool]:
    return lambda request: (
        _works(request)
        and any(compartment in role.writes for code, role in roles().items() if code in viewer(officer(request)).roles)
    )


def _keeps_tips(request: HttpRequest) -> bool:
    return _works(request) and any(
        Compartment.TIPS in role.writes and Purpose.PROTECT in role.purposes
        for code, role in roles().items()
        if code in viewer(officer(request)).roles
    )


def withheld(references: Collection[str]) -> Iterable[entities.Withheld]:
    """What of these no print of a case shows, and where its owner is asked. For `entities`."""
    return map(_withheld, withheld_from_court(references))


def withheld_in_files(sources: Collection[str]) -> Iterable[entities.Withheld]:
    """Of which of these sources no file holds anything, and where their owner is asked. For `entities`."""
    return map(_withheld, withheld_from_files(sources))


def _withheld(one: WithheldCopy) -> entities.Withheld:
    url = reverse("intelligence:received_ask", args=[one.received])
    return entities.Withheld(one.reference, one.owner, one.received, url)


def check_panel(request: HttpRequest | None, shown: object) -> str:
    """Leads from the page of a protected person to recording a check, for who may."""
    if request is None or not isinstance(shown, Caption) or not shown.protected or not _authorises(request):
        return ""
    return render_to_string("intelligence/parts/check_link.html", {"code": shown.text}, request=request)


def _authorises(request: HttpRequest) -> bool:
    return _works(request) and Duty.AUTHORISE_RELEASE in duties_of(request)


def _works(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not has_first_steps(request)
