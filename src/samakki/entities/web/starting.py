"""What entities tells the frame and the subjects below when the node starts."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samakki.access import queries
from samakki.access.domain.vocabulary import Duty, View
from samakki.access.web.asking import duties_of, officer
from samakki.access.web.wording.acts import register_acts
from samakki.entities import registries
from samakki.entities.actions import exporting, index_entities, protecting_entities
from samakki.entities.actions.indexing import index_made
from samakki.entities.queries.search import COMPARTMENTS
from samakki.entities.web import protection_panels
from samakki.entities.web.wording import describing, files, meanwhile, protection, searching
from samakki.entities.web.wording import exporting as exporting_words
from samakki.entities.web.wording import importing as import_words
from samakki.ui import navigation, wording


def register() -> None:
    """Register everything; calling it again changes nothing."""
    wording.register(describing.VALUES)
    wording.register(describing.ENTITIES)
    register_acts(describing.ACTS)
    navigation.register(_("People and things"), "entities:entities", _writes, 40)
    wording.register(files.FILES)
    register_acts(files.ACTS)
    wording.register(protection.REFUSALS)
    register_acts(protection.ACTS)
    wording.register(exporting_words.REFUSALS)
    register_acts(exporting_words.ACTS)
    wording.register(import_words.REFUSALS)
    register_acts(import_words.ACTS)
    navigation.register(_("Files brought in"), "entities:imports", _writes, 45)
    registries.show_source("import", lambda reference: reverse("entities:import", args=[reference]))
    registries.on_entity_written("search", index_entities, made=index_made)
    wording.register(searching.REFUSALS)
    wording.register(meanwhile.REFUSALS)
    register_acts(searching.ACTS)
    navigation.register(_("Search"), "entities:search", _searches, 15)
    registries.protecting(
        "entities", protecting_entities.replace, covers=protecting_entities.COVERS, widen=protecting_entities.widen
    )
    registries.protecting("entities: exports", exporting.replace)
    protection_panels.register()
    navigation.register(_("Protected people"), "entities:protected_codes", _keeps_identities, 60)


def _searches(request: HttpRequest) -> bool:
    """Whether a role of the reader ever reads in full what the index holds."""
    if not duties_of(request):
        return False
    roles = queries.roles()
    held = [roles[code] for code in queries.viewer(officer(request)).roles if code in roles]
    permits = [permit for role in held for one in COMPARTMENTS for permit in role.permits.get(one, ())]
    return any(permit.view is View.FULL for permit in permits)


def _keeps_identities(request: HttpRequest) -> bool:
    return Duty.GRANT_IDENTITY in duties_of(request)


def _writes(request: HttpRequest) -> bool:
    return Duty.WRITE in duties_of(request)
