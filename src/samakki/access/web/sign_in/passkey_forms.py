"""The library's passkey forms with our words.

The credential in each is what the browser made; people type the name only.
"""

import struct
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from samakki.access.web.sign_in.forms import in_our_words

NO_CREDENTIAL = _("The browser sent no passkey. Press the button again and follow what the browser says.")
NAME_LENGTH = 60
MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error)
"""What reading an answer raises when it is not one of a browser. Anybody can send such an answer."""


class _CredentialWords:
    """One sentence for everything that can be wrong with a passkey; the library says "incorrect code"."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields  # type: ignore[attr-defined]  # of the form this is mixed into
        in_our_words(fields["credential"], label=_("Passkey"), required=NO_CREDENTIAL)
        fields["credential"].error_messages["invalid"] = NO_CREDENTIAL

    def clean_credential(self) -> Authenticator:
        """The passkey that answered.

        Raises:
            ValidationError: it is not one of this officer's, or it answered another question.
        """
        try:
            return super().clean_credential()  # type: ignore[misc]  # of the form this is mixed into
        except (ValidationError, *MALFORMED) as problem:
            raise ValidationError(
                _("That passkey does not belong to this sign-in. Use another one, or your password and a code.")
            ) from problem


class SignInByPasskeyForm(_CredentialWords, LoginWebAuthnForm):
    """A passkey instead of user name, password and code."""


class SecondFactorByPasskeyForm(_CredentialWords, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class ConfirmByPasskeyForm(_CredentialWords, ReauthenticateWebAuthnForm):
    """A passkey to confirm that it is still the same officer."""


class AddPasskeyForm(AddWebAuthnForm):
    """A name for the new passkey; the credential itself comes from the browser."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(
            self.fields["name"],
            label=_("Name of this passkey"),
            required=_("Type a name"),
            hint=_("So that you know it later, such as “desk computer” or “key on my ring”. Not a person's name."),
        )
        in_our_words(
            self.fields["passwordless"],
            label=_("Use it to sign in without a password"),
            required="",
            hint=_("The device then asks for its PIN, your finger or your face."),
        )
        in_our_words(
            self.fields["credential"],
            label=_("Passkey"),
            required=NO_CREDENTIAL,
        )
        self.fields["passwordless"].initial = True
        self.fields["credential"].error_messages["invalid"] = NO_CREDENTIAL
        self.fields["name"].validators.append(
            MaxLengthValidator(NAME_LENGTH, _("Type a shorter name, 60 characters at most"))
        )

    def clean(self) -> dict[str, Any]:
        """Check what the device answered, and that it answered this page.

        Returns:
            With the mistake beside the credential where it did not.
        """
        answer = self.cleaned_data.get("credential")
        try:
            # The library checks only what is true: "0" and "false" are JSON as well, and would be stored unread.
            if answer is not None and not isinstance(answer, dict):
                raise TypeError
            return dict(super().clean() or {})
        except (ValidationError, *MALFORMED):
            self.add_error("credential", NO_CREDENTIAL)
            return dict(self.cleaned_data)


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(
            self.fields["name"],
            label=_("Name of this passkey"),
            required=_("Type a name"),
            hint=_("Not a person's name."),
        )
        self.fields["name"].validators.append(
            MaxLengthValidator(NAME_LENGTH, _("Type a shorter name, 60 characters at most"))
        )
