"""Who can be named in the follow-up of a contract."""

from datetime import date

from kornhamn.contracts.queries import Contract
from kornhamn.kernel.swedish import sort_key
from kornhamn.organisation.queries import standing_people

_MOST_PEOPLE = 5000


def people_choices(contract: Contract, on: date) -> list[tuple[str, str]]:
    """Return who holds a role in the contract's authority, and whoever manages it, by name."""
    held = standing_people(on, most=_MOST_PEOPLE)
    people = {
        str(one.person_id): one.person.name
        for one in held
        if one.authority_id == contract.authority_id
    }
    if contract.manager:
        people[str(contract.manager_id)] = contract.manager.name
    return sorted(people.items(), key=lambda each: sort_key(each[1]))
