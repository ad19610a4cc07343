"""Addresses of entities."""

from django.urls import URLPattern, URLResolver, path

from samakki.entities.web.views import exporting, files, protection

app_name = "entities"
urlpatterns: list[URLPattern | URLResolver] = [
    path("files/<str:reference>/", files.download, name="file"),
    path("entities/<str:reference>/protect/", protection.protect, name="protect"),
    path("entities/<str:reference>/protected/", protection.protected, name="protected"),
    path("entities/<str:reference>/protected/close/", protection.close_file, name="close_file"),
    path("protected/", protection.codes, name="protected_codes"),
    path("protected/<str:code>/", protection.identity, name="identity"),
    path("protected/<str:code>/undo/", protection.undo, name="undo_protection"),
    path("exports/", exporting.exports, name="exports"),
    path("exports/make/<str:of>/", exporting.export, name="make_export"),
    path("exports/<str:reference>/", exporting.receipt, name="export"),
    path("exports/<str:reference>/file/", exporting.fetch, name="export_file"),
]
