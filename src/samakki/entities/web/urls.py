"""Addresses of entities."""

from django.urls import URLPattern, URLResolver, path

from samakki.entities.web.views import files

app_name = "entities"
urlpatterns: list[URLPattern | URLResolver] = [
    path("files/<str:reference>/", files.download, name="file"),
]
