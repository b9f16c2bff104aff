"""All pages, room by room; each module of `pages` lists its own addresses."""

from importlib import import_module

from django.urls import URLPattern, URLResolver

ROOMS = (
    "start",
    "sign_in",
    "programme",
    "follow_up",
    "spend",
    "cases",
    "checks",
    "supply",
    "suppliers",
    "simulations",
    "reports",
    "imports",
    "ledgers",
    "categories",
    "classification",
    "flags",
    "organisation",
    "access",
    "audit",
    "follow_contracts",
    "contract_lists",
    "agreed_prices",
    "loyalty",
    "contracts",
    "call_offs",
    "limits",
    "components",
)

urlpatterns: list[URLPattern | URLResolver] = [
    pattern for room in ROOMS for pattern in import_module(f"kornhamn.web.pages.{room}").urlpatterns
]
