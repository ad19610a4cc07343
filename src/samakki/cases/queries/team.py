"""Who is on the team of a case, as far as rules of tasks need it."""

from django.db.models import Q
from django.utils import timezone

from samakki.access.models import Membership


def team_of(case: str) -> dict[str, str]:
    """Desk address by code of every officer tied to a case now. Asks no policy: for rules, not for a page."""
    now = timezone.now()
    live = Membership.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now), resource__reference=case, starts_at__lte=now
    )
    return dict(
        live.filter(officer__is_active=True).values_list("officer__code", "officer__desk__address").order_by("pk")
    )
