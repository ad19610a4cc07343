"""The library's forms with our labels, hints and mistakes, drawn like every other form."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as LibraryChangePasswordForm
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.internal import auth as totp
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.ui.forms import Form
from samakki.ui.wording import Text

CODE_FIELD = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "autocapitalize": "none"}


def in_our_words(field: forms.Field, *, label: Text, required: Text, hint: Text = "") -> None:
    """Give a field of the library our label, hint and "nothing was typed" message, and no placeholder."""
    field.label, field.help_text = str(label), str(hint)
    field.error_messages["required"] = str(required)
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """User name and password."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["login"], label=_("User name"), required=_("Type your user name"))
        in_our_words(self.fields["password"], label=_("Password"), required=_("Type your password"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean(self) -> dict[str, Any]:
        """Show a wrong pair beside the password, which is the one that has to be typed again."""
        try:
            return dict(super().clean() or {})
        except ValidationError as problem:
            self.add_error("password", problem)
            return dict(self.cleaned_data)


class ConfirmByPasswordForm(ReauthenticateForm):
    """The officer's own password once more."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["password"], label=_("Your password"), required=_("Type your password"))


class ChangePasswordForm(LibraryChangePasswordForm):
    """The password now, and the new one twice."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        one_time = self.user.must_change_password
        in_our_words(
            self.fields["oldpassword"],
            label=_("One-time password you were given") if one_time else _("Password you have now"),
            required=_("Type the password you signed in with"),
        )
        in_our_words(
            self.fields["password1"],
            label=_("New password"),
            required=_("Type a new password"),
            hint=_(
                "At least 12 characters. Three or four words that do not belong together are strong and easy to "
                "remember. Any script."
            ),
        )
        in_our_words(
            self.fields["password2"], label=_("New password, again"), required=_("Type the new password a second time")
        )

    def clean(self) -> dict[str, Any]:
        """Check that both new passwords are the same, and not the one-time password again."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        new, again = cleaned.get("password1"), cleaned.get("password2")
        if new and again and new != again:
            self.add_error("password2", _("The two new passwords differ. Type both again."))
        if new and new == cleaned.get("oldpassword"):
            self.add_error("password1", _("That is the password you have now. Choose another one."))
        return cleaned


class _CodeWords:
    """Label and hint of a code field; the hint differs by what the officer is doing."""

    fields: dict[str, forms.Field]
    use_required_attribute = False
    hint: Text = _("6 digits from your app. If the phone is not at hand, one of your recovery codes.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(
            self.fields["code"],
            label=pgettext_lazy("second factor", "Code"),
            required=_("Type the code"),
            hint=self.hint,
        )
        self.fields["code"].widget.attrs |= CODE_FIELD


class SecondFactorForm(_CodeWords, AuthenticateForm):
    """Code of the second step of signing in."""


class ConfirmByCodeForm(_CodeWords, ReauthenticateByCodeForm):
    """Code to confirm that it is still the same officer."""


class SetUpAppForm(Form):
    """First code of a new authenticator app.

    Replaces the library's form to keep the new secret sealed in the session until the first code proves it right.
    """

    SESSION_KEY = "samakki_new_app"

    code = forms.CharField(
        label=_("Code your app shows now"),
        help_text=_("6 digits. The app shows a new code every 30 seconds."),
        error_messages={"required": _("Type the code your app shows")},
        widget=forms.TextInput(attrs=CODE_FIELD),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        user: AbstractBaseUser,
        request: HttpRequest,
        initial: dict[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial, prefix=prefix)
        self.user = user
        sealed = request.session.get(self.SESSION_KEY) if self.is_bound else None
        if sealed is None:
            # A bound form without a secret (an old page in another tab) gets a new one, and its code is then wrong.
            sealed = request.session[self.SESSION_KEY] = get_adapter().encrypt(totp.generate_totp_secret())
        self.secret: str = get_adapter().decrypt(sealed)

    def clean_code(self) -> str:
        """Compare with what the app must show now.

        Raises:
            ValidationError: another code, or too many tries.
        """
        clear = check_rate_limit(self.user, error_key="rate_limited")
        code: str = self.cleaned_data["code"]
        if not totp.validate_totp_code(self.secret, code):
            raise ValidationError(_("That code is not right. Wait for the next one, then type it before it changes."))
        clear()
        return code
