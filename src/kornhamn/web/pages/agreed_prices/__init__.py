"""The prices a contract agreed on, and what was paid beside them. One module a page."""

from django.urls import URLPattern, path

from kornhamn.web.pages.agreed_prices.listing import price_file, price_list, withdraw
from kornhamn.web.pages.agreed_prices.mapping import take
from kornhamn.web.pages.agreed_prices.paid import lines
from kornhamn.web.pages.agreed_prices.prices import prices
from kornhamn.web.pages.agreed_prices.writing import add, write

urlpatterns: list[URLPattern] = [
    path("contracts/<uuid:contract_id>/prices/", prices, name="contract-prices"),
    path("contracts/<uuid:contract_id>/prices/new/", add, name="add-price-list"),
    path("contracts/<uuid:contract_id>/prices/write/", write, name="write-price"),
    path("contracts/<uuid:contract_id>/prices/lines/", lines, name="contract-price-lines"),
    path("contracts/prices/<uuid:list_id>/", price_list, name="price-list"),
    path("contracts/prices/<uuid:list_id>/take/", take, name="take-price-list"),
    path("contracts/prices/<uuid:list_id>/withdraw/", withdraw, name="withdraw-price-list"),
    path("contracts/prices/<uuid:list_id>/file/", price_file, name="price-list-file"),
]
