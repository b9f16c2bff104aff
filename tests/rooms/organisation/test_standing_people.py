"""Each standing person sees what they must, and nothing else."""

import pytest
from tests.people import Group, People, actor_of

from kornhamn.organisation.models import Authority
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission

pytestmark = pytest.mark.django_db

GROUP_READERS = ("analyst", "executive", "auditor")


def readable(who: str, people: People, permission: Permission = Permission.READ_CASES) -> set[str]:
    actor = actor_of(getattr(people, who))
    return set(Authority.objects.within(actor, permission).values_list("code", flat=True))


@pytest.mark.parametrize("who", ["nobody", "administrator"])
def test_those_without_a_part_in_purchasing_read_no_cases(who: str, people: People) -> None:
    assert readable(who, people) == set()


@pytest.mark.parametrize("who", ["purchaser", "responsible"])
def test_those_of_a_committee_read_its_cases_alone(who: str, people: People) -> None:
    assert readable(who, people) == {"utbildning"}


def test_those_of_another_company_read_neither_the_committees_nor_its_sister(
    people: People,
) -> None:
    assert readable("of_other_company", people) == {"vatten"}


def test_the_group_board_reads_the_companies_alone(people: People) -> None:
    assert readable("board_member", people) == {"bostad", "vatten"}


@pytest.mark.parametrize("who", GROUP_READERS)
def test_those_who_follow_up_the_group_read_all_of_it(
    who: str, people: People, group: Group
) -> None:
    assert readable(who, people) == {authority.code for authority in group.everyone}


def test_only_the_administrator_manages_the_organisation(people: People) -> None:
    managing = {
        who
        for who in People.__dataclass_fields__
        if may(actor_of(getattr(people, who)), Permission.MANAGE_ORGANISATION)
    }
    assert managing == {"administrator"}
