"""What the sign-in library may do here: no sign-up, no e-mail, our words, our throttle, our audited password change."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samakki.access import actions, queries
from samakki.access.actions.recovery import PASSWORD_FAULTS
from samakki.ui.wording import worded

MESSAGES = {
    "account/messages/password_changed.txt": _(
        "Your password is changed. Other browsers that were signed in are signed out."
    ),
    "account/messages/logged_out.txt": _("You are signed out."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("Your passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes. Codes you had before no longer work."),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out everywhere else."),
}
"""The library's message templates that are shown, in our words. One that is not here is not shown."""


def _password_words(rule: ValidationError) -> str:
    words = worded(PASSWORD_FAULTS[str(rule.code)])
    return f"{words.why} {words.now}"


class AccountAdapter(DefaultAccountAdapter):
    """The library's hooks, closed where this software has no such thing."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "The user name or the password is not right. Check both; the keyboard may be set to another language."
        ),
        "incorrect_password": _("That is not your password. Type it again."),
        "enter_current_password": _("That is not the password you have now. Type it again."),
        "too_many_login_attempts": _("Too many wrong tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries in a short time. Wait a minute, then try again."),
        "incorrect_code": _("That code is not right. Type the code your app shows now; each code works once."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a link back leads to this node; the library breaks off at what is no address at all."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show the library's message in our words, or not at all."""
        words = MESSAGES.get(message_template or "", message)
        if words:
            messages.add_message(request, level, str(words), extra_tags=extra_tags)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where a changed password leads: the settings of sign-in, or the next of the first steps before them."""
        return reverse("access:security")

    def clean_password(self, password: str, user: queries.Officer | None = None) -> str:
        """Check a new password by the node's rules, and say in our words which one it breaks.

        Raises:
            ValidationError: every rule it breaks.
        """
        try:
            validate_password(password, user)
        except ValidationError as broken:
            raise ValidationError([_password_words(one) for one in broken.error_list]) from broken
        return password

    def set_password(self, user: queries.Officer, password: str) -> None:
        """Store the new password; the one-time password stops counting, and the log gets an entry."""
        actions.change_own_password(by=user, password=password)

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Nothing leaves this node by e-mail."""

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Count wrong passwords by address alone; by user name and address axes counts (see `throttle`).

        Raises:
            ValidationError: too many from this address.
        """
        self._login_failed_rl_usage = ratelimit.consume(request, app="allauth.account", action="password_failed")
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")
