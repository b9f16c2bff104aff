"""Checks of suppliers: where they stand, what changed, and remarks to assess."""

from django.urls import URLPattern, path

from kornhamn.web.pages.checks.assessing import assess
from kornhamn.web.pages.checks.overview import checks

urlpatterns: list[URLPattern] = [
    path("suppliers/checks/", checks, name="supplier-checks"),
    path("suppliers/checks/<int:check_id>/", assess, name="supplier-check"),
]
