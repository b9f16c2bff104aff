"""Contracts followed up: terms, checks, deviations, meetings, documents, and a manager's year."""

from django.urls import URLPattern, path

from kornhamn.web.pages.follow_contracts.changing import change
from kornhamn.web.pages.follow_contracts.checking import check, evidence, put_off
from kornhamn.web.pages.follow_contracts.deviations import deviation, new_deviation, sanction
from kornhamn.web.pages.follow_contracts.documents import document, documents
from kornhamn.web.pages.follow_contracts.implementing import (
    implementation,
    step_done,
    usual_steps,
)
from kornhamn.web.pages.follow_contracts.lessons import answer
from kornhamn.web.pages.follow_contracts.meetings import (
    agreed_done,
    meeting,
    new_lesson,
    new_meeting,
)
from kornhamn.web.pages.follow_contracts.mine import (
    calendar,
    calendar_file,
    hours,
    mine,
    spread_out,
)
from kornhamn.web.pages.follow_contracts.plan import follow_up
from kornhamn.web.pages.follow_contracts.terms import (
    complete,
    drop_term,
    edit_term,
    new_term,
    terms,
)

_ONE = "contracts/<uuid:contract_id>/"
urlpatterns: list[URLPattern] = [
    path("contracts/mine/", mine, name="my-contracts"),
    path("contracts/mine/hours/", hours, name="follow-up-hours"),
    path("contracts/mine/spread/", spread_out, name="spread-checks"),
    path("contracts/calendar/", calendar, name="contract-calendar"),
    path("contracts/calendar.ics", calendar_file, name="contract-calendar-file"),
    path(f"{_ONE}change/", change, name="change-contract"),
    path(f"{_ONE}terms/", terms, name="contract-terms"),
    path(f"{_ONE}terms/complete/", complete, name="terms-complete"),
    path(f"{_ONE}terms/new/", new_term, name="new-term"),
    path("contracts/terms/<uuid:term_id>/", edit_term, name="edit-term"),
    path("contracts/terms/<uuid:term_id>/take-away/", drop_term, name="drop-term"),
    path(f"{_ONE}follow-up/", follow_up, name="contract-follow-up"),
    path("contracts/checks/<uuid:check_id>/", check, name="check"),
    path("contracts/checks/<uuid:check_id>/put-off/", put_off, name="put-off-check"),
    path("contracts/evidence/<uuid:evidence_id>/", evidence, name="evidence"),
    path(f"{_ONE}deviations/new/", new_deviation, name="new-deviation"),
    path("contracts/deviations/<uuid:deviation_id>/", deviation, name="deviation"),
    path("contracts/deviations/<uuid:deviation_id>/penalty/", sanction, name="sanction"),
    path(f"{_ONE}meetings/new/", new_meeting, name="new-meeting"),
    path("contracts/meetings/<uuid:meeting_id>/", meeting, name="meeting"),
    path("contracts/agreed/<uuid:action_id>/done/", agreed_done, name="agreed-done"),
    path(f"{_ONE}lessons/new/", new_lesson, name="new-lesson"),
    path(f"{_ONE}implementation/", implementation, name="contract-implementation"),
    path(f"{_ONE}implementation/usual/", usual_steps, name="usual-steps"),
    path("contracts/steps/<uuid:step_id>/", step_done, name="implementation-step"),
    path("cases/<uuid:procurement_id>/lessons/<uuid:lesson_id>/", answer, name="answer-lesson"),
    path(f"{_ONE}documents/", documents, name="contract-documents"),
    path("contracts/documents/<uuid:document_id>/", document, name="document"),
]
