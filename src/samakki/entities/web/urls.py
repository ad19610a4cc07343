"""Addresses of entities."""

from django.urls import URLPattern, URLResolver, path

from samakki.entities.web.views import describing, entities, exporting, files, protection

app_name = "entities"
urlpatterns: list[URLPattern | URLResolver] = [
    path("entities/", entities.entities, name="entities"),
    path("entities/<code:reference>/", entities.entity, name="entity"),
    path("entities/<code:reference>/add/", describing.add, name="add"),
    path("entities/<code:reference>/link/", describing.link, name="link"),
    path("entities/<code:reference>/statements/<int:statement>/", describing.withdraw, name="withdraw"),
    path("sources/<code:reference>/describe/", describing.choose_kind, name="choose_kind"),
    path("sources/<code:reference>/describe/<slug:kind>/", describing.describe, name="describe"),
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
