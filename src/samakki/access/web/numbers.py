"""The number of a form: the token against forged requests that stands in it, which is masked anew for each form.

What is said of a form whatever its number (`place_of`, `words_of`) is digested under what the masks hide: a secret that
the browser has in a cookie and the node nowhere.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from samakki.access.actions import sending

FIELD: Final = "csrfmiddlewaretoken"
ONCE_MORE: Final = "samakki_once_more"
"""A form that carries this is meant, though the same was sent before."""
FEWEST_LETTERS: Final = 8
MASKED: Final = 64  # letters; the bare secret, which a program may send, has half as many and numbers no form
FORMS: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


def number_of(request: HttpRequest) -> str:
    """The number of the form in a POST; empty where none came from a page.

    The address counts too: buttons of one form may lead to several.
    """
    token = _token(request)
    return sending.digest_of(token, (b"form", request.path.encode())) if token else ""


def content_of(request: HttpRequest) -> str:
    """A digest of what was typed, chosen and attached, which nobody can try out who has not the form."""
    return sending.digest_of(_token(request), (b"content", *parts_of(request)))


def place_of(request: HttpRequest) -> str:
    """A digest of the browser and the address; empty where the browser has no secret."""
    secret = request.META.get("CSRF_COOKIE", "")
    return sending.digest_of(secret, (b"place", request.path.encode())) if secret else ""


def words_of(request: HttpRequest) -> str:
    """A digest of what was typed, the same in each form; empty where nobody typed words, or files came.

    Buttons and choices are pressed again on purpose, and files are not kept to be sent once more.
    """
    secret = request.META.get("CSRF_COOKIE", "")
    typed = (value for name, values in request.POST.lists() if name != FIELD for value in map(str, values))
    if not secret or request.FILES or not any(_are_words(value) for value in typed):
        return ""
    return sending.digest_of(secret, (b"words", *parts_of(request)))


def _are_words(value: str) -> bool:
    """Whether somebody wrote this: more than a code, a number or a digest. Scripts without spaces count by letters."""
    return len(value) >= FEWEST_LETTERS and any(one.isspace() or not one.isascii() for one in value.strip())


def parts_of(request: HttpRequest) -> Iterator[bytes]:
    """Fields and files of a form, in the order they came, without its token."""
    for name, values in request.POST.lists():
        if name not in (FIELD, ONCE_MORE):
            yield from (part.encode("utf-8", "surrogatepass") for part in (name, *map(str, values)))
            yield b""
    for name, files in request.FILES.lists():
        yield name.encode("utf-8", "surrogatepass")
        for file in files:
            yield from _file(file)


def _file(file: "UploadedFile[bytes]") -> Iterable[bytes]:
    yield (file.name or "").encode("utf-8", "surrogatepass")
    yield from file.chunks()
    file.seek(0)


def _token(request: HttpRequest) -> str:
    if request.method != "POST" or request.content_type not in FORMS:
        return ""
    token = request.POST.get(FIELD, "")
    return token if len(token) == MASKED else ""
