"""The library's views where ours must differ."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from samakki.access.web.sign_in.forms import SetUpAppForm


class SetUpAppView(ActivateTOTPView):
    """Set up an authenticator app; the new secret is shown as a picture and as text."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the form the request, where the unproved secret waits."""
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the secret in groups of four, for typing it where there is no camera."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret: str = context["form"].secret
        context["secret_groups"] = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return context

    def form_valid(self, form: SetUpAppForm) -> HttpResponse:
        """Keep the app, and forget the copy in the session."""
        response: HttpResponse = super().form_valid(form)
        self.request.session.pop(SetUpAppForm.SESSION_KEY, None)
        return response


class RemovePasskeyView(RemoveWebAuthnView):
    """Remove a passkey, unless it is the officer's last second factor."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Refuse for the last one; the library checks this for apps only."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(request, str(adapter.error_messages["cannot_delete_authenticator"]))
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class ConfirmByPasskeyView(ReauthenticateWebAuthnView):
    """Confirm with a passkey that it is still the same officer."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Stay on the page, with what was wrong; the library goes to the sign-in page."""
        for problem in form.errors.get("credential", []):
            messages.error(self.request, str(problem))
        return HttpResponseRedirect(self.passthrough_next_url(reverse("mfa_reauthenticate_webauthn")))
