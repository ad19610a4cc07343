"""Addresses of every page of this node. Subjects have their own ``urls`` module; this one mounts them."""

from django.urls import URLPattern, URLResolver, include, path

from samakki.node.web.health import health, node

handler400 = "samakki.ui.errors.bad_request"
handler403 = "samakki.ui.errors.permission_denied"
handler404 = "samakki.ui.errors.page_not_found"
handler429 = "samakki.ui.errors.too_many_requests"  # the sign-in library looks it up here
handler500 = "samakki.ui.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("node/", node, name="node"),
    path("", include("samakki.access.web.sign_in.urls")),
    path("", include("samakki.access.web.urls")),
    path("", include("samakki.ui.urls")),
    path("", include("samakki.exchange.web.urls")),
    path("", include("samakki.entities.web.urls")),
    path("", include("samakki.matching.web.urls")),
    path("", include("samakki.cases.web.urls")),
    path("", include("samakki.intelligence.web.urls")),
    path("api/v1/", include("samakki.node.api.urls")),
]
