"""Contracts: the list, one contract, registering one, options, and where one can call off."""

from django.urls import URLPattern, path

from kornhamn.web.pages.contracts.call_off import call_off
from kornhamn.web.pages.contracts.contract import contract
from kornhamn.web.pages.contracts.deciding import decide, terminate
from kornhamn.web.pages.contracts.history import history
from kornhamn.web.pages.contracts.listing import contracts
from kornhamn.web.pages.contracts.registering import register

urlpatterns: list[URLPattern] = [
    path("contracts/", contracts, name="contracts"),
    path("contracts/call-off/", call_off, name="call-off"),
    path("contracts/new/", register, name="register-contract"),
    path("contracts/<uuid:contract_id>/", contract, name="contract"),
    path("contracts/<uuid:contract_id>/history/", history, name="contract-history"),
    path("contracts/<uuid:contract_id>/terminate/", terminate, name="terminate-contract"),
    path("contracts/options/<uuid:option_id>/", decide, name="decide-option"),
]
