"""The number of a form: the token against forged requests that stands in it, which is masked anew for each form."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from samakki.access.actions import sending

FIELD: Final = "csrfmiddlewaretoken"
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


def parts_of(request: HttpRequest) -> Iterator[bytes]:
    """Fields and files of a form, in the order they came, without its token."""
    for name, values in request.POST.lists():
        if name != FIELD:
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
