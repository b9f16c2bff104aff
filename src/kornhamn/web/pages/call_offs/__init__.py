"""Call-offs from a contract: whose turn it is, ordering, competing, how it is distributed."""

from django.urls import URLPattern, path

from kornhamn.web.pages.call_offs.competing import choose, offer
from kornhamn.web.pages.call_offs.distributing import distribution
from kornhamn.web.pages.call_offs.listing import call_offs
from kornhamn.web.pages.call_offs.one import cancel, one
from kornhamn.web.pages.call_offs.ordering import order

_CONTRACT = "contracts/<uuid:contract_id>/call-offs/"
urlpatterns: list[URLPattern] = [
    path(_CONTRACT, call_offs, name="contract-call-offs"),
    path(f"{_CONTRACT}new/", order, name="order-call-off"),
    path(f"{_CONTRACT}distribution/", distribution, name="call-off-distribution"),
    path("contracts/call-offs/<uuid:call_off_id>/", one, name="one-call-off"),
    path("contracts/call-offs/<uuid:call_off_id>/cancel/", cancel, name="cancel-call-off"),
    path("contracts/call-offs/<uuid:call_off_id>/winner/", choose, name="choose-offer"),
    path("contracts/call-offs/offers/<int:offer_id>/", offer, name="note-offer"),
]
