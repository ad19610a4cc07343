"""What entities tells the frame and the subjects below when the node starts."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import Duty
from samakki.access.web.asking import duties_of
from samakki.access.web.wording.acts import register_acts
from samakki.entities import registries
from samakki.entities.actions import exporting, index_entities, protecting_entities
from samakki.entities.web.wording import describing, files, protection
from samakki.entities.web.wording import exporting as exporting_words
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
    registries.on_entity_written("search", index_entities)
    registries.protecting(
        "entities", protecting_entities.replace, covers=protecting_entities.COVERS, widen=protecting_entities.widen
    )
    registries.protecting("entities: exports", exporting.replace)


def _writes(request: HttpRequest) -> bool:
    return Duty.WRITE in duties_of(request)
