"""The language of a device: a cookie that holds nothing else, so that pages before sign-in are in it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

YEAR_SECONDS = 365 * 24 * 3600


def keep_language(response: HttpResponseBase, code: str) -> None:
    """Have this device come back in a language; it says nothing of who used it."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR_SECONDS,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def has_language(request: HttpRequest, response: HttpResponseBase, code: str) -> bool:
    """Whether this device comes back in it already, or is told another one by this answer."""
    name = settings.LANGUAGE_COOKIE_NAME
    return request.COOKIES.get(name) == code or name in response.cookies
