"""Addresses of cases. No name of a person is in any of them."""

from django.urls import URLPattern, URLResolver, path

from samakki.cases.web.views import overview

app_name = "cases"
urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<code:reference>/", overview.case, name="case"),
]
