"""What an officer watches."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as access
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.vocabulary import Surface
from samakki.access.queries import Officer
from samakki.cases.models import Followed


def follow(*, by: Officer, reference: str) -> None:
    """Watch a record: a case or a report. Once is enough; what it shows is decided anew at every look.

    Raises:
        Refused: "not-found".
    """
    with transaction.atomic():
        decision = access.decide_record(by=by, reference=reference, purpose=None, surface=Surface.LIST)
        if decision.view is not None:
            Followed.objects.get_or_create(officer=by, reference=reference, defaults={"since": timezone.now()})
            audit.record(by, "follow", reference)
            return
    raise logged_refusal(by, "follow", reference, [NOT_FOUND])


def stop_following(*, by: Officer, reference: str) -> None:
    """Stop watching a record; silent for one that is not watched, or not theirs any more."""
    Followed.objects.filter(officer=by, reference=reference).delete()
