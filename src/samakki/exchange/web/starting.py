"""What the exchange tells the frame and the subjects below when the node starts."""

from samakki.access.web.wording.acts import register_acts
from samakki.exchange.web.wording import trust
from samakki.ui import wording


def register() -> None:
    """Register everything; calling it again changes nothing."""
    wording.register(trust.REFUSALS)
    register_acts(trust.ACTS)
