"""Settings of sign-in: passwords, second factors, throttling. Names are those of Django, allauth and axes."""

from datetime import timedelta

AUTH_USER_MODEL = "access.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: refuses before a password is looked at
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # reads what another system hashed; the next sign-in rehashes
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "samakki.access.actions.passwords.WordsOfThePlace"},
    {"NAME": "samakki.access.actions.passwords.RefusedPasswords"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "code")},
    },
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

_OURS = "samakki.access.web.sign_in"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = f"{_OURS}.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": f"{_OURS}.forms.SignInForm",
    "reauthenticate": f"{_OURS}.forms.ConfirmByPasswordForm",
    "change_password": f"{_OURS}.forms.ChangePasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # officers have no e-mail address here
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds a repeated password opens the settings of sign-in
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_RATE_LIMITS = {
    # Looser than axes below, because a whole police station often shares one address.
    "login": "60/m/ip",
    "password_failed": "50/5m/ip",
    "login_failed": "5/5m/key,30/d/key",  # wrong codes of the second step; the key is the officer
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = f"{_OURS}.factors.FactorAdapter"
MFA_FORMS = {
    "authenticate": f"{_OURS}.forms.SecondFactorForm",
    "reauthenticate": f"{_OURS}.forms.ConfirmByCodeForm",
    "activate_totp": f"{_OURS}.forms.SetUpAppForm",
    "login_webauthn": f"{_OURS}.passkey_forms.SignInByPasskeyForm",
    "authenticate_webauthn": f"{_OURS}.passkey_forms.SecondFactorByPasskeyForm",
    "reauthenticate_webauthn": f"{_OURS}.passkey_forms.ConfirmByPasskeyForm",
    "add_webauthn": f"{_OURS}.passkey_forms.AddPasskeyForm",
    "edit_webauthn": f"{_OURS}.passkey_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TRUST_ENABLED = False  # a shared desk computer is never "trusted"
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True  # whoever finds a browser left open does not find the codes
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds either way, for a telephone whose clock is a little off

AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody can lock an officer out from another machine
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying again does not make the wait longer
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = f"{_OURS}.throttle.throttled_name"
AXES_LOCKOUT_CALLABLE = f"{_OURS}.throttle.too_many_tries"
AXES_CLIENT_IP_CALLABLE = "samakki.node.requests.client_address"
AXES_HTTP_RESPONSE_CODE = 429
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are in the audit log, under a code instead of a name
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = [
    "login",
    "username",
    "password",
    "ip_address",
    "code",
    "credential",
    "csrfmiddlewaretoken",
    "next",
]
