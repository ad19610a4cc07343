"""The check at the door of a page that needs a duty."""

from samakki.access import queries
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Duty
from samakki.access.models import Officer


def require_duty(*, by: Officer, duty: Duty) -> None:
    """Pass where a role of `by` has the duty; else log the attempt.

    Raises:
        Refused: "duty-not-held".
    """
    reasons = queries.duty_refusals(by, duty)
    if reasons:
        raise logged_refusal(by, "require_duty", "", reasons, facts={"duty": duty.value})
