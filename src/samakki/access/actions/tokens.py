"""Tokens of officers' programs: made, used, revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import free_reference
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.tokens import A_MINUTE, Scope, refusals_to_make
from samakki.access.models import ApiToken, Officer
from samakki.kernel.refusals import Refusal

BEGINNING = "samakki_"
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token. `token` is shown once; only its digest is kept."""

    code: str
    token: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who asks by a token, and what it may do."""

    officer: Officer
    scope: Scope
    code: str
    is_too_often: bool


def make_token(*, by: Officer, name: str, scope: Scope, days: int) -> MadeToken:
    """Make a token for a program of the officer.

    Not checked here: that the officer has just confirmed who they are. The page asks for it.

    Args:
        by: whose token it is.
        name: which program, on which machine.
        scope: what it may do.
        days: until it ends.

    Raises:
        Refused: "token-name", "token-days", "token-needs-second-factor", "tokens-many".
    """
    with transaction.atomic():
        Officer.objects.select_for_update().get(pk=by.pk)
        now = timezone.now()
        factors = Authenticator.objects.filter(user_id=by.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
        in_force = ApiToken.objects.filter(officer=by, revoked_at__isnull=True, ends_at__gt=now).count()
        reasons: tuple[Refusal, ...] = refusals_to_make(
            name=name, days=days, has_second_factor=factors.exists(), in_force=in_force
        )
        if not reasons:
            made = MadeToken(
                free_reference("K", lambda code: ApiToken.objects.filter(code=code).exists()),
                f"{BEGINNING}{secrets.token_urlsafe(SECRET_BYTES)}",
            )
            ends_at = now + timedelta(days=days)
            ApiToken.objects.create(
                code=made.code,
                officer=by,
                name=name.strip(),
                digest=_digest(made.token),
                scope=scope.value,
                epoch=by.session_epoch,
                made_at=now,
                ends_at=ends_at,
            )
            facts = {"what": scope.value, "until": ends_at.isoformat()}
            audit.record(by, "make_token", made.code, facts=facts)
            return made
    raise logged_refusal(by, "make_token", "", reasons)


def revoke_token(*, by: Officer, code: str) -> None:
    """End a token of one's own at once.

    Raises:
        Refused: "not-found", for another's, an ended one and none alike.
    """
    with transaction.atomic():
        rows = ApiToken.objects.filter(code=code.replace("\0", " "), officer=by, revoked_at__isnull=True)
        if rows.update(revoked_at=timezone.now()):
            audit.record(by, "revoke_token", code)
            return
    raise logged_refusal(by, "revoke_token", "", [NOT_FOUND])


def use_token(token: str) -> Bearer | None:
    """Who asks by this token; None for one that is unknown, ended, revoked, or of a closed account alike.

    Counts the use. What the request then does writes its own entries.
    """
    now = timezone.now()
    found = ApiToken.objects.filter(digest=_digest(token), revoked_at__isnull=True, ends_at__gt=now)
    row = found.select_related("officer__desk__agency").first()
    officer = row.officer if row else None
    if row is None or officer is None or not officer.is_active or officer.session_epoch != row.epoch:
        return None
    if officer.must_change_password:
        return None
    minute = int(now.timestamp()) // 60
    again = Case(When(minute=minute, then=F("in_minute") + 1), default=Value(1))
    ApiToken.objects.filter(pk=row.pk).update(in_minute=again, minute=minute, last_used_at=now)
    row.refresh_from_db(fields=["in_minute"])
    return Bearer(officer, Scope(row.scope), row.code, row.in_minute > A_MINUTE)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
