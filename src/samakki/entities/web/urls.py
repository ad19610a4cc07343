"""Addresses of entities."""

from django.urls import URLPattern, URLResolver, path

from samakki.entities.web.views import (
    describing,
    entities,
    exporting,
    files,
    import_reading,
    importing,
    protection,
    search,
    sketches,
)

app_name = "entities"
urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", search.search, name="search"),
    path("search/<slug:number>/", search.found, name="found"),
    path("entities/", entities.entities, name="entities"),
    path("entities/<code:reference>/", entities.entity, name="entity"),
    path("entities/<code:reference>/add/", describing.add, name="add"),
    path("entities/<code:reference>/sketch/", sketches.add_sketch, name="add_sketch"),
    path("entities/<code:reference>/link/", describing.link, name="link"),
    path("entities/<code:reference>/statements/<int:statement>/", describing.withdraw, name="withdraw"),
    path("describe/<code:reference>/", describing.choose_kind, name="choose_kind"),
    path("describe/<code:reference>/<slug:kind>/", describing.describe, name="describe"),
    path("files/<code:reference>/", files.download, name="file"),
    path("files/<code:reference>/preview/", files.preview, name="preview"),
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
    path("imports/", importing.imports, name="imports"),
    path("imports/start/", importing.start, name="start_import"),
    path("imports/<code:reference>/", importing.show, name="import"),
    path("imports/<code:reference>/progress/", importing.progress, name="import_progress"),
    path("imports/<code:reference>/reading/", import_reading.reading, name="import_reading"),
    path("imports/<code:reference>/columns/", import_reading.columns, name="import_columns"),
    path("imports/<code:reference>/check/", importing.check, name="check_import"),
    path("imports/<code:reference>/rows/", import_reading.failures, name="import_failures"),
    path("imports/<code:reference>/rows/file/", import_reading.failures_file, name="import_failures_file"),
    path("imports/<code:reference>/write/", importing.write, name="write_import"),
    path("imports/<code:reference>/accept/", importing.accept, name="accept_import"),
    path("imports/<code:reference>/undo/", importing.undo, name="undo_import"),
]
