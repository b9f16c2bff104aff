"""The spend explorer: what is bought, from whom, and whether it is under control."""

from django.urls import URLPattern, path

from kornhamn.web.pages.spend.control import control
from kornhamn.web.pages.spend.lines import lines
from kornhamn.web.pages.spend.overview import overview
from kornhamn.web.pages.spend.parts import authorities, categories, over_time
from kornhamn.web.pages.spend.saved import save, views
from kornhamn.web.pages.spend.suppliers import suppliers

urlpatterns: list[URLPattern] = [
    path("spend/", overview, name="spend"),
    path("spend/suppliers/", suppliers, name="spend-suppliers"),
    path("spend/categories/", categories, name="spend-categories"),
    path("spend/authorities/", authorities, name="spend-authorities"),
    path("spend/time/", over_time, name="spend-time"),
    path("spend/control/", control, name="spend-control"),
    path("spend/lines/", lines, name="spend-lines"),
    path("spend/views/", views, name="spend-views"),
    path("spend/views/save/", save, name="spend-view-save"),
]
