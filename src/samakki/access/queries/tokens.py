"""An officer's own tokens."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from samakki.access.domain.tokens import Scope
from samakki.access.models import ApiToken, Officer


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token, without the token."""

    code: str
    name: str
    scope: Scope
    made_at: datetime
    ends_at: datetime
    last_used_at: datetime | None


def tokens(by: Officer) -> tuple[TokenRow, ...]:
    """Tokens in force, the newest first."""
    rows = ApiToken.objects.filter(
        officer=by, revoked_at__isnull=True, ends_at__gt=timezone.now(), epoch=by.session_epoch
    )
    return tuple(
        TokenRow(row.code, row.name, Scope(row.scope), row.made_at, row.ends_at, row.last_used_at)
        for row in rows.order_by("-made_at", "-pk")
    )
