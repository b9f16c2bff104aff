"""The same as another supplier? One that no rule proposed is found by name or number."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.organisation.types import Permission
from kornhamn.suppliers.queries import sees_persons, supplier_of, suppliers_as_seen
from kornhamn.suppliers.types import SupplierKind
from kornhamn.web.access import requires
from kornhamn.web.pages.suppliers.figures import ore_by_supplier
from kornhamn.web.pages.suppliers.words import KINDS, name_of, number_of
from kornhamn.web.requests import AppRequest

_MOST = 20


@requires(Permission.SETTLE_SUPPLIERS)
@require_safe
def find_same(request: AppRequest, supplier_id: UUID) -> HttpResponse:
    """Find the supplier that this one is the same as, and ask why before they are merged."""
    found = supplier_of(supplier_id)
    if found is None:
        raise Http404(str(supplier_id))
    if found.id != supplier_id:
        return redirect("find-same-supplier", found.id)
    personal = sees_persons(request.actor)
    name, words = name_of(found, personal=personal), request.GET.get("q", "").strip()
    rows = suppliers_as_seen(personal=personal).exclude(key=found.key)
    named = rows.exclude(kind=SupplierKind.MASKED).filter(sought__icontains=words)
    hits = list(named.order_by("shown")[: _MOST + 1]) if words else []
    ore = ore_by_supplier(request) if hits else {}
    page = {
        "supplier": found,
        "name": name,
        "words": words,
        "hits": [
            (one, number_of(one), KINDS[SupplierKind(one.kind)], ore.get(one.key))
            for one in hits[:_MOST]
        ],
        "has_more": len(hits) > _MOST,
        "back": reverse("supplier", args=[found.id]),
        "breadcrumbs": [
            (_("Suppliers"), reverse("suppliers")),
            (name, reverse("supplier", args=[found.id])),
            (_("The same as another?"), ""),
        ],
    }
    return render(request, "suppliers/find_same.html", page)
