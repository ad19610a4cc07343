"""What matching tells the frame and the subjects below when the node starts."""

from samakki.entities import registries as entities
from samakki.matching import queries
from samakki.matching.web.wording.refusals import REFUSALS
from samakki.ui import wording


def register() -> None:
    """Register everything; calling it again changes nothing."""
    wording.register(REFUSALS)
    entities.answer_profile_members("matching", queries.profile_members, queries.members_among)
