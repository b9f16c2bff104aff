"""Suppliers: the list, one of them, and the queue of those that may be one."""

from django.urls import URLPattern, path

from kornhamn.web.pages.suppliers.deciding import keep_two, merge_two, split_off, take_back
from kornhamn.web.pages.suppliers.listing import supplier_list
from kornhamn.web.pages.suppliers.merging import find_same
from kornhamn.web.pages.suppliers.queue import queue
from kornhamn.web.pages.suppliers.supplier import supplier

urlpatterns: list[URLPattern] = [
    path("suppliers/", supplier_list, name="suppliers"),
    path("suppliers/queue/", queue, name="supplier-queue"),
    path("suppliers/decisions/<int:decision_id>/reverse/", take_back, name="reverse-decision"),
    path("suppliers/<uuid:supplier_id>/", supplier, name="supplier"),
    path("suppliers/<uuid:supplier_id>/same/", find_same, name="find-same-supplier"),
    path("suppliers/<uuid:supplier_id>/split/", split_off, name="split-supplier"),
    path("suppliers/<uuid:one>/merge/<uuid:other>/", merge_two, name="merge-suppliers"),
    path("suppliers/<uuid:one>/apart/<uuid:other>/", keep_two, name="keep-apart"),
]
