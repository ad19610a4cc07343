"""Handing out stored files."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.entities import actions
from samakki.entities.domain.files import PREVIEWED
from samakki.entities.domain.pictures import is_drawable
from samakki.entities.queries.files import record_of_file
from samakki.entities.web.serving import as_download, as_picture
from samakki.ui.pictures import PictureBroken, drawn_anew

MOST_PREVIEW_BYTES = 25_000_000


@require_GET
@decides.record(surface=Surface.ATTACHMENT)
def download(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hand out one file; a missing one and one that is not the reader's are answered alike."""
    open_record(request, record_of_file(reference) or reference, Surface.ATTACHMENT)
    return as_download(actions.read_file(by=officer(request), reference=reference))


@require_GET
@decides.record(surface=Surface.ATTACHMENT)
def preview(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show a small picture of a picture, drawn anew; 404 for everything else."""
    open_record(request, record_of_file(reference) or reference, Surface.ATTACHMENT)
    opened = actions.read_file(by=officer(request), reference=reference)
    file = opened.facts.file
    if file.media_type not in PREVIEWED or file.size > MOST_PREVIEW_BYTES:
        raise Http404
    content = b"".join(opened.pieces())
    if not is_drawable(content):
        raise Http404
    try:
        return as_picture(drawn_anew(content, file.media_type), f"{reference}.png")
    except PictureBroken:
        raise Http404 from None
