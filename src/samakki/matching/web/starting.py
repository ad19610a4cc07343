"""What matching tells the frame and the subjects below when the node starts."""

from samakki.access.web.wording.acts import register_acts
from samakki.entities import registries as entities
from samakki.matching import queries
from samakki.matching.actions import comparing, queue
from samakki.matching.web.panel import same_as
from samakki.matching.web.wording.definitions import DEFINITIONS
from samakki.matching.web.wording.judgements import ACTS
from samakki.matching.web.wording.refusals import REFUSALS
from samakki.ui import panels, wording


def register() -> None:
    """Register everything; calling it again changes nothing."""
    wording.register(REFUSALS)
    wording.register(DEFINITIONS)
    register_acts(ACTS)
    panels.register("entity", same_as, name="same as")
    entities.answer_profile_members("matching", queries.profile_members, queries.members_among)
    entities.on_entity_written("matching", comparing.ask)
    held, judged = queries.held_by_judgements, ("matching.Judgement",)
    entities.answer_pointing("matching", queries.judged_among, held=held, tables=judged)
    entities.on_entity_saved("matching", queue.queue_work)
