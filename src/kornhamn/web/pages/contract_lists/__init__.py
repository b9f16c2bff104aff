"""Contract lists somebody else made: the loads, an upload, its mapping, its report, undoing."""

from django.urls import URLPattern, path

from kornhamn.web.pages.contract_lists.listing import lists
from kornhamn.web.pages.contract_lists.load import contract_list
from kornhamn.web.pages.contract_lists.mapping import load
from kornhamn.web.pages.contract_lists.undoing import undo
from kornhamn.web.pages.contract_lists.uploading import upload

urlpatterns: list[URLPattern] = [
    path("contracts/lists/", lists, name="contract-lists"),
    path("contracts/lists/new/", upload, name="load-contract-list"),
    path("contracts/lists/<uuid:load_id>/", contract_list, name="contract-list"),
    path("contracts/lists/<uuid:load_id>/load/", load, name="map-contract-list"),
    path("contracts/lists/<uuid:load_id>/undo/", undo, name="undo-contract-list"),
]
