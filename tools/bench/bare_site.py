"""The peer of the node's pages: Django with sessions and sign-in, one view, the same server and nothing of ours.

The view lists 25 rows of one table through a template, as the simplest page of a case-work program would. Served by
granian as ``tools.bench.bare_site:application``; ``BARE_SITE_HOME`` names its folder, ``BARE_SITE_SOCKET`` the one of
a PostgreSQL server's socket where it is to use that instead of a file.
"""

import importlib
import os
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path

HOME = Path(os.environ.get("BARE_SITE_HOME", "."))
ROWS = 25
PAGE = """<!doctype html><html lang="en"><head><title>People</title></head><body><h1>{{ request.user }}</h1><ul>
{% for person in people %}<li>{{ person.username }}, {{ person.date_joined }}</li>{% endfor %}</ul></body></html>"""

SOCKET = os.environ.get("BARE_SITE_SOCKET", "")
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "bare.sqlite3", "CONN_MAX_AGE": 600}
POSTGRESQL = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "template1",  # always there, and nobody else's here
    "USER": "postgres",
    "HOST": SOCKET,
    "OPTIONS": {"pool": {"min_size": 1, "max_size": 5}},
}

settings.configure(
    SECRET_KEY="benchmark",  # noqa: S106  (holds nothing)
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    DATABASES={"default": POSTGRESQL if SOCKET else SQLITE},
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"people.html": PAGE})],
                    )
                ],
            },
        }
    ],
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


def people(request: HttpRequest) -> HttpResponse:
    """List of people, for whoever is signed in."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    return render(request, "people.html", {"people": users().order_by("username")[:ROWS]})


def alive(_request: HttpRequest) -> HttpResponse:
    """Says that the server is up."""
    return HttpResponse("yes")


urlpatterns = [path("", people), path("health/", alive)]
application = WSGIHandler()


def prepare() -> str:
    """Make the tables, the rows and one session; the answer is the session's cookie."""
    call_command("migrate", verbosity=0)
    people = users()
    people.bulk_create(people.model(username=f"person-{number:03}") for number in range(2 * ROWS))
    client = Client()
    client.force_login(people.get(username="person-000"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def users() -> Any:  # noqa: ANN401  (Django's own user, which the type checker of this project does not know)
    """Rows of Django's table of users; its models load only after the settings above."""
    return importlib.import_module("django.contrib.auth.models").User.objects


if __name__ == "__main__":
    print(prepare())
