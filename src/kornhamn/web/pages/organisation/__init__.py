"""The group: its authorities, who holds which role, what is vacant, its register."""

from django.urls import path

from kornhamn.web.pages.organisation.answering import (
    answer_authority,
    answer_group,
    withdraw_of_authority,
    withdraw_of_group,
)
from kornhamn.web.pages.organisation.appointing import appoint_somebody, end
from kornhamn.web.pages.organisation.authority import authority
from kornhamn.web.pages.organisation.listing import organisation
from kornhamn.web.pages.organisation.people import close, people, person, reopen
from kornhamn.web.pages.organisation.questions import (
    authority_questions,
    group_questions,
    organisation_questions,
)
from kornhamn.web.pages.organisation.register import import_organisation

urlpatterns = [
    path("organisation/", organisation, name="organisation"),
    path("organisation/import/", import_organisation, name="import-organisation"),
    path("organisation/appoint/", appoint_somebody, name="appoint"),
    path("organisation/appointments/<uuid:appointment_id>/end/", end, name="end-appointment"),
    path("organisation/people/", people, name="people"),
    path("organisation/people/<uuid:person_id>/", person, name="person"),
    path("organisation/people/<uuid:person_id>/close/", close, name="close-access"),
    path("organisation/people/<uuid:person_id>/open/", reopen, name="open-access"),
    path("organisation/questions/", organisation_questions, name="organisation-questions"),
    path("organisation/group/questions/", group_questions, name="group-questions"),
    path("organisation/group/facts/<slug:fact_name>/", answer_group, name="answer-group"),
    path(
        "organisation/group/facts/<slug:fact_name>/withdraw/",
        withdraw_of_group,
        name="withdraw-group-answer",
    ),
    path("organisation/<uuid:authority_id>/", authority, name="authority"),
    path(
        "organisation/<uuid:authority_id>/questions/",
        authority_questions,
        name="authority-questions",
    ),
    path(
        "organisation/<uuid:authority_id>/facts/<slug:fact_name>/",
        answer_authority,
        name="answer-authority",
    ),
    path(
        "organisation/<uuid:authority_id>/facts/<slug:fact_name>/withdraw/",
        withdraw_of_authority,
        name="withdraw-authority-answer",
    ),
]
