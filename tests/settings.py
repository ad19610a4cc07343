"""Settings of the test run: the node's own, in a throw-away home, with its database chosen by ``SAMAKKI_TEST_DB``.

``SAMAKKI_TEST_DB`` holds ``sqlite`` (the default) or a ``postgresql://`` address. Every process makes a home of its
own, so two workers of one run, or two runs, never meet.
"""

from tests.support.home import HOME, SECRET

# isort: split
# The home above must exist before the node's settings read it.
from samakki.node.settings import *  # noqa: F403  (a settings module is a flat list of names)
from samakki.node.settings import DATABASES

SECRET_KEY = SECRET
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", ".localhost"]

# Work that a page queues is done before the page answers; the node's own queue has tests of its own.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Guessing a hash is not what these tests measure; argon2 has a test of its own against the node's real list.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The manifest storage answers 404 for unhashed names under the live server, and scripts go missing without a word.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as on a real node: an in-memory database is one connection shared by all threads, and hides every lock.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "data" / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
