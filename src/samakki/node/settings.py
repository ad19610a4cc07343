"""Django settings of one node, made from ``node.toml`` and the keys in the node's home folder.

What a value means for an operator stands in ``config.py``; values that belong together have a module of their own.
``checks.py`` refuses what must not run.
"""

from pathlib import Path

from samakki.node import databases, logs, security
from samakki.node.config import load
from samakki.node.sign_in import *  # noqa: F403  (a settings module is a flat list of names)
from samakki.node.stored import STORED_FOLDER
from samakki.ui import languages
from samakki.ui import security as ui_security

CONFIG = load()
SAMAKKI_HOME = CONFIG.home
SAMAKKI_NAME = CONFIG.text("name")
SAMAKKI_TITLE = CONFIG.text("title")
SAMAKKI_COUNTRY = CONFIG.text("country")
SAMAKKI_KEYS = CONFIG.keys
SAMAKKI_TIGHTEN = CONFIG.tighten
SAMAKKI_DEMO = CONFIG.is_demo
SAMAKKI_EXCHANGE_NAME = CONFIG.text("exchange.name")
SAMAKKI_LEAVING = CONFIG.flag("exchange.leaving")
SAMAKKI_EXIT_URL = CONFIG.text("exit_url")
SAMAKKI_IDLE_MINUTES = CONFIG.number("sessions.idle_minutes")
SAMAKKI_SESSION_HOURS = CONFIG.number("sessions.hours")
SAMAKKI_SESSIONS_AT_ONCE = CONFIG.number("sessions.at_once")
SAMAKKI_PASSWORD_WORDS = security.words_of_the_node(CONFIG)
SAMAKKI_REFUSED_PASSWORDS = CONFIG.path("passwords.refused")

SECRET_KEY = security.secret_key(CONFIG)
DEBUG = False
ALLOWED_HOSTS = list(CONFIG.hosts)
ROOT_URLCONF = "samakki.node.urls"
WSGI_APPLICATION = "samakki.node.serving.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "samakki.ui",
    "samakki.access",
    "samakki.exchange",
    "samakki.entities",
    "samakki.matching",
    "samakki.cases",
    "samakki.intelligence",
    "samakki.node",
]
MIDDLEWARE = [
    "samakki.node.requests.log_requests",
    "django.middleware.security.SecurityMiddleware",  # these two first: their headers are on every answer
    "csp.middleware.CSPMiddleware",
    "samakki.node.requests.known_method",
    "samakki.node.requests.programs_by_https",
    "samakki.node.requests.limit_size",
    "samakki.node.requests.plain_address",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "samakki.access.web.middleware.OfficerSessionMiddleware",
    "samakki.access.web.once.OnceMiddleware",
    "samakki.ui.errors.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",  # last: turns a throttled sign-in into its page
]
# The worker (serving/worker.py) takes what pages put in this queue, a table of the node's own database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
FORM_RENDERER = "samakki.ui.form_parts.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = databases.databases(CONFIG)
CACHES = databases.CACHES

_SOURCES = Path(__file__).parents[1]
SUBJECTS = ("intelligence", "cases", "matching", "entities", "exchange", "access")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "DIRS": [
            _SOURCES / "node" / "web" / "templates",
            _SOURCES / "demo" / "templates",
            *(_SOURCES / subject / "web" / "templates" for subject in SUBJECTS),
            _SOURCES / "ui" / "templates",
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samakki.ui.tokens.own_token",  # in place of Django's, which all forms of a page would share
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
        },
    }
]

USE_TZ = True
TIME_ZONE = CONFIG.text("time_zone")
USE_I18N = True
LANGUAGE_CODE = CONFIG.text("language")
LANGUAGES = languages.LANGUAGES
LOCALE_PATHS = [languages.LOCALE_PATH]

STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.path("server.static")
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = CONFIG.home / STORED_FOLDER

# No form of this software needs more; an attachment has its own limit where it is taken in.
SAMAKKI_UPLOAD_BYTES = CONFIG.number("server.upload_megabytes") * 1_000_000
SAMAKKI_MATCHES_A_WEEK = CONFIG.number("matching.a_week")
SAMAKKI_DISCLOSURE_COUNTRIES = CONFIG.number("disclosures.countries")
SAMAKKI_HOLD_SECONDS = CONFIG.number("disclosures.hold_minutes") * 60
SAMAKKI_FILE_BYTES = CONFIG.number("files.megabytes") * 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # a node sends no mail

LOGGING = logs.logging_settings(CONFIG)

# How pages and cookies travel. A node that is no demonstration runs over HTTPS only; checks.py sees to it.
_IS_SECURE = not CONFIG.is_demo
SESSION_ENGINE = "samakki.node.sessions"
SESSION_COOKIE_NAME = security.cookie_name(CONFIG, "session")
SESSION_COOKIE_AGE = SAMAKKI_SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = _IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = security.cookie_name(CONFIG, "csrftoken")
CSRF_COOKIE_SECURE = _IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samakki.ui.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = security.cookie_name(CONFIG, "language")
LANGUAGE_COOKIE_SECURE = _IS_SECURE
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = CONFIG.is_https
# A watchman on this machine asks without HTTPS, and learns one word; programs are turned away (node/requests.py).
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^api/", r"^exchange$"]
SECURE_HSTS_SECONDS = security.TWO_YEARS if CONFIG.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other systems of an agency may live below this name
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.flag("https.proxy") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = ui_security.CONTENT_SECURITY_POLICY
ALLAUTH_TRUSTED_PROXY_COUNT = int(CONFIG.flag("https.proxy"))
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = CONFIG.is_demo
