"""What cases tells the frame and the subjects below when the node starts."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samakki.access import queries as people
from samakki.access import registries as access
from samakki.access.domain.vocabulary import Compartment
from samakki.access.queries import Officer
from samakki.access.web.asking import officer
from samakki.access.web.middleware import has_first_steps
from samakki.access.web.wording.acts import register_acts
from samakki.cases import actions, queries, registries
from samakki.cases.actions import protecting
from samakki.cases.queries import imports
from samakki.cases.web import evidence, my_work, my_work_from_below, possible_matches
from samakki.cases.web.wording.acts import ACTS
from samakki.cases.web.wording.refusals import REFUSALS
from samakki.cases.web.wording.values import CATEGORIES, ROLE_WORDS, STAGES
from samakki.entities import queries as entities
from samakki.entities import registries as described
from samakki.entities.web.naming import caption_words
from samakki.entities.web.searchable import register_kind
from samakki.kernel.refusals import Fact
from samakki.ui import navigation, places, wording


def register() -> None:
    """Register everything; calling it again changes nothing."""
    wording.register(REFUSALS)
    wording.register_facts({"stage": _stage, "to": _stage, "category": _category, "case_role": _role})
    register_acts(ACTS)
    places.register("home", "cases:my_work")
    navigation.register(_("My work"), "cases:my_work", _works, 10)
    navigation.register(_("Cases"), "cases:cases", _reads_cases, 20)
    access.answer_companions("cases", queries.parts_of)
    access.on_membership_change("cases", actions.tell_team_change)
    for kind in ("record", "statement"):
        described.show_source(kind, lambda reference: reverse("cases:find_part", args=[reference]))
    described.protecting(
        "cases",
        protecting.replace,
        covers=protecting.COVERS,
        widen=protecting.widen,
        reindex=protecting.reindex,
    )
    described.offer_import_targets("cases", imports.import_targets)
    described.hold_back("cases: non-punishment", queries.people_with_open_npp_checks)
    described.answer_pointing("cases", imports.resting_on, tables=("cases.CasePerson", "cases.EventLink"))
    described.answer_pointing("cases: prints", imports.printed_with, held=imports.held_by_prints)
    my_work.register()
    my_work_from_below.register()
    possible_matches.register()
    registries.describe_references("E", _entities)
    described.answer_case_records("cases", queries.parts_of)
    register_kind("case", _("Case"), "cases:case")
    evidence.register()


def _entities(by: Officer, references: Sequence[str]) -> Mapping[str, str]:
    return {reference: caption_words(caption) for reference, caption in entities.captions(by, references).items()}


def _works(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not has_first_steps(request)


def _reads_cases(request: HttpRequest) -> bool:
    if not _works(request):
        return False
    roles = people.roles()
    return any(Compartment.CASE_FILE in roles[code].permits for code in people.viewer(officer(request)).roles)


def _stage(value: Fact) -> wording.Text:
    return {one.value: words for one, words in STAGES.items()}.get(str(value), str(value))


def _category(value: Fact) -> wording.Text:
    return {one.value: words for one, words in CATEGORIES.items()}.get(str(value), str(value))


def _role(value: Fact) -> wording.Text:
    return ROLE_WORDS.get(str(value), str(value))
