"""No clause of the programme is left out of its edition."""

import pytest

from kornhamn.rulebook.library import programme

IN_BOTH = [
    "scope.all-purchases",
    "scope.guidance",
    "scope.collaboration",
    "scope.bribery-conflict",
    "process.lessons",
    "process.digital",
    "quality.relevant",
    "quality.capacity",
    "discrimination.law",
    "discrimination.clause",
    "accessibility.considered",
    "employment.requirements",
    "employment.work-environment",
    "insight.public",
    "insight.neutral-comparison",
    "insight.whistleblowing",
    "environment.programme",
    "environment.organic-food",
    "business.analysis-strategy",
    "business.subcontractors",
    "business.neutral-dialogue",
    "business.economic-analysis",
    "competition.enough-tenders",
    "competition.easy-to-tender",
    "competition.sound-market",
    "coordination.tested",
    "innovation.open",
    "innovation.procurement",
    "suppliers.serious",
    "suppliers.fair-trade",
    "contract.managed",
    "contract.kept",
    "contract.loyalty",
    "contract.supplier-development",
    "contract.ecommerce",
    "organisation.authority",
    "organisation.responsible",
    "organisation.resources",
    "organisation.competence",
    "organisation.ks-followup",
    "organisation.group-board",
]
ONLY_IN_FORCE = [
    "scope.goal-tradeoff",
    "society.social-responsibility",
    "quality.staffing",
    "quality.functional",
    "quality.joint-followup",
    "democracy.rights-in-chain",
    "democracy.communication-plan",
    "democracy.unions",
    "democracy.elected",
    "environment.transport",
    "environment.chemicals",
    "environment.energy",
    "coordination.central",
    "suppliers.ilo-risk",
    "organisation.coordinator",
]
ONLY_PROPOSED = [
    "scope.kf-amends",
    "scope.private-providers",
    "process.whole-chain",
    "process.category",
    "process.followed",
    "process.category-initiated",
    "society.many-providers",
    "society.civil-society",
    "quality.delivered",
    "employment.collective-level",
    "environment.food-climate",
    "environment.animal-welfare",
    "environment.antibiotics",
    "competition.market-knowledge",
    "competition.approachable",
    "organisation.functions",
    "organisation.category-effect",
    "organisation.develop",
    "organisation.ks-allocation",
]


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("strategisk-upphandling", IN_BOTH + ONLY_IN_FORCE),
        ("inkop-som-verktyg", IN_BOTH + ONLY_PROPOSED),
    ],
)
def test_the_edition_holds_every_clause_of_the_programme(edition: str, expected: list[str]) -> None:
    clauses = {clause.id for clause in programme().edition(edition).clauses}
    assert clauses == set(expected)
