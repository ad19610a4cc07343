"""Addresses of the API, each behind a token, and the document that describes them."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from samakki.access.web import decisions as decides
from samakki.node.api import bearer, cases, entities, evidence, imports, intelligence, problems
from samakki.node.api.once import PARAMETER, REPLAY
from samakki.node.api.reading import StrictParser

VERSION = "1"
DESCRIPTION = (
    "Reads and writes of one node, by an officer's own token, roles and ties. Everything is logged as on pages. What "
    "went wrong comes as application/problem+json with a stable code, and a number to quote."
)

app_name = "api"
api = NinjaAPI(
    title="Samakki", version=VERSION, description=DESCRIPTION, docs_url=None, openapi_url=None, parser=StrictParser()
)
for _router in (entities.router, cases.router, evidence.router, intelligence.router, imports.router):
    api.add_router("", _router)
problems.handle(api)


def document() -> dict[str, object]:
    """The OpenAPI document: the same bytes from the same code."""
    found = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    found["security"] = [{"token": []}]
    found["components"]["schemas"]["Problem"] = problems.SCHEMA
    told = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in found["paths"].values():
        for method, operation in operations.items():
            if method.upper() not in bearer.READS:
                operation.setdefault("parameters", []).append(PARAMETER)
                operation["responses"].setdefault("200", REPLAY)
            operation["responses"]["default"] = {"description": "What went wrong", "content": told}
    return dict(found)


@require_GET
def openapi(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document, for who is signed in or holds a token."""
    return HttpResponse(json.dumps(document(), ensure_ascii=False), content_type="application/json")


def _either(by_session: bearer.View, by_token: bearer.View) -> bearer.View:
    def view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        chosen = by_token if request.headers.get("Authorization") else by_session
        return chosen(request, *args, **kwargs)

    vars(view)["access_decision"] = vars(by_token)["access_decision"]
    return view


_WHY = "what the API offers; not for those outside"
_found, _app, _space = api.urls
urlpatterns: list[URLPattern] = [
    path("openapi.json", _either(decides.api(_WHY)(openapi), bearer.by_token(openapi, _WHY)), name="openapi"),
    *(
        path(str(one.pattern), bearer.by_token(one.callback, f"API: {one.pattern}"), name=one.name)
        for one in _found
        if isinstance(one, URLPattern) and str(one.pattern)
    ),
]
