"""Whether the node answers, for everybody in one word, and how it is, for its administrator."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samakki.access.domain.vocabulary import Duty
from samakki.access.web import asking
from samakki.access.web import decisions as decides
from samakki.node.vitals import Vitals, vitals
from samakki.ui import navigation

MENU_ORDER = 95


@require_safe
@never_cache
@decides.public("a watchman or load balancer asks without signing in, and learns one word")
def health(request: HttpRequest) -> HttpResponse:
    """200 and "ok" while the database answers, else 503 and "not ok"."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            is_well = cursor.fetchone() is not None
        # A file that was deleted stays open: it goes on answering, and is gone with the last process.
        is_well = is_well and (not settings.CONFIG.is_sqlite or settings.CONFIG.database_file.exists())
    except DatabaseError:
        is_well = False
    return HttpResponse("ok\n" if is_well else "not ok\n", status=200 if is_well else 503, content_type="text/plain")


@require_safe
@never_cache
@decides.duty(Duty.OPERATE_NODE)
def node(request: HttpRequest) -> HttpResponse:
    """How the node is: log, keeper, backup, disk. No record, no officer."""
    found = vitals(settings.CONFIG)
    return render(request, "node/node.html", {"rows": rows(found), "vitals": found})


def rows(found: Vitals) -> list[dict[str, object]]:
    """The facts as key and value."""
    keeper = _("Works") if found.is_keeper_working else _("Silent for more than a minute")
    if found.failing:
        keeper = _("Fails at: %(tasks)s") % {"tasks": ", ".join(found.failing)}
    return [
        {"key": _("Version"), "value": found.version},
        {"key": _("Database"), "value": "SQLite" if found.is_sqlite else "PostgreSQL"},
        {"key": _("Entries in the audit log"), "value": str(found.log.size)},
        {"key": _("Entries waiting for their place"), "value": str(found.log.unsequenced)},
        {"key": _("Entries after the newest checkpoint"), "value": str(found.log.size - found.log.checkpoint_size)},
        {"key": _("Keeper"), "value": keeper},
        {"key": _("Free space"), "value": _("%(number)s GB") % {"number": f"{found.free_bytes / 1e9:.1f}"}},
    ]


def register() -> None:
    """Offer the page to administrators of the node."""
    navigation.register(
        gettext_lazy("This node"),
        "node",
        shown=lambda request: Duty.OPERATE_NODE in asking.duties_of(request),
        order=MENU_ORDER,
    )
