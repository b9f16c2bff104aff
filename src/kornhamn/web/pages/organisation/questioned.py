"""An authority or the group as questions are put about it, and who may answer them."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.organisation import organisation_findings
from kornhamn.analytics.types import OrganisationFindings
from kornhamn.organisation.permissions import ROLE_NAMES, grants_of
from kornhamn.organisation.queries import (
    appointments_of,
    authorities_within,
    group_appointments,
)
from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries.answers import Answered, answers_about
from kornhamn.procurement.queries.case_file import KnownFact, Source
from kornhamn.procurement.types import About
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Edition, Facts
from kornhamn.web.pages.answers.questioned import Questioned
from kornhamn.web.pages.follow_up.selection import default_edition, instrument
from kornhamn.web.requests import AppRequest


def edition_of(request: AppRequest) -> Edition:
    """Return the edition asked for in the address, or the one in force."""
    asked = request.GET.get("edition", "")
    if not asked:
        return default_edition(request.on)
    known = {edition.id: edition for edition in instrument().editions}
    if asked not in known:
        raise Http404(asked)
    return known[asked]


def readable(request: AppRequest, edition: Edition) -> tuple[OrganisationFindings, ...]:
    """Return the group, and the authorities whose procurements the reader may read."""
    own = {one.pk for one in authorities_within(request.actor, Permission.READ_CASES)}
    found = organisation_findings(edition.id, on=request.on)
    return tuple(one for one in found if one.authority is None or one.authority.id in own)


def questioned(request: AppRequest, about: About) -> Questioned:
    """Return one authority, or the group; another's is as little to be found as none."""
    edition = edition_of(request)
    for one in readable(request, edition):
        if about_of(one) == about:
            return _questioned(one, edition)
    raise Http404(str(about.id))


def about_of(found: OrganisationFindings) -> About:
    """Return what its answers are about."""
    return About.authority(found.authority.id) if found.authority else About.group()


def name_of(found: OrganisationFindings) -> str:
    """Return what a reader calls it."""
    return found.authority.name if found.authority else _("The group as a whole")


def page_url(about: About) -> str:
    """Return where its questions are listed."""
    if about.id is None:
        return reverse("group-questions")
    return reverse("authority-questions", args=[about.id])


def who_may_answer(request: AppRequest, authority: UUID | None) -> list[tuple[str, str]]:
    """Return who holds a role that may answer today: name and role, the authority's own first."""
    own = appointments_of(authority, request.on) if authority else []
    return [
        (one.person, _(ROLE_NAMES[one.role]))
        for one in (*own, *group_appointments(request.on))
        if one.state == "held"
        and one.person_is_active
        and any(grant.permission is Permission.STATE_FACTS for grant in grants_of(one.role))
    ]


def _questioned(found: OrganisationFindings, edition: Edition) -> Questioned:
    about = about_of(found)
    answers = answers_about(about)
    return Questioned(
        about=about,
        name=name_of(found),
        url=page_url(about),
        trail=(
            (_("Organisation"), reverse("organisation")),
            (_("Questions"), reverse("organisation-questions")),
        ),
        edition=edition,
        findings=found.findings,
        known=_known(found.facts, answers),
        answers=answers,
    )


def _known(facts: Facts, answers: Mapping[str, Answered]) -> Mapping[str, KnownFact]:
    """Return each known fact with its source: an answer, or the room that knows it."""
    return {
        name: KnownFact(name, value, _source(name, answers))
        for name, value in facts.items()
        if value is not None
    }


def _source(name: str, answers: Mapping[str, Answered]) -> Source:
    if name in answers:
        return Source(answer=answers[name])
    return Source(room=FACTS[name].supplied_by)
