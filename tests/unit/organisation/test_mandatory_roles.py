"""Which roles an authority must have filled follows from the clauses of the edition."""

from kornhamn.organisation.rules.mandatory_roles import mandatory_roles
from kornhamn.organisation.types import Role


def test_somebody_answers_for_purchasing_under_every_programme() -> None:
    assert mandatory_roles(()) == {Role.PURCHASING_RESPONSIBLE: "organisation.responsible"}


def test_the_edition_that_asks_for_a_coordinator_makes_one_mandatory() -> None:
    clauses = {"organisation.responsible", "organisation.coordinator", "scope.guidance"}
    assert set(mandatory_roles(clauses)) == {Role.PURCHASING_RESPONSIBLE, Role.COORDINATOR}


def test_the_edition_that_asks_for_functions_makes_each_mandatory() -> None:
    assert mandatory_roles({"organisation.functions"}) == {
        Role.PURCHASING_RESPONSIBLE: "organisation.responsible",
        Role.CATEGORY_TEAM: "organisation.functions",
        Role.CONTRACT_MANAGER: "organisation.functions",
        Role.REQUISITIONER: "organisation.functions",
    }
