"""The pages of the sign-in library that exist here, one by one.

Left out on purpose: sign-up, everything about e-mail, password reset (two officers recover an account instead),
downloads of recovery codes (a file on a shared computer), "trust this browser", the list of factors and of sessions
(the security page shows both).
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from samakki.access.web import decisions as decides
from samakki.access.web.sign_in import views
from samakki.access.web.views.security import security

public = decides.public("signing in, before it is known who asks")
own = decides.signed_in("an officer's own sign-in settings")

urlpatterns = [
    path("accounts/sign-in/", public(account.login), name="account_login"),
    path("accounts/sign-in/second-step/", public(factors.authenticate), name="mfa_authenticate"),
    path("accounts/sign-in/passkey/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("accounts/closed/", public(account.account_inactive), name="account_inactive"),
    path("accounts/sign-out/", public(account.logout), name="account_logout"),
    path("accounts/confirm/", own(account.reauthenticate), name="account_reauthenticate"),
    path("accounts/confirm/code/", own(factors.reauthenticate), name="mfa_reauthenticate"),
    path("accounts/confirm/passkey/", own(views.ConfirmByPasskeyView.as_view()), name="mfa_reauthenticate_webauthn"),
    path("security/", security, name="mfa_index"),  # where the library goes back to
    path("security/password/", own(account.password_change), name="account_change_password"),
    path("security/app/", own(views.SetUpAppView.as_view()), name="mfa_activate_totp"),
    path("security/app/remove/", own(views.RemoveAppView.as_view()), name="mfa_deactivate_totp"),
    path("security/passkeys/", own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("security/passkeys/add/", own(views.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/rename/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", own(views.RemovePasskeyView.as_view()), name="mfa_remove_webauthn"),
    path("security/recovery-codes/", own(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("security/recovery-codes/new/", own(views.NewCodesView.as_view()), name="mfa_generate_recovery_codes"),
]
