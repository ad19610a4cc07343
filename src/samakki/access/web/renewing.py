"""A new key for a session whenever its officer proves again who they are: an older copy of the key is worthless.

Source:
    OWASP ASVS 5.0.0, 7.2.4.
"""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.http import HttpRequest


def proofs(request: HttpRequest) -> int:
    """How often the officer of this session proved who they are; 0 for a visitor."""
    return len(get_authentication_records(request, request.user)) if request.user.is_authenticated else 0


def renew(request: HttpRequest) -> None:
    """Go on under a new key; what the session holds, and its row among the officer's sessions, stay."""
    earlier = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=earlier).update(session_key=request.session.session_key)
