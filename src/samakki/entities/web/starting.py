"""What entities tells the frame and the subjects below when the node starts."""

from samakki.access.web.wording.acts import register_acts
from samakki.entities import registries
from samakki.entities.actions import exporting, index_entities, protecting_entities
from samakki.entities.web.wording import exporting as exporting_words
from samakki.entities.web.wording import files, protection
from samakki.ui import wording


def register() -> None:
    """Register everything; calling it again changes nothing."""
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
