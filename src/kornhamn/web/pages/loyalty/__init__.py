"""Loyalty to contracts: what is bought under them, what leaks and why. One module a page."""

from django.urls import URLPattern, path

from kornhamn.web.pages.loyalty.lines import lines
from kornhamn.web.pages.loyalty.overview import overview
from kornhamn.web.pages.loyalty.parts import parts
from kornhamn.web.pages.loyalty.purchases import purchases

urlpatterns: list[URLPattern] = [
    path("contracts/loyalty/", overview, name="loyalty"),
    path("contracts/loyalty/lines/", lines, name="loyalty-lines"),
    path("contracts/loyalty/by/<slug:part>/", parts, name="loyalty-parts"),
    path("contracts/<uuid:contract_id>/purchases/", purchases, name="contract-purchases"),
]
