"""Whether the node answers, for a load balancer or a watchman: one word and no detail."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 and "ok" while the database answers, else 503 and "not ok"."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            is_well = cursor.fetchone() is not None
    except DatabaseError:
        is_well = False
    return HttpResponse("ok\n" if is_well else "not ok\n", status=200 if is_well else 503, content_type="text/plain")
