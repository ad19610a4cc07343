"""Second factors: how their secrets are stored, and what a phone shows about an officer."""

from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samakki.access.actions.second_factors import open_secret, seal_secret


class FactorAdapter(DefaultMFAAdapter):
    """Seals secrets of authenticator apps and seeds of recovery codes; shows officer codes, never names."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Type the code your app shows now; each code works once."),
        "cannot_delete_authenticator": _(
            "This is your last second factor. Add another one first, then remove this one."
        ),
        "cannot_generate_recovery_codes": _("Add an authenticator app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for storage."""
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret sealed by `encrypt`; see ``actions.second_factors`` for what can go wrong."""
        return open_secret(encrypted_text)

    def get_totp_issuer(self) -> str:
        """Name of the node, as the app lists it."""
        return str(settings.SAMAKKI_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """This node, as the browser lists it; the identifier is the host name of the address bar."""
        return {**super().get_public_key_credential_rp_entity(), "name": str(settings.SAMAKKI_NAME)}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """The officer as a code: a lost phone must not say whose colleague it finds."""
        code = str(user)
        return {**super().get_public_key_credential_user_entity(user), "display_name": code, "name": code}

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return str(user)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002  (the library's name)
        """Name a passkey that was given none."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second factor would remain; recovery codes alone do not count."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
