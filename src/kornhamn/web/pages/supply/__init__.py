"""Suppliers stay serious: alarms, subcontractors, grounds of exclusion, risks of production."""

from django.urls import URLPattern, path

from kornhamn.web.pages.supply.alarms import alarm, alarms_page
from kornhamn.web.pages.supply.chain import chain, confirm, flow, register, subcontractor
from kornhamn.web.pages.supply.exclusion import exclusion
from kornhamn.web.pages.supply.production import (
    inquiry,
    production,
    risks,
    supply_action,
)

_CHAIN = "contracts/subcontractors/<uuid:subcontractor_id>/"
urlpatterns: list[URLPattern] = [
    path("suppliers/alarms/", alarms_page, name="supplier-alarms"),
    path("suppliers/alarms/<uuid:alarm_id>/", alarm, name="supplier-alarm"),
    path("suppliers/production/", risks, name="production-risks"),
    path("suppliers/production/<uuid:inquiry_id>/", inquiry, name="supply-inquiry"),
    path("suppliers/production/actions/<uuid:action_id>/", supply_action, name="supply-action"),
    path("suppliers/<uuid:supplier_id>/production/", production, name="supplier-production"),
    path("suppliers/<uuid:supplier_id>/exclusion/", exclusion, name="supplier-exclusion"),
    path("contracts/<uuid:contract_id>/subcontractors/", chain, name="contract-chain"),
    path("contracts/<uuid:contract_id>/subcontractors/new/", register, name="new-subcontractor"),
    path("contracts/terms/<uuid:term_id>/flow/", flow, name="term-flow"),
    path(_CHAIN, subcontractor, name="subcontractor"),
    path(f"{_CHAIN}confirm/<uuid:term_id>/", confirm, name="confirm-flow"),
]
