"""Handing out stored files."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.entities import actions
from samakki.entities.queries.files import record_of_file
from samakki.entities.web.serving import as_download


@require_GET
@decides.record(surface=Surface.ATTACHMENT)
def download(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hand out one file; a missing one and one that is not the reader's are answered alike."""
    open_record(request, record_of_file(reference) or reference, Surface.ATTACHMENT)
    return as_download(actions.read_file(by=officer(request), reference=reference))
