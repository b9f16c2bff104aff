"""Imports of procurement statistics: the runs, an upload, a run's report. One module a page."""

from django.urls import URLPattern, path

from kornhamn.web.pages.imports.changes import changes
from kornhamn.web.pages.imports.listing import imports
from kornhamn.web.pages.imports.run import continue_run, run
from kornhamn.web.pages.imports.uploading import upload

urlpatterns: list[URLPattern] = [
    path("imports/", imports, name="imports"),
    path("imports/new/", upload, name="import-statistics"),
    path("imports/<uuid:run_id>/", run, name="import"),
    path("imports/<uuid:run_id>/changes/", changes, name="import-changes"),
    path("imports/<uuid:run_id>/continue/", continue_run, name="continue-import"),
]
