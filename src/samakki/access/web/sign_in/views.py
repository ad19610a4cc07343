"""The library's views where ours must differ: each change of a second factor and its log entry are one transaction."""

from typing import Any, ClassVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from samakki.access import actions
from samakki.access.actions.sign_ins import Change, Factor
from samakki.access.web.asking import officer
from samakki.access.web.sign_in.forms import SetUpAppForm


class LoggedChange:
    """Writes the log entry in the transaction of the change."""

    request: HttpRequest
    change: ClassVar[Change]
    factor: ClassVar[Factor]

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Change, and log it."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view it is mixed into
            actions.note_second_factor(by=officer(self.request), change=self.change, factor=self.factor)
            return response


class SetUpAppView(LoggedChange, ActivateTOTPView):
    """Set up an authenticator app; the new secret is shown as a picture and as text."""

    change, factor = "add_second_factor", "totp"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the form the request, where the unproved secret waits."""
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the secret in groups of four, for typing it where there is no camera."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret: str = context["form"].secret
        context["secret_groups"] = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return context

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the app, and forget the copy in the session."""
        response = super().form_valid(form)
        self.request.session.pop(SetUpAppForm.SESSION_KEY, None)
        return response


class RemoveAppView(LoggedChange, DeactivateTOTPView):
    """Remove the authenticator app."""

    change, factor = "remove_second_factor", "totp"


class AddPasskeyView(LoggedChange, AddWebAuthnView):
    """Add a passkey."""

    change, factor = "add_second_factor", "webauthn"


class RemovePasskeyView(LoggedChange, RemoveWebAuthnView):
    """Remove a passkey, unless it is the officer's last second factor."""

    change, factor = "remove_second_factor", "webauthn"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Refuse for the last one; the library checks this for apps only."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(request, str(adapter.error_messages["cannot_delete_authenticator"]))
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class NewCodesView(LoggedChange, GenerateRecoveryCodesView):
    """Make new recovery codes."""

    change, factor = "renew_second_factor", "recovery_codes"


class ConfirmByPasskeyView(ReauthenticateWebAuthnView):
    """Confirm with a passkey that it is still the same officer."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Stay on the page, with what was wrong; the library goes to the sign-in page."""
        for problem in form.errors.get("credential", []):
            messages.error(self.request, str(problem))
        return HttpResponseRedirect(self.passthrough_next_url(reverse("mfa_reauthenticate_webauthn")))
