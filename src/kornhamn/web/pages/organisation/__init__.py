"""The group: its authorities, who holds which role, what is vacant, its register."""

from django.urls import path

from kornhamn.web.pages.organisation.appointing import appoint_somebody, end
from kornhamn.web.pages.organisation.authority import authority
from kornhamn.web.pages.organisation.listing import organisation
from kornhamn.web.pages.organisation.register import import_organisation

urlpatterns = [
    path("organisation/", organisation, name="organisation"),
    path("organisation/import/", import_organisation, name="import-organisation"),
    path("organisation/appoint/", appoint_somebody, name="appoint"),
    path("organisation/appointments/<uuid:appointment_id>/end/", end, name="end-appointment"),
    path("organisation/<uuid:authority_id>/", authority, name="authority"),
]
