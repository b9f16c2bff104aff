"""What category work answers of the group's facts."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from kornhamn.categories.models import Strategy, TeamMember, TreeDecision
from kornhamn.categories.queries.teams import mix_of

SUPPLIED = ("council_categories", "category_teams_mixed", "category_work_initiated")


def category_facts(on: date) -> Mapping[str, object]:
    """Return the facts of the group that the records of category work answer that day.

    Nothing recorded is no answer: the work may be done on paper.
    """
    facts: dict[str, object] = {}
    if TreeDecision.objects.filter(decided_on__lte=on).exists():
        facts["council_categories"] = True
    teams: defaultdict[str, list[TeamMember]] = defaultdict(list)
    for member in TeamMember.objects.filter(period__contains=on).select_related("person"):
        teams[member.category].append(member)
    if teams:
        facts["category_teams_mixed"] = all(mix_of(team).is_mixed for team in teams.values())
    if teams or Strategy.objects.exists():
        facts["category_work_initiated"] = True
    return facts
