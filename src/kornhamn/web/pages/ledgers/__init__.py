"""Supplier ledgers: the loads, an upload, its mapping, its report. One module a page."""

from django.urls import URLPattern, path

from kornhamn.web.pages.ledgers.listing import ledgers
from kornhamn.web.pages.ledgers.load import load
from kornhamn.web.pages.ledgers.mapping import accept
from kornhamn.web.pages.ledgers.undoing import undo
from kornhamn.web.pages.ledgers.units import place
from kornhamn.web.pages.ledgers.uploading import upload

urlpatterns: list[URLPattern] = [
    path("ledgers/", ledgers, name="ledgers"),
    path("ledgers/new/", upload, name="load-ledger"),
    path("ledgers/<uuid:load_id>/", load, name="ledger-load"),
    path("ledgers/<uuid:load_id>/load/", accept, name="accept-mapping"),
    path("ledgers/<uuid:load_id>/units/", place, name="place-units"),
    path("ledgers/<uuid:load_id>/undo/", undo, name="undo-load"),
]
